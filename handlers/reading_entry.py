"""One entry of a timeline: opened, shown to others by its number, corrected or deleted by who logged it."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Self

from slack_sdk.models.views import View

from crm.effects import once
from crm.errors import UserError
from crm.timeline import check_activity, entries
from crm.types import ActivityDraft, Entry, Reader, Tenant
from handlers.activities import activity_in
from handlers.answering import answer
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, SubmissionPayload
from handlers.readers import reader_of
from handlers.reading_timeline import Window, refresh, show
from handlers.registry import Action, Submission
from views.activity_form import correction_form
from views.entry import deleted, entry_blocks, entry_view


@dataclass(frozen=True, slots=True)
class EntryState:
    """Which entry a modal is about, carried along as its private metadata.

    `window`: the timeline from which it was opened. `view_id`: the modal that shows it, once it is known.
    """

    entry_id: int
    window: Window | None
    view_id: str = ""

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, metadata: str) -> Self:
        carried = json.loads(metadata)
        window = carried["window"] and Window.of_json(carried["window"])
        return cls(carried["entry_id"], window, carried["view_id"])


async def answer_with_entry(context: Context, payload: CommandPayload) -> None:
    """To the asker only, who may not see every entry."""
    try:
        entry_id = int(payload.text.removeprefix("#"))
    except ValueError as error:
        raise UserError("Type /contact entry and its number, for example /contact entry 17.") from error
    reader = await _reader(context, payload.tenant, payload.user_id, entry_id)
    detail = await entries.get(payload.tenant, reader, entry_id)
    await answer(context, payload, entry_blocks(detail), "An entry of a timeline")


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Entry") as fill:
        state = EntryState(int(payload.value), Window.of(payload))
        await fill(await _view(context, payload.tenant, payload.user_id, state))


async def _delete(context: Context, payload: ActionPayload) -> None:
    if payload.view is None:
        return
    state = EntryState.read(payload.view.metadata)
    reader = await _reader(context, payload.tenant, payload.user_id, state.entry_id)
    name = (await entries.get(payload.tenant, reader, state.entry_id)).contact_name
    await entries.delete(payload.tenant, reader, state.entry_id)
    await context.slack.views_update(view_id=payload.view.id, view=deleted(name))
    await refresh(context, payload.tenant, payload.user_id, state.window)


async def _open_correction(context: Context, payload: ActionPayload) -> None:
    if payload.view is None:
        return
    state = replace(EntryState.read(payload.view.metadata), view_id=payload.view.id)
    async with loading_modal(context, payload, "Correct") as fill:
        reader = await _reader(context, payload.tenant, payload.user_id, state.entry_id)
        detail = await entries.get(payload.tenant, reader, state.entry_id)
        await fill(correction_form(detail.contact_name, _draft_of(detail.entry), state.written()))


def _check_correction(context: Context, payload: SubmissionPayload) -> None:
    draft = activity_in(payload.view)
    check_activity(draft.kind, draft.occurred_at, draft.minutes, draft.outcome, draft.text)


async def _save_correction(context: Context, payload: SubmissionPayload) -> None:
    state = EntryState.read(payload.view.metadata)
    reader = await _reader(context, payload.tenant, payload.user_id, state.entry_id)

    async def correct() -> None:
        await entries.correct(payload.tenant, reader, state.entry_id, activity_in(payload.view))

    await once(payload.tenant, f"correct:{payload.key}", correct)
    await refresh(context, payload.tenant, payload.user_id, state.window)
    if state.view_id in payload.view.below:
        view = await _view(context, payload.tenant, payload.user_id, state)
        await show(context, state.view_id, view)


async def _view(context: Context, tenant: Tenant, user_id: str, state: EntryState) -> View:
    reader = await _reader(context, tenant, user_id, state.entry_id)
    return entry_view(await entries.get(tenant, reader, state.entry_id), state.written())


async def _reader(context: Context, tenant: Tenant, user_id: str, entry_id: int) -> Reader:
    return await reader_of(context, tenant, user_id, await entries.contact_of(tenant, entry_id))


def _draft_of(entry: Entry) -> ActivityDraft:
    minutes, outcome = entry.data.get("minutes"), entry.data.get("outcome")
    return ActivityDraft(entry.kind, entry.occurred_at, minutes, outcome or "", entry.text)


ACTIONS = (
    Action("entry.open", _open),
    Action("entry.correct", _open_correction),
    Action("entry.delete", _delete),
)
SUBMISSIONS = (Submission("entry.correct", _save_correction, _check_correction),)
