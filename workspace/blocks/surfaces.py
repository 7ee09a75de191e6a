"""Which blocks and elements stand where: in messages, modals and the App Home."""

from workspace.blocks.agents import CALL, CONTEXT_ACTIONS, PLAN, TASK_CARD, auth_provider
from workspace.blocks.buttons import BUTTON, IMAGE, OVERFLOW, WORKFLOW_BUTTON
from workspace.blocks.cards import ALERT, CARD, CAROUSEL, container
from workspace.blocks.inputs import (
    DATEPICKER,
    DATETIMEPICKER,
    EMAIL_INPUT,
    FILE_INPUT,
    NUMBER_INPUT,
    PLAIN_TEXT_INPUT,
    RICH_TEXT_INPUT,
    TIMEPICKER,
    URL_INPUT,
)
from workspace.blocks.layout import (
    CONTEXT,
    DIVIDER,
    FILE,
    HEADER,
    IMAGE_BLOCK,
    MARKDOWN,
    VIDEO,
    actions,
    input_of,
    section,
)
from workspace.blocks.rich_text import RICH_TEXT
from workspace.blocks.selects import CHECKBOXES, MULTI_SELECTS, RADIO_BUTTONS, SELECTS
from workspace.blocks.shapes import OneOf
from workspace.blocks.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE

_CHOOSING = (*SELECTS, *MULTI_SELECTS, RADIO_BUTTONS, CHECKBOXES, DATEPICKER, TIMEPICKER)
_ACTING = (BUTTON, OVERFLOW, *_CHOOSING)
_ANYWHERE = (DIVIDER, HEADER, CONTEXT, IMAGE_BLOCK, VIDEO, RICH_TEXT, CARD)

_IN_MESSAGES = (
    *_ANYWHERE,
    section(IMAGE, WORKFLOW_BUTTON, *_ACTING),
    actions(WORKFLOW_BUTTON, DATETIMEPICKER, *_ACTING),
    input_of(PLAIN_TEXT_INPUT, DATETIMEPICKER, *_CHOOSING),
    CALL,
    CAROUSEL,
    CONTEXT_ACTIONS,
    DATA_TABLE,
    DATA_VISUALIZATION,
    FILE,
    MARKDOWN,
    PLAN,
    TABLE,
    TASK_CARD,
)
_IN_MODALS = (
    *_ANYWHERE,
    section(IMAGE, *_ACTING),
    actions(DATETIMEPICKER, *_ACTING),
    input_of(
        PLAIN_TEXT_INPUT,
        RICH_TEXT_INPUT,
        EMAIL_INPUT,
        URL_INPUT,
        NUMBER_INPUT,
        FILE_INPUT,
        DATETIMEPICKER,
        *_CHOOSING,
    ),
    ALERT,
)
_IN_THE_HOME = (
    *_ANYWHERE,
    section(IMAGE, *_ACTING),
    actions(*_ACTING),
    input_of(PLAIN_TEXT_INPUT, RICH_TEXT_INPUT, *_CHOOSING),
    CAROUSEL,
)

MESSAGE_BLOCKS = OneOf(*_IN_MESSAGES, container(*_IN_MESSAGES), auth_provider(*_IN_MESSAGES))
MODAL_BLOCKS = OneOf(*_IN_MODALS, auth_provider(*_IN_MODALS))
HOME_BLOCKS = OneOf(*_IN_THE_HOME, auth_provider(*_IN_THE_HOME))
