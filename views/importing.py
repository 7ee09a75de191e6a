"""A dropped file: what is in it, how far its import is, what came of it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from crm.types import (
    Column,
    Existing,
    Expected,
    ImportOptions,
    ImportRun,
    ImportStatus,
    Job,
    JobStatus,
    lacks_names,
)
from views import rich
from views.contact_form import VALUE, tags_input
from views.jobs import ended
from views.lists import list_input
from views.modals import modal
from views.text import counted, cut, escaped, label, plain

NOT_IMPORTED = "-"
LOOK_UP = "look_up"
DATES = "dates"
DAY_FIRST, MONTH_FIRST = "day", "month"
ORDERS = {DAY_FIRST: "Day first: 31/12/2021", MONTH_FIRST: "Month first: 12/31/2021"}
EXISTING: Mapping[Existing, str] = {
    Existing.UPDATE: "Update, but keep what people typed",
    Existing.OVERWRITE: "Update everything",
    Existing.FILL: "Fill in only what is missing",
    Existing.SKIP: "Leave them as they are",
}
COUNTING = "The others are being counted."
NOT_COUNTED = "The others were not counted. Import takes them in all the same; Resume in /contacts jobs counts them first."
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "^": "carets", "~": "tildes"}
NO_NAMES = (
    "No column is taken for names: people will be called by their e-mail address, link or phone number."
    " Press Map columns where one has them."
)
SHOWN_PROBLEMS = 5
LONGEST_LINE = 300
COLUMNS_A_PAGE = 40
LARGEST_PAGE = 200_000
"""Characters of its choices, which stand at each column. Slack takes 250,000 in a modal."""
SHOWN_COLUMNS = 20

Choices = Sequence[tuple[str, str]]
"""The fields that a column can be imported as: key and label."""


def import_form() -> View:
    return modal(
        "Import",
        [
            InputBlock(
                block_id="file",
                label=label("A file of contacts"),
                hint=label(
                    "CSV, Excel, OpenDocument or vCard, from any program. Nothing is imported before you say so."
                ),
                element=FileInputElement(action_id=VALUE, max_files=1),
            ),
            ContextBlock(
                elements=[
                    label("Or drop it into any channel that Roster is in, or into your messages with it.")
                ]
            ),
        ],
        callback_id="import.file",
        submit="Look at it",
        close="Cancel",
    )


def looked_at(filename: str) -> View:
    """What is in it stands elsewhere."""
    return modal(
        "Import",
        [SectionBlock(text=plain(f"What is in {filename} stands in your direct messages with Roster."))],
    )


def preview(run: ImportRun, expected: Expected, choices: Choices, *, is_counting: bool) -> list[Block]:
    """`is_counting`: the rows that `expected` says nothing of, where there are any."""
    used = [column for column in run.columns if column.field]
    return [
        rich.lines(_what(run), *_recognised(run), *_expected(run, expected, is_counting=is_counting)),
        *_mapping(run, choices),
        *_people(expected),
        ActionsBlock(
            elements=[
                *([_button("import.start", "Import", run, "primary")] if used else []),
                _button("import.map", "Map columns", run),
                _button("import.options", "Options", run),
                _button("import.cancel", "Cancel", run),
            ]
        ),
    ]


def _what(run: ImportRun) -> list[RichTextElement]:
    preset = f"{run.recognised.preset}, " if run.recognised.preset else ""
    size = f"{counted(run.rows, 'row')}, {counted(len(run.columns), 'column')}"
    return [rich.text(run.filename, bold=True), rich.text(f": {preset}{size}")]


def _recognised(run: ImportRun) -> list[list[RichTextElement]]:
    """How it is written, what is odd about it, and how it is to be imported where somebody has said so."""
    found = run.recognised
    facts = [found.format.upper() if found.format != "vcard" else "vCard"]
    facts += [found.encoding.upper()] if found.encoding else []
    facts += [DELIMITERS.get(found.delimiter, found.delimiter)] if found.delimiter else []
    facts += [f"sheet {found.sheet}"] if found.sheet else []
    if found.preamble_lines:
        facts.append(f"{counted(found.preamble_lines, 'line')} above the header skipped")
    if run.is_remembered:
        facts.append("columns mapped as last time")
    lines = [[rich.text(", ".join(facts), italic=True)]]
    lines += [[rich.text(f"⚠️ {problem}")] for problem in found.problems[:SHOWN_PROBLEMS]]
    return lines + ([[rich.text(", ".join(said))]] if (said := list(_options(run.options))) else [])


def _options(options: ImportOptions) -> Iterator[str]:
    if options.existing is not Existing.UPDATE:
        yield f"People in the book: {EXISTING[options.existing].lower()}"
    if options.tags:
        yield f"tagged {', '.join(options.tags)}"
    if options.list_id:
        yield f"onto the list {options.list_name}"
    if options.region:
        yield f"phones of {options.region}"
    if options.month_first:
        yield "dates with the month first"
    if options.looks_up_new:
        yield "those who are new are looked up"


def _expected(run: ImportRun, expected: Expected, *, is_counting: bool) -> list[list[RichTextElement]]:
    if not expected.rows:
        return []
    counts = (
        (expected.new, "new"),
        (expected.changed, "would change"),
        (expected.known, "already so"),
        (expected.again, "again in the file"),
        (expected.unreadable, "cannot be read"),
    )
    is_whole = expected.rows == run.rows
    said = " · ".join(f"{number:,} {words}" for number, words in counts if number)
    if said and not is_whole:
        said = f"Of the first {expected.rows:,} of {run.rows:,} rows: {said}. {COUNTING if is_counting else NOT_COUNTED}"
    elif said and not expected.new and not expected.changed:
        said = f"Nothing would change: {said}"
    lines = [[rich.text(said, bold=True)]] if said else []
    return lines + [[rich.text(f"⚠️ {wrong}")] for wrong in (expected.problem, expected.left_out) if wrong]


def _people(expected: Expected) -> list[Block]:
    return (
        [rich.bullets(*([rich.text(cut(line, LONGEST_LINE))] for line in expected.people))]
        if expected.people
        else []
    )


def mapped(run: ImportRun, choices: Choices) -> View:
    """The mapping was saved."""
    said = SectionBlock(text=label("Saved. Press Import under the file when you are ready."))
    return modal("Map columns", [said, *_mapping(run, choices)])


def _mapping(run: ImportRun, choices: Choices) -> list[Block]:
    labels = dict(choices)
    used = [column for column in run.columns if column.field]
    left = len(run.columns) - len(used)
    lines = [
        [
            rich.text(column.header or "(no header)", bold=True),
            rich.text(f" → {labels[column.field]}{'' if column.is_sure else ' (?)'}"),
            *([rich.text(f"   {column.sample}", italic=True)] if column.sample else []),
        ]
        for column in used[:SHOWN_COLUMNS]
    ]
    if len(used) > SHOWN_COLUMNS:
        lines.append([rich.text(f"and {counted(len(used) - SHOWN_COLUMNS, 'more column')}")])
    if left:
        lines.append([rich.text(f"{counted(left, 'column')} will not be imported", italic=True)])
    if not all(column.is_sure for column in used):
        lines.append([rich.text("(?) is a guess: look at it before you import", italic=True)])
    if lacks_names(run.columns):
        lines.append([rich.text(f"⚠️ {NO_NAMES}")])
    if not used:
        return [ContextBlock(elements=[label("No column was recognised: map them first.")])]
    return [rich.lines(*lines)]


def options_form(run: ImportRun, metadata: str, most_credits: int) -> View:
    """`most_credits`: what it may cost to look one person up."""
    chosen = run.options
    cost = f"at most {counted(most_credits, 'credit')} each" if most_credits else "it costs no credits"
    new = Option(value=LOOK_UP, text=label(f"Are looked up when it is done ({cost})"))
    return modal(
        "Import options",
        [
            _one_of("existing", "People who are in the book already", EXISTING.items(), chosen.existing),
            tags_input(chosen.tags, "Tags for everybody in this file"),
            list_input("List for everybody in this file", (chosen.list_id, chosen.list_name), optional=True),
            InputBlock(
                block_id="region",
                label=label("Country of phone numbers without a country code"),
                hint=label("Two letters, for example DE, US or GB."),
                optional=True,
                element=PlainTextInputElement(
                    action_id=VALUE, initial_value=chosen.region or None, max_length=2
                ),
            ),
            _one_of(
                DATES,
                "Dates such as 03/04/2021",
                ORDERS.items(),
                MONTH_FIRST if chosen.month_first else DAY_FIRST,
            ),
            InputBlock(
                block_id=LOOK_UP,
                label=label("Those who are new"),
                optional=True,
                element=CheckboxesElement(
                    action_id=VALUE, options=[new], initial_options=[new] if chosen.looks_up_new else None
                ),
            ),
        ],
        callback_id="import.options",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def _one_of(block_id: str, words: str, choices: Iterable[tuple[str, str]], chosen: str) -> InputBlock:
    options = {key: Option(value=key, text=label(said)) for key, said in choices}
    return InputBlock(
        block_id=block_id,
        label=label(words),
        element=RadioButtonsElement(
            action_id=VALUE, options=[*options.values()], initial_option=options[chosen]
        ),
    )


def options_saved() -> View:
    return modal(
        "Import options", [SectionBlock(text=label("Saved. Press Import under the file when you are ready."))]
    )


def cancelled(run: ImportRun) -> list[Block]:
    return [SectionBlock(text=plain(f"{run.filename} was not imported."))]


def outcome(job: Job, run: ImportRun, left: str = "") -> list[Block]:
    """How it ended; the counts of rows add up to what was done. `left`: "unchanged" or "skipped", where somebody is."""
    lines = [[rich.text(counts(run))], *_changes(run)]
    if run.status is ImportStatus.UNDONE:
        lines.append([rich.text("Taken back: see below.", bold=True)])
    blocks = ended(job, lines)
    if run.status is ImportStatus.STARTED and (run.added + run.updated or left):
        blocks.append(ActionsBlock(elements=[*_shown(run, left), *_undo(run)]))
    if run.rejected and job.status is JobStatus.DONE:
        blocks.append(
            ContextBlock(
                elements=[
                    label(
                        "The rejected rows follow as a file with the reasons. Fix them and drop it here again."
                    )
                ]
            )
        )
    return blocks


def counts(run: ImportRun) -> str:
    """What became of the rows, in one sentence."""
    done = run.added + run.updated + run.unchanged + run.skipped + run.rejected
    skipped = f", {run.skipped:,} skipped" if run.skipped else ""
    said = (
        f"{counted(done, 'row')}: {run.added:,} added, {run.updated:,} updated, {run.unchanged:,} unchanged{skipped},"
        f" {run.rejected:,} rejected."
    )
    if done and done == run.unchanged:
        return f"{said} All of it was known already: nothing was changed."
    return said


def _changes(run: ImportRun) -> list[list[RichTextElement]]:
    """What became of people who were in the book, the most frequent first."""
    said = sorted(run.changes.items(), key=lambda each: (-each[1], each[0]))
    if not said:
        return []
    words = ", ".join(f"{name} {number:,}" for name, number in said)
    return [[rich.text(f"Changed: {words}", italic=True)]]


def _shown(run: ImportRun, left: str) -> Iterator[ButtonElement]:
    """Whom it has added, updated or left as they were, as a search that only who presses sees."""
    for what, is_shown in (("added", run.added), ("updated", run.updated), (left, left)):
        if not is_shown:
            continue
        line = f"source:import:{run.id}:{what}"
        yield ButtonElement(text=label(f"Show {what}"), action_id=f"search.show.{what}", value=line)


def _undo(run: ImportRun) -> Iterator[ButtonElement]:
    if not run.added + run.updated:
        return
    said = (
        f"{counted(run.added, 'row')} added somebody and {counted(run.updated, 'row')} changed somebody: they are removed"
        " and are as before. Whom a colleague has changed since stays as they are."
    )
    yield ButtonElement(
        text=label("Undo"),
        action_id="import.undo",
        value=str(run.id),
        confirm=ConfirmObject(
            title=label("Take this import back?"),
            text=plain(said),
            confirm=label("Undo"),
            deny=label("Keep it"),
        ),
    )


def taken_back(job: Job, kept: int, names: Mapping[int, str]) -> list[Block]:
    """`names` of the first of those who were kept, by id."""
    lines = [[rich.text(f"{counted(job.done - kept, 'person', 'people')} removed or as before the import.")]]
    if kept:
        who = f"{counted(kept, 'person', 'people')} changed by somebody since, and kept:"
        lines.append([rich.text(who)])
    blocks = ended(job, lines)
    if names:
        blocks.append(rich.bullets(*([rich.text(name)] for name in names.values())))
        options = [Option(value=str(id_), text=plain(name, 75)) for id_, name in names.items()]
        opener = StaticSelectElement(
            placeholder=label("Open a card"), action_id="contact.open", options=options
        )
        blocks.append(ActionsBlock(elements=[opener]))
    if kept > len(names):
        blocks.append(ContextBlock(elements=[label(f"and {kept - len(names):,} more")]))
    return blocks


def import_text(run: ImportRun) -> str:
    """What a notification reads out."""
    return f"{escaped(run.filename)}: {counted(run.rows, 'row')}"


def columns_a_page(choices: Choices) -> int:
    """Fewer, where the workspace has made many fields."""
    size = len(json.dumps([option.to_dict() for option in _options_of_column(choices)]))
    return min(COLUMNS_A_PAGE, LARGEST_PAGE // size)


def mapping_form(run: ImportRun, choices: Choices, page: int, metadata: str) -> View:
    """A select for each column, so many at a time."""
    at_once = columns_a_page(choices)
    first = page * at_once
    shown = run.columns[first : first + at_once]
    last_page = first + at_once >= len(run.columns)
    pages = -(-len(run.columns) // at_once)
    return modal(
        "Map columns" if pages == 1 else f"Map columns {page + 1}/{pages}",
        [_column(first + number, column, choices) for number, column in enumerate(shown)],
        callback_id="import.map",
        submit="Save" if last_page else "Next",
        close="Cancel",
        metadata=metadata,
    )


def _column(number: int, column: Column, choices: Choices) -> InputBlock:
    options = _options_of_column(choices)
    return InputBlock(
        block_id=f"column-{number}",
        label=plain(column.header or f"Column {number + 1} (no header)", 2000),
        hint=plain(f"for example {column.sample}", 2000) if column.sample else None,
        element=StaticSelectElement(
            action_id=VALUE,
            options=options,
            initial_option=next((option for option in options if option.value == column.field), options[0]),
        ),
    )


def _options_of_column(choices: Choices) -> list[Option]:
    return [
        Option(value=NOT_IMPORTED, text=label("Do not import")),
        *(Option(value=key, text=label(words)) for key, words in choices),
    ]


def _button(action_id: str, words: str, run: ImportRun, style: str | None = None) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(run.id), style=style)
