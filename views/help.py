"""What there is to type, made from the table of commands."""

from collections.abc import Sequence
from typing import Protocol

from slack_sdk.models.blocks import Block, ContextBlock, HeaderBlock, RichTextElement

from views import rich
from views.text import label


class Described(Protocol):
    """A command, as far as help speaks of it."""

    @property
    def usage(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def examples(self) -> Sequence[str]: ...


def help_text(commands: Sequence[Described]) -> list[Block]:
    return [
        HeaderBlock(text=label("Roster keeps your team's contacts")),
        rich.bullets(*(_line(command) for command in commands)),
        ContextBlock(
            elements=[
                label(
                    "Drop a file of contacts (CSV, Excel, vCard) into a channel Roster is in, and it offers to import it."
                )
            ]
        ),
    ]


def _line(command: Described) -> list[RichTextElement]:
    line = [rich.text(command.usage, code=True), rich.text(f"  {command.summary}")]
    if command.examples:
        line.append(rich.text(f", for example {', '.join(command.examples)}", italic=True))
    return line
