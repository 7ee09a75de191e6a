"""The forms in which a person is added and changed. Block ids are the fields of `crm.types.ContactDraft`."""

from collections.abc import Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ExternalDataMultiSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import Binned, Contact, ContactDraft, ContactSummary
from views import rich
from views.bin import restore_button, who_deleted
from views.card import portrait
from views.modals import modal
from views.text import cut, label, plain

VALUE = "value"
SUGGEST_TAGS = "tags.suggest"

Taken = tuple[str, ContactSummary]
"""An e-mail or a profile that was typed, and whose it is."""

FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("Name", "Jane Doe"),
    "headline": ("Headline", "Staff engineer, databases and Go"),
    "location": ("Location", "Berlin"),
    "email": ("E-mail", "jane@example.com"),
    "phone": ("Phone", "+49 30 123456"),
    "company": ("Company", "Halden Robotics"),
    "title": ("Title", "Staff Engineer"),
    "profile_url": ("Profile link", "linkedin.com/in/jane-doe"),
}


def add_form(
    draft: ContactDraft, metadata: str, taken: Taken | None = None, offered: Binned | None = None
) -> View:
    """`offered`: somebody in the bin who may be meant; then what is sent off adds them anew."""
    blocks = [
        *_taken(taken),
        *_offered(offered),
        *_inputs(draft, {}),
        tags_input(draft.tags, "Tags"),
        text_input("note", "Note", draft.note, multiline=True, placeholder="How you met, what they look for"),
    ]
    return modal(
        "Add a person",
        blocks,
        callback_id="contact.add",
        submit="Add anew" if offered else "Add",
        close="Cancel",
        metadata=metadata,
    )


def edit_form(draft: ContactDraft, metadata: str, taken: Taken | None = None) -> View:
    return modal(
        "Edit",
        [*_taken(taken), *_inputs(draft, {})],
        callback_id="contact.edit",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def conflict_form(
    mine: ContactDraft, theirs: ContactDraft, fields: tuple[str, ...], by: str, metadata: str
) -> View:
    """The form again with what was typed, and beside each field that somebody else changed what it says now."""
    now = {field: f"It now says: {getattr(theirs, field) or '(nothing)'}" for field in fields}
    who = [rich.person(by)] if by else [rich.text("Somebody else")]
    return modal(
        "Edit",
        [
            rich.lines(
                [*who, rich.text(" saved while you were editing. Nothing is lost: below is what you typed.")],
                [rich.text("Save to put yours in the place of theirs, or copy theirs into the field first.")],
            ),
            *_inputs(mine, now),
        ],
        callback_id="contact.edit",
        submit="Save mine",
        close="Leave theirs",
        metadata=metadata,
    )


def not_saved(why: str, draft: ContactDraft) -> str:
    """For who no longer has the form before them: what was typed is not lost with it."""
    typed = [
        f"{title}: {getattr(draft, field)}" for field, (title, _) in FIELDS.items() if getattr(draft, field)
    ]
    tags = [f"Tags: {', '.join(draft.tags)}"] if draft.tags else []
    note = [f"Note: {draft.note}"] if draft.note else []
    return "\n".join([f"{why} Nothing was saved. You had typed:", *typed, *tags, *note])


def _taken(taken: Taken | None) -> list[Block]:
    if taken is None:
        return []
    value, owner = taken
    return [
        SectionBlock(
            text=plain(
                f"⚠️ {value} already belongs to {owner.name}. Nothing was saved; what you typed is kept."
            ),
            accessory=ButtonElement(text=label("Open card"), action_id="contact.open", value=str(owner.id)),
        )
    ]


def _offered(offered: Binned | None) -> list[Block]:
    if offered is None:
        return []
    return [
        rich.lines([*who_deleted(offered), rich.text(". Restore them, or add them anew.")]),
        ActionsBlock(elements=[restore_button(offered)]),
    ]


def added(contact: Contact, place: str) -> View:
    """`place` says where the card went."""
    return modal(
        "Added",
        [
            *portrait(contact),
            ContextBlock(elements=[plain(place)]),
            ActionsBlock(
                elements=[
                    ButtonElement(text=label("Open card"), action_id="contact.open", value=str(contact.id)),
                    ButtonElement(text=label("Add another"), action_id="contact.add_another"),
                ]
            ),
        ],
    )


def saved(contact: Contact) -> View:
    return modal("Saved", portrait(contact))


def tags_form(name: str, tags: tuple[str, ...], metadata: str) -> View:
    return modal(
        "Tags",
        [
            SectionBlock(text=plain(name)),
            tags_input(tags, "Tags", hint="Type to find a tag, or to make a new one."),
        ],
        callback_id="contact.tags",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def tags_input(tags: tuple[str, ...], title: str, hint: str = "") -> InputBlock:
    return InputBlock(
        block_id="tags",
        label=label(title),
        optional=True,
        hint=label(hint) if hint else None,
        element=ExternalDataMultiSelectElement(
            action_id=SUGGEST_TAGS,
            min_query_length=0,
            placeholder=label("Choose or type"),
            initial_options=[tag_option(tag) for tag in tags] or None,
        ),
    )


def tag_option(tag: str, *, is_new: bool = False) -> Option:
    """The tag is at most 60 characters, so that it fits Slack's 75 of an option."""
    return Option(value=tag, text=plain(tag, 75), description=label("a new tag") if is_new else None)


def text_input(
    field: str,
    title: str,
    initial: str = "",
    *,
    optional: bool = True,
    multiline: bool = False,
    placeholder: str = "",
    hint: str = "",
) -> InputBlock:
    return InputBlock(
        block_id=field,
        label=label(title),
        optional=optional,
        hint=plain(hint, 2000) if hint else None,
        element=PlainTextInputElement(
            action_id=VALUE,
            initial_value=cut(initial, 3000) or None,
            multiline=multiline or None,
            placeholder=label(placeholder) if placeholder else None,
        ),
    )


def _inputs(draft: ContactDraft, hints: Mapping[str, str]) -> list[Block]:
    return [
        text_input(
            field,
            title,
            getattr(draft, field),
            optional=field != "name",
            placeholder=example,
            hint=hints.get(field, ""),
        )
        for field, (title, example) in FIELDS.items()
    ]
