"""`/contact help`"""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers import commands
from handlers.registry import Command
from views.help import help_text


def _help() -> Sequence[Block]:
    return help_text(commands.COMMANDS)


COMMAND: Command = Command(
    slash="/contact", name="help", usage="/contact help", summary="says what there is", answer=_help
)
