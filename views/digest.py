"""The weekly digest."""

from slack_sdk.models.blocks import Block, HeaderBlock

from crm.types import Digest
from views import rich
from views.finding import people
from views.reminders import reminder_lines
from views.text import label

DIGEST_TEXT = "Your week in Roster"


def digest(content: Digest) -> list[Block]:
    """Where there is nothing to tell, it says so: then nobody wonders whether it was lost."""
    blocks: list[Block] = [HeaderBlock(text=label("Your week"))]
    for title, reminders in (("Overdue", content.overdue), ("Due this week", content.due)):
        if reminders:
            blocks += [rich.lines([rich.text(title, bold=True)]), rich.bullets(*reminder_lines(reminders))]
    if content.quiet:
        blocks += [
            rich.lines([rich.text("Gone quiet: nothing for a month", bold=True)]),
            *people(content.quiet),
        ]
    if len(blocks) == 1:
        blocks.append(rich.lines([rich.text("Nothing is due, and nobody has gone quiet. Have a good week.")]))
    return blocks
