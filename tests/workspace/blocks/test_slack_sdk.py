"""What Slack's own models render, stands."""

import pytest
from slack_sdk.models import blocks as kit
from slack_sdk.models.attachments import Attachment, AttachmentField, BlockAttachment
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks.basic_components import (
    DispatchActionConfig,
    SlackFile,
    Workflow,
    WorkflowTrigger,
)
from slack_sdk.models.blocks.block_elements import FileInputElement, WorkflowButtonElement
from slack_sdk.models.views import View

from workspace.blocks import message_faults, view_faults

OPTIONS = [
    kit.Option(value="mail", text="E-mail"),
    kit.Option(value="phone", text="Phone", description="A number"),
]
GROUPS = [kit.OptionGroup(label="Ways", options=OPTIONS)]
CONFIRM = kit.ConfirmObject(
    title="Sure?", text="This cannot be *undone*.", confirm="Delete", deny="Keep", style="danger"
)
IMAGE = kit.ImageElement(image_url="https://example.com/jane.png", alt_text="Jane")
PARTS = kit.RichTextElementParts
BOLD = PARTS.TextStyle(bold=True, italic=True, strike=True, code=True, underline=True)

CHOOSING: list[kit.InputInteractiveElement] = [
    kit.StaticSelectElement(
        action_id="a", placeholder="Pick", options=OPTIONS, initial_option=OPTIONS[1], confirm=CONFIRM
    ),
    kit.StaticSelectElement(
        action_id="a", option_groups=GROUPS, initial_option=OPTIONS[0], focus_on_load=True
    ),
    kit.StaticMultiSelectElement(
        action_id="a", options=OPTIONS, initial_options=OPTIONS, max_selected_items=2
    ),
    kit.ExternalDataSelectElement(action_id="a", min_query_length=0, initial_option=OPTIONS[0]),
    kit.ExternalDataMultiSelectElement(action_id="a", min_query_length=2, initial_options=OPTIONS),
    kit.UserSelectElement(action_id="a", initial_user="U1"),
    kit.UserMultiSelectElement(action_id="a", initial_users=["U1"]),
    kit.ConversationSelectElement(
        action_id="a",
        default_to_current_conversation=True,
        response_url_enabled=True,
        filter=kit.ConversationFilter(include=["public", "im"], exclude_bot_users=True),
    ),
    kit.ConversationMultiSelectElement(action_id="a", initial_conversations=["C1"], max_selected_items=3),
    kit.ChannelSelectElement(action_id="a", initial_channel="C1", response_url_enabled=True),
    kit.ChannelMultiSelectElement(action_id="a", initial_channels=["C1"]),
    kit.CheckboxesElement(action_id="a", options=OPTIONS, initial_options=OPTIONS[:1]),
    kit.RadioButtonsElement(action_id="a", options=OPTIONS, initial_option=OPTIONS[1]),
    kit.DatePickerElement(action_id="a", placeholder="When", initial_date="2026-11-23"),
    kit.TimePickerElement(action_id="a", initial_time="09:30", timezone="Europe/Berlin"),
]
ACTING: list[kit.InteractiveElement] = [
    kit.ButtonElement(
        action_id="a",
        text="Edit",
        value="1",
        style="primary",
        confirm=CONFIRM,
        accessibility_label="Edit Jane",
    ),
    kit.LinkButtonElement(action_id="a", text="Profile", url="https://example.com/jane"),
    kit.OverflowMenuElement(action_id="a", options=OPTIONS, confirm=CONFIRM),
    *CHOOSING,
]
TYPING: list[kit.InputInteractiveElement] = [
    kit.PlainTextInputElement(
        action_id="a",
        placeholder="Name",
        initial_value="Jane",
        multiline=True,
        min_length=1,
        max_length=3000,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
    ),
    kit.EmailInputElement(action_id="a", initial_value="jane@example.com", focus_on_load=True),
    kit.UrlInputElement(action_id="a", initial_value="https://example.com"),
    kit.NumberInputElement(
        action_id="a", is_decimal_allowed=True, initial_value="1.5", min_value="-1", max_value="2"
    ),
    FileInputElement(action_id="a", filetypes=["csv"], max_files=1),
    kit.RichTextInputElement(
        action_id="a",
        initial_value=kit.RichTextBlock(
            elements=[kit.RichTextSectionElement(elements=[PARTS.Text(text="x")])]
        ),
    ),
    kit.DateTimePickerElement(action_id="a", initial_date_time=1_793_000_000),
]
RICH_TEXT = kit.RichTextBlock(
    block_id="rich",
    elements=[
        kit.RichTextSectionElement(
            elements=[
                PARTS.Text(text="Hello ", style=BOLD),
                PARTS.Link(url="https://example.com", text="there"),
                PARTS.User(user_id="U1"),
                PARTS.UserGroup(usergroup_id="S1"),
                PARTS.Channel(channel_id="C1"),
                PARTS.Team(team_id="T1"),
                PARTS.Emoji(name="wave", skin_tone=2, unicode="1f44b"),
                PARTS.Date(timestamp=1_793_000_000, format="{date_long}", fallback="soon"),
                PARTS.Broadcast(range="here"),
                PARTS.Color(value="#2f6f5e"),
            ]
        ),
        kit.RichTextListElement(
            style="ordered",
            indent=1,
            offset=2,
            border=0,
            elements=[kit.RichTextSectionElement(elements=[PARTS.Text(text="one")])],
        ),
        kit.RichTextQuoteElement(elements=[PARTS.Text(text="said")]),
        kit.RichTextPreformattedElement(elements=[PARTS.Text(text="x = 1")], border=1),
    ],
)
CARD = kit.CardBlock(
    hero_image=IMAGE,
    icon=IMAGE,
    title="Jane",
    subtitle="Engineer",
    body="In Berlin",
    actions=[kit.ButtonElement(text="Open")],
)
TASK = kit.TaskCardBlock(
    task_id="1",
    title="Look up",
    status="complete",
    details=RICH_TEXT,
    output=RICH_TEXT,
    sources=[kit.UrlSourceElement(url="https://example.com", text="Source")],
)
ANYWHERE: list[kit.Block] = [
    kit.SectionBlock(
        text="*Jane*", fields=["One", kit.PlainTextObject(text="Two")], expand=True, block_id="section"
    ),
    kit.SectionBlock(text="x", accessory=IMAGE),
    kit.DividerBlock(block_id="rule"),
    kit.HeaderBlock(text="Jane Doe"),
    kit.ContextBlock(
        elements=[
            IMAGE,
            kit.PlainTextObject(text="Seen"),
            kit.MarkdownTextObject(text="*today*", verbatim=True),
        ]
    ),
    kit.ImageBlock(image_url="https://example.com/jane.png", alt_text="Jane", title="Jane"),
    kit.ImageBlock(slack_file=SlackFile(id="F1"), alt_text="Jane"),
    kit.VideoBlock(
        alt_text="A talk",
        title="A talk",
        title_url="https://example.com",
        description="On hiring",
        author_name="Jane",
        video_url="https://example.com/v",
        thumbnail_url="https://example.com/t.png",
        provider_name="Example",
    ),
    RICH_TEXT,
    CARD,
    kit.AuthProviderBlock(
        value="crm",
        name="CRM",
        is_connected=True,
        description="x",
        accessory=kit.OverflowMenuElement(options=OPTIONS),
    ),
    *[kit.SectionBlock(text="x", accessory=element) for element in ACTING],
    *[kit.ActionsBlock(elements=[element]) for element in ACTING],
    *[
        kit.InputBlock(label="x", hint="y", optional=True, dispatch_action=True, element=element)
        for element in CHOOSING
    ],
]
MESSAGES_ONLY: list[kit.Block] = [
    kit.MarkdownBlock(text="# Jane"),
    kit.FileBlock(external_id="F1"),
    kit.CallBlock(call_id="R1", api_decoration_available=False),
    kit.CarouselBlock(elements=[CARD]),
    kit.ContainerBlock(
        child_blocks=[kit.DividerBlock(), CARD], title="Jane", subtitle="x", width="wide", is_collapsible=True
    ),
    kit.ContextActionsBlock(
        elements=[
            kit.FeedbackButtonsElement(
                action_id="a",
                positive_button=kit.FeedbackButtonObject(text="Good", value="1"),
                negative_button=kit.FeedbackButtonObject(text="Bad", value="0"),
            ),
            kit.IconButtonElement(action_id="b", icon="trash", text="Delete", confirm=CONFIRM),
        ]
    ),
    kit.TableBlock(
        rows=[
            [
                kit.RawTextObject(text="x").to_dict(),
                {"type": "raw_number", "value": 1, "text": "1"},
                RICH_TEXT.to_dict(),
            ]
        ],
        column_settings=[None, {"align": "right", "is_wrapped": True}],
    ),
    TASK,
    kit.PlanBlock(title="Plan", tasks=[TASK]),
    kit.ActionsBlock(
        elements=[
            WorkflowButtonElement(
                text="Run",
                action_id="a",
                workflow=Workflow(trigger=WorkflowTrigger(url="https://slack.com/shortcuts/x")),
            )
        ]
    ),
]
MODALS_ONLY: list[kit.Block] = [
    kit.AlertBlock(text="Saved", level="success"),
    *[kit.InputBlock(label="x", element=element) for element in TYPING],
]


def ids(blocks: list[kit.Block]) -> list[str]:
    held = [getattr(block, "element", None) or getattr(block, "accessory", None) for block in blocks]
    return [
        f"{block.type} {inner.type if inner else ''}".strip()
        for block, inner in zip(blocks, held, strict=True)
    ]


@pytest.mark.parametrize("block", ANYWHERE + MESSAGES_ONLY, ids=ids(ANYWHERE + MESSAGES_ONLY))
def test_in_messages(block: JsonObject) -> None:
    assert message_faults({"blocks": [block.to_dict()]}) == []


@pytest.mark.parametrize("block", ANYWHERE + MODALS_ONLY, ids=ids(ANYWHERE + MODALS_ONLY))
def test_in_modals(block: kit.Block) -> None:
    view = View(
        type="modal",
        title="Contact",
        submit="Save",
        close="Cancel",
        callback_id="contact",
        external_id="contact-1",
        private_metadata="{}",
        clear_on_close=True,
        notify_on_close=True,
        blocks=[block],
    )
    assert view_faults(view.to_dict()) == []


@pytest.mark.parametrize("block", ANYWHERE, ids=ids(ANYWHERE))
def test_in_the_home(block: kit.Block) -> None:
    assert view_faults(View(type="home", callback_id="home", blocks=[block]).to_dict()) == []


def test_attachments() -> None:
    attachments = [
        Attachment(
            text="Jane",
            fallback="Jane",
            fields=[AttachmentField(title="City", value="Berlin", short=True)],
            color="#2f6f5e",
            pretext="Found",
            title="Jane",
            title_link="https://example.com",
            author_name="Roster",
            footer="Roster",
            ts=1_793_000_000,
            markdown_in=["text"],
        ),
        BlockAttachment(blocks=[kit.SectionBlock(text="Jane")], color="#2f6f5e", fallback="Jane"),
    ]
    assert message_faults({"attachments": [attachment.to_dict() for attachment in attachments]}) == []
