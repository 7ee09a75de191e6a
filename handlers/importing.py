"""A dropped file: what is in it, which column is what, and the word to begin."""

import asyncio
import json
import tempfile
from collections.abc import Mapping
from typing import Any

from crm import importing
from crm.enriching.reckoning import most_each
from crm.errors import UserError
from crm.importing import own, undoing
from crm.importing.runs import check_options
from crm.types import Existing, ImportOptions, ImportRun, ImportStatus
from handlers.context import Context
from handlers.jobs.running import say_progress
from handlers.modals import loading_modal, open_modal
from handlers.payloads import ActionPayload, EventPayload, Payload, SubmissionPayload, ViewPayload
from handlers.previewing import say_of_import, say_preview
from handlers.registry import Action, Event, Submission
from handlers.saving import show_result
from handlers.saying import say
from views.importing import (
    DATES,
    LOOK_UP,
    MONTH_FIRST,
    NOT_IMPORTED,
    cancelled,
    columns_a_page,
    import_form,
    looked_at,
    mapped,
    mapping_form,
    options_form,
    options_saved,
)
from views.notices import sentence
from views.text import escaped

ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".vcf", ".vcard")
LOOKS_FOR_SHARES = 5
SHARES_APPEAR_SECONDS = 0.5


async def _file_shared(context: Context, payload: EventPayload) -> None:
    file = await _shared_file(context, str(payload.fields["file_id"]), payload.channel_id)
    if file is None:
        return
    thread_ts = _thread_of(file, payload.channel_id)
    try:
        await _look_into(context, payload, file, payload.channel_id, thread_ts)
    except UserError as error:
        await say(
            context,
            payload.tenant,
            f"unreadable:{file['id']}",
            payload.channel_id,
            sentence(f"{file['name']}: {error}"),
            escaped(str(error)),
            thread_ts=thread_ts,
            fallback_id=payload.user_id,
        )


async def open_import_form(context: Context, payload: Payload) -> None:
    await open_modal(context, payload, import_form())


async def _take_file(context: Context, payload: SubmissionPayload) -> None:
    """What is in it is said to who has chosen it, in their direct messages."""
    file_id = payload.view.entered("file") or ""
    file: dict[str, Any] = (await context.slack.files_info(file=file_id))["file"]
    await _look_into(context, payload, file, payload.user_id, "")
    await show_result(context, payload, looked_at(file["name"]))


async def _look_into(
    context: Context, payload: Payload, file: Mapping[str, Any], channel_id: str, thread_ts: str
) -> None:
    """Raises UserError where it is not to be read."""
    with tempfile.TemporaryFile() as content:
        await context.files.download(file["url_private_download"], content, context.import_limits.bytes)
        run = await importing.receive(
            payload.tenant,
            payload.author,
            file["id"],
            file["name"],
            content,
            channel_id,
            thread_ts,
            context.import_limits,
        )
    await say_preview(context, payload.tenant, run)


async def _start(context: Context, payload: ActionPayload) -> None:
    run = await _run_to_decide(context, payload, int(payload.value))
    job = await importing.start(payload.tenant, payload.author, run.id)
    context.jobs.wake()
    await say_progress(context, job, at_once=True)


async def _undo(context: Context, payload: ActionPayload) -> None:
    run = await _run_to_decide(context, payload, int(payload.value))
    job = await undoing.start(payload.tenant, payload.author, run.id)
    context.jobs.wake()
    await say_progress(context, job, at_once=True)


async def _cancel(context: Context, payload: ActionPayload) -> None:
    run = await _run_to_decide(context, payload, int(payload.value))
    await importing.cancel(payload.tenant, run.id)
    if (await importing.get(payload.tenant, run.id)).status is ImportStatus.STARTED:
        raise UserError("This import has already begun; press Stop instead.")
    await say_of_import(context, payload.tenant, run, cancelled(run))


async def _open_mapping(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Map columns") as fill:
        run = await _run_to_decide(context, payload, int(payload.value))
        if run.status is not ImportStatus.READY:
            raise UserError("This import has already been decided.")
        choices = await own.choices(payload.tenant, run.columns)
        await fill(mapping_form(run, choices, 0, _metadata(run, 0)))


async def _save_mapping(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    run = await _run_to_decide(context, payload, carried["run_id"])
    fields = [column.field for column in run.columns]
    for number in range(len(fields)):
        if f"column-{number}" in payload.view.values:
            chosen = payload.view.chosen(f"column-{number}")
            fields[number] = "" if chosen == NOT_IMPORTED else chosen
    run = await importing.set_mapping(payload.tenant, payload.author, run.id, fields)
    await say_preview(context, payload.tenant, run)
    await _next_page(context, payload, run, carried["page"] + 1)


async def _next_page(context: Context, payload: SubmissionPayload, run: ImportRun, page: int) -> None:
    choices = await own.choices(payload.tenant, run.columns)
    more = page * columns_a_page(choices) < len(run.columns)
    view = mapping_form(run, choices, page, _metadata(run, page)) if more else mapped(run, choices)
    await show_result(context, payload, view)


async def _open_options(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Import options") as fill:
        run = await _run_to_decide(context, payload, int(payload.value))
        cost = await most_each(payload.tenant, context.vendors)
        await fill(options_form(run, _metadata(run, 0), cost))


def _check_options(context: Context, payload: SubmissionPayload) -> None:
    check_options(_chosen_options(payload.view))


async def _save_options(context: Context, payload: SubmissionPayload) -> None:
    run = await _run_to_decide(context, payload, json.loads(payload.view.metadata)["run_id"])
    run = await importing.set_options(payload.tenant, run.id, _chosen_options(payload.view))
    await say_preview(context, payload.tenant, run)
    await show_result(context, payload, options_saved())


def _chosen_options(view: ViewPayload) -> ImportOptions:
    return ImportOptions(
        Existing(view.chosen("existing")),
        tuple(view.all_chosen("tags")),
        view.typed("region"),
        int(view.chosen("list") or 0),
        looks_up_new=LOOK_UP in view.all_chosen(LOOK_UP),
        month_first=view.chosen(DATES) == MONTH_FIRST,
    )


async def _run_to_decide(context: Context, payload: Payload, run_id: int) -> ImportRun:
    """For who dropped the file, and for admins. Raises UserError."""
    run = await importing.get(payload.tenant, run_id)
    if run.user_id != payload.user_id and not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only who dropped the file, or an admin, can decide about its import.")
    return run


async def _shared_file(context: Context, file_id: str, channel_id: str) -> dict[str, Any] | None:
    """The file, once Slack knows where it is shared (that lags); None where it is not ours to read."""
    for _ in range(LOOKS_FOR_SHARES):
        file: dict[str, Any] = (await context.slack.files_info(file=file_id))["file"]
        if not file.get("name", "").lower().endswith(ENDINGS) or file.get("bot_id"):
            return None
        if not channel_id or _share(file, channel_id):
            return file
        await asyncio.sleep(SHARES_APPEAR_SECONDS)
    return file


def _share(file: dict[str, Any], channel_id: str) -> dict[str, Any]:
    """Where in that channel the file stands."""
    for channels in file.get("shares", {}).values():
        for share in channels.get(channel_id, ()):
            return dict(share)
    return {}


def _thread_of(file: dict[str, Any], channel_id: str) -> str:
    share = _share(file, channel_id)
    return str(share.get("thread_ts") or share.get("ts") or "")


def _metadata(run: ImportRun, page: int) -> str:
    return json.dumps({"run_id": run.id, "page": page})


EVENTS = (Event("file_shared", _file_shared),)
ACTIONS = (
    Action("home.import", open_import_form),
    Action("import.start", _start, kept=True),
    Action("import.map", _open_mapping),
    Action("import.options", _open_options),
    Action("import.cancel", _cancel, kept=True),
    Action("import.undo", _undo, kept=True),
)
SUBMISSIONS = (
    Submission("import.file", _take_file, saving="Import"),
    Submission("import.map", _save_mapping, saving="Map columns"),
    Submission("import.options", _save_options, _check_options, saving="Import options"),
)
