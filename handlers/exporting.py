"""Asking for everyone, or those who match, as a file: what is in it, in which format, and how many they are."""

from datetime import datetime

from crm import effects, exporting, jobs, settings
from crm.errors import FieldErrors, UserError
from crm.exporting.columns import columns_of
from crm.exporting.formats import FORMATS, format_of
from crm.profile import custom
from crm.types.workspaces import CHOSEN, EVERYBODY
from handlers.answering import answer
from handlers.context import Context
from handlers.jobs.running import say_progress
from handlers.jobs.uploading import take_away
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.searching import State, understand
from views.exporting import AUDIT_TEXT, TITLE, audit_trail, export_begun, export_form

LONGEST_QUERY = 2000
_FORMATS = tuple((each.key, each.label) for each in FORMATS)


async def open_export_form(context: Context, payload: Payload, text: str) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        await _refuse_others(context, payload)
        if len(text) > LONGEST_QUERY:
            raise UserError(
                f"That is longer than {LONGEST_QUERY:,} characters. Ask for less at once, please."
            )
        search = (await understand(context, payload, text)).search
        if not search.count:
            raise UserError("There is nobody to export.")
        own = [field for field in await custom.fields(payload.tenant) if not field.is_archived]
        every = columns_of(None, own)
        fields = tuple(zip(every.keys, every.labels, strict=True))
        await fill(export_form(search.words, search.count, fields, _FORMATS, search.line))


async def show_exports(context: Context, payload: Payload) -> None:
    """Who exported whom, for admins."""
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only admins of this workspace see who exported whom.")
    runs = await exporting.recent(payload.tenant)
    labels = {each.key: each.label for each in FORMATS}
    await answer(context, payload, audit_trail(runs, labels), AUDIT_TEXT)


async def delete_expired(context: Context, now: datetime) -> None:
    """Every exported file whose time has come goes out of Slack; one that is gone already does no harm."""
    for tenant, run_id, file_id in await exporting.expired(now):
        await take_away(context, file_id)
        await exporting.note_deleted(tenant, run_id)


def _check(context: Context, payload: SubmissionPayload) -> None:
    if not payload.view.all_chosen("fields"):
        raise FieldErrors({"fields": "Choose at least one."})


async def _start(context: Context, payload: SubmissionPayload) -> None:
    """The file goes to who asked, in their direct messages: a channel may have guests."""
    await _refuse_others(context, payload)
    format_ = format_of(payload.view.chosen("format"))
    opened = await context.slack.conversations_open(users=payload.user_id)

    async def start() -> int:
        job = await exporting.start(
            payload.tenant,
            payload.author,
            payload.view.metadata,
            opened["channel"]["id"],
            format_.key,
            payload.view.all_chosen("fields"),
        )
        return job.id

    job_id = await effects.once(payload.tenant, f"export:{payload.key}", start)
    context.jobs.wake()
    await say_progress(context, await jobs.get(payload.tenant, job_id))
    await show_result(context, payload, export_begun())


async def _refuse_others(context: Context, payload: Payload) -> None:
    """Raises UserError where the workspace does not let them export."""
    decided = await settings.read(payload.tenant)
    if decided.exporters == EVERYBODY:
        return
    if decided.exporters == CHOSEN and payload.user_id in decided.chosen_exporters:
        return
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("You may not export contacts. An admin of this workspace can allow it, in Settings.")


async def _open_of_search(context: Context, payload: ActionPayload) -> None:
    await open_export_form(context, payload, State.read(payload.value).line)


ACTIONS = (Action("search.export", _open_of_search),)
SUBMISSIONS = (Submission("export.start", _start, _check, saving=TITLE),)
