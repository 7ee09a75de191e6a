"""Asking for everyone, or those who match, as a file: what is in it, in which format, and how many they are."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from crm import effects, exporting, jobs, searching
from crm.errors import FieldErrors, UserError
from crm.exporting import kept_settings
from crm.exporting.columns import columns_of
from crm.exporting.formats import EXCEL, FORMATS, format_of
from crm.holding import those_left
from crm.profile import custom
from crm.querying.errors import QueryError, pointed_out
from crm.types import THOSE_CHOSEN, ExportSettings, Search
from handlers.answering import answer
from handlers.context import Context
from handlers.export_right import refuse_others
from handlers.jobs.running import say_progress
from handlers.jobs.uploading import take_away
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.reporting import may_pass
from handlers.saving import show_result
from handlers.searching import State, understand
from views.exporting import (
    AUDIT_TEXT,
    CHOOSE_SAVED,
    TITLE,
    audit_trail,
    block_of,
    export_begun,
    export_form,
    nobody,
    wrong_query,
)
from views.modals import problem

log = logging.getLogger("roster")

LONGEST_CARRIED = 3_000
"""By a modal."""
_FORMATS = tuple((each.key, each.label) for each in FORMATS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form carries: whom, how many they are, and which saved settings fill it, 0 for none.

    `chosen_ids`: those who were picked one by one; None for all whom the query `line` finds.
    """

    line: str
    people: int
    settings_id: int
    chosen_ids: Sequence[int] | None = None

    def written(self) -> str:
        """Raises UserError."""
        values = [self.line, self.people, self.settings_id, self.chosen_ids]
        written = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        if len(written) > LONGEST_CARRIED:
            raise UserError("That query is longer than a form of Slack holds. Ask for less at once, please.")
        return written

    @classmethod
    def read(cls, written: str) -> Self:
        return cls(*json.loads(written))


async def open_export_form(context: Context, payload: Payload, text: str) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        await refuse_others(context, payload.tenant, payload.user_id)
        try:
            view = await _form(context, payload, text, None)
        except QueryError as error:
            view = wrong_query(pointed_out(text, error), str(error))
        await fill(view)


async def export_form_for(
    context: Context, payload: Payload, text: str, chosen_ids: Sequence[int] | None
) -> View:
    """`chosen_ids`: those who were picked one by one; None for all whom the query `text` finds. Raises UserError."""
    await refuse_others(context, payload.tenant, payload.user_id)
    return await _form(context, payload, text, chosen_ids)


async def _form(
    context: Context, payload: Payload, text: str, chosen_ids: Sequence[int] | None, settings_id: int = 0
) -> View:
    """`settings_id` 0: all fields, in their order. Raises UserError."""
    if chosen_ids is None:
        search = await searching.count(payload.tenant, await understand(context, payload, text))
    else:
        chosen_ids = await those_left(payload.tenant, chosen_ids)
        search = Search("", THOSE_CHOSEN, was_mixed=False, count=len(chosen_ids))
    if not search.count:
        return nobody(search)
    own = [field for field in await custom.fields(payload.tenant) if not field.is_archived]
    every = columns_of(None, own)
    fields = tuple(zip(every.keys, every.labels, strict=True))
    chosen = ExportSettings(0, "", EXCEL.key, every.keys, "")
    if settings_id:
        chosen = await kept_settings.get(payload.tenant, settings_id)
    return export_form(
        search,
        fields,
        _FORMATS,
        await kept_settings.listed(payload.tenant),
        chosen,
        Asked(search.line, search.count, chosen.id, chosen_ids).written(),
        may_remove=chosen.saved_by == payload.user_id,
    )


async def show_exports(context: Context, payload: Payload) -> None:
    """Who exported whom, for admins."""
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only admins of this workspace see who exported whom.")
    runs = await exporting.recent(payload.tenant)
    every = columns_of(None, await custom.fields(payload.tenant))
    fields = dict(zip(every.keys, every.labels, strict=True))
    await answer(context, payload, audit_trail(runs, fields, dict(_FORMATS)), AUDIT_TEXT)


async def delete_expired(context: Context, now: datetime) -> None:
    """Every exported file whose time has come goes out of Slack; one that is gone already, or that Slack keeps, does no harm."""
    for tenant, run_id, file_id in await exporting.expired(now):
        try:
            await take_away(context, file_id)
        except SlackApiError as error:
            if may_pass(error):
                raise
            log.warning(
                "Slack does not delete the exported file %s: %s", file_id, error.response.get("error")
            )
            await exporting.put_off(tenant, run_id, file_id, now)
        else:
            await exporting.note_deleted(tenant, run_id)


async def _choose_saved(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await _redraw(context, payload, payload.view, int(payload.value))


async def _remove_saved(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await kept_settings.remove(payload.tenant, payload.user_id, int(payload.value))
        await _redraw(context, payload, payload.view)


async def _redraw(context: Context, payload: Payload, view: ViewPayload, settings_id: int = 0) -> None:
    try:
        asked = Asked.read(view.metadata)
        shown = await _form(context, payload, asked.line, asked.chosen_ids, settings_id)
    except UserError as error:
        shown = problem(TITLE, str(error))
    await redraw(context, view.id, shown)


def _check(context: Context, payload: SubmissionPayload) -> None:
    asked = Asked.read(payload.view.metadata)
    fields, format_ = (block_of(name, asked.settings_id) for name in ("fields", "format"))
    if not payload.view.all_chosen(fields):
        raise FieldErrors({fields: "Choose at least one."})
    try:
        exporting.refuse_too_many(format_of(payload.view.chosen(format_)), asked.people)
    except UserError as error:
        raise FieldErrors({format_: str(error)}) from error
    if name := payload.view.typed("name"):
        kept_settings.check_name(name)


async def _start(context: Context, payload: SubmissionPayload) -> None:
    """The file goes to who asked, in their direct messages: a channel may have guests."""
    await refuse_others(context, payload.tenant, payload.user_id)
    view, asked = payload.view, Asked.read(payload.view.metadata)
    fields = view.all_chosen(block_of("fields", asked.settings_id))
    format_ = format_of(view.chosen(block_of("format", asked.settings_id)))
    if name := view.typed("name"):
        await kept_settings.save(payload.tenant, payload.author, name, format_.key, fields)
    opened = await context.slack.conversations_open(users=payload.user_id)

    async def start() -> int:
        job = await exporting.start(
            payload.tenant,
            payload.author,
            asked.line,
            opened["channel"]["id"],
            format_.key,
            fields,
            asked.chosen_ids,
        )
        return job.id

    job_id = await effects.once(payload.tenant, f"export:{payload.key}", start)
    context.jobs.wake()
    await say_progress(context, await jobs.get(payload.tenant, job_id))
    await show_result(context, payload, export_begun())


async def _open_of_search(context: Context, payload: ActionPayload) -> None:
    await open_export_form(context, payload, State.read(payload.value).line)


ACTIONS = (
    Action("search.export", _open_of_search),
    Action(CHOOSE_SAVED, _choose_saved),
    Action("export.saved.remove", _remove_saved),
)
SUBMISSIONS = (Submission("export.start", _start, _check, saving=TITLE),)
