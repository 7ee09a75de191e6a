"""Who has asked not to be kept: recognised when they come again, though nothing of them is there but keyed hashes."""

from crm.suppression.erasing import NOT_KEPT, REASONS, never_keep
from crm.suppression.identities import of_draft, of_part, typed
from crm.suppression.listed import (
    NotToBeKept,
    add,
    among,
    check_secret,
    is_suppressed,
    known,
    lift,
    overview,
    refuse,
    suppressed_among,
)

__all__ = [
    "NOT_KEPT",
    "REASONS",
    "NotToBeKept",
    "add",
    "among",
    "check_secret",
    "is_suppressed",
    "known",
    "lift",
    "never_keep",
    "of_draft",
    "of_part",
    "overview",
    "refuse",
    "suppressed_among",
    "typed",
]
