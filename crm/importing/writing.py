"""Writing what a chunk has come to: everybody new and everything added, in a handful of statements."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from crm.identity import fold
from crm.importing import undoing
from crm.importing.person import Person, search_text
from crm.lists import moves
from crm.tags import key_of
from crm.types import Author, Tenant
from storage import models
from storage.folding import of_entry
from storage.queries import changes, contacts, imports, tags

_LAST = 1_000
"""Added parts come after those that are there; who has a thousand e-mail addresses has other problems."""

_UNIQUE = {"emails": "normalised", "profiles": "url"}


async def write(
    tenant: Tenant,
    author: Author,
    run_id: int,
    filename: str,
    people: Sequence[Person],
    on_list: models.PeopleList | None = None,
) -> None:
    """Within the transaction that moves the cursor, and holds the list onto which they go, if any.

    What must be unique is written in the same order by everybody, so that nobody waits for one another for ever:
    identities, tags, words, each sorted.
    """
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
    await _set_own(tenant, [*new, *changed], stamp)
    await _tell(tenant, new, changed, filename, stamp)
    if on_list is not None:
        await _tell_of_list(tenant, on_list, [*new, *changed], stamp)
    await undoing.remember(tenant, run_id, new, changed)
    await _remember_unchanged(tenant, run_id, people)
    await changes.note(tenant.key, [person.id for person in (*new, *changed) if person.id is not None])
    named = [person.name for person in people if "name" in person.changed_values]
    await contacts.learn_words(tenant.key, {word for name in named for word in fold(name).split()})


async def _remember_unchanged(tenant: Tenant, run_id: int, people: Sequence[Person]) -> None:
    """Those in the book, of whom the rows say nothing new or who are to be left."""
    same = [person for person in people if person.id is not None and not person.is_changed]
    for skipped in (False, True):
        ids = [person.id for person in same if person.id is not None and person.is_left is skipped]
        await imports.remember_unchanged(tenant.key, run_id, ids, skipped=skipped)


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


async def _update(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    await imports.change_sources(tenant.key, _sources(people, stamp))
    rewritten = [(person, person.row) for person in people if person.row is not None]
    await imports.rewrite_contacts(
        tenant.key, [_columns(person, row, stamp.set_at) for person, row in rewritten]
    )
    await imports.rewrite_positions(
        tenant.key,
        [
            {**_position(person.first_position), **person.new_position, **stamp.columns()}
            for person in people
            if person.first_position is not None and person.new_position is not None
        ],
    )


def _columns(person: Person, row: models.Contact, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        **person.values,
        "search_text": search_text(person),
        "version": row.version + 1,
        "created_by": row.created_by,
        "created_at": row.created_at,
        "updated_at": now,
        "last_activity_at": now if person.notes else row.last_activity_at,
    }


def _position(row: models.ContactPosition) -> dict[str, Any]:
    columns = ("id", "contact_id", "position", "started", "ended", "is_current")
    return {name: getattr(row, name) for name in columns}


async def _add_parts(tenant: Tenant, people: Iterable[Person], stamp: contacts.Stamp, first: int) -> None:
    rows: dict[str, list[dict[str, Any]]] = {}
    stamped = stamp.columns()
    for person in people:
        for part, values in person.new.items():
            if part != "tags":
                rows.setdefault(part, []).extend(
                    {"contact_id": person.id, "position": first + number, **each, **stamped}
                    for number, each in enumerate(values)
                )
    for part in sorted(rows):
        ordered = sorted(rows[part], key=lambda each: str(each.get(_UNIQUE.get(part, ""))))
        await imports.add_parts(tenant.key, part, ordered)


async def _add_tags(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    from_rows = [(person, each["name"]) for person in people for each in person.new.get("tags", ())]
    keys = {name: key_of(name) for _, name in from_rows}
    ids = await tags.ensure(tenant.key, {key: name for name, key in keys.items()})
    stamped = stamp.columns()
    await imports.add_parts(
        tenant.key,
        "tags",
        [{"contact_id": person.id, "tag_id": ids[keys[name]], **stamped} for person, name in from_rows],
    )


async def _set_own(tenant: Tenant, people: Sequence[Person], stamp: contacts.Stamp) -> None:
    stamped = stamp.columns()
    await imports.set_own(
        tenant.key,
        [
            {"contact_id": person.id, "field_id": field_id, "value": value, **stamped}
            for person in people
            for field_id, value in person.changed_own.items()
        ],
    )


async def _tell(
    tenant: Tenant, new: Sequence[Person], changed: Sequence[Person], filename: str, stamp: contacts.Stamp
) -> None:
    imported = {"filename": filename}
    entries = [_entry(person, "imported", stamp, data=imported) for person in new]
    entries += [
        _entry(person, "updated", stamp, data={"changes": person.changes})
        for person in changed
        if person.changes
    ]
    entries += [
        _entry(person, "note", stamp, text=note) for person in (*new, *changed) for note in person.notes
    ]
    await imports.add_parts(tenant.key, "timeline", entries)


async def _tell_of_list(
    tenant: Tenant, row: models.PeopleList, people: Sequence[Person], stamp: contacts.Stamp
) -> None:
    joined = [person.id for person in people if person.id is not None and person.new.get("lists")]
    entries = [moves.entry(contact_id, "list_joined", row, stamp, {}) for contact_id in joined]
    await imports.add_parts(tenant.key, "timeline", entries)
    await moves.tell_channel(tenant, row, stamp, joined)


_NOTHING: dict[str, Any] = {}


def _entry(
    person: Person, kind: str, stamp: contacts.Stamp, *, text: str = "", data: dict[str, Any] = _NOTHING
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
        "search_text": of_entry(text),
        "data": data,
    }


def _sources(people: Iterable[Person], stamp: contacts.Stamp) -> list[dict[str, Any]]:
    stamped = stamp.columns()
    return [
        {"contact_id": person.id, "field": name, **stamped}
        for person in people
        for name in person.changed_values
    ]
