"""One entry of a timeline: opened, shown to others by its number, pinned; corrected or deleted by who logged it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from typing import Self

from slack_sdk.models.views import View

from crm import activities
from crm.effects import once
from crm.errors import UserError
from crm.timeline import entries
from crm.types import ActivityDraft, Entry, EntryDetail, Reader, Tenant
from handlers.activities import activity_in, typed_activity
from handlers.answering import answer
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, SubmissionPayload
from handlers.readers import reader_of
from handlers.reading_timeline import Window, refresh
from handlers.redrawing import redraw
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

    @classmethod
    def of(cls, payload: ActionPayload) -> Self | None:
        """In whose modal somebody pressed a button, None where it was elsewhere."""
        if payload.view is None or payload.view.callback_id != "entry":
            return None
        return replace(cls.read(payload.view.metadata), view_id=payload.view.id)


async def detail_of(context: Context, tenant: Tenant, user_id: str, entry_id: int) -> EntryDetail:
    """As that person may see it. Raises EntryNotFound."""
    return await entries.get(tenant, await reader_of_entry(context, tenant, user_id, entry_id), entry_id)


async def reader_of_entry(context: Context, tenant: Tenant, user_id: str, entry_id: int) -> Reader:
    """Raises EntryNotFound."""
    return await reader_of(context, tenant, user_id, await entries.contact_of(tenant, entry_id))


async def show_again(context: Context, payload: SubmissionPayload, state: EntryState) -> None:
    """An entry that was changed, in its own modal where that is still open, and in the timeline below."""
    await refresh(context, payload.tenant, payload.user_id, state.window)
    if state.view_id in payload.view.below:
        view = await _view(context, payload.tenant, payload.user_id, state)
        await redraw(context, state.view_id, view)


async def answer_with_entry(context: Context, payload: CommandPayload) -> None:
    """To the asker only, who may not see every entry."""
    try:
        entry_id = int(payload.text.removeprefix("#"))
    except ValueError as error:
        raise UserError("Type /contact entry and its number, for example /contact entry 17.") from error
    detail = await detail_of(context, payload.tenant, payload.user_id, entry_id)
    await answer(context, payload, entry_blocks(detail), "An entry of a timeline")


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Entry") as fill:
        state = EntryState(int(payload.value), Window.of(payload))
        await fill(await _view(context, payload.tenant, payload.user_id, state))


async def _delete(context: Context, payload: ActionPayload) -> None:
    state = EntryState.of(payload)
    if state is None:
        return
    reader = await reader_of_entry(context, payload.tenant, payload.user_id, state.entry_id)
    name = (await entries.get(payload.tenant, reader, state.entry_id)).contact_name
    await entries.delete(payload.tenant, reader, state.entry_id)
    await redraw(context, state.view_id, deleted(name))
    await refresh(context, payload.tenant, payload.user_id, state.window)


async def _pin(context: Context, payload: ActionPayload) -> None:
    await _set_pinned(context, payload, entries.pin)


async def _unpin(context: Context, payload: ActionPayload) -> None:
    await _set_pinned(context, payload, entries.unpin)


async def _set_pinned(
    context: Context, payload: ActionPayload, change: Callable[[Tenant, Reader, int], Awaitable[None]]
) -> None:
    state = EntryState.of(payload)
    if state is None:
        return
    reader = await reader_of_entry(context, payload.tenant, payload.user_id, state.entry_id)
    await change(payload.tenant, reader, state.entry_id)
    view = await _view(context, payload.tenant, payload.user_id, state)
    await redraw(context, state.view_id, view)
    await refresh(context, payload.tenant, payload.user_id, state.window)


async def _open_correction(context: Context, payload: ActionPayload) -> None:
    state = EntryState.of(payload)
    if state is None:
        return
    async with loading_modal(context, payload, "Correct") as fill:
        detail = await detail_of(context, payload.tenant, payload.user_id, state.entry_id)
        await fill(correction_form(detail.contact_name, _draft_of(detail.entry), state.written()))


def _check_correction(context: Context, payload: SubmissionPayload) -> None:
    activities.check(typed_activity(payload.view))


async def _save_correction(context: Context, payload: SubmissionPayload) -> None:
    state = EntryState.read(payload.view.metadata)
    reader = await reader_of_entry(context, payload.tenant, payload.user_id, state.entry_id)
    draft = await activity_in(context, payload.view)

    async def correct() -> None:
        await entries.correct(payload.tenant, reader, state.entry_id, draft)

    await once(payload.tenant, f"correct:{payload.key}", correct)
    await show_again(context, payload, state)


async def _view(context: Context, tenant: Tenant, user_id: str, state: EntryState) -> View:
    return entry_view(await detail_of(context, tenant, user_id, state.entry_id), state.written())


def _draft_of(entry: Entry) -> ActivityDraft:
    said = entry.data
    return ActivityDraft(
        entry.kind,
        entry.occurred_at,
        said.get("minutes"),
        said.get("outcome", ""),
        entry.text,
        said.get("colleagues", {}),
    )


ACTIONS = (
    Action("entry.open", _open),
    Action("entry.correct", _open_correction),
    Action("entry.delete", _delete),
    Action("entry.pin", _pin),
    Action("entry.unpin", _unpin),
)
SUBMISSIONS = (Submission("entry.correct", _save_correction, _check_correction),)
