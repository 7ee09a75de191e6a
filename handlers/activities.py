"""Logging what happened with people: on a card, or from anywhere by the shortcut."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from crm import activities, contacts, knowing
from crm.effects import once
from crm.errors import ContactNotFound, FieldErrors
from crm.types import ActivityDraft
from handlers.context import Context
from handlers.modals import loading_modal, open_modal
from handlers.payloads import ActionPayload, Payload, ShortcutPayload, SubmissionPayload, ViewPayload
from handlers.places import FormState, Place
from handlers.redrawing import redraw
from handlers.registry import Action, Shortcut, Submission
from handlers.saying import say_sentence
from views.activity_form import CHOOSE_KIND, MOST_LOGGED, activity_form
from views.cooldown import cooldown_warning
from views.do_not_contact import do_not_contact
from views.finding import SUGGEST_PEOPLE

NOBODY = 0
"""In the place of a contact's id, where the form does not stand on a card."""
_MINUTE = timedelta(minutes=1)


async def open_activity_form(context: Context, payload: ActionPayload, place: Place) -> None:
    """`place`: where the card is that is to show it."""
    async with loading_modal(context, payload, "Log activity") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(await _form(payload, [contact.id], FormState(contact.id, place)))


async def _open(context: Context, payload: ActionPayload) -> None:
    await open_activity_form(context, payload, Place.of(payload))


async def _open_anywhere(context: Context, payload: ShortcutPayload) -> None:
    await open_modal(context, payload, await _form(payload, [], FormState(NOBODY, Place())))


async def _choose(context: Context, payload: ActionPayload) -> None:
    """Another kind or other people: what there is to warn of is another thing, and what was typed stays."""
    view = payload.view
    if view is not None:
        state, ids = FormState.read(view.metadata), [int(each) for each in view.all_chosen("people")]
        form = await _form(payload, ids, state, view.chosen("kind") or MOST_LOGGED)
        await redraw(context, view.id, form)


async def _form(
    payload: Payload, contact_ids: Sequence[int], state: FormState, kind: str = MOST_LOGGED
) -> View:
    tenant, warnings = payload.tenant, list[Block]()
    people = await contacts.summaries(tenant, contact_ids)
    for person in people:
        warnings += do_not_contact(await contacts.get(tenant, person.id))
        if kind in knowing.OUTREACH:
            recent = await knowing.recent_contact(tenant, person.id, payload.user_id)
            warnings += cooldown_warning(person.name, recent)
    return activity_form(people, datetime.now(UTC), state.written(), warnings, kind)


def _check(context: Context, payload: SubmissionPayload) -> None:
    activities.check(typed_activity(payload.view))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view, state = payload.view, FormState.read(payload.view.metadata)
    people = [int(each) for each in view.all_chosen("people")]
    draft = await activity_in(context, view)

    async def log() -> list[int]:
        return [*await activities.log(payload.tenant, payload.author, people, draft)]

    logged: list[int] = await once(payload.tenant, f"log:{payload.key}", log)
    if state.contact_id != NOBODY:
        with suppress(ContactNotFound):  # the card is no longer theirs to show
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
    return ActivityDraft(
        kind=view.chosen("kind"),
        occurred_at=_when(view.moment("occurred_at"), datetime.now(UTC)),
        minutes=_minutes(view),
        outcome=view.typed("outcome"),
        text=view.typed("text"),
    )


def _when(chosen: int | None, now: datetime) -> datetime:
    """A minute is as fine as Slack lets one choose: this one means now, after the note of ten seconds ago."""
    moment = datetime.fromtimestamp(chosen, UTC) if chosen else now
    return now if moment <= now < moment + _MINUTE else moment


def _minutes(view: ViewPayload) -> int | None:
    typed = view.typed("minutes")
    if not typed:
        return None
    try:
        return int(typed)
    except ValueError as error:
        raise FieldErrors({"minutes": "Write the length as a whole number of minutes."}) from error


ACTIONS = (
    Action("contact.log", _open),
    Action(CHOOSE_KIND, _choose),
    Action(SUGGEST_PEOPLE, _choose),
)
SUBMISSIONS = (Submission("contact.log", _save, _check),)
SHORTCUTS = (Shortcut("log_activity", _open_anywhere),)
