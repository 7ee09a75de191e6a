"""The form of one thing: a part that a person has once, or one of its repeated ones."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    ImageBlock,
    InputBlock,
    Option,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from crm.profile.fields import YES, Field, Kind, Part, Values
from views import rich
from views.modals import modal
from views.profile.inputs import AS_SHOWN, TAKEN_NAME, field_input, name_from_link
from views.profile.whole import back_button
from views.text import label, plain

LONGEST_TITLE = 24
THEIRS = "theirs"
REMOVE_PICTURE = "remove_picture"


def form(
    part: Part,
    values: Values,
    metadata: str,
    notice: Sequence[Block] = (),
    *,
    is_new: bool = False,
    suggested_name: str = "",
    name_taken: bool = False,
) -> View:
    """`notice` is said before anything else. `suggested_name` is one that a link says, `name_taken`: it stands there now."""
    blocks: list[Block] = [
        *notice,
        *(name_from_link(suggested_name, "profile.take_name") if suggested_name else []),
        *(
            field_input(field, values.get(field.key, ""), version=_version(field, name_taken))
            for field in part.fields
        ),
        *_picture(values),
        ActionsBlock(elements=[back_button()]),
    ]
    return _form(part, blocks, metadata, is_new=is_new)


def conflict_form(
    part: Part, mine: Values, theirs: Values, fields: tuple[str, ...], by: str, metadata: str
) -> View:
    """What was typed, and for each field that somebody else changed a choice between the two."""
    who = [rich.person(by)] if by else [rich.text("Somebody else")]
    blocks: list[Block] = [
        rich.lines(
            [*who, rich.text(" saved while you were editing. Nothing is lost: below is what you typed.")],
            [rich.text("Choose for each field that they changed too; yours can still be edited.")],
        )
    ]
    for field in part.fields:
        mine_now = mine.get(field.key, theirs[field.key])
        if field.key not in fields:
            blocks.append(field_input(field, mine_now))
            continue
        says = "" if field.kind is Kind.PERSON else field.read(theirs[field.key]) or "(nothing)"
        blocks.append(field_input(field, mine_now, f"It now says: {says}" if says else ""))
        blocks.append(_whose(field))
    return _form(part, blocks, metadata)


def typed_in(part: Part, typed: Values) -> list[tuple[str, str]]:
    """What can be read in it, by the labels of its inputs."""
    unread = (Kind.PICTURE, Kind.PERSON)
    return [(field.label, typed.get(field.key, "")) for field in part.fields if field.kind not in unread]


def _version(field: Field, name_taken: bool) -> str:
    return TAKEN_NAME if name_taken and field.key == "name" else AS_SHOWN


def _picture(values: Values) -> list[Block]:
    """The uploaded picture, which an empty input does not take away."""
    file_id = values.get("photo_file", "")
    if not file_id:
        return []
    remove = Option(value=YES, text=label("Remove the uploaded picture"))
    return [
        ImageBlock(slack_file=SlackFile(id=file_id), alt_text="The uploaded picture"),
        InputBlock(
            block_id=REMOVE_PICTURE,
            label=label("Uploaded picture"),
            optional=True,
            element=CheckboxesElement(action_id=AS_SHOWN, options=[remove]),
        ),
    ]


def notice(sentence: str) -> list[Block]:
    return [SectionBlock(text=plain(f"⚠️ {sentence}"))]


def whose(field_key: str) -> str:
    """The id of the block in which one chooses between one's own and theirs."""
    return f"whose.{field_key}"


def _form(part: Part, blocks: Sequence[Block], metadata: str, *, is_new: bool = False) -> View:
    title = f"Add {part.one}" if is_new else part.label
    return modal(
        title if len(title) <= LONGEST_TITLE else part.one.capitalize(),
        blocks,
        callback_id="profile.save",
        submit="Save",
        close="Close",
        metadata=metadata,
    )


def _whose(field: Field) -> InputBlock:
    return InputBlock(
        block_id=whose(field.key),
        label=plain(f"{field.label}: whose?", 2000),
        element=RadioButtonsElement(
            action_id=AS_SHOWN,
            options=[
                Option(value="mine", text=label("Save mine")),
                Option(value=THEIRS, text=label("Leave theirs")),
            ],
            initial_option=Option(value="mine", text=label("Save mine")),
        ),
    )
