"""Notes and logged activities."""

from datetime import UTC, datetime

from crm import contacts, timeline
from crm.effects import once
from crm.errors import FieldErrors
from crm.types import ActivityDraft
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, SubmissionPayload, ViewPayload
from handlers.places import FormState, Place
from handlers.registry import Action, Submission
from views.activity_form import activity_form, note_form
from views.do_not_contact import do_not_contact


async def open_note_form(context: Context, payload: ActionPayload, place: Place) -> None:
    """`place`: where the card is that is to show it."""
    async with loading_modal(context, payload, "Note") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(note_form(contact.name, FormState(contact.id, place).written(), do_not_contact(contact)))


async def open_activity_form(context: Context, payload: ActionPayload, place: Place) -> None:
    async with loading_modal(context, payload, "Log activity") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        state = FormState(contact.id, place)
        await fill(activity_form(contact.name, datetime.now(UTC), state.written(), do_not_contact(contact)))


async def _open_note(context: Context, payload: ActionPayload) -> None:
    await open_note_form(context, payload, Place.of(payload))


async def _open_activity(context: Context, payload: ActionPayload) -> None:
    await open_activity_form(context, payload, Place.of(payload))


def _check_note(context: Context, payload: SubmissionPayload) -> None:
    timeline.checked_note(payload.view.typed("text"))


async def _save_note(context: Context, payload: SubmissionPayload) -> None:
    state = FormState.read(payload.view.metadata)

    async def add() -> int:
        text = payload.view.typed("text")
        return (await timeline.add_note(payload.tenant, payload.author, state.contact_id, text)).id

    await once(payload.tenant, f"note:{payload.key}", add)
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


def _check_activity(context: Context, payload: SubmissionPayload) -> None:
    draft = activity_in(payload.view)
    timeline.check_activity(draft.kind, draft.occurred_at, draft.minutes, draft.outcome, draft.text)


async def _save_activity(context: Context, payload: SubmissionPayload) -> None:
    state, draft = FormState.read(payload.view.metadata), activity_in(payload.view)

    async def log() -> int:
        entry = await timeline.log_activity(
            payload.tenant,
            payload.author,
            state.contact_id,
            draft.kind,
            draft.occurred_at,
            draft.minutes,
            draft.outcome,
            draft.text,
        )
        return entry.id

    await once(payload.tenant, f"log:{payload.key}", log)
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


def activity_in(view: ViewPayload) -> ActivityDraft:
    """What stands in the form. Raises FieldErrors."""
    return ActivityDraft(
        view.chosen("kind"), _when(view), _minutes(view), view.typed("outcome"), view.typed("text")
    )


def _when(view: ViewPayload) -> datetime:
    chosen = view.moment("occurred_at")
    return datetime.fromtimestamp(chosen, UTC) if chosen else datetime.now(UTC)


def _minutes(view: ViewPayload) -> int | None:
    typed = view.typed("minutes")
    if not typed:
        return None
    try:
        return int(typed)
    except ValueError as error:
        raise FieldErrors({"minutes": "Write the length as a whole number of minutes."}) from error


ACTIONS = (Action("contact.note", _open_note), Action("contact.log", _open_activity))
SUBMISSIONS = (
    Submission("contact.note", _save_note, _check_note),
    Submission("contact.log", _save_activity, _check_activity),
)
