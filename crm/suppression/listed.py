"""The list itself: what is on it is never shown, only asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm.errors import UserError
from crm.suppression.hashes import hashes, mark
from crm.types import Author, Suppressed, SuppressionList, Tenant
from enrichment.request import Identity
from enrichment.values import EMAILS, PHONES, Kind, Value
from storage.database import transaction
from storage.models.suppression import LONGEST_REASON
from storage.queries import bin as bin_rows
from storage.queries import suppression as rows

if TYPE_CHECKING:
    from crm.providers import Vendors  # what reads the rows of files imports this, and has no use for HTTP

_PAGES = frozenset({Kind.PROFILE, Kind.WEBSITE})


class NotToBeKept(UserError):
    """`value` is what they are recognised by."""

    def __init__(self, value: str) -> None:
        super().__init__(
            f"Whoever has {value} has asked not to be kept. An admin can lift that in /contacts suppressed."
        )


async def is_suppressed(tenant: Tenant, vendors: "Vendors", identity: Identity) -> bool:
    return bool(await among(tenant, vendors.secret, [identity]))


async def suppressed_among(tenant: Tenant, vendors: "Vendors", values: Iterable[Value]) -> set[Value]:
    """Those of what a provider has said by which somebody is recognised who is not to be kept."""
    wanted = list(values)
    found = await among(tenant, vendors.secret, [_identity_of(value) for value in wanted])
    return {wanted[place] for place in found}


async def among(tenant: Tenant, secret: bytes, identities: Sequence[Identity]) -> dict[int, str]:
    """Place of each of them who is not to be kept -> what they are recognised by.

    One question for them all, and none beyond whether anybody is on the list where nobody is.
    """
    if not identities or not await rows.is_anybody(tenant.key):
        return {}
    hashed = [hashes(tenant, secret, identity) for identity in identities]
    on_list = await rows.known(tenant.key, [hash_ for each in hashed for hash_ in each])
    return {
        place: next(each[hash_][1] for hash_ in each if hash_ in on_list)
        for place, each in enumerate(hashed)
        if not on_list.isdisjoint(each)
    }


async def refuse(tenant: Tenant, vendors: "Vendors", identity: Identity) -> None:
    """Raises NotToBeKept where they are on the list."""
    for value in (await among(tenant, vendors.secret, [identity])).values():
        raise NotToBeKept(value)


async def add(tenant: Tenant, author: Author, vendors: "Vendors", identity: Identity, reason: str) -> None:
    """From now on they are recognised. What is on the list already stays as it is.

    Who lies in the bin with the same e-mail address or profile goes for good: nobody is to restore them.
    """
    hashed = hashes(tenant, vendors.secret, identity)
    kinds = {hash_: kind for hash_, (kind, _) in hashed.items()}
    made_with, now = mark(vendors.secret), datetime.now(UTC)
    async with transaction():
        await rows.add(tenant.key, kinds, made_with, reason[:LONGEST_REASON], author.user_id, now)
        binned = await bin_rows.known_by(tenant.key, identity.emails, identity.profiles)
        await bin_rows.remove(tenant.key, binned, now)


async def lift(tenant: Tenant, vendors: "Vendors", identity: Identity) -> bool:
    """They may be kept again. False where they were not on the list."""
    return bool(await rows.remove(tenant.key, [*hashes(tenant, vendors.secret, identity)]))


async def known(tenant: Tenant, vendors: "Vendors", identity: Identity) -> Suppressed | None:
    """Since when they are on the list, or None."""
    row = await rows.first(tenant.key, [*hashes(tenant, vendors.secret, identity)])
    return Suppressed(row.reason, row.set_by, row.set_at.astimezone(UTC)) if row else None


async def overview(tenant: Tenant, vendors: "Vendors") -> SuppressionList:
    made_with = mark(vendors.secret)
    found = await rows.counts(tenant.key)
    counts: Counter[str] = Counter()
    for (kind, _), number in found.items():
        counts[kind] += number
    return SuppressionList(counts, sum(number for (_, by), number in found.items() if by != made_with))


async def check_secret(tenant: Tenant, secret: bytes) -> None:
    """For who may have been started without the one that the bot has. Raises UserError where they would recognise nobody."""
    by = {made_with for _, made_with in await rows.counts(tenant.key)}
    if by and mark(secret) not in by:
        raise UserError(
            "This workspace has people who are never to be kept again, and they are recognised by another secret than yours."
            " Set ROSTER_SECRET or ROSTER_DATA_DIR as the bot has it."
        )


def _identity_of(value: Value) -> Identity:
    if value.kind in EMAILS:
        return Identity(emails=(value.text,))
    if value.kind is Kind.EMAIL_VERDICT:
        return Identity(emails=(value.about,))
    if value.kind in PHONES:
        return Identity(phones=(value.text,))
    return Identity(profiles=(value.text,)) if value.kind in _PAGES else Identity()
