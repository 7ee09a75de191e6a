"""Setting a reminder, and what can be done with one; telling it when it is due."""

import json
from datetime import UTC, datetime, timedelta

from slack_sdk.models.blocks import Block

from crm import contacts, moments, reminders
from crm.effects import once
from crm.errors import FieldErrors
from crm.types import Reminder, ReminderDraft
from handlers.activities import open_activity_form
from handlers.answering import answer, replace
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.noting import open_note_form
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.places import Place
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.saying import say
from handlers.zones import zone_of
from views import reminders as views
from views.modals import modal

LATER = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


async def answer_with_reminders(context: Context, payload: Payload) -> None:
    await answer(context, payload, *await _own(payload))


async def _open_own(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Reminders") as fill:
        blocks, _ = await _own(payload)
        await fill(modal("Reminders", blocks))


async def tell_due(context: Context, now: datetime) -> None:
    """Said first, then noted: whoever is killed in between, or is late, says the same under the same key."""
    for reminder in await reminders.due(now):
        await _say(context, reminder, reminder.user_id, views.reminding(reminder))
        await reminders.note_told(reminder, now)


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Remind me") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        timezone = await zone_of(context, payload.user_id)
        carried = {"contact": contact.id, "name": contact.name, "timezone": timezone}
        await fill(views.reminder_form(contact.name, _choices(timezone), None, json.dumps(carried)))


async def _choose_when(context: Context, payload: ActionPayload) -> None:
    """The picker is shown only to who wants another moment."""
    if payload.view is None:
        return
    carried = json.loads(payload.view.metadata)
    picked = _choices(carried["timezone"])[0][1] if payload.value == views.PICK else None
    form = views.reminder_form(carried["name"], _choices(carried["timezone"]), picked, payload.view.metadata)
    await redraw(context, payload.view.id, form)


def _check(context: Context, payload: SubmissionPayload) -> None:
    reminders.check(_draft(payload.view))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    carried, draft = json.loads(payload.view.metadata), _draft(payload.view)

    async def save() -> int:
        return await reminders.set_reminder(payload.tenant, payload.author, carried["contact"], draft)

    saved = await once(payload.tenant, f"remind:{payload.key}", save)
    reminder = await reminders.get(payload.tenant, payload.user_id, saved)
    await show_result(context, payload, views.reminder_set(reminder.contact_name, reminder.due_at))


def _draft(view: ViewPayload) -> ReminderDraft:
    timezone = json.loads(view.metadata)["timezone"]
    when, picked = view.chosen("when"), view.moment("at")
    at = dict(_choices(timezone)).get(when)
    if when == views.PICK:
        at = datetime.fromtimestamp(picked, UTC) if picked else None
    repeat = view.chosen("repeat")
    return ReminderDraft(
        at=at,
        text=view.typed("text"),
        repeat="" if repeat == views.NEVER else repeat,
        restarts=views.RESTARTS in view.all_chosen("restarts"),
        timezone=timezone,
    )


def _choices(timezone: str) -> list[views.Choice]:
    """In the person's own zone, to be written out."""
    now, zone = datetime.now(UTC), moments.zone(timezone)
    meant = (moments.tomorrow, moments.in_three_days, moments.next_week)
    return [
        (key, each(now, timezone).astimezone(zone))
        for (key, _), each in zip(views.PRESETS, meant, strict=True)
    ]


async def _done(context: Context, payload: ActionPayload) -> None:
    reminder = await reminders.done(payload.tenant, payload.user_id, int(payload.value))
    await _show(context, payload, reminder, views.reminder_done(reminder))


async def _delete(context: Context, payload: ActionPayload) -> None:
    await reminders.delete(payload.tenant, payload.user_id, int(payload.value))
    await _show_own(context, payload)


async def _choose_snooze(context: Context, payload: ActionPayload) -> None:
    number, _, how_long = payload.value.partition(":")
    if how_long in LATER:
        until = datetime.now(UTC) + LATER[how_long]
        reminder = await reminders.get(payload.tenant, payload.user_id, int(number))
        await reminders.snooze(payload.tenant, payload.user_id, reminder.id, until)
        await _show(context, payload, reminder, views.snoozed(reminder, until))
        return
    async with loading_modal(context, payload, "Snooze") as fill:
        reminder = await reminders.get(payload.tenant, payload.user_id, int(number))
        carried = json.dumps({"reminder": reminder.id, "message": _in_its_message(payload)})
        await fill(views.snooze_form(reminder, datetime.now(UTC) + LATER["day"], carried))


def _check_snooze(context: Context, payload: SubmissionPayload) -> None:
    picked = payload.view.moment("at")
    if not picked or picked <= datetime.now(UTC).timestamp():
        raise FieldErrors({"at": "That is past; choose a moment that is still to come."})


async def _snooze(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    until = datetime.fromtimestamp(payload.view.moment("at") or 0, UTC)
    reminder = await reminders.get(payload.tenant, payload.user_id, carried["reminder"])
    await reminders.snooze(payload.tenant, payload.user_id, reminder.id, until)
    if carried["message"]:
        await _say(context, reminder, payload.user_id, views.snoozed(reminder, until))


async def _show(context: Context, payload: ActionPayload, reminder: Reminder, blocks: list[Block]) -> None:
    """In the message that reminded, or as the list in which the button stood."""
    if _in_its_message(payload):
        await _say(context, reminder, payload.user_id, blocks)
    else:
        await _show_own(context, payload)


async def _show_own(context: Context, payload: ActionPayload) -> None:
    """In the place of the list, a modal or an answer."""
    blocks, text = await _own(payload)
    if payload.view is not None:
        await redraw(context, payload.view.id, modal("Reminders", blocks))
    else:
        await replace(context, payload, blocks, text)


def _in_its_message(payload: ActionPayload) -> bool:
    return bool(payload.message_ts) and not payload.is_ephemeral


async def _say(context: Context, reminder: Reminder, user_id: str, blocks: list[Block]) -> None:
    text = views.reminder_text(reminder)
    await say(context, reminder.tenant, reminder.message_key, user_id, blocks, text)


async def _own(payload: Payload) -> tuple[list[Block], str]:
    found = await reminders.open_of(payload.tenant, payload.user_id)
    count = await reminders.count_open(payload.tenant, payload.user_id)
    return views.reminder_list(found, count, datetime.now(UTC)), "Your reminders"


async def _log(context: Context, payload: ActionPayload) -> None:
    """The reminder stays where it is: no card takes its place."""
    await open_activity_form(context, payload, Place())


async def _note(context: Context, payload: ActionPayload) -> None:
    await open_note_form(context, payload, Place())


ACTIONS = (
    Action("contact.remind", _open_form),
    Action("home.reminders", _open_own),
    Action("reminder.when", _choose_when),
    Action("reminder.done", _done),
    Action("reminder.snooze", _choose_snooze),
    Action("reminder.delete", _delete),
    Action("reminder.log", _log),
    Action("reminder.note", _note),
)
SUBMISSIONS = (
    Submission("reminder.set", _save, _check, saving="Remind me"),
    Submission("reminder.snooze", _snooze, _check_snooze),
)
