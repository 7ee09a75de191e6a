"""The tags of the workspace: the list of them, the form of one, and the question before two become one."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import KnownTag, TagPage
from views.colours import COLOURS, mark
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import counted, label, plain

TITLE = "Tags"
FIND, INTO = "tags.find", "tags.into"
_NONE = "-"


def tag_list(page: TagPage, first: bool) -> View:
    """`first`: it is the first page."""
    if not page.tags and first:
        empty = (
            "No tags yet. Put one on a card, or in a file that you import: go, berlin, speaker, 2026-meetup."
        )
        return modal(TITLE, [SectionBlock(text=plain(empty))])
    blocks: list[Block] = [ActionsBlock(elements=[_finder(FIND, "Find a tag")])]
    blocks += [_row(tag) for tag in page.tags]
    turning = []
    if not first:
        turning.append(ButtonElement(text=label("From the beginning"), action_id="tags.page", value="-"))
    if page.more:
        after = f"+{page.tags[-1].key}"
        turning.append(ButtonElement(text=label("More tags"), action_id="tags.more", value=after))
    return modal(TITLE, [*blocks, *([ActionsBlock(elements=turning)] if turning else [])])


def tag_form(tag: KnownTag, metadata: str, *, is_admin: bool) -> View:
    colours = [_colour(key) for key in COLOURS]
    none = Option(value=_NONE, text=label("No colour"))
    blocks: list[Block] = [
        text_input("name", "Name", tag.name, optional=False),
        InputBlock(
            block_id="colour",
            label=label("Colour"),
            element=StaticSelectElement(
                action_id=VALUE,
                options=[none, *colours],
                initial_option=_colour(tag.colour) if tag.colour in COLOURS else none,
            ),
        ),
        ContextBlock(elements=[label(f"{counted(tag.people, 'person has', 'people have')} it.")]),
    ]
    if is_admin:
        blocks.append(ActionsBlock(elements=[_finder(INTO, "Merge into another tag"), _delete(tag)]))
    else:
        blocks.append(ContextBlock(elements=[label("Admins of this workspace merge and delete tags.")]))
    return modal("Tag", blocks, callback_id="tags.save", submit="Save", metadata=metadata)


def merge_question(tag: KnownTag, other: KnownTag, metadata: str) -> View:
    """Nothing has happened yet."""
    words = (
        f"{tag.name} ({counted(tag.people, 'person', 'people')}) becomes {other.name}"
        f" ({counted(other.people, 'person', 'people')}). Whoever has either will have {other.name},"
        f" and {tag.name} will be gone."
    )
    return modal(
        "Merge tags",
        [SectionBlock(text=plain(words))],
        callback_id="tags.merge",
        submit="Merge",
        close="Cancel",
        metadata=metadata,
    )


def no_merge(tag: KnownTag, other: KnownTag) -> View:
    words = f"There is a tag {other.name} already. An admin of this workspace can merge {tag.name} into it."
    return modal("Tag", [SectionBlock(text=plain(f"⚠️ {words}"))])


def found_option(tag: str) -> Option:
    """The tag is at most 60 characters, so that it fits Slack's 75 of an option."""
    return Option(value=tag, text=plain(tag, 75))


def _row(tag: KnownTag) -> SectionBlock:
    return SectionBlock(
        text=plain(f"{mark(tag.colour)}{tag.name}\n{counted(tag.people, 'person', 'people')}"),
        accessory=ButtonElement(text=label("Change"), action_id="tags.change", value=str(tag.id)),
    )


def _finder(action_id: str, words: str) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(action_id=action_id, placeholder=label(words), min_query_length=0)


def _colour(key: str) -> Option:
    dot, name = COLOURS[key]
    return Option(value=key, text=label(f"{dot} {name}"))


def _delete(tag: KnownTag) -> ButtonElement:
    return ButtonElement(
        text=label("Delete"),
        action_id="tags.delete",
        value=str(tag.id),
        style="danger",
        confirm=ConfirmObject(
            title=label("Delete this tag?"),
            text=plain(
                f"{counted(tag.people, 'person loses', 'people lose')} {tag.name}. This cannot be undone.",
                300,
            ),
            confirm=label("Delete"),
            deny=label("Keep it"),
            style="danger",
        ),
    )
