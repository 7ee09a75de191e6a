"""What is known of somebody, as providers are asked with it."""

from crm.providers.groups import GROUPS
from enrichment.identifiers import profile
from enrichment.request import Identity
from storage import models


def known_of(row: models.Contact) -> Identity:
    """`row` with all its parts. The first e-mail address, phone number and current position are the ones that count most."""
    positions = sorted(row.positions, key=lambda each: not each.is_current)
    company = next((each.company for each in positions if each.is_current and each.company), "")
    return Identity(
        emails=tuple(each.normalised for each in row.emails),
        phones=tuple(each.number for each in row.phones),
        profiles=tuple(filter(None, (profile(each.url) for each in row.profiles))),
        name=""
        if "@" in row.name
        else row.name,  # somebody of whom only the address was known is called by it
        company=company,
        location=row.location,
        headline=row.headline,
    )


def had_of(row: models.Contact) -> frozenset[str]:
    """The groups of which the contact has something already: nobody is paid to say it again."""
    has = {
        "email": bool(list(row.emails)),
        "phone": bool(list(row.phones)),
        "profile": any(each.network != "web" for each in row.profiles),
        "company": any(each.title and each.company for each in row.positions),
        "skills": bool(list(row.skills)),
    }
    return frozenset(group for group in GROUPS if has[group])
