"""An export: what is asked before it, what comes with the file, how it ended, and who had one."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ExportRun, ExportSettings, Job, JobStatus, Search
from views import rich
from views.contact_form import VALUE, text_input
from views.jobs import ended
from views.modals import modal
from views.searching import how_read, wrong
from views.text import counted, cut, escaped, label, people_who, plain

TITLE = "Export"
AUDIT_TEXT = "Exports"
CHOOSE_SAVED = "export.saved"
LONGEST_OPTION = 75
MOST_OPTIONS = 100
SHOWN_QUERY = 300
SHOWN_FIELDS = 200
SHOWN_NAMES = 10

Choices = Sequence[tuple[str, str]]
"""Keys and labels."""


def export_form(
    search: Search,
    fields: Choices,
    formats: Choices,
    saved: Sequence[ExportSettings],
    chosen: ExportSettings,
    metadata: str,
    *,
    may_remove: bool,
) -> View:
    """The fields stand in the file in the order in which they are chosen. `saved` by name; `chosen` fill the form."""
    return modal(
        TITLE,
        [
            SectionBlock(text=plain(cut(people_who(search.count, search.words), SHOWN_QUERY))),
            *([rich.lines(*read)] if (read := how_read(search)) else []),
            *([_saved_input(saved, chosen)] if saved else []),
            *([_removal(chosen)] if may_remove else []),
            _fields_input(fields, chosen),
            _format_input(formats, chosen),
            text_input(
                "name",
                "Save these settings as",
                hint="For everybody: the fields, their order and the format. A name that is there is replaced.",
                placeholder="Newsletter",
            ),
        ],
        callback_id="export.start",
        submit="Export",
        close="Cancel",
        metadata=metadata,
    )


def nobody(search: Search) -> View:
    """With how the query was read, for whoever expected somebody."""
    asked = [rich.lines([rich.text(people_who(0, search.words))], *how_read(search))] if search.line else []
    return modal(TITLE, [SectionBlock(text=label("There is nobody to export.")), *asked])


def wrong_query(pointed_out: str, said: str) -> View:
    """As a search says it."""
    return modal(TITLE, wrong(pointed_out, said))


def block_of(name: str, settings_id: int) -> str:
    """The id of an input that saved settings fill: Slack keeps what was entered in one whose id stays."""
    return f"{name}.{settings_id}"


def _saved_input(saved: Sequence[ExportSettings], chosen: ExportSettings) -> InputBlock:
    options = [Option(value="0", text=label("All fields")), *map(_saved_option, saved)]
    return InputBlock(
        block_id="saved",
        label=label("Saved settings"),
        dispatch_action=True,
        element=StaticSelectElement(
            action_id=CHOOSE_SAVED,
            options=options,
            initial_option=next((each for each in options if each.value == str(chosen.id)), options[0]),
        ),
    )


def _saved_option(settings: ExportSettings) -> Option:
    return Option(value=str(settings.id), text=plain(settings.name, LONGEST_OPTION))


def _removal(chosen: ExportSettings) -> ActionsBlock:
    button = ButtonElement(
        text=label("Remove these settings"),
        action_id="export.saved.remove",
        value=str(chosen.id),
        confirm=ConfirmObject(
            title=label("Remove these settings?"),
            text=plain(f"Nobody can choose {chosen.name} any more."),
            confirm=label("Remove"),
            deny=label("Keep them"),
        ),
    )
    return ActionsBlock(elements=[button])


def _fields_input(fields: Choices, chosen: ExportSettings) -> InputBlock:
    options = {
        key: Option(value=key, text=plain(name, LONGEST_OPTION)) for key, name in fields[:MOST_OPTIONS]
    }
    return InputBlock(
        block_id=block_of("fields", chosen.id),
        label=label("Fields"),
        hint=label("They stand in the file in this order; take one out and choose it again to move it."),
        element=StaticMultiSelectElement(
            action_id=VALUE,
            options=[*options.values()],
            initial_options=[options[key] for key in chosen.fields if key in options] or None,
        ),
    )


def _format_input(formats: Choices, chosen: ExportSettings) -> InputBlock:
    kinds = [Option(value=key, text=label(name)) for key, name in formats]
    return InputBlock(
        block_id=block_of("format", chosen.id),
        label=label("Format"),
        hint=label("CSV and workbooks import back as they were. vCards have no place for some fields."),
        element=RadioButtonsElement(
            action_id=VALUE,
            options=kinds,
            initial_option=next((each for each in kinds if each.value == chosen.format), kinds[0]),
        ),
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


def audit_trail(
    runs: Sequence[ExportRun], fields: Mapping[str, str], formats: Mapping[str, str]
) -> list[Block]:
    """The newest first; seen by one admin only. `fields`: every one's label by its key, also of those that are archived."""
    if not runs:
        return [SectionBlock(text=label("Nobody has exported anything yet."))]
    return [rich.lines(*[_audited(run, fields, formats) for run in runs])]


def _audited(run: ExportRun, fields: Mapping[str, str], formats: Mapping[str, str]) -> list[RichTextElement]:
    people = "not finished" if run.people is None else counted(run.people, "person", "people")
    return [
        rich.moment(run.created_at),
        rich.text(" "),
        rich.person(run.user_id) if run.user_id else rich.text("the shell"),
        rich.text(": "),
        rich.text(_whom(run), bold=True),
        rich.text(f", {people}, {formats.get(run.format, run.format)}: {_fields_of(run, fields)}"),
    ]


def _fields_of(run: ExportRun, fields: Mapping[str, str]) -> str:
    if run.chosen_fields is None or fields.keys() <= {*run.chosen_fields}:
        return "all fields"
    return cut(", ".join(fields[key] for key in run.chosen_fields if key in fields), SHOWN_FIELDS)


def _whom(run: ExportRun) -> str:
    if run.chosen_ids is not None:
        return counted(len(run.chosen_ids), "chosen person", "chosen people")
    return cut(run.text, SHOWN_QUERY) or "everybody"


def comment(job: Job, people: int, note: str = "") -> str:
    """Beside the file."""
    return escaped(" ".join(filter(None, (f"{counted(people, 'person', 'people')} ({job.title}).", note))))


def outcome(job: Job, run: ExportRun, no_longer_there: Sequence[str] = ()) -> list[Block]:
    """`no_longer_there`: the names of those who were picked, and went out of the book since."""
    if job.status is not JobStatus.DONE:
        return ended(job)
    people = job.done if run.people is None else run.people
    in_file = f"{counted(people, 'person', 'people')}, in the file beside this."
    lines = [in_file if people else "There is nobody to export."]
    if run.chosen_ids is not None and people < len(run.chosen_ids):
        lines.append(_fewer(len(run.chosen_ids) - people, no_longer_there))
    elif people < job.done:
        lines.append(f"{counted(job.done - people, 'person', 'people')} went out of the book meanwhile.")
    return ended(job, [[rich.text(line)] for line in lines])


def _fewer(number: int, names: Sequence[str]) -> str:
    some = [*names[:SHOWN_NAMES], *(["others"] if len(names) > SHOWN_NAMES else [])]
    said = f"{number:,} fewer than you have chosen, deleted or merged meanwhile"
    return f"{said}: {', '.join(some)}." if some else f"{said}."
