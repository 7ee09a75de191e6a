"""An export: what is asked before it, what comes with the file, how it ended, and who had one."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
    StaticMultiSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ExportRun, Job, JobStatus
from views import rich
from views.contact_form import VALUE
from views.jobs import ended
from views.modals import modal
from views.text import counted, cut, escaped, label, people_who, plain

TITLE = "Export"
AUDIT_TEXT = "Exports"
LONGEST_OPTION = 75
MOST_OPTIONS = 100
SHOWN_QUERY = 300

Choices = Sequence[tuple[str, str]]
"""Keys and labels."""


def export_form(whom: str, people: int, fields: Choices, formats: Choices, metadata: str) -> View:
    """All fields are chosen; they stand in the file in the order in which they are chosen."""
    options = [Option(value=key, text=plain(name, LONGEST_OPTION)) for key, name in fields[:MOST_OPTIONS]]
    kinds = [Option(value=key, text=label(name)) for key, name in formats]
    return modal(
        TITLE,
        [
            SectionBlock(text=plain(cut(people_who(people, whom), SHOWN_QUERY))),
            InputBlock(
                block_id="fields",
                label=label("Fields"),
                hint=label(
                    "They stand in the file in this order; take one out and choose it again to move it."
                ),
                element=StaticMultiSelectElement(action_id=VALUE, options=options, initial_options=options),
            ),
            InputBlock(
                block_id="format",
                label=label("Format"),
                hint=label(
                    "CSV and workbooks import back as they were. vCards have no place for some fields."
                ),
                element=RadioButtonsElement(action_id=VALUE, options=kinds, initial_option=kinds[0]),
            ),
        ],
        callback_id="export.start",
        submit="Export",
        close="Cancel",
        metadata=metadata,
    )


def export_begun() -> View:
    return modal(
        TITLE,
        [
            SectionBlock(
                text=label("The export has begun; the file comes into your direct messages with Roster.")
            )
        ],
    )


def audit_trail(runs: Sequence[ExportRun], formats: Mapping[str, str]) -> list[Block]:
    """The newest first; seen by one admin only."""
    if not runs:
        return [SectionBlock(text=label("Nobody has exported anything yet."))]
    return [rich.lines(*[_audited(run, formats) for run in runs])]


def _audited(run: ExportRun, formats: Mapping[str, str]) -> list[RichTextElement]:
    people = "not finished" if run.people is None else counted(run.people, "person", "people")
    fields = "all fields" if run.chosen_fields is None else counted(len(run.chosen_fields), "field")
    return [
        rich.moment(run.created_at),
        rich.text(" "),
        rich.person(run.user_id),
        rich.text(": "),
        rich.text(cut(run.text, SHOWN_QUERY) or "everybody", bold=True),
        rich.text(f", {people}, {fields}, {formats.get(run.format, run.format)}"),
    ]


def comment(job: Job, people: int, note: str = "") -> str:
    """Beside the file."""
    return escaped(" ".join(filter(None, (f"{counted(people, 'person', 'people')} ({job.title}).", note))))


def outcome(job: Job, run: ExportRun) -> list[Block]:
    if job.status is not JobStatus.DONE:
        return ended(job)
    people = job.done if run.people is None else run.people
    if not people:
        return ended(job, [[rich.text("There is nobody to export.")]])
    gone = job.done - people
    lines = [f"{counted(people, 'person', 'people')}, in the file beside this."]
    if gone:
        lines.append(f"{counted(gone, 'person', 'people')} went out of the book meanwhile.")
    return ended(job, [[rich.text(line)] for line in lines])
