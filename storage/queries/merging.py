"""Making two contacts one, and parting them again. All of it within one transaction that has locked both.

Every table whose rows belong to a contact stands here, with what becomes of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import F
from tortoise.models import Model

from storage.models import (
    Contact,
    ContactCertification,
    ContactEducation,
    ContactEmail,
    ContactPhone,
    ContactPosition,
    ContactProfile,
    ContactSkill,
    ContactTag,
    CustomField,
    CustomValue,
    DuplicateKey,
    DuplicatePair,
    FieldSource,
    Follow,
    ListMember,
    Merge,
    Observation,
    Reminder,
    TimelineEntry,
)
from storage.queries import following
from storage.queries.contacts import LIVE, MERGED

Row = dict[str, Any]

IDS_AT_ONCE = 10_000
"""In one statement: SQLite takes 32,766 parameters."""


@dataclass(frozen=True, slots=True)
class Part:
    """A repeated part of a contact. Two rows that are alike in `identity` say the same, and a contact needs one of them.

    `claim` is the column that a claim repeats, "" where nothing is claimed. `content` is what a row says besides.
    """

    model: type[Model]
    identity: tuple[str, ...]
    claim: str = ""
    content: tuple[str, ...] = ()

    def key(self, row: Row) -> tuple[str, ...]:
        return tuple(str(row[name]).casefold() for name in self.identity)

    def says_the_same(self, one: Row, other: Row) -> bool:
        return all(one[name] == other[name] for name in self.content)


PARTS = {
    "emails": Part(ContactEmail, ("normalised",), "normalised"),
    "phones": Part(ContactPhone, ("number", "extension")),
    "profiles": Part(ContactProfile, ("url",), "url"),
    "positions": Part(ContactPosition, ("company", "title", "started", "ended", "is_current")),
    "education": Part(ContactEducation, ("institution", "degree", "field", "started", "ended")),
    "certifications": Part(ContactCertification, ("name", "issuer", "year", "url")),
    "skills": Part(ContactSkill, ("folded",)),
    "tags": Part(ContactTag, ("tag_id",)),
    "lists": Part(ListMember, ("list_id",)),
    "custom_values": Part(CustomValue, ("field_id",), content=("value",)),
}
"""The survivor gets what it has not. What both have stays with the merged one, unseen."""

HISTORY: dict[str, type[Model]] = {
    "timeline": TimelineEntry,
    "reminders": Reminder,
    "observations": Observation,
}
"""All of it moves."""

STAYING: tuple[type[Model], ...] = (FieldSource, DuplicateKey, DuplicatePair, Merge)
"""Each contact keeps its own: they say where a value of that very row comes from, whom it is like, what it was part of."""


async def part_rows(tenant: str, part: str, contact_ids: Sequence[int]) -> list[Row]:
    """In their order."""
    model = PARTS[part].model
    found = model.filter(tenant=tenant, contact_id__in=list(contact_ids))
    return [dict(row) for row in await found.order_by("position", "id").values()]


async def move_part(tenant: str, part: str, ids: Sequence[int], contact_id: int, behind: int) -> None:
    """To another contact, `behind` places further back."""
    model = PARTS[part].model
    if ids:
        await model.filter(tenant=tenant, id__in=list(ids)).update(
            contact_id=contact_id, position=F("position") + behind
        )


async def put_part(tenant: str, part: str, row_id: int, contact_id: int, row: Row) -> None:
    """Move it to a contact, and write it as `row` has it."""
    values = {
        name: value for name, value in row.items() if name not in ("id", "tenant", "contact_id", "claim")
    }
    await PARTS[part].model.filter(tenant=tenant, id=row_id).update(contact_id=contact_id, **values)


async def add_part(tenant: str, part: str, contact_id: int, row: Row) -> int:
    """A row like that one, without its claim. Returns its id."""
    values = {
        name: value for name, value in row.items() if name not in ("id", "tenant", "contact_id", "claim")
    }
    made = await PARTS[part].model.create(tenant=tenant, contact_id=contact_id, **values)
    return int(made.pk)


async def is_claimed(tenant: str, part: str, value: str) -> bool:
    return await PARTS[part].model.filter(tenant=tenant, claim=value).exists()


async def set_claim(tenant: str, part: str, row_id: int, claim: str | None) -> None:
    await PARTS[part].model.filter(tenant=tenant, id=row_id).update(claim=claim)


async def move_history(tenant: str, contact_id: int, to: int) -> dict[str, list[int]]:
    """Everything that happened, every reminder, and who follows. Returns the ids of what was moved."""
    moved = {}
    for name, model in HISTORY.items():
        whose = model.filter(tenant=tenant, contact_id=contact_id)
        moved[name] = sorted([int(row["id"]) for row in await whose.values("id")])
        await whose.update(contact_id=to)
    moved["follows"] = await following.move(tenant, following.CONTACT, contact_id, to)
    return moved


async def move_history_back(tenant: str, moved: dict[str, list[int]], contact_id: int, to: int) -> None:
    """What of it is still there; what was deleted meanwhile stays deleted."""
    for name, model in HISTORY.items():
        for some in _some(moved.get(name, [])):  # what an earlier version merged knew fewer
            await model.filter(tenant=tenant, contact_id=contact_id, id__in=some).update(contact_id=to)
    for some in _some(moved["follows"]):
        await Follow.filter(tenant=tenant, target_kind="contact", target_id=contact_id, id__in=some).update(
            target_id=to
        )


async def columns(tenant: str, contact_id: int) -> Row:
    """The contact's own row; nothing where there is none."""
    found = await Contact.filter(tenant=tenant, id=contact_id).values()
    return dict(found[0]) if found else {}


async def set_columns(tenant: str, contact_id: int, values: Row) -> None:
    await Contact.filter(tenant=tenant, id=contact_id).update(**values)


async def sources(tenant: str, contact_id: int, fields: Sequence[str]) -> dict[str, Row]:
    """Who or what set these single-valued fields, of those that somebody did."""
    found = await FieldSource.filter(tenant=tenant, contact_id=contact_id, field__in=list(fields)).values(
        "field", "origin", "reference", "set_by", "set_at"
    )
    return {row.pop("field"): dict(row) for row in found}


async def set_sources(tenant: str, contact_id: int, fields: Sequence[str], stamps: Mapping[str, Row]) -> None:
    """Of each of these fields its stamp, or none."""
    await FieldSource.filter(tenant=tenant, contact_id=contact_id, field__in=list(fields)).delete()
    for field, stamp in stamps.items():
        await FieldSource.create(tenant=tenant, contact_id=contact_id, field=field, **stamp)


async def set_custom_value(tenant: str, contact_id: int, field_id: int, row: Row) -> None:
    """Say in that field of theirs what `row` says, from where it has it."""
    values = {name: row[name] for name in ("value", "origin", "reference", "set_by", "set_at")}
    await CustomValue.filter(tenant=tenant, contact_id=contact_id, field_id=field_id).update(**values)


async def custom_labels(tenant: str) -> dict[int, str]:
    """Id -> what the workspace calls that field of its own, of those that it uses."""
    used = CustomField.filter(tenant=tenant, archived_at=None)
    return {row["id"]: row["label"] for row in await used.values("id", "label")}


async def end(tenant: str, contact_id: int, into: int, by: str, now: datetime) -> None:
    """It is one with another now; it is compared with nobody any more."""
    await Contact.filter(tenant=tenant, id=contact_id).update(
        state=MERGED, merged_into=into, state_by=by, state_at=now
    )
    await DuplicateKey.filter(tenant=tenant, contact_id=contact_id).delete()


async def revive(tenant: str, contact_id: int) -> None:
    await Contact.filter(tenant=tenant, id=contact_id).update(
        state=LIVE, merged_into=None, state_by="", state_at=None
    )


async def set_pair_status(tenant: str, one: int, other: int, status: str, by: str, now: datetime) -> None:
    """Of the two, where they were found to be alike."""
    await DuplicatePair.filter(tenant=tenant, lower_id=min(one, other), higher_id=max(one, other)).update(
        status=status, decided_by=by, decided_at=now
    )


async def create(
    tenant: str, survivor_id: int, merged_id: int, data: dict[str, Any], by: str, now: datetime
) -> int:
    made = await Merge.create(
        tenant=tenant, survivor_id=survivor_id, merged_id=merged_id, data=data, merged_by=by, merged_at=now
    )
    return int(made.id)


async def get(tenant: str, merge_id: int) -> Merge | None:
    return await Merge.get_or_none(tenant=tenant, id=merge_id).prefetch_related("survivor", "merged")


async def standing(tenant: str, survivor_id: int, since: datetime) -> list[Merge]:
    """Those into that contact which can still be undone, the oldest first."""
    found = Merge.filter(tenant=tenant, survivor_id=survivor_id, undone_at=None, merged_at__gte=since)
    return await found.order_by("id").prefetch_related("survivor", "merged")


async def set_data(tenant: str, merge_id: int, data: dict[str, Any]) -> None:
    await Merge.filter(tenant=tenant, id=merge_id).update(data=data)


async def undo(tenant: str, merge_id: int, by: str, now: datetime) -> bool:
    """True for the one who did."""
    undone = await Merge.filter(tenant=tenant, id=merge_id, undone_at=None).update(
        undone_by=by, undone_at=now
    )
    return undone == 1


def _some(ids: Sequence[int]) -> list[list[int]]:
    return [list(ids[first : first + IDS_AT_ONCE]) for first in range(0, len(ids), IDS_AT_ONCE)]
