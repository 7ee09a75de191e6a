"""Whom a search found, page by page; what is wrong with one; and the form that writes the query line."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import Line, Match, Refinement, Search, SearchPage
from views import rich
from views.contact_form import VALUE, tags_input, text_input
from views.menus import menu
from views.modals import modal
from views.text import counted, label, people_who, plain

ROW = "match-"
"""How the block ids of the rows begin: a form that is opened from one does not put a card in the place of the list."""
ORDERS = {"relevance": "Best match", "touched": "Last touch", "name": "Name", "added": "Newest"}
ANY = "-"
MINE, SHARED = "mine", "shared"
OWNERS = {"me": "Me", "none": "Nobody"}
TOUCHED = {
    ">30d": "More than 30 days ago",
    ">90d": "More than 90 days ago",
    ">180d": "More than 180 days ago",
    ">365d": "More than a year ago",
    "never": "Never",
    "<7d": "Within 7 days",
    "<30d": "Within 30 days",
    "<90d": "Within 90 days",
}
ADDED = {
    "<7d": "Within 7 days",
    "<30d": "Within 30 days",
    "<90d": "Within 90 days",
    "<365d": "Within a year",
    ">365d": "More than a year ago",
}
_MENU = (
    ("contact.note", "Note"),
    ("contact.log", "Log activity"),
    ("contact.tags", "Tags"),
    ("contact.lists", "Lists"),
    ("contact.enrich", "Enrich"),
)
_EXAMPLE = "tag:go location:berlin touched:>90d"


def results(
    search: Search, page: SearchPage, order: str, turning: Mapping[str, str], state: str
) -> list[Block]:
    """`turning`: the words of a button that turns to another page -> its value. `state` is the value of all other buttons."""
    blocks: list[Block] = [_heading(search, order)]
    for match in page.matches:
        blocks += [_row(match), _buttons(match)]
    if not page.matches:
        blocks.append(
            ContextBlock(elements=[label("Take a condition away, or press Refine to see them as a form.")])
        )
    turners = [
        ButtonElement(text=label(words), action_id=f"search.turn.{number}", value=value)
        for number, (words, value) in enumerate(turning.items())
    ]
    buttons = [ButtonElement(text=label("Refine"), action_id="search.refine", value=state)]
    if search.line:
        buttons.append(ButtonElement(text=label("Save"), action_id="search.save", value=state))
    if page.matches:
        buttons += with_many(state)
    return [*blocks, ActionsBlock(elements=[*turners, *buttons])]


def with_many(state: str) -> list[ButtonElement]:
    """What is done with everybody whom a search finds, or with some of them; `state` says which search."""
    return [
        ButtonElement(text=label("Select"), action_id="search.select", value=state),
        ButtonElement(text=label("Export"), action_id="search.export", value=state),
    ]


def wrong(pointed_out: str, said: str) -> list[Block]:
    """The query, with a caret under the place, in a fixed-width font."""
    return [
        rich.preformatted(pointed_out),
        rich.lines([rich.text(said)]),
        ContextBlock(elements=[plain(f"For example: {_EXAMPLE}"), label("/contacts help says more.")]),
    ]


def how_read(search: Search) -> list[list[RichTextElement]]:
    """Lines: the query as it is printed, and where something in it was taken for something else; none for everybody."""
    lines = [[rich.text(search.line, code=True)]] if search.line else []
    if search.was_mixed:
        lines.append(
            [rich.text("⚠️ AND binds tighter than OR: read as above. Put parentheses for another reading.")]
        )
    for word, meant in search.corrected.items():
        nobody = f"Nobody has all the words; “{word}”" if word in meant else f"Nobody has “{word}”;"
        lines.append([rich.text(f"{nobody} taken for {' or '.join(meant)}.", italic=True)])
    for skill, meant in search.suggestions.items():
        lines.append([rich.text(f"Nobody has the skill “{skill}”. Did you mean {' or '.join(meant)}?")])
    return lines


def search_text(search: Search) -> str:
    """What a notification reads out."""
    return counted(search.count, "person", "people")


def refine_form(
    form: Refinement, search_line: str, order: str, having: Mapping[str, str], metadata: str
) -> View:
    """The query as fields; `having`: what somebody may have, by key."""
    names = {key: form.names.get(key, ()) for key in ("tag", "skill", "knows", "has", "no")}
    blocks: list[Block] = [
        *([ContextBlock(elements=[plain(f"Now: {search_line}")])] if search_line else []),
        text_input(
            "words",
            "Words",
            " ".join(form.words),
            hint="In names, companies, titles, skills, e-mail addresses or notes.",
        ),
        tags_input(names["tag"], "Tags: all of these"),
        tags_input(form.without_tags, "Tags: none of these", block_id="without_tags"),
        text_input("location", "Location", form.texts.get("location", ""), placeholder="Berlin"),
        text_input("company", "Company", form.texts.get("company", ""), placeholder="Acme Inc"),
        text_input("title", "Title", form.texts.get("title", ""), placeholder="principal"),
        text_input("skills", "Skills: all of these", ", ".join(names["skill"]), placeholder="Go, Kubernetes"),
        text_input(
            "knows",
            "Knows: all of these",
            ", ".join(names["knows"]),
            hint="Or what includes them: whoever has React knows JavaScript.",
            placeholder="JavaScript",
        ),
        _several("has", "They have", names["has"], having),
        _several("no", "They have no", names["no"], having),
        _one("owner", "Owner", form.chosen.get("owner", ANY), OWNERS),
        _one("touched", "Last touch", form.chosen.get("touched", ANY), TOUCHED),
        _one("added", "Added", form.chosen.get("added", ANY), ADDED),
        text_input(
            "rest",
            "And",
            form.rest,
            hint="What the fields above cannot say, in the words of the search language.",
        ),
        _one(
            "order",
            "Sort by",
            order,
            {key: words for key, words in ORDERS.items() if key != "relevance"},
            "Best match",
        ),
    ]
    return modal(
        "Refine", blocks, callback_id="search.refine", submit="Search", close="Cancel", metadata=metadata
    )


def save_form(line: str, words: str, metadata: str) -> View:
    mine, ours = (
        Option(value=MINE, text=label("For me")),
        Option(value=SHARED, text=label("For everybody in this workspace")),
    )
    return modal(
        "Save this search",
        [
            rich.lines([rich.text(line, code=True)], [rich.text(words, italic=True)]),
            text_input("name", "Name", optional=False, placeholder="Go in Berlin, gone quiet"),
            InputBlock(
                block_id="whose",
                label=label("For whom"),
                element=RadioButtonsElement(action_id=VALUE, options=[mine, ours], initial_option=mine),
            ),
        ],
        callback_id="search.save",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def search_saved(name: str) -> View:
    return modal("Save this search", [SectionBlock(text=plain(f"{name} stands in the Home of Roster now."))])


def shown_elsewhere(name: str) -> View:
    said = f"Whom {name} finds stands in your direct messages with Roster."
    return modal("Search", [SectionBlock(text=plain(said))])


def found(search: Search) -> View:
    """The list itself stands where the search was."""
    line = rich.lines([rich.text(search.line or "everybody", code=True)], _count(search))
    return modal("Refine", [line, ContextBlock(elements=[label("The people stand below your search.")])])


def _heading(search: Search, order: str) -> Block:
    lines = [_count(search), *how_read(search)]
    if search.count > 1:
        lines.append([rich.text(f"Sorted by {ORDERS[order].lower()}", italic=True)])
    return rich.lines(*lines)


def _count(search: Search) -> list[RichTextElement]:
    number = counted(search.count, "person", "people")
    who = people_who(search.count, search.words).removeprefix(number)
    return [rich.text(number, bold=True), rich.text(who)]


def _row(match: Match) -> Block:
    name = [rich.text(text, bold=True, code=is_match) for text, is_match in match.name]
    about = [part for number, line in enumerate(match.about) for part in _about(line, first=number == 0)]
    lines = [name, *([about] if about else []), *([_tags(match)] if match.tags else [])]
    if match.elsewhere:
        lines.append([rich.text("in a note, a skill or an earlier job", italic=True)])
    return rich.lines(*lines)


def _about(line: Line, *, first: bool) -> list[RichTextElement]:
    between = [] if first else [rich.text(" · ")]
    return [*between, *(rich.text(text, code=is_match) for text, is_match in line)]


def _tags(match: Match) -> list[RichTextElement]:
    return [part for tag in match.tags for part in (rich.text(tag, code=True), rich.text(" "))]


def _buttons(match: Match) -> Block:
    row = ROW + str(match.id)
    value = str(match.id)
    opener = ButtonElement(text=label("Open"), action_id="contact.open", value=value)
    return ActionsBlock(
        block_id=row, elements=[opener, menu([(action, words, value) for action, words in _MENU])]
    )


def _one(
    block_id: str, title: str, chosen: str, choices: Mapping[str, str], otherwise: str = "Any"
) -> InputBlock:
    options = [Option(value=ANY, text=label(otherwise)), *_options(choices)]
    return InputBlock(
        block_id=block_id,
        label=label(title),
        element=StaticSelectElement(
            action_id=VALUE,
            options=options,
            initial_option=next((each for each in options if each.value == chosen), options[0]),
        ),
    )


def _several(block_id: str, title: str, chosen: Sequence[str], choices: Mapping[str, str]) -> InputBlock:
    options = _options(choices)
    return InputBlock(
        block_id=block_id,
        label=label(title),
        optional=True,
        element=StaticMultiSelectElement(
            action_id=VALUE,
            options=options,
            initial_options=[each for each in options if each.value in chosen] or None,
        ),
    )


def _options(choices: Mapping[str, str]) -> list[Option]:
    return [Option(value=key, text=label(words)) for key, words in choices.items()]
