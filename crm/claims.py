"""An e-mail address, a phone number or a profile link that somebody else has: it is refused, or shared for a reason."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crm import timeline
from crm.assembling import summary_of
from crm.errors import IdentityTaken
from crm.identity import clean_line
from crm.profile import parts
from crm.profile.fields import Part, Values
from crm.types import Author, Tenant
from storage.queries import contacts as rows
from storage.queries import identities

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is to have; `field` of the form holds it."""

    field: str
    part: Part
    values: Values


async def clashes(tenant: Tenant, wanted: Iterable[Wanted], but: int | None = None) -> list[IdentityTaken]:
    """Which of it a contact other than `but` has."""
    found = []
    for each in wanted:
        if each.part.key in _OWNERS:
            ids = await _OWNERS[each.part.key](tenant.key, each.values)
            for other in await rows.summaries(tenant.key, [id_ for id_ in ids if id_ != but][:1]):
                value = each.values[each.part.fields[0].key]
                found.append(IdentityTaken(each.field, value, summary_of(other)))
    return found


def refuse(found: Sequence[IdentityTaken], anyway: str) -> None:
    """Raises the first of them, unless somebody says why both are to have it `anyway`."""
    if found and not clean_line(anyway):
        raise found[0]


async def tell_shared(
    tenant: Tenant, author: Author, contact_id: int, found: Sequence[IdentityTaken], anyway: str
) -> None:
    """Within the transaction that gives it to the contact too."""
    reason = clean_line(anyway)[:LONGEST_REASON]
    for clash in found:
        said = {"value": clash.value, "contact": clash.owner.id, "name": clash.owner.name}
        await timeline.record(tenant, author, contact_id, "shared", {**said, "reason": reason})


async def _of_email(tenant_key: str, values: Values) -> Sequence[int]:
    return [*(await identities.by_email(tenant_key, [parts.EMAIL.identity(values)])).values()]


async def _of_phone(tenant_key: str, values: Values) -> Sequence[int]:
    """Two extensions of one switchboard are two numbers."""
    columns = parts.PHONE.columns(values)
    return await identities.with_phone(tenant_key, columns["number"], columns["extension"])


async def _of_profile(tenant_key: str, values: Values) -> Sequence[int]:
    return [*(await identities.by_profile(tenant_key, [parts.PROFILE.identity(values)])).values()]


_OWNERS: Mapping[str, Callable[[str, Values], Awaitable[Sequence[int]]]] = {
    parts.EMAIL.key: _of_email,
    parts.PHONE.key: _of_phone,
    parts.PROFILE.key: _of_profile,
}
