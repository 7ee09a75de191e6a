"""Changing a profile. Two who edit at once do not overwrite each other: the second is told what the first saved."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import blake2b

from crm import timeline
from crm.absent import why_absent
from crm.claims import refuse_taken
from crm.contacts import refresh_search, stamp_of
from crm.errors import EditConflict, FieldErrors, ItemGone, UserError
from crm.identity import InvalidValue
from crm.profile import custom
from crm.profile.fields import Field, Kind, Part, Shelf, Values, WholeProfile
from crm.profile.reading import parts_of, whole_of
from crm.types import Author, Change, Item, Tenant
from storage.database import AlreadyThere, transaction
from storage.queries import contacts as rows
from storage.queries import custom_fields
from storage.queries import profile as profile_rows
from storage.queries import timeline as timeline_rows

_MARK_BYTES = 6


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
) -> tuple[Change, ...]:
    """Save what a form changed: `shown` are the marks of what it showed, `typed` what stands in it. `item_id` 0 adds one.

    Changes of others to other fields stay. `names`: user id -> name, for the timeline. Raises EditConflict where somebody
    changed one of these fields meanwhile to something else; ItemGone, FieldErrors, IdentityTaken, ContactNotFound, UserError.
    """
    async with transaction():
        whole = await _locked(tenant, contact_id)
        part = whole.parts[part_key]
        values = checked(part, typed, default_region)
        before = whole.item(part_key, item_id)
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
            raise EditConflict(current, await _last_editor(tenant, contact_id), clashing)
        if not wanted:
            return ()
        after = {**current, **wanted}
        if problems := part.problems(after):
            raise FieldErrors(problems)
        await _refuse_twice(tenant, whole, part, item_id, current, after)
        try:
            await _write(tenant, author, whole, part, before, {key: after[key] for key in wanted}, after)
        except AlreadyThere as error:
            raise UserError("Somebody else added the same at this moment; look again.") from error
        changes = tuple(_changes(part, before, current, after, names or {}))
        await _record(tenant, author, contact_id, changes)
        return changes


async def remove(
    tenant: Tenant, author: Author, contact_id: int, part_key: str, item_id: int
) -> tuple[Change, ...]:
    """Nothing, where it is gone already. Raises ContactNotFound."""
    async with transaction():
        whole = await _locked(tenant, contact_id)
        part, item = whole.parts[part_key], whole.item(part_key, item_id)
        if item is None:
            return ()
        await profile_rows.remove(tenant.key, contact_id, part.relation, item_id)
        changes = (Change(part.key, part.line(item.values), ""),)
        await _record(tenant, author, contact_id, changes)
        return changes


async def make_primary(
    tenant: Tenant, author: Author, contact_id: int, part_key: str, item_id: int
) -> tuple[Change, ...]:
    """Put it before the others. Nothing, where it is so already, or gone. Raises ContactNotFound."""
    async with transaction():
        whole = await _locked(tenant, contact_id)
        part, item = whole.parts[part_key], whole.item(part_key, item_id)
        if item is None or whole.items[part_key][0].id == item_id:
            return ()
        first = whole.items[part_key][0]
        others = [each.id for each in whole.items[part_key] if each.id != item_id]
        for position, row_id in enumerate((item_id, *others)):
            await profile_rows.move(tenant.key, contact_id, part.relation, row_id, position)
        changes = (Change(f"primary {part.one}", part.line(first.values), part.line(item.values)),)
        await _record(tenant, author, contact_id, changes)
        return changes


async def _locked(tenant: Tenant, contact_id: int) -> WholeProfile:
    await rows.lock(tenant.key, [contact_id])
    row = await rows.load(tenant.key, contact_id)
    if row is None:
        raise await why_absent(tenant, contact_id)
    return whole_of(row, await parts_of(tenant))


async def _refuse_twice(
    tenant: Tenant, whole: WholeProfile, part: Part, item_id: int, current: Values, after: Values
) -> None:
    """Raises UserError where this contact has the same already, IdentityTaken where another one has it."""
    if not part.is_repeated or not (identity := part.identity(after)):
        return
    others = (each for each in whole.items[part.key] if each.id != item_id)
    if any(part.identity(each.values) == identity for each in others):
        raise UserError(f"{whole.contact.name} has that {part.one} already.")
    if part.claims and not _is_same(part, current, after):
        field = part.fields[0].key
        await refuse_taken(tenant, part, field, after[field], identity, but=whole.contact.id)


async def _write(
    tenant: Tenant,
    author: Author,
    whole: WholeProfile,
    part: Part,
    before: Item | None,
    wanted: Values,
    after: Values,
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
        await profile_rows.insert(tenant.key, contact_id, part.relation, part.stored(after), position, stamp)
    else:
        columns = part.stored(after)
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


async def _record(tenant: Tenant, author: Author, contact_id: int, changes: tuple[Change, ...]) -> None:
    entry = await timeline.record(
        tenant, author, contact_id, "updated", {"changes": [asdict(change) for change in changes]}
    )
    await rows.bump_version(tenant.key, contact_id, entry.recorded_at)
    await refresh_search(tenant, contact_id)


async def _last_editor(tenant: Tenant, contact_id: int) -> str:
    entry = await timeline_rows.latest(tenant.key, contact_id, ("updated", "imported"))
    return entry.user_id if entry else ""
