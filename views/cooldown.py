"""Before somebody writes to a person: a colleague has just done so."""

from slack_sdk.models.blocks import Block

from crm.types import RecentContact
from views import rich

WORDS = {"email": "wrote them an e-mail", "message": "wrote to them", "call": "called them"}


def cooldown_warning(name: str, recent: RecentContact | None) -> list[Block]:
    """For a form in which outreach to who has that name is logged or sent; nothing where there is nothing to warn of."""
    if recent is None:
        return []
    return [
        rich.lines(
            [
                rich.text("⏳ "),
                rich.text(name, bold=True),
                rich.text(": "),
                rich.person(recent.user_id),
                rich.text(f" {WORDS.get(recent.kind, 'was in touch')}, "),
                rich.moment(recent.at),
                rich.text(". "),
                rich.text(f"Your team waits {recent.days} days before somebody else does.", bold=True),
            ]
        )
    ]
