"""What can go wrong in a way that a person should read.

UserError                 a sentence: what happened, what to do
├── FieldErrors           one sentence per field of a form
├── ContactNotFound
├── IdentityTaken         an e-mail or a profile that another contact has
├── EditConflict          somebody else saved first
├── ItemGone              somebody else removed what was being edited
└── UnreadableFile        a dropped file that is no list of contacts
"""

from collections.abc import Mapping

from crm.types import ContactSummary


class UserError(Exception):
    """`str(error)` is a whole sentence for the person, in plain text."""


class FieldErrors(UserError):
    """`errors` has a sentence for each field (of `ContactDraft`, or of the form at hand) that needs another look."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class ContactNotFound(UserError):
    def __init__(self) -> None:
        super().__init__("That person is no longer in the book.")


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
