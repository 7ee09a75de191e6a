"""Reminders: the form, the message that reminds, the list of one's own."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    DateTimePickerElement,
    HeaderBlock,
    InputBlock,
    Option,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import Reminder
from views import rich
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import counted, escaped, label, plain

PICK = "pick"
NEVER = "never"
RESTARTS = "restarts"
PRESETS = (("tomorrow", "Tomorrow"), ("three_days", "In 3 days"), ("next_week", "Next week"))
REPEATS = (
    (NEVER, "Never"),
    ("daily", "Every day"),
    ("weekly", "Every week"),
    ("monthly", "Every month"),
)
SNOOZES = (("day", "1 day"), ("week", "1 week"), (PICK, "Pick a time"))

Choice = tuple[str, datetime]
"""A preset and the moment that it means, in the person's own zone."""


def reminder_form(name: str, choices: Sequence[Choice], picked: datetime | None, metadata: str) -> View:
    """`picked`: show a picker that begins with this moment; None while one of `choices` is meant."""
    options = [*(_preset(key, moment) for key, moment in choices), _option(PICK, "Another date and time")]
    when = options[-1] if picked else options[0]
    return modal(
        "Remind me",
        [
            SectionBlock(text=plain(name)),
            InputBlock(
                block_id="when",
                label=label("When?"),
                dispatch_action=True,
                element=StaticSelectElement(action_id="reminder.when", options=options, initial_option=when),
            ),
            *([_picker(picked)] if picked else []),
            text_input("text", "What about?", multiline=True, placeholder="Ask how the interview went"),
            InputBlock(
                block_id="repeat",
                label=label("Repeat"),
                element=StaticSelectElement(
                    action_id=VALUE,
                    options=[_option(key, words) for key, words in REPEATS],
                    initial_option=_option(*REPEATS[0]),
                ),
            ),
            InputBlock(
                block_id="restarts",
                label=label("If somebody is in touch before"),
                optional=True,
                element=CheckboxesElement(
                    action_id=VALUE,
                    options=[_option(RESTARTS, "Start over when anyone logs something with them")],
                ),
            ),
        ],
        callback_id="reminder.set",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def snooze_form(reminder: Reminder, begin: datetime, metadata: str) -> View:
    return modal(
        "Snooze",
        [SectionBlock(text=plain(_about(reminder))), _picker(begin)],
        callback_id="reminder.snooze",
        submit="Snooze",
        close="Cancel",
        metadata=metadata,
    )


def reminder_set(name: str, at: datetime) -> View:
    """It was saved."""
    said = [rich.text("🔔 You will be reminded of "), rich.text(name, bold=True), rich.text(" ")]
    return modal("Remind me", [rich.lines([*said, rich.moment(at), rich.text(".")])])


def reminding(reminder: Reminder) -> list[Block]:
    """The direct message."""
    return [
        rich.with_quote([*_line("🔔", reminder), *_repeats(reminder)], reminder.text),
        ActionsBlock(
            elements=[
                _button("reminder.done", "Done", reminder, "primary"),
                _snooze(reminder),
                _of_contact("contact.open", "Open", reminder),
                _of_contact("reminder.log", "Log call", reminder),
                _of_contact("reminder.note", "Note", reminder),
            ]
        ),
    ]


def reminder_done(reminder: Reminder) -> list[Block]:
    """In the place of the direct message."""
    return [rich.with_quote([*_line("✅", reminder), rich.text(" · done", italic=True)], reminder.text)]


def snoozed(reminder: Reminder, until: datetime) -> list[Block]:
    """In the place of the direct message."""
    later = [rich.text(" · snoozed, again ", italic=True), rich.moment(until)]
    return [rich.with_quote([*_line("💤", reminder), *later], reminder.text)]


def reminder_text(reminder: Reminder) -> str:
    """What a notification reads out."""
    return f"Reminder: {escaped(_about(reminder))}"


def reminder_list(reminders: Sequence[Reminder], all_of_them: int, now: datetime) -> list[Block]:
    """The first due first: overdue, and what is to come."""
    if not reminders:
        return [
            SectionBlock(text=label("You have no reminders.")),
            ContextBlock(elements=[label("Press Remind me on a person's card to set one.")]),
        ]
    overdue = [each for each in reminders if each.due_at <= now]
    coming = [each for each in reminders if each.due_at > now]
    more = all_of_them - len(reminders)
    return [
        *_part("Overdue", overdue),
        *_part("To come", coming),
        *([ContextBlock(elements=[label(f"and {counted(more, 'later one')}")])] if more > 0 else []),
    ]


def reminder_lines(reminders: Sequence[Reminder]) -> list[list[RichTextElement]]:
    """A line each."""
    return [[*_line("", each), rich.text(f"   {each.text}" if each.text else "")] for each in reminders]


def _part(title: str, reminders: Sequence[Reminder]) -> list[Block]:
    if not reminders:
        return []
    return [HeaderBlock(text=label(title)), *(block for each in reminders for block in _listed(each))]


def _listed(reminder: Reminder) -> list[Block]:
    return [
        rich.with_quote([*_line("🔔", reminder), *_repeats(reminder)], reminder.text),
        ActionsBlock(
            elements=[
                _button("reminder.done", "Done", reminder),
                _snooze(reminder),
                _button("reminder.delete", "Delete", reminder, "danger"),
                _of_contact("contact.open", "Open", reminder),
            ]
        ),
    ]


def _line(icon: str, reminder: Reminder) -> list[RichTextElement]:
    lead = [rich.text(f"{icon} ")] if icon else []
    return [
        *lead,
        rich.text(reminder.contact_name, bold=True),
        rich.text(" · "),
        rich.moment(reminder.due_at),
    ]


def _repeats(reminder: Reminder) -> list[RichTextElement]:
    words = dict(REPEATS).get(reminder.repeat, "")
    return [rich.text(f" · {words.lower()}", italic=True)] if words else []


def _about(reminder: Reminder) -> str:
    return f"{reminder.contact_name}: {reminder.text}" if reminder.text else reminder.contact_name


def _preset(key: str, moment: datetime) -> Option:
    return _option(key, f"{dict(PRESETS)[key]}, {moment:%a %d %b, %H:%M}")


def _option(value: str, words: str) -> Option:
    return Option(value=value, text=label(words))


def _picker(begin: datetime) -> InputBlock:
    return InputBlock(
        block_id="at",
        label=label("Date and time"),
        element=DateTimePickerElement(action_id=VALUE, initial_date_time=int(begin.timestamp())),
    )


def _button(action_id: str, words: str, reminder: Reminder, style: str | None = None) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(reminder.id), style=style)


def _of_contact(action_id: str, words: str, reminder: Reminder) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(reminder.contact_id))


def _snooze(reminder: Reminder) -> StaticSelectElement:
    return StaticSelectElement(
        action_id="reminder.snooze",
        placeholder=label("Snooze"),
        options=[_option(f"{reminder.id}:{key}", words) for key, words in SNOOZES],
    )
