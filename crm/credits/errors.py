"""Why credits are not given: each is a sentence for who asked."""

from crm.errors import UserError
from crm.types import CapKind, CreditCap


class CreditsRefused(UserError):
    """Nothing is held. Another one of the same, later, may go well."""


class OutOfCredits(CreditsRefused):
    """`left` is how many there are."""

    def __init__(self, amount: int, left: int) -> None:
        super().__init__(
            f"This needs {amount:,} credits, and {left:,} are left."
            " An admin of this workspace can grant more: /contacts credits."
        )
        self.left = left


class CapReached(CreditsRefused):
    """`cap` is the one that does not allow it."""

    def __init__(self, cap: CreditCap, amount: int) -> None:
        whose, until = _WORDS[cap.kind]
        super().__init__(
            f"This needs {amount:,} credits, and {cap.left:,} are left of {whose} ({cap.most:,})."
            f" It goes on {until}, or when an admin raises that: /contacts credits."
        )
        self.cap = cap


_WORDS = {
    CapKind.PERSON_DAY: ("what each person may spend in a day", "tomorrow"),
    CapKind.WORKSPACE_MONTH: ("what this workspace may spend in a month", "next month"),
    CapKind.AUTOMATIC_MONTH: ("what automatic enrichment may spend in a month", "next month"),
}
