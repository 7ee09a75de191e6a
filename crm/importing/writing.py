"""Writing what a chunk has come to: everybody new and everything added, in a handful of statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from crm.contacts import search_text_of
from crm.identity import fold
from crm.importing.person import Person, search_text
from crm.tags import key_of
from crm.types import Author, Tenant
from storage.queries import contacts, imports, tags

_LAST = 1_000
"""Added parts come after those that are there; who has a thousand e-mail addresses has other problems."""


async def write(tenant: Tenant, author: Author, filename: str, people: Sequence[Person]) -> None:
    """Within the transaction that moves the cursor."""
    stamp = contacts.stamp(author.origin, author.reference, author.user_id)
    new = [person for person in people if person.id is None]
    changed = [person for person in people if person.id is not None and person.is_changed]
    for person, id_ in zip(new, await imports.new_ids(tenant.key, len(new)), strict=True):
        person.id = id_
    await _add_new(tenant, new, stamp)
    await _update(tenant, changed, stamp)
    await _add_parts(tenant, new, stamp, first=0)
    await _add_parts(tenant, changed, stamp, first=_LAST)
    await _add_tags(tenant, [*new, *changed], stamp)
    await _tell(tenant, new, changed, filename, stamp)
    await _refresh_search(tenant, changed)


async def _add_new(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    await imports.add_contacts(
        tenant.key,
        [
            {
                "id": person.id,
                **person.values,
                "search_text": search_text(person),
                "created_by": stamp.set_by,
                "created_at": stamp.set_at,
                "updated_at": stamp.set_at,
                "last_activity_at": stamp.set_at if person.notes else None,
            }
            for person in people
        ],
    )
    await imports.add_sources(tenant.key, _sources(people, stamp))
    await contacts.learn_words(tenant.key, {word for person in people for word in fold(person.name).split()})


async def _update(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    await imports.bump_versions(tenant.key, [_id(person) for person in people], stamp.set_at)
    await imports.add_sources(tenant.key, _sources(people, stamp))
    for person in people:
        if person.changed_values:
            await imports.set_values(tenant.key, _id(person), person.changed_values)
        if person.new_position is not None and person.first_position is not None:
            await imports.replace_position(
                tenant.key, _id(person), person.first_position.id, {**person.new_position, **stamp.columns()}
            )
        if person.notes:
            await contacts.set_last_activity(tenant.key, _id(person), stamp.set_at)


async def _refresh_search(tenant: Tenant, people: Sequence[Person]) -> None:
    """As `crm.contacts.refresh_search` does for one person."""
    rows = await contacts.load_many(tenant.key, [_id(person) for person in people])
    for row in rows:
        if (found_by := search_text_of(row)) != row.search_text:
            await contacts.set_search_text(tenant.key, row.id, found_by)
    await contacts.learn_words(tenant.key, {word for row in rows for word in fold(row.name).split()})


async def _add_parts(tenant: Tenant, people: Iterable[Person], stamp: contacts.Stamp, first: int) -> None:
    rows: dict[str, list[dict[str, Any]]] = {}
    for person in people:
        for part, values in person.new.items():
            if part != "tags":
                rows.setdefault(part, []).extend(
                    {"contact_id": person.id, "position": first + number, **each, **stamp.columns()}
                    for number, each in enumerate(values)
                )
    for part, values in rows.items():
        await imports.add_parts(tenant.key, part, values)


async def _add_tags(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    from_rows = [(person, each["name"]) for person in people for each in person.new.get("tags", ())]
    ids = await tags.ensure(tenant.key, {key_of(name): name for _, name in from_rows})
    await imports.add_parts(
        tenant.key,
        "tags",
        [
            {"contact_id": person.id, "tag_id": ids[key_of(name)], **stamp.columns()}
            for person, name in from_rows
        ],
    )


async def _tell(
    tenant: Tenant, new: Sequence[Person], changed: Sequence[Person], filename: str, stamp: contacts.Stamp
) -> None:
    entries = [_entry(person, "imported", stamp, data={"filename": filename}) for person in new]
    entries += [
        _entry(person, "updated", stamp, data={"changes": person.changes})
        for person in changed
        if person.changes
    ]
    entries += [
        _entry(person, "note", stamp, text=note) for person in (*new, *changed) for note in person.notes
    ]
    await imports.add_parts(tenant.key, "timeline", entries)


def _entry(
    person: Person, kind: str, stamp: contacts.Stamp, *, text: str = "", data: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "contact_id": person.id,
        "kind": kind,
        "occurred_at": stamp.set_at,
        "recorded_at": stamp.set_at,
        "user_id": stamp.set_by,
        "origin": stamp.origin,
        "reference": stamp.reference,
        "text": text,
        "data": data or {},
    }


def _sources(people: Iterable[Person], stamp: contacts.Stamp) -> list[dict[str, Any]]:
    return [
        {"contact_id": person.id, "field": name, **stamp.columns()}
        for person in people
        for name in person.changed_values
    ]


def _id(person: Person) -> int:
    if person.id is None:
        raise ValueError("a person that has not been given an id yet")
    return person.id
