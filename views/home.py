"""The App Home: how many, who changed last, and the main actions."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import ContactSummary, Counts, Job
from views import rich
from views.contact_form import text_input
from views.finding import people
from views.jobs import job_list
from views.modals import modal
from views.text import counted, label


def home(
    user_id: str,
    counts: Counts,
    recent: Sequence[ContactSummary],
    jobs: Sequence[Job],
    now: datetime,
    *,
    due_reminders: int,
    wants_digest: bool,
) -> View:
    return View(
        type="home",
        callback_id="home",
        blocks=[
            HeaderBlock(text=label("Roster")),
            rich.lines([rich.text("Hello "), rich.person(user_id), rich.text(f". {_summary(counts)}")]),
            ActionsBlock(
                elements=[
                    ButtonElement(text=label("Add a person"), action_id="contact.add", style="primary"),
                    ButtonElement(text=label("Find"), action_id="home.find"),
                    ButtonElement(text=label("Export everyone"), action_id="home.export"),
                    ButtonElement(text=label(_reminders(due_reminders)), action_id="home.reminders"),
                    _digest(on=wants_digest),
                    ButtonElement(text=label("Help"), action_id="home.help"),
                ]
            ),
            DividerBlock(),
            SectionBlock(text=label("Changed last" if recent else "Nobody here yet")),
            *(
                people(recent)
                or [ContextBlock(elements=[label("Add a person, or drop a CSV file into a channel.")])]
            ),
            *([DividerBlock(), *job_list(jobs, now)] if jobs else []),
        ],
    )


def _reminders(due: int) -> str:
    return f"Reminders ({due} due)" if due else "Reminders"


def _digest(*, on: bool) -> ButtonElement:
    if on:
        return ButtonElement(text=label("Stop weekly digest"), action_id="digest.off")
    return ButtonElement(text=label("Get weekly digest"), action_id="digest.on")


def overview(counts: Counts, recent: Sequence[ContactSummary]) -> list[Block]:
    """The same in a few lines, as an answer."""
    return [rich.lines([rich.text(_summary(counts))]), *people(recent)]


def find_form(metadata: str) -> View:
    return modal(
        "Find",
        [
            text_input(
                "text",
                "Whom are you looking for?",
                optional=False,
                placeholder="A name, e-mail, phone number or profile link",
            )
        ],
        callback_id="home.find",
        submit="Find",
        close="Cancel",
        metadata=metadata,
    )


def _summary(counts: Counts) -> str:
    if not counts.contacts:
        return "Your team's contacts will be here."
    return (
        f"{counted(counts.contacts, 'person', 'people')} in the book, {counts.added_this_week:,} added and "
        f"{counted(counts.activities_this_week, 'activity', 'activities')} logged in the last seven days."
    )
