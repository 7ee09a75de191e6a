"""The forms in which a person is added and tagged. Block ids are the fields of `crm.types.ContactDraft`."""

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
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from crm.profile import parts
from crm.types import Binned, Contact, ContactDraft
from views import rich
from views.bin import restore_button, who_deleted
from views.card import portrait
from views.clash import Clash, clash_blocks
from views.modals import modal
from views.profile.inputs import TAKEN_NAME, field_input, name_from_link
from views.text import cut, label, plain

VALUE = "value"
ACTIONS = {"profile_url": "contact.link_typed"}
AT_EVERY_CHANGE = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
SUGGEST_TAGS = "tags.suggest"

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
    draft: ContactDraft,
    metadata: str,
    clash: Clash | None = None,
    offered: Binned | None = None,
    *,
    suggested_name: str = "",
    name_taken: bool = False,
) -> View:
    """`offered`: somebody in the bin who may be meant; then what is sent off adds them anew.

    `suggested_name` is one that the link says; `name_taken`: it was put into the field just now.
    """
    blocks = [
        *clash_blocks(clash, "contact.add_and_merge"),
        *_offered(offered),
        *(name_from_link(suggested_name, "contact.take_name") if suggested_name else []),
        *_inputs(draft, name_taken=name_taken),
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


def typed_in(draft: ContactDraft) -> list[tuple[str, str]]:
    """What stands in the form, by the labels of its inputs."""
    fields = [(title, getattr(draft, field)) for field, (title, _) in FIELDS.items()]
    return [*fields, ("Tags", ", ".join(draft.tags)), ("Note", draft.note)]


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


def tags_input(tags: tuple[str, ...], title: str, hint: str = "", block_id: str = "tags") -> InputBlock:
    return InputBlock(
        block_id=block_id,
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
    action_id: str = VALUE,
) -> InputBlock:
    """The app hears of every change where the `action_id` is one of its own."""
    return InputBlock(
        block_id=field,
        label=label(title),
        optional=optional,
        hint=plain(hint, 2000) if hint else None,
        dispatch_action=action_id in ACTIONS.values() or None,
        element=PlainTextInputElement(
            action_id=action_id,
            dispatch_action_config=AT_EVERY_CHANGE if action_id in ACTIONS.values() else None,
            initial_value=cut(initial, 3000) or None,
            multiline=multiline or None,
            placeholder=label(placeholder) if placeholder else None,
        ),
    )


def _inputs(draft: ContactDraft, *, name_taken: bool) -> list[Block]:
    """A company is suggested while one types; a link may say a name."""
    return [
        field_input(parts.COMPANY, draft.company)
        if field == "company"
        else text_input(
            field,
            title,
            getattr(draft, field),
            optional=field != "name",
            placeholder=example,
            action_id=ACTIONS.get(field, TAKEN_NAME if field == "name" and name_taken else VALUE),
        )
        for field, (title, example) in FIELDS.items()
    ]
