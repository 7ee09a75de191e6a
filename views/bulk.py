"""What is to be done with many people: whom, what, the question before it begins, and what came of it."""

from collections.abc import Collection, Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    InputBlock,
    Option,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from crm.types import BulkRun, Job, JobStatus, Search, SearchPage
from views import rich
from views.contact_form import VALUE, tags_input
from views.jobs import ended
from views.lists import list_input
from views.modals import modal
from views.text import counted, label, plain

EVERYBODY, CHOSEN = "everybody", "chosen"
ENRICH, EXPORT = "enrich", "export"
"""Asked about in forms of their own, and jobs of their own."""
NEXT, PREVIOUS = "select.next", "select.previous"
VERBS: Mapping[str, str] = {
    "tag": "Tag them",
    "untag": "Take a tag away",
    "owner": "Give them an owner",
    "list_add": "Put them on a list",
    "list_remove": "Take them off a list",
    ENRICH: "Look them up (enrich)",
    EXPORT: "Export them to a file",
    "delete": "Delete them",
}
DONE: Mapping[str, str] = {
    "tag": "tagged",
    "untag": "no longer tagged",
    "owner": "with a new owner",
    "list_add": "put on the list",
    "list_remove": "taken off the list",
    "delete": "deleted",
}


def select_form(
    search: Search,
    page: SearchPage,
    chosen: Collection[int],
    metadata: str,
    *,
    is_first: bool,
    notice: str = "",
) -> View:
    """Whom, of those on the pages or all who match; and what. `chosen`: on all pages. `notice`: why it was not turned."""
    whom = [
        Option(value=EVERYBODY, text=label(f"All who match: {counted(search.count, 'person', 'people')}")),
        Option(value=CHOSEN, text=label("Only those chosen below")),
    ]
    return modal(
        "Select",
        [
            *([ContextBlock(elements=[label(f"⚠️ {notice}")])] if notice else []),
            InputBlock(
                block_id="whom",
                label=label("Whom"),
                element=RadioButtonsElement(action_id=VALUE, options=whom, initial_option=whom[1]),
            ),
            *_people(page, chosen, is_first=is_first),
            InputBlock(
                block_id="action",
                label=label("What to do"),
                element=StaticSelectElement(
                    action_id=VALUE,
                    options=[Option(value=key, text=label(words)) for key, words in VERBS.items()],
                ),
            ),
        ],
        callback_id="bulk.select",
        submit="Next",
        close="Cancel",
        metadata=metadata,
    )


def people_block(shown: Sequence[int]) -> str:
    """The id of the input with these: another one on each page, as Slack keeps what was entered in one whose id stays."""
    return f"people.{shown[0] if shown else ''}"


def _people(page: SearchPage, chosen: Collection[int], *, is_first: bool) -> list[Block]:
    shown = [match.id for match in page.matches]
    options = [Option(value=str(match.id), text=plain(match.called, 75)) for match in page.matches]
    blocks: list[Block] = []
    if options:
        ticked = [option for option, id_ in zip(options, shown, strict=True) if id_ in chosen]
        blocks.append(
            InputBlock(
                block_id=people_block(shown),
                label=label("People on this page"),
                optional=True,
                element=CheckboxesElement(action_id=VALUE, options=options, initial_options=ticked or None),
            )
        )
    if elsewhere := len(set(chosen) - set(shown)):
        blocks.append(ContextBlock(elements=[label(f"{elsewhere:,} chosen on other pages.")]))
    turners = [
        *([] if is_first else [ButtonElement(text=label("Previous page"), action_id=PREVIOUS)]),
        *([ButtonElement(text=label("Next page"), action_id=NEXT, value=page.next)] if page.next else []),
    ]
    return [*blocks, *([ActionsBlock(elements=turners)] if turners else [])]


def ask_form(action: str, words: str, number: int, names: Sequence[str], metadata: str) -> View:
    """Nothing has happened yet: the words, the count, and a few of them."""
    more = number - len(names)
    some = ", ".join(names) + (f" and {counted(more, 'more person', 'more people')}" if more > 0 else "")
    inputs: dict[str, list[Block]] = {
        "tag": [tags_input((), "Tags")],
        "untag": [tags_input((), "Tags to take away")],
        "owner": [
            InputBlock(block_id="owner", label=label("Owner"), element=UserSelectElement(action_id=VALUE))
        ],
        "list_add": [list_input("List")],
        "list_remove": [list_input("List")],
        "delete": [
            ContextBlock(elements=[label("They lie in the bin for 30 days. Undo brings them back, too.")])
        ],
    }
    return modal(
        "Are you sure?",
        [
            rich.lines(
                [rich.text(f"{VERBS[action]}: "), rich.text(counted(number, "person", "people"), bold=True)],
                [rich.text(words, italic=True)],
                [rich.text(some)],
            ),
            *inputs[action],
        ],
        callback_id="bulk.start",
        submit="Do it",
        close="Cancel",
        metadata=metadata,
    )


def begun(words: str) -> View:
    said = f"It goes on in your direct messages with Roster: {words}"
    return modal("Begun", [rich.lines([rich.text(said)])])


def outcome(job: Job, run: BulkRun) -> list[Block]:
    """How it ended, and a button that takes it back."""
    number = counted(run.changed, "person", "people")
    lines = [[rich.text(f"{number} {DONE[run.action]}{_with(run)}.", bold=True)]]
    if unchanged := job.done - run.changed:
        lines.append(
            [rich.text(f"{counted(unchanged, 'person', 'people')} left as they were: it was so already.")]
        )
    if run.is_undone:
        lines.append([rich.text("Taken back: see below.", bold=True)])
    blocks = ended(job, lines)
    if run.changed and not run.is_undone and job.status is not JobStatus.RUNNING:
        blocks.append(ActionsBlock(elements=[_undo(run)]))
    return blocks


def taken_back(job: Job) -> list[Block]:
    words = f"{counted(job.done, 'person', 'people')} as before, but for what somebody has changed since."
    return ended(job, [[rich.text(words)]])


def _with(run: BulkRun) -> str:
    what = ", ".join(run.options.get("tags", ())) or run.options.get("list_name", "")
    return f" {what}" if what else ""


def _undo(run: BulkRun) -> ButtonElement:
    return ButtonElement(
        text=label("Undo"),
        action_id="bulk.undo",
        value=str(run.id),
        confirm=ConfirmObject(
            title=label("Take this back?"),
            text=plain(
                f"{counted(run.changed, 'person is', 'people are')} as before, but for what somebody has changed since."
            ),
            confirm=label("Undo"),
            deny=label("Keep it"),
        ),
    )
