"""The input of each kind of field. The block's id is the field's key."""

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
    UrlInputElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement, InputInteractiveElement

from crm.profile.fields import YES, Field, Kind
from views.text import cut, label, plain, visible

AS_SHOWN = "value"
TAKEN_NAME = "value.from_link"
"""The version of an input into which a suggestion was put."""
SUGGESTED = {Kind.COMPANY: "suggest.companies", Kind.SKILL: "suggest.skills"}
LONGEST_OPTION_VALUE = 150
PICTURES = ["png", "jpg", "jpeg", "gif"]


def field_input(field: Field, value: str, hint: str = "", *, version: str = AS_SHOWN) -> InputBlock:
    """Filled with what is known. Slack keeps what somebody typed in an input, unless its `version` is another one."""
    return InputBlock(
        block_id=field.key,
        label=plain(field.label, 2000),
        optional=not field.required,
        hint=plain(hint, 2000) if hint else None,
        element=_element(field, value, version),
    )


def suggested_option(text: str, *, is_new: bool = False, what: str = "") -> Option:
    return Option(
        value=visible(text), text=plain(text, 75), description=label(f"a new {what}") if is_new else None
    )


def name_from_link(name: str, action_id: str) -> list[Block]:
    """A suggestion that somebody may take."""
    return [
        SectionBlock(
            text=plain(f"Name from the link: {name}"),
            accessory=ButtonElement(text=label("Take it"), action_id=action_id, value=visible(name)),
        )
    ]


def _element(field: Field, value: str, version: str) -> InputInteractiveElement:  # noqa: PLR0911 - one for each kind
    match field.kind:
        case Kind.NUMBER:
            return NumberInputElement(action_id=version, is_decimal_allowed=True, initial_value=value or None)
        case Kind.LINK:
            return UrlInputElement(
                action_id=version, initial_value=visible(value) or None, placeholder=_example(field)
            )
        case Kind.DAY:
            return DatePickerElement(action_id=version, initial_date=value or None)
        case Kind.CHOICE:
            return _choice(field, value, version)
        case Kind.PERSON:
            return UserSelectElement(action_id=version, initial_user=value or None)
        case Kind.TICK:
            ticked = Option(value=YES, text=plain(field.label, 75))
            return CheckboxesElement(
                action_id=version, options=[ticked], initial_options=[ticked] if value == YES else None
            )
        case Kind.PICTURE:
            return FileInputElement(action_id=version, filetypes=PICTURES, max_files=1)
        case Kind.COMPANY | Kind.SKILL if len(value) <= LONGEST_OPTION_VALUE:
            return ExternalDataSelectElement(
                action_id=SUGGESTED[field.kind],
                min_query_length=1,
                placeholder=label("Type to find one, or a new one"),
                initial_option=suggested_option(value) if value else None,
            )
        case _:
            return PlainTextInputElement(
                action_id=version,
                initial_value=cut(field.read(value), 3000) or None,
                placeholder=_example(field),
            )


def _choice(field: Field, value: str, version: str) -> StaticSelectElement:
    """A choice that was taken away from the field stays choosable for who has it."""
    choices = [*field.choices, *([value] if value and value not in field.choices else [])]
    options = {choice: Option(value=visible(choice), text=plain(choice, 75)) for choice in choices}
    return StaticSelectElement(
        action_id=version, options=[*options.values()][:100], initial_option=options.get(value)
    )


def _example(field: Field) -> PlainTextObject | None:
    return label(field.example) if field.example else None
