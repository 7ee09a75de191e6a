"""What can go wrong in a way that a person should read.

UserError                 a sentence: what happened, what to do
├── FieldErrors           one sentence per field of a form
├── ContactNotFound
│   ├── ContactDeleted    it is in the bin
│   └── ContactMerged     it is one with another now
├── IdentityTaken         an e-mail, a phone number or a profile that another contact has
├── EditConflict          somebody else saved first
├── ItemGone              somebody else removed what was being edited
└── UnreadableFile        a dropped file that is no list of contacts
"""

from collections.abc import Mapping
from datetime import datetime

from crm.types import ContactSummary


class UserError(Exception):
    """`str(error)` is a whole sentence for the person, in plain text."""


class FieldErrors(UserError):
    """`errors` has a sentence for each field (of `ContactDraft`, or of the form at hand) that needs another look."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class ContactNotFound(UserError):
    def __init__(self, sentence: str = "That person is no longer in the book.") -> None:
        super().__init__(sentence)


class ContactDeleted(ContactNotFound):
    """`deleted_by` is a user's id; `deleted_at` aware."""

    def __init__(self, contact_id: int, name: str, deleted_by: str, deleted_at: datetime) -> None:
        super().__init__(
            f"{name} was deleted on {deleted_at:%d %b %Y} and is in the bin. /contacts bin has a button to restore."
        )
        self.contact_id = contact_id
        self.name = name
        self.deleted_by = deleted_by
        self.deleted_at = deleted_at


class ContactMerged(ContactNotFound):
    """`into_id` is who is left, live."""

    def __init__(self, name: str, into_id: int, into_name: str) -> None:
        super().__init__(
            f"{name} was merged into {into_name} meanwhile. Open that card and try again, please."
        )
        self.into_id = into_id
        self.into_name = into_name


class IdentityTaken(UserError):
    """`field` of the draft holds `value`, which is `owner`'s."""

    def __init__(self, field: str, value: str, owner: ContactSummary) -> None:
        super().__init__(f"{value} already belongs to {owner.name}.")
        self.field = field
        self.value = value
        self.owner = owner


class EditConflict(UserError):
    """`current` is what stands in each field now; `changed_by` who saved last; `fields` what they changed."""

    def __init__(self, current: Mapping[str, str], changed_by: str, fields: tuple[str, ...]) -> None:
        super().__init__("Somebody else changed this person while you were editing.")
        self.current = current
        self.changed_by = changed_by
        self.fields = fields


class ItemGone(UserError):
    def __init__(self) -> None:
        super().__init__("Somebody removed this while you were editing. Save to add it again.")


class UnreadableFile(UserError):
    """Says what is wrong with the file and what would work."""
