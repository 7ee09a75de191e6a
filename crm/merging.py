"""Two contacts that are one person become one contact, and are parted again where that was a mistake."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crm import contacts, timeline
from crm.errors import UserError
from crm.holding import hold
from crm.profile.custom import id_of, key_of
from crm.timeline.kinds import LOGGED
from crm.types import Author, Comparison, MergeChoice, Merged, Tenant
from storage import models
from storage.database import transaction
from storage.queries import changes
from storage.queries import contacts as contact_rows
from storage.queries import merging as rows
from storage.queries import timeline as timeline_rows

DAYS = 90
"""So long two can be parted again."""

SINGLE: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "headline": ("headline",),
    "location": ("location",),
    "photo": ("photo_url", "photo_file"),
    "owner": ("owner_id",),
    "do_not_contact": ("do_not_contact", "do_not_contact_reason"),
}
"""The single-valued fields of a contact, and the columns of each."""

Labels = Mapping[str, str]
"""What the workspace calls its own fields that it uses, by their keys."""

_STAMP = ("origin", "reference", "set_by", "set_at")


@dataclass(frozen=True, slots=True)
class _Value:
    """What a single-valued field says: its columns, and for each of them that somebody set the columns of who did."""

    columns: Mapping[str, Any]
    stamps: Mapping[str, rows.Row]

    @property
    def says_something(self) -> bool:
        return any(self.columns.values())

    def kept(self) -> dict[str, Any]:
        stamps = {column: _as_json(stamp) for column, stamp in self.stamps.items()}
        return {"columns": dict(self.columns), "stamps": stamps}


async def compare(tenant: Tenant, survivor_id: int, merged_id: int) -> Comparison:
    """Raises UserError where they are one, ContactNotFound."""
    survivor = await contacts.get(tenant, survivor_id)
    merged = await contacts.get(tenant, merged_id)
    if survivor.id == merged.id:
        raise UserError(f"That is {survivor.name} already; choose somebody else.")
    mine, theirs = await _values(tenant, survivor.id), await _values(tenant, merged.id)
    labels = await _labels(tenant)
    choices = tuple(
        MergeChoice(field, labels.get(field, ""), _read(mine[field]), _read(value))
        for field, value in theirs.items()
        if (field in SINGLE or field in labels) and _differ(mine.get(field), value)
    )
    return Comparison(survivor, merged, choices)


async def merge(
    tenant: Tenant, author: Author, survivor_id: int, merged_id: int, taken: Collection[str] = ()
) -> int:
    """Returns the id of the merge. `taken`: the fields, where both say something else, that the merged one wins.

    Raises UserError where they are one, ContactMerged and ContactDeleted where either is no more.
    """
    if survivor_id == merged_id:
        raise UserError("That is the same person; choose somebody else.")
    async with transaction():
        await hold(tenant, survivor_id, merged_id)
        now, names = datetime.now(UTC), await _names(tenant, survivor_id, merged_id)
        theirs, labels = await _values(tenant, merged_id), await _labels(tenant)
        data = {
            "single": await _take_single(tenant, survivor_id, merged_id, taken),
            **await _take_parts(tenant, survivor_id, merged_id),
            "history": await rows.move_history(tenant.key, merged_id, survivor_id),
        }
        await rows.end(tenant.key, merged_id, survivor_id, author.user_id, now)
        await rows.set_pair_status(tenant.key, survivor_id, merged_id, "merged", author.user_id, now)
        merge_id = await rows.create(tenant.key, survivor_id, merged_id, data, author.user_id, now)
        said = {
            "merge": merge_id,
            "contact": merged_id,
            "name": names[merged_id],
            "changes": _changes(data["single"], labels),
            "left": _left(theirs, await _values(tenant, survivor_id), labels),
        }
        await timeline.record(tenant, author, survivor_id, "merged", said)
        await _settle(tenant, survivor_id, now)
    return merge_id


async def unmerge(tenant: Tenant, author: Author, merge_id: int) -> Merged:
    """Both as they were; what was added or changed since stays with the survivor.

    Raises UserError where that was done already, is too long ago, or the survivor was itself merged since.
    """
    async with transaction():
        parted = _merged_of(await _undoable(tenant, merge_id))
        survivor_id, merged_id, now = parted.survivor_id, parted.merged_id, datetime.now(UTC)
        await contact_rows.lock(tenant.key, [survivor_id, merged_id])
        await hold(tenant, survivor_id)
        await changes.note(tenant.key, [merged_id])
        if not await rows.undo(tenant.key, merge_id, author.user_id, now):
            raise UserError("They have been parted already.")
        row = await _found(tenant, merge_id)
        others = await rows.standing(tenant.key, survivor_id, now - timedelta(days=DAYS))
        await rows.revive(tenant.key, merged_id)
        await _give_back_single(tenant, survivor_id, row, others)
        await _give_back_parts(tenant, survivor_id, merged_id, row.data, others)
        await rows.move_history_back(tenant.key, row.data["history"], survivor_id, merged_id)
        await rows.set_pair_status(tenant.key, survivor_id, merged_id, "different", author.user_id, now)
        for one, other, name in (
            (survivor_id, merged_id, parted.merged_name),
            (merged_id, survivor_id, parted.survivor_name),
        ):
            await timeline.record(tenant, author, one, "unmerged", {"contact": other, "name": name})
            await _settle(tenant, one, now)
    return parted


async def get(tenant: Tenant, merge_id: int) -> Merged:
    """Raises UserError."""
    return _merged_of(await _found(tenant, merge_id))


async def standing(tenant: Tenant, contact_id: int) -> tuple[Merged, ...]:
    """Who was merged into that contact and can be parted from it, the last one first."""
    since = datetime.now(UTC) - timedelta(days=DAYS)
    return tuple(_merged_of(row) for row in reversed(await rows.standing(tenant.key, contact_id, since)))


async def _labels(tenant: Tenant) -> Labels:
    return {key_of(id_): label for id_, label in (await rows.custom_labels(tenant.key)).items()}


async def _values(tenant: Tenant, contact_id: int) -> dict[str, _Value]:
    """Every single-valued field, those of the workspace's own too."""
    row = await rows.columns(tenant.key, contact_id)
    values = {
        field: _Value(
            {name: row[name] for name in columns}, await rows.sources(tenant.key, contact_id, columns)
        )
        for field, columns in SINGLE.items()
    }
    for own in await rows.part_rows(tenant.key, "custom_values", [contact_id]):
        stamp = {name: own[name] for name in _STAMP}
        values[key_of(own["field_id"])] = _Value({"value": own["value"]}, {"value": stamp})
    return values


async def _write(tenant: Tenant, contact_id: int, field: str, value: _Value) -> None:
    if field in SINGLE:
        await rows.set_columns(tenant.key, contact_id, dict(value.columns))
        await rows.set_sources(tenant.key, contact_id, SINGLE[field], value.stamps)
    else:
        says = {**value.columns, **value.stamps["value"]}
        await rows.set_custom_value(tenant.key, contact_id, id_of(field), says)


async def _take_single(
    tenant: Tenant, survivor_id: int, merged_id: int, taken: Collection[str]
) -> dict[str, Any]:
    """What the survivor does not say, and what was chosen. Returns what it said before and says now."""
    mine, theirs = await _values(tenant, survivor_id), await _values(tenant, merged_id)
    changes = {}
    for field, value in theirs.items():
        before = mine.get(field)
        if before is None or not value.says_something or before.columns == value.columns:
            continue  # a custom field that only the other has moves as a row
        if field in taken or not before.says_something:
            await _write(tenant, survivor_id, field, value)
            changes[field] = {"before": before.kept(), "after": value.kept()}
    return changes


async def _give_back_single(
    tenant: Tenant, survivor_id: int, undone: models.Merge, others: Sequence[models.Merge]
) -> None:
    """What nobody has changed since; what a later merge has changed is for that one to give back."""
    says = await _values(tenant, survivor_id)
    for field, change in undone.data["single"].items():
        now = says.get(field)
        if now is not None and now.columns == change["after"]["columns"]:
            await _write(tenant, survivor_id, field, _value_of(change["before"]))
            continue
        for other in others:
            later = other.data["single"].get(field)
            if other.id > undone.id and later and later["before"]["columns"] == change["after"]["columns"]:
                later["before"] = change["before"]
                await rows.set_data(tenant.key, other.id, other.data)
                break


async def _take_parts(tenant: Tenant, survivor_id: int, merged_id: int) -> dict[str, Any]:
    """What the survivor has not; and the claims on what both have."""
    moved: dict[str, Any] = {}
    claims: dict[str, list[str]] = {}
    for part, shape in rows.PARTS.items():
        mine = await rows.part_rows(tenant.key, part, [survivor_id])
        has = {shape.key(row): row for row in mine}
        brought = await rows.part_rows(tenant.key, part, [merged_id])
        new = list({shape.key(row): row for row in reversed(brought) if shape.key(row) not in has}.values())[
            ::-1
        ]
        behind = max((row["position"] for row in mine), default=-1) + 1
        await rows.move_part(tenant.key, part, [row["id"] for row in new], survivor_id, behind)
        moved[part] = [_as_json(row) for row in new]
        claims[part] = []
        for row in brought:
            own = has.get(shape.key(row))
            if own and row.get("claim"):
                await _hand_claim(tenant, part, row, own)
                claims[part].append(row["claim"])
    return {"parts": moved, "claims": claims}


async def _give_back_parts(
    tenant: Tenant, survivor_id: int, merged_id: int, data: Mapping[str, Any], others: Sequence[models.Merge]
) -> None:
    for part, shape in rows.PARTS.items():
        has = {shape.key(row): row for row in await rows.part_rows(tenant.key, part, [survivor_id])}
        for brought in data["parts"][part]:
            was = _of_json(brought)
            own = has.get(shape.key(was))
            if own is not None and shape.says_the_same(own, was):
                await rows.put_part(tenant.key, part, own["id"], merged_id, was)
                if own.get("claim") and not was["claim"]:
                    await rows.set_claim(tenant.key, part, own["id"], None)
                await _bring_from_another(tenant, survivor_id, part, own, others)
            else:
                row_id = await rows.add_part(tenant.key, part, merged_id, was)
                await _claim_if_free(tenant, part, row_id, was.get("claim"))
        unseen = await rows.part_rows(tenant.key, part, [merged_id])
        for claim in data["claims"][part]:
            theirs = next(row for row in unseen if row[shape.claim] == claim)
            own = next((row for row in has.values() if row["claim"] == claim), None)
            if own is not None:
                await rows.set_claim(tenant.key, part, own["id"], None)
            await _claim_if_free(tenant, part, theirs["id"], claim)


async def _bring_from_another(
    tenant: Tenant, survivor_id: int, part: str, gone: rows.Row, others: Sequence[models.Merge]
) -> None:
    """What goes back to the one may have been brought by another too, who is still merged: it stays because of them."""
    shape = rows.PARTS[part]
    for other in others:
        for row in await rows.part_rows(tenant.key, part, [_merged_of(other).merged_id]):
            if shape.key(row) == shape.key(gone):
                await rows.move_part(tenant.key, part, [row["id"]], survivor_id, 0)
                await _claim_if_free(tenant, part, row["id"], gone.get("claim"))
                other.data["parts"][part].append(_as_json(row))
                await rows.set_data(tenant.key, other.id, other.data)
                return


async def _hand_claim(tenant: Tenant, part: str, from_row: rows.Row, to_row: rows.Row) -> None:
    await rows.set_claim(tenant.key, part, from_row["id"], None)
    await rows.set_claim(tenant.key, part, to_row["id"], from_row["claim"])


async def _claim_if_free(tenant: Tenant, part: str, row_id: int, claim: str | None) -> None:
    if claim and not await rows.is_claimed(tenant.key, part, claim):
        await rows.set_claim(tenant.key, part, row_id, claim)


async def _settle(tenant: Tenant, contact_id: int, now: datetime) -> None:
    """What follows from the rest: the version, when somebody was last in touch, what search reads."""
    await contact_rows.bump_version(tenant.key, [contact_id], now)
    last = await timeline_rows.latest(tenant.key, contact_id, LOGGED)
    await rows.set_columns(tenant.key, contact_id, {"last_activity_at": last.occurred_at if last else None})
    await contacts.refresh_search(tenant, contact_id)


async def _undoable(tenant: Tenant, merge_id: int) -> models.Merge:
    row = await _found(tenant, merge_id)
    if row.undone_at is not None:
        raise UserError("They have been parted already.")
    if row.merged_at < datetime.now(UTC) - timedelta(days=DAYS):
        raise UserError(f"That was more than {DAYS} days ago; they cannot be parted any more.")
    if row.survivor.state == contact_rows.MERGED:
        raise UserError(
            f"{row.survivor.name} was merged with somebody else since; part those two first, then these."
        )
    return row


async def _found(tenant: Tenant, merge_id: int) -> models.Merge:
    row = await rows.get(tenant.key, merge_id)
    if row is None:
        raise UserError("That merge is no longer kept.")
    return row


async def _names(tenant: Tenant, *contact_ids: int) -> dict[int, str]:
    return {row.id: row.name for row in await contact_rows.summaries(tenant.key, contact_ids)}


def _merged_of(row: models.Merge) -> Merged:
    merged_at = row.merged_at.astimezone(UTC)
    return Merged(
        id=row.id,
        survivor_id=row.survivor.id,
        survivor_name=row.survivor.name,
        merged_id=row.merged.id,
        merged_name=row.merged.name,
        merged_by=row.merged_by,
        merged_at=merged_at,
        until=merged_at + timedelta(days=DAYS),
    )


def _differ(mine: _Value | None, theirs: _Value) -> bool:
    """Whether both say something, and not the same."""
    return (
        mine is not None and mine.says_something and theirs.says_something and mine.columns != theirs.columns
    )


def _changes(taken: Mapping[str, Any], labels: Labels) -> list[dict[str, str]]:
    return [
        {**_named(field, labels), "before": _shown(each["before"]), "after": _shown(each["after"])}
        for field, each in taken.items()
    ]


def _left(theirs: Mapping[str, _Value], mine: Mapping[str, _Value], labels: Labels) -> list[dict[str, str]]:
    """What the merged one said otherwise, and nobody sees any more until they are parted."""
    return [
        {**_named(field, labels), "value": _read(value)}
        for field, value in theirs.items()
        if _differ(mine.get(field), value)
    ]


def _named(field: str, labels: Labels) -> dict[str, str]:
    return {"field": field, "label": labels[field]} if field in labels else {"field": field}


def _read(value: _Value) -> str:
    return _shown({"columns": value.columns})


def _shown(kept: Mapping[str, Any]) -> str:
    """For people: "yes" and the reason, or the text itself."""
    texts = ["yes" if value is True else value for value in kept["columns"].values() if value]
    return ": ".join(texts)


def _value_of(kept: Mapping[str, Any]) -> _Value:
    return _Value(kept["columns"], {column: _of_json(stamp) for column, stamp in kept["stamps"].items()})


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _of_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "set_at": datetime.fromisoformat(row["set_at"])}
