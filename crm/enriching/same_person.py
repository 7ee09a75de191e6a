"""Whether a provider speaks of the person who was meant, or of somebody else of that name."""

from collections.abc import Iterable

from crm.duplicates.likeness import alike_in_name
from crm.duplicates.traits import Known, Traits, company_key, traits_of
from enrichment import mail_domains
from enrichment.provider import Provider
from enrichment.request import Identity, Key
from enrichment.values import EMAILS, PHONES, Kind, Value

_STRONG = frozenset({Key.EMAIL, Key.LINKEDIN, Key.GITHUB})
"""What one person alone has; several may share a phone number."""
DERIVED = "derived"
"""The lineage of what follows from what is known: it cannot be about anybody else."""


def is_same_person(known: Identity, provider: Provider, values: Iterable[Value]) -> bool:
    """Where the provider's answer has an address or a profile that only this person has; or nothing speaks against it.

    Who is called otherwise is somebody else, though they may share a phone number, or were found by an address that was theirs
    once. Asked by name, a provider has to know the company, too.
    """
    said = tuple(values)
    if provider.lineage == DERIVED or _shares(known, said, EMAILS | {Kind.PROFILE}):
        return True
    names = [value.text for value in said if value.kind is Kind.NAME]
    is_alike = any(_alike(known.name, name) for name in names)
    if known.name and names and not is_alike:
        return False
    if _shares(known, said, PHONES):
        return True
    if any(needed & _STRONG and needed <= known.keys for needed in provider.inputs):
        return True
    return (is_alike or not names) and _shares_a_company(known, said)


def _shares(known: Identity, said: tuple[Value, ...], kinds: frozenset[Kind]) -> bool:
    keys = {*known.emails, *known.phones, *known.profiles}
    return any(value.text in keys for value in said if value.kind in kinds)


def _shares_a_company(known: Identity, said: tuple[Value, ...]) -> bool:
    """Also where it was asked with the company and says nothing of any: then it has looked within that."""
    companies = {company_key(value.text) for value in said if value.kind is Kind.COMPANY}
    domains = {value.text for value in said if value.kind is Kind.COMPANY_DOMAIN}
    domains |= {mail_domains.of(value.text) for value in said if value.kind is Kind.WORK_EMAIL}
    if known.company and company_key(known.company) in companies:
        return True
    if known.domain and known.domain in domains:
        return True
    return bool(known.company or known.domain) and not companies and not domains


def _alike(one: str, other: str) -> bool:
    return bool(alike_in_name(_named(one), _named(other)))


def _named(name: str) -> Traits:
    return traits_of(Known(0, name, "", (), (), (), ()))
