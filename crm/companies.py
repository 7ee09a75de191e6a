"""Companies: each is known once, however many people work there, and found by what their positions call it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from crm.errors import FieldErrors, UserError
from crm.identity import clean_line, fold
from crm.types import COMPANY_KINDS, Author, Company, CompanyValue, Tenant
from enrichment import identifiers
from enrichment.values import Kind, Value
from storage import models
from storage.database import AlreadyThere, transaction
from storage.models.companies import LONGEST_FOLDED, LONGEST_NAME, LONGEST_VALUE
from storage.queries import companies as rows

_PERSON = ""
"""In the place of a provider."""
_SURE = 1.0
_YEAR_DIGITS = 4


_SAID_AS: Mapping[Kind, str] = {
    Kind.COMPANY_DOMAIN: "domain",
    Kind.COMPANY_SIZE: "size",
    Kind.COMPANY_INDUSTRY: "industry",
    Kind.COMPANY_LOCATION: "place",
    Kind.COMPANY_FOUNDED: "founded",
    Kind.COMPANY_PROFILE: "profile",
}


async def find(tenant: Tenant, called: str) -> Company | None:
    """By its domain, or by a name, which among namesakes is the first one's."""
    row = await _row_of(tenant, called)
    return await _of(tenant, row) if row else None


async def learn(
    tenant: Tenant, author: Author, company_name: str, values: tuple[Value, ...], provider: str
) -> Company | None:
    """What a provider says of the company of somebody. What else there is among the values is left.

    None where that is nothing. What a person has set goes before it.
    """
    said = _best(value for value in values if value.kind in _SAID_AS and len(value.text) <= LONGEST_VALUE)
    if not said or not _folded(company_name):
        return None
    now = datetime.now(UTC)
    new = [
        _row(kind, provider, value.text, value.confidence, value.observed_on, author, now)
        for kind, value in said.items()
    ]
    domain = said["domain"].text if "domain" in said else ""

    async def put() -> Company:
        return await _said(tenant, await _meant(tenant, company_name, domain), new)

    return await _twice(put)


async def change(
    tenant: Tenant, author: Author, called: str, shown: Mapping[str, str], typed: Mapping[str, str]
) -> Company:
    """What a person types, where it is not what the form has `shown`; left blank, what providers say counts again.

    `called` as in `find`; nobody is known by it: a new one. Raises FieldErrors; UserError for a name without a letter or a digit.
    """
    if not _folded(called):
        raise UserError(f"{called} is no name of a company.")
    wanted = checked({kind: text for kind, text in typed.items() if text != shown.get(kind, "")})
    now = datetime.now(UTC)
    new = [_row(kind, _PERSON, text, _SURE, None, author, now) for kind, text in wanted.items() if text]
    blank = [kind for kind, text in wanted.items() if not text]

    async def put() -> Company:
        row = await _row_of(tenant, called)
        domain = wanted.get("domain", "")
        taken = await rows.with_domain(tenant.key, domain) if domain else None
        if taken is not None and (row is None or row.id != taken.id):
            raise FieldErrors({"domain": f"That is the website of {taken.name}."})
        return await _said(tenant, row or await _made(tenant, called), new, blank)

    return await _twice(put)


async def said_by(tenant: Tenant, providers: Sequence[str]) -> int:
    """Of how many they say something."""
    return len(await rows.said_by(tenant.key, providers))


async def sources(tenant: Tenant) -> list[str]:
    """Who says something of one."""
    return await rows.providers(tenant.key)


async def forget(tenant: Tenant, providers: Sequence[str]) -> None:
    """What they have said of companies. One that nothing is known of any more is none."""
    for row in await rows.said_by(tenant.key, providers):
        async with transaction():
            await rows.drop_values(tenant.key, row.id, providers, [*COMPANY_KINDS])
            company = await _said(tenant, row, ())
            if not company.values:
                await rows.delete(tenant.key, row.id)


async def _twice(put: Callable[[], Awaitable[Company]]) -> Company:
    """In a transaction; once more where somebody made the company in that moment."""
    try:
        async with transaction():
            return await put()
    except AlreadyThere:
        async with transaction():
            return await put()


async def _said(
    tenant: Tenant, row: models.Company, new: Sequence[Mapping[str, Any]], blank: Sequence[str] = ()
) -> Company:
    """With its own domain, unless that is another company's already."""
    await rows.put_values(tenant.key, row.id, new)
    await rows.drop_values(tenant.key, row.id, [_PERSON], blank)
    domain = (await _of(tenant, row)).said("domain") or None
    if domain != row.domain and (domain is None or await rows.with_domain(tenant.key, domain) is None):
        await rows.set_domain(tenant.key, row.id, domain)
        row.domain = domain
    return await _of(tenant, row)


async def _meant(tenant: Tenant, name: str, domain: str) -> models.Company:
    """By its domain. Else by its name, unless that one has another domain: then it is a namesake.

    What was known by its name alone and turns out to have the domain of one that is known is the same.
    """
    named = await rows.named(tenant.key, _folded(name))
    if not domain:
        return named or await _made(tenant, name)
    without = named if named and not named.domain else None
    row = await rows.with_domain(tenant.key, domain)
    if row is not None and without is not None:
        await rows.absorb(tenant.key, row.id, without.id)
    row = row or without or await _made(tenant, name)
    await rows.add_name(tenant.key, row.id, _folded(name))
    return row


async def _made(tenant: Tenant, name: str) -> models.Company:
    row = await rows.create(tenant.key, clean_line(name)[:LONGEST_NAME])
    await rows.add_name(tenant.key, row.id, _folded(name))
    return row


async def _row_of(tenant: Tenant, called: str) -> models.Company | None:
    domain = identifiers.domain(called)
    row = await rows.with_domain(tenant.key, domain) if domain else None
    return row or await rows.named(tenant.key, _folded(called))


async def _of(tenant: Tenant, row: models.Company) -> Company:
    """Of each kind what a person says, else the surest, else the newest."""
    said: dict[str, models.CompanyValue] = {}
    for each in await rows.values(tenant.key, row.id):
        there = said.get(each.kind)
        if there is None or _weight(each) > _weight(there):
            said[each.kind] = each
    called = row.domain or row.name
    return Company(called, row.name, {kind: _value_of(said[kind]) for kind in COMPANY_KINDS if kind in said})


def _weight(value: models.CompanyValue) -> tuple[bool, float, datetime]:
    return value.provider == _PERSON, value.confidence, value.set_at


def _value_of(row: models.CompanyValue) -> CompanyValue:
    seen = datetime.combine(row.observed_on, time(), UTC) if row.observed_on else row.set_at.astimezone(UTC)
    return CompanyValue(row.text, row.provider, row.set_by, seen)


def _best(values: Iterable[Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for value in values:
        kind = _SAID_AS[value.kind]
        if value.text and (kind not in found or value.confidence > found[kind].confidence):
            found[kind] = value
    return found


def _row(
    kind: str, provider: str, text: str, confidence: float, seen: date | None, author: Author, now: datetime
) -> dict[str, Any]:
    return {
        "kind": kind,
        "provider": provider,
        "text": text,
        "confidence": confidence,
        "observed_on": seen,
        "set_by": author.user_id,
        "set_at": now,
    }


def checked(typed: Mapping[str, str]) -> dict[str, str]:
    """As it is kept. Raises FieldErrors."""
    wanted = {kind: clean_line(text) for kind, text in typed.items()}
    errors = {
        kind: f"That is too long: at most {LONGEST_VALUE} characters."
        for kind, text in wanted.items()
        if len(text) > LONGEST_VALUE
    }
    founded = wanted.get("founded", "")
    if founded and not (founded.isascii() and founded.isdigit() and len(founded) == _YEAR_DIGITS):
        errors["founded"] = "Write a year, for example 2012."
    for kind, read in (("domain", identifiers.domain), ("profile", identifiers.page)):
        if wanted.get(kind) and not (read(wanted[kind])):
            errors.setdefault(kind, f"Write a web address, for example {COMPANY_KINDS[kind].example}.")
        elif wanted.get(kind):
            wanted[kind] = read(wanted[kind])
    if errors:
        raise FieldErrors(errors)
    return wanted


def _folded(name: str) -> str:
    return fold(name)[:LONGEST_FOLDED]
