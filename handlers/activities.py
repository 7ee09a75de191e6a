"""Logging what happened with people: on a card, or from anywhere by the shortcut."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from slack_sdk.models.views import View

from crm import activities, contacts
from crm.effects import once
from crm.errors import FieldErrors
from crm.types import ActivityDraft, ContactSummary
from handlers.context import Context
from handlers.modals import loading_modal, open_modal
from handlers.payloads import ActionPayload, ShortcutPayload, SubmissionPayload, ViewPayload
from handlers.places import FormState, Place
from handlers.registry import Action, Shortcut, Submission
from handlers.saying import say_sentence
from views.activity_form import activity_form

NOBODY = 0
"""In the place of a contact's id, where the form does not stand on a card."""


async def open_activity_form(context: Context, payload: ActionPayload, place: Place) -> None:
    """`place`: where the card is that is to show it."""
    async with loading_modal(context, payload, "Log activity") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        people = await contacts.summaries(payload.tenant, [contact.id])
        await fill(_form(people, FormState(contact.id, place)))


async def _open(context: Context, payload: ActionPayload) -> None:
    await open_activity_form(context, payload, Place.of(payload))


async def _open_anywhere(context: Context, payload: ShortcutPayload) -> None:
    await open_modal(context, payload, _form((), FormState(NOBODY, Place())))


def _form(people: Sequence[ContactSummary], state: FormState) -> View:
    return activity_form(people, datetime.now(UTC), state.written())


def _check(context: Context, payload: SubmissionPayload) -> None:
    activities.check(typed_activity(payload.view))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view, state = payload.view, FormState.read(payload.view.metadata)
    people = [int(each) for each in view.all_chosen("people")]
    draft = await activity_in(context, view)

    async def log() -> list[int]:
        return [*await activities.log(payload.tenant, payload.author, people, draft)]

    logged: list[int] = await once(payload.tenant, f"log:{payload.key}", log)
    if state.contact_id in logged:
        await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))
    if state.contact_id == NOBODY or len(logged) < len(set(people)):
        await say_sentence(context, payload, "logged", await _said(payload, logged, len(set(people))))


async def _said(payload: SubmissionPayload, logged: Sequence[int], wanted: int) -> str:
    names = [person.name for person in await contacts.summaries(payload.tenant, logged)]
    gone = "; who is left out is no longer in the book" if len(logged) < wanted else ""
    return f"Logged with {', '.join(names)}{gone}."


async def activity_in(context: Context, view: ViewPayload) -> ActivityDraft:
    """What stands in the form, with the names of the colleagues. Raises FieldErrors."""
    return replace(typed_activity(view), colleagues=await context.colleagues.names(view.people("colleagues")))


def typed_activity(view: ViewPayload) -> ActivityDraft:
    """The same without the colleagues, whose names Slack has to be asked for."""
    chosen = view.moment("occurred_at")
    return ActivityDraft(
        kind=view.chosen("kind"),
        occurred_at=datetime.fromtimestamp(chosen, UTC) if chosen else datetime.now(UTC),
        minutes=_minutes(view),
        outcome=view.typed("outcome"),
        text=view.typed("text"),
    )


def _minutes(view: ViewPayload) -> int | None:
    typed = view.typed("minutes")
    if not typed:
        return None
    try:
        return int(typed)
    except ValueError as error:
        raise FieldErrors({"minutes": "Write the length as a whole number of minutes."}) from error


ACTIONS = (Action("contact.log", _open),)
SUBMISSIONS = (Submission("contact.log", _save, _check),)
SHORTCUTS = (Shortcut("log_activity", _open_anywhere),)
