"""Changing a profile. Two who edit at once do not overwrite each other: the second is told what the first saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from crm import claims, timeline
from crm.contacts import refresh_search, stamp_of
from crm.errors import EditConflict, FieldErrors, IdentityTaken, ItemGone, UserError
from crm.holding import hold_who_is_left
from crm.identity import InvalidValue
from crm.profile import custom
from crm.profile.fields import YES, Field, Kind, Part, Shelf, Values, WholeProfile
from crm.profile.parts import CONTACTING, primary
from crm.profile.reading import parts_of, whole_of
from crm.skills import verdicts
from crm.timeline.kinds import kinds_of
from crm.types import Author, Change, Item, Tenant
from storage.database import AlreadyThere, transaction
from storage.queries import contacts as rows
from storage.queries import custom_fields
from storage.queries import profile as profile_rows
from storage.queries import timeline as timeline_rows

_MARK_BYTES = 6

Told = tuple[str, Mapping[str, Any]]
"""A kind of entry, and what it says."""


def marks(values: Values) -> dict[str, str]:
    """A short mark of each value that is known: what a form remembers of what it showed."""
    return {
        key: blake2b(value.encode(), digest_size=_MARK_BYTES).hexdigest()
        for key, value in values.items()
        if value
    }


def checked(part: Part, typed: Values, default_region: str = "") -> dict[str, str]:
    """As it is kept. Raises FieldErrors with a sentence for each field that needs another look."""
    values, errors = {}, {}
    for field in part.fields:
        if field.key not in typed:
            continue
        try:
            values[field.key] = field.checked(typed[field.key], default_region)
        except InvalidValue as error:
            errors[field.key] = str(error)
    if not errors and len(values) == len(part.fields):
        errors = part.problems(values)
    if errors:
        raise FieldErrors(errors)
    return values


async def save(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    part_key: str,
    item_id: int,
    shown: Mapping[str, str],
    typed: Values,
    default_region: str = "",
    names: Mapping[str, str] | None = None,
    anyway: str = "",
) -> tuple[Change, ...]:
    """Save what a form changed: `shown` are the marks of what it showed, `typed` what stands in it. `item_id` 0 adds one.

    Changes of others to other fields stay. `names`: user id -> name, for the timeline. `anyway`: the reason why this contact
    is to have what another one has. Raises EditConflict where somebody changed one of these fields meanwhile to something
    else; ItemGone, FieldErrors, IdentityTaken, ContactNotFound, UserError.
    """

    async def attempt() -> tuple[Change, ...]:
        async with transaction():
            whole = await _held(tenant, contact_id)
            values = checked(whole.parts[part_key], typed, default_region)
            return await _save(tenant, author, whole, part_key, item_id, shown, values, names or {}, anyway)

    try:
        return await attempt()
    except AlreadyThere:  # somebody was quicker by a moment: now it is seen whose it is
        return await attempt()


async def remove(
    tenant: Tenant, author: Author, contact_id: int, part_key: str, item_id: int
) -> tuple[Change, ...]:
    """Nothing, where it is gone already. Raises ContactNotFound."""
    async with transaction():
        whole = await _held(tenant, contact_id)
        contact_id, part, item = whole.contact.id, whole.parts[part_key], whole.item(part_key, item_id)
        if item is None:
            return ()
        await profile_rows.remove(tenant.key, contact_id, part.relation, item_id)
        changes = (Change(part.key, part.line(item.values), ""),)
        await _record(tenant, author, contact_id, _updated(changes))
        return changes


async def make_primary(
    tenant: Tenant, author: Author, contact_id: int, part_key: str, item_id: int
) -> tuple[Change, ...]:
    """Put it before the others. Nothing, where it is so already, or gone. Raises ContactNotFound."""
    async with transaction():
        whole = await _held(tenant, contact_id)
        contact_id, part, item = whole.contact.id, whole.parts[part_key], whole.item(part_key, item_id)
        if item is None or whole.items[part_key][0].id == item_id:
            return ()
        first = whole.items[part_key][0]
        others = [each.id for each in whole.items[part_key] if each.id != item_id]
        for position, row_id in enumerate((item_id, *others)):
            await profile_rows.move(tenant.key, contact_id, part.relation, row_id, position)
        changes = (Change(primary(part), part.line(first.values), part.line(item.values)),)
        await _record(tenant, author, contact_id, _updated(changes))
        return changes


async def _held(tenant: Tenant, contact_id: int) -> WholeProfile:
    """Of who is left, where they were merged meanwhile; held until the transaction ends."""
    (row,) = await rows.load_many(tenant.key, [await hold_who_is_left(tenant, contact_id)])
    return whole_of(row, await parts_of(tenant))


async def _save(
    tenant: Tenant,
    author: Author,
    whole: WholeProfile,
    part_key: str,
    item_id: int,
    shown: Mapping[str, str],
    values: Values,
    names: Mapping[str, str],
    anyway: str,
) -> tuple[Change, ...]:
    part, before = whole.parts[part_key], whole.item(part_key, item_id)
    if before is None and item_id:
        raise ItemGone
    current = before.values if before else dict.fromkeys((field.key for field in part.fields), "")
    mine = marks(values)
    wanted = {
        key: value
        for key, value in values.items()
        if mine.get(key) != shown.get(key) and value != current[key]
    }
    now = marks(current)
    if clashing := tuple(key for key in wanted if now.get(key) != shown.get(key)):
        raise EditConflict(current, await _last_editor(tenant, whole.contact.id), clashing)
    if not wanted:
        return ()
    after = {**current, **wanted}
    if problems := part.problems(after):
        raise FieldErrors(problems)
    clashes = await _clashes(tenant, whole, part, item_id, current, after)
    claims.refuse(clashes, anyway)
    changed = {key: after[key] for key in wanted}
    await _write(tenant, author, whole, part, before, changed, after, is_shared=bool(clashes))
    changes = tuple(_changes(part, before, current, after, names))
    told = _contacting(current, after) if part is CONTACTING else _updated(changes)
    await _record(tenant, author, whole.contact.id, told)
    await claims.tell_shared(tenant, author, whole.contact.id, clashes, anyway)
    return changes


async def _clashes(
    tenant: Tenant, whole: WholeProfile, part: Part, item_id: int, current: Values, after: Values
) -> list[IdentityTaken]:
    """Where another contact has the same. Raises UserError where this one has it already."""
    if not part.is_repeated or not (identity := part.identity(after)):
        return []
    others = (each for each in whole.items[part.key] if each.id != item_id)
    if any(part.identity(each.values) == identity for each in others):
        raise UserError(f"{whole.contact.name} has that {part.one} already.")
    if _is_same(part, current, after):
        return []
    wanted = claims.Wanted(part.fields[0].key, part, after)
    return await claims.clashes(tenant, [wanted], but=whole.contact.id)


async def _write(
    tenant: Tenant,
    author: Author,
    whole: WholeProfile,
    part: Part,
    before: Item | None,
    wanted: Values,
    after: Values,
    *,
    is_shared: bool,
) -> None:
    stamp, contact_id = stamp_of(author), whole.contact.id
    if part.shelf is Shelf.COLUMNS:
        await rows.set_fields(tenant.key, contact_id, part.stored(wanted), stamp)
    elif part.shelf is Shelf.CUSTOM:
        values = {custom.id_of(key): value for key, value in wanted.items()}
        await custom_fields.set_values(tenant.key, contact_id, values, stamp)
    elif before is None:
        first, last = await profile_rows.ends(tenant.key, contact_id, part.relation)
        position = first - 1 if part.goes_first(after) else last + 1
        columns = part.stored(after, is_shared=is_shared)
        await profile_rows.insert(tenant.key, contact_id, part.relation, columns, position, stamp)
    else:
        columns = part.stored(after, is_shared=is_shared)
        if _is_same(part, before.values, after):
            columns.pop("claim", None)  # it may be somebody else's, and shared on purpose
        await profile_rows.change(tenant.key, contact_id, part.relation, before.id, columns, stamp)


def _is_same(part: Part, current: Values, after: Values) -> bool:
    first = part.fields[0].key
    return bool(current[first]) and part.identity(current) == part.identity(after)


def _changes(
    part: Part, before: Item | None, current: Values, after: Values, names: Mapping[str, str]
) -> Iterator[Change]:
    """One for a repeated thing as a whole, else one for each field."""
    if part.is_repeated:
        yield Change(part.key, part.line(current) if before else "", part.line(after))
        return
    for field in part.fields:
        if current[field.key] != after[field.key]:
            name = field.label if part.shelf is Shelf.CUSTOM else field.key
            read = [_read(field, values[field.key], names) for values in (current, after)]
            yield Change(name, *read)


def _read(field: Field, value: str, names: Mapping[str, str]) -> str:
    return names.get(value, value) if field.kind is Kind.PERSON else field.read(value)


def _updated(changes: tuple[Change, ...]) -> list[Told]:
    return [("updated", {"changes": [asdict(change) for change in changes]})]


def _contacting(current: Values, after: Values) -> list[Told]:
    """Who looks after somebody, and whether they may be contacted, have kinds of their own."""
    told: list[Told] = []
    if current["owner_id"] != after["owner_id"]:
        told.append(("owner_changed", {"before": current["owner_id"], "after": after["owner_id"]}))
    said = [(values["do_not_contact"], values["do_not_contact_reason"]) for values in (current, after)]
    if after["do_not_contact"] == YES and said[0] != said[1]:
        told.append(("do_not_contact_set", {"reason": after["do_not_contact_reason"]}))
    if current["do_not_contact"] == YES and after["do_not_contact"] != YES:
        told.append(("do_not_contact_lifted", {}))
    return told


async def _record(tenant: Tenant, author: Author, contact_id: int, told: Sequence[Told]) -> None:
    for kind, data in told:
        await timeline.record(tenant, author, contact_id, kind, dict(data))
    await rows.bump_version(tenant.key, [contact_id], datetime.now(UTC))
    await refresh_search(tenant, contact_id)


async def _last_editor(tenant: Tenant, contact_id: int) -> str:
    edits = (kind for kind in kinds_of("profile") if kind not in verdicts.KINDS)
    kinds = (*edits, "imported", "merged", "unmerged")
    entry = await timeline_rows.latest(tenant.key, contact_id, kinds)
    return entry.user_id if entry else ""
