"""The lists of the workspace: all of them, one with its people, its form, and what a query would come to before it is saved."""

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    HeaderBlock,
    InputBlock,
    InteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ContactSummary, ListPage, ListPeople, PeopleList, Preview, WhyOnList
from views import rich
from views.contact_form import VALUE, text_input
from views.discretion import without_reach
from views.finding import line
from views.menus import Entry, menu
from views.modals import modal
from views.searching import with_many
from views.text import counted, cut, escaped, label, plain

TITLE = "Lists"
WHY, SUGGEST_LISTS = "lists.why", "lists.suggest"
ORDERS = {"touched": "Last touch", "added": "Newest in the book", "name": "Name"}
TELL = "tell"
EXAMPLE = "tag:go location:berlin touched:>90d"


def list_of_lists(page: ListPage, *, first: bool, archived: bool = False) -> View:
    """`first`: it is the first page. `archived`: those in the archive are shown."""
    top: list[InteractiveElement] = [
        ButtonElement(text=label("New list"), action_id="lists.new", style="primary")
    ]
    if archived:
        top = [ButtonElement(text=label("Back to the lists"), action_id="lists.page", value=" ")]
    elif page.archived:
        words = f"Archive ({page.archived:,})"
        top.append(ButtonElement(text=label(words), action_id="lists.archived", value=" "))
    blocks: list[Block] = [ActionsBlock(elements=top), *[_row(each) for each in page.lists]]
    if not page.lists:
        empty = (
            "Nothing is in the archive."
            if archived
            else "No lists yet. A list is static, which you fill, or has a query."
        )
        blocks.append(SectionBlock(text=plain(empty)))
    turning: list[InteractiveElement] = []
    action = "lists.archived" if archived else "lists.page"
    if not first:
        turning.append(
            ButtonElement(text=label("From the beginning"), action_id=f"{action}.first", value=" ")
        )
    if page.more:
        after = f"+{page.lists[-1].key}"
        turning.append(ButtonElement(text=label("More lists"), action_id=f"{action}.more", value=after))
    return modal(TITLE, [*blocks, *([ActionsBlock(elements=turning)] if turning else [])])


def list_rows(lists: Sequence[PeopleList]) -> list[Block]:
    """The same in a few lines, each with a button that opens it."""
    return [_row(each) for each in lists]


def whole_list(
    shown: PeopleList, words: str, page: ListPeople, order: str, state: str, *, first: bool
) -> View:
    """`words`: what its query says, "" for a static one. `state`: as in `with_many`. `first`: it is the first page of people."""
    blocks: list[Block] = [HeaderBlock(text=plain(shown.name, 150))]
    if shown.description:
        blocks.append(SectionBlock(text=plain(shown.description)))
    if shown.query:
        blocks.append(rich.lines([rich.text(words)], [rich.text(shown.query, code=True)]))
    if shown.problem:
        blocks.append(SectionBlock(text=plain(f"⚠️ Its query can no longer be read: {shown.problem}")))
    blocks += [ContextBlock(elements=[label(about(shown))]), _actions(shown, order)]
    if page.people and not shown.problem:
        blocks.append(ActionsBlock(elements=[*with_many(state)]))
    blocks += [_person(shown, each) for each in page.people]
    turning: list[InteractiveElement] = []
    if not first:
        turning.append(_turner("From the beginning", "lists.people.first", order, ""))
    if page.next:
        turning.append(_turner("More people", "lists.people.more", order, page.next))
    if turning:
        blocks.append(ActionsBlock(elements=turning))
    return modal("List", blocks, metadata=json.dumps({"list_id": shown.id, "order": order}))


def make_static_form(shown: PeopleList, words: str, metadata: str) -> View:
    """Asks first: its query is lost. `words` as in `whole_list`."""
    stay = "Who is on it now stays, whatever they become" + (
        f": {counted(shown.people, 'person', 'people')}." if shown.people else "; just now that is nobody."
    )
    return modal(
        "List",
        [
            SectionBlock(text=plain(f"Make {shown.name} static?")),
            rich.lines(
                [rich.text("Its query is dropped for good, and nobody joins or leaves by it any more:")],
                *([[rich.text(words, italic=True)]] if words else []),
                [rich.text(shown.query, code=True)],
            ),
            ContextBlock(
                elements=[
                    label(
                        f"{stay} You put people on it and take them off yourselves."
                        " To keep the query as well, Copy the list first."
                    )
                ]
            ),
        ],
        callback_id="lists.freeze",
        submit="Make it static",
        close="Keep the query",
        metadata=metadata,
    )


def about(shown: PeopleList) -> str:
    """ "12 people · dynamic · told in a channel"."""
    said = [counted(shown.people, "person", "people"), "dynamic" if shown.is_dynamic else "static"]
    if shown.is_being_filled:
        said.append("being filled, look again in a moment")
    if shown.channel_id:
        said.append("joins and leaves are told in a channel")
    if shown.is_archived:
        said.append("in the archive")
    return " · ".join(said)


def list_form(
    metadata: str,
    name: str = "",
    description: str = "",
    query: str | None = "",
    wrong: str = "",
    *,
    is_new: bool,
) -> View:
    """`query` None: a static list, which has none. `wrong`: what is wrong with the query, and where."""
    hint = "Who belongs on it, which then stays true by itself."
    if is_new:
        hint += " Leave it empty for a list that you fill yourselves."
    blocks: list[Block] = [
        text_input("name", "Name", name, optional=False, placeholder="Alumni"),
        text_input("description", "Description", description, multiline=True),
    ]
    if query is not None:
        if wrong:
            blocks.append(SectionBlock(text=plain(f"⚠️ {wrong}")))
        blocks.append(
            text_input(
                "query",
                "Query",
                query,
                optional=is_new,
                placeholder=EXAMPLE,
                hint=hint,
            )
        )
    return modal(
        "List",
        blocks,
        callback_id="lists.form",
        submit="Next" if query is not None else "Save",
        close="Cancel",
        metadata=metadata,
    )


def preview(name: str, found: Preview, metadata: str) -> View:
    """Nothing has been saved yet."""
    blocks: list[Block] = [
        HeaderBlock(text=plain(name, 150)),
        rich.lines(
            [rich.text(f"{found.words}: "), rich.text(counted(found.count, "person", "people"), bold=True)]
        ),
    ]
    if found.was_mixed:
        read_as = [
            rich.text("AND and OR stood beside each other. It was read as "),
            rich.text(found.printed, code=True),
        ]
        blocks.append(rich.lines(read_as))
    blocks += [SectionBlock(text=plain(line(each))) for each in found.sample]
    if found.count > len(found.sample) > 0:
        blocks.append(ContextBlock(elements=[label(f"and {found.count - len(found.sample):,} more")]))
    return modal(
        "List", blocks, callback_id="lists.save", submit="Save list", close="Cancel", metadata=metadata
    )


def why_view(why: WhyOnList) -> View:
    lines = [
        [
            rich.text("✅ " if holds else "❌ "),
            rich.text(words),
            rich.text(" is true" if holds else " is not true", italic=True),
        ]
        for words, holds in why.because
    ]
    return modal("Why", [SectionBlock(text=plain(why.sentence)), *([rich.lines(*lines)] if lines else [])])


def share_form(shown: PeopleList, metadata: str) -> View:
    tell = Option(value=TELL, text=label("Tell the channel who comes onto the list and who leaves it"))
    return modal(
        "Share list",
        [
            SectionBlock(text=plain(shown.name)),
            InputBlock(
                block_id="channel",
                label=label("Channel"),
                hint=label(
                    "Roster must be in it. Its members see the list's name and its query, not the people."
                ),
                element=ConversationSelectElement(
                    action_id=VALUE,
                    placeholder=label("Choose a channel"),
                    filter=ConversationFilter(include=["public", "private"]),
                ),
            ),
            InputBlock(
                block_id="tell",
                label=label("From now on"),
                optional=True,
                element=CheckboxesElement(action_id=VALUE, options=[tell]),
            ),
        ],
        callback_id="lists.share",
        submit="Share",
        close="Cancel",
        metadata=metadata,
    )


def shared(shown: PeopleList, who: str, words: str, *, is_told: bool) -> list[Block]:
    """For a channel, where guests may read."""
    told = (
        [[rich.text("This channel hears who comes onto it and who leaves it.", italic=True)]]
        if is_told
        else []
    )
    said = f"{who} shares the list {shown.name}: {counted(shown.people, 'person', 'people')}"
    lines = [
        [rich.text(f"📋 {without_reach(said)}")],
        *([[rich.text(without_reach(words))]] if words else []),
        *told,
    ]
    opener = ButtonElement(text=label("Open list"), action_id="lists.open", value=str(shown.id))
    return [rich.lines(*lines), ActionsBlock(elements=[opener])]


def shared_text(shown: PeopleList) -> str:
    return escaped(without_reach(f"The list {shown.name}"))


def list_input(words: str, chosen: tuple[int, str] = (0, ""), *, optional: bool = False) -> InputBlock:
    """A static list, in the block `list`; `chosen`: id and name of the one that is chosen at first, 0 none."""
    return InputBlock(
        block_id="list",
        label=label(words),
        optional=optional,
        hint=label("Type to find a static list. /contacts list new makes one."),
        element=ExternalDataSelectElement(
            action_id=SUGGEST_LISTS,
            min_query_length=0,
            placeholder=label("Choose a list"),
            initial_option=list_option(*chosen) if chosen[0] else None,
        ),
    )


def contact_lists_form(
    name: str, chosen: Sequence[PeopleList], dynamic: Sequence[PeopleList], metadata: str
) -> View:
    """Onto which static lists somebody is to be; on which `dynamic` ones they are by themselves."""
    blocks: list[Block] = [
        SectionBlock(text=plain(name)),
        InputBlock(
            block_id="lists",
            label=label("Lists"),
            optional=True,
            hint=label("Type to find a list. /contacts list new makes one."),
            element=ExternalDataMultiSelectElement(
                action_id=SUGGEST_LISTS,
                min_query_length=0,
                placeholder=label("Choose lists"),
                initial_options=[list_option(each.id, each.name) for each in chosen] or None,
            ),
        ),
    ]
    if dynamic:
        names = cut(", ".join(each.name for each in dynamic), 1_000)
        blocks.append(ContextBlock(elements=[plain(f"By their queries: {names}")]))
    return modal(
        "Lists", blocks, callback_id="contact.lists", submit="Save", close="Cancel", metadata=metadata
    )


def list_option(list_id: int, name: str) -> Option:
    """A name is at most 60 characters, so that it fits Slack's 75 of an option."""
    return Option(value=str(list_id), text=plain(name, 75))


def _row(shown: PeopleList) -> SectionBlock:
    mark = "⚡" if shown.is_dynamic else "📋"
    problem = "\n⚠️ Its query can no longer be read" if shown.problem else ""
    return SectionBlock(
        text=plain(f"{mark} {shown.name}\n{about(shown)}{problem}"),
        accessory=ButtonElement(text=label("Open"), action_id="lists.open", value=str(shown.id)),
    )


def _actions(shown: PeopleList, order: str) -> ActionsBlock:
    options = [Option(value=key, text=label(words)) for key, words in ORDERS.items()]
    entries: list[Entry] = [("lists.copy", "Copy", str(shown.id))]
    if shown.is_dynamic:
        entries.append(("lists.freeze", "Make it static", str(shown.id)))
    if shown.channel_id:
        entries.append(("lists.unshare", "Stop telling the channel", str(shown.id)))
    keeping = ("lists.bring_back", "Bring back") if shown.is_archived else ("lists.archive", "Archive")
    entries.append((*keeping, str(shown.id)))
    return ActionsBlock(
        elements=[
            ButtonElement(text=label("Edit"), action_id="lists.edit", value=str(shown.id)),
            ButtonElement(text=label("Share"), action_id="lists.share_form", value=str(shown.id)),
            StaticSelectElement(
                action_id="lists.order",
                placeholder=label("Sort by"),
                options=options,
                initial_option=next(option for option in options if option.value == order),
            ),
            ExternalDataSelectElement(
                action_id=WHY, placeholder=label("Why is … (not) in this list?"), min_query_length=0
            ),
            menu(entries),
        ]
    )


def _person(shown: PeopleList, person: ContactSummary) -> SectionBlock:
    open_card: Entry = ("contact.open", "Open card", str(person.id))
    if shown.is_dynamic:
        accessory: InteractiveElement = ButtonElement(
            text=label("Open card"), action_id="contact.open", value=str(person.id)
        )
    else:
        accessory = menu([open_card, ("lists.remove", "Take off the list", str(person.id))])
    return SectionBlock(text=plain(line(person)), accessory=accessory)


def _turner(words: str, action_id: str, order: str, cursor: str) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=json.dumps([order, cursor]))
