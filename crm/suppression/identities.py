"""What somebody is recognised by, from wherever it stands: a form, a part of a profile, a contact, a line that was typed.

A phone number with an extension is a switchboard's, and recognises nobody.
"""

from crm.drafts import CheckedDraft
from crm.identity import (
    WEB,
    InvalidValue,
    canonical_profile,
    looks_like_phone,
    looks_like_profile,
    normalise_email,
    normalise_phone,
)
from crm.profile import parts
from crm.profile.fields import Part, Values
from enrichment.request import Identity
from storage import models


def of_draft(checked: CheckedDraft) -> Identity:
    phones = [number for number, extension, _ in filter(None, (checked.phone,)) if not extension]
    return Identity(
        emails=tuple(filter(None, (checked.email,))),
        phones=tuple(phones),
        profiles=(checked.profile[1],) if checked.profile else (),
    )


def of_part(part: Part, values: Values) -> Identity:
    """`values` are normal, as `crm.profile.editing.checked` gives them. Most parts recognise nobody."""
    typed_in = values.get(part.fields[0].key, "") if part in _RECOGNISING else ""
    if not typed_in:
        return Identity()
    if part is parts.EMAIL:
        return Identity(emails=(part.identity(values),))
    if part is parts.PROFILE:
        return Identity(profiles=(part.identity(values),))
    return _phone(typed_in)


def of_row(row: models.Contact) -> Identity:
    """`row` with all its parts. Without pages outside the networks: the website of a company is the colleagues' as well."""
    return Identity(
        emails=tuple(each.normalised for each in row.emails),
        phones=tuple(each.number for each in row.phones if not each.extension),
        profiles=tuple(each.url for each in row.profiles if each.network != WEB),
    )


def typed(text: str, default_region: str = "") -> Identity:
    """An e-mail address, a phone number or a profile link. Raises InvalidValue."""
    if len(text) > _LONGEST:
        raise InvalidValue(f"That is too long: at most {_LONGEST} characters.")
    if "@" in text and "/" not in text:
        return Identity(emails=(normalise_email(text),))
    if looks_like_profile(text):
        return Identity(profiles=(canonical_profile(text)[1],))
    if looks_like_phone(text):
        phone = _phone(text, default_region)
        if not phone.phones:
            raise InvalidValue(
                "A number with an extension is a switchboard's: it says of nobody who they are."
            )
        return phone
    raise InvalidValue("Write an e-mail address, a phone number or a profile link.")


_LONGEST = 500
_RECOGNISING = (parts.EMAIL, parts.PHONE, parts.PROFILE)


def _phone(text: str, default_region: str = "") -> Identity:
    number, extension, _ = normalise_phone(text, default_region)
    return Identity() if extension else Identity(phones=(number,))
