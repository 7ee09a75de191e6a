"""Whom the rows of a chunk mean: people in the book, people of earlier rows, or somebody new."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from crm.identity import fold
from crm.importing.person import Person
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow
from crm.types import Existing, Tenant
from storage.queries import contacts, identities, imports, lists


class Known(Protocol):
    """Somebody whom a row may mean."""

    @property
    def name(self) -> str: ...

    def knows(self, row: PersonRow) -> bool:
        """Whether the row says nothing that is not known. Asked only of rows without an identity."""
        ...


P = TypeVar("P", bound=Known)


@dataclass(slots=True)
class Book(Generic[P]):
    """Who has which identity. People of the chunk are told apart as objects: the new ones have no id yet."""

    emails: dict[str, P] = field(default_factory=dict)
    profiles: dict[str, P] = field(default_factory=dict)
    pages: dict[tuple[str, str], P] = field(default_factory=dict)
    """By address and name: colleagues give the website of their company."""
    phones: dict[str, tuple[P, ...]] = field(default_factory=dict)
    names: dict[str, tuple[P, ...]] = field(default_factory=dict)
    person_ids: dict[str, P] = field(default_factory=dict)
    """Of the program that wrote the file: nothing is known of them beyond its rows."""

    def meant(self, row: PersonRow) -> P | None:
        """By e-mail, profile or number in the file's program, then a page or a phone of somebody with the same name.

        Raises RowRejected where they differ.

        Who has none of these is told from namesakes by all the rest: only who is known to be just so is the same.
        """
        found = [self.emails[key] for key, _, _ in row.emails if key in self.emails]
        found += [self.profiles[url] for url in row.own_profiles if url in self.profiles]
        found += [self.person_ids[row.person_id]] if row.person_id in self.person_ids else []
        if found:
            if any(person is not found[0] for person in found):
                names = " and ".join(sorted({person.name for person in found}))
                raise RowRejected(
                    f"The e-mail addresses or profiles in this row belong to different people: {names}."
                )
            return found[0]
        for page in row.pages:
            if person := self.pages.get((page, row.called)):
                return person
        for number, _, _ in row.phones:
            owners = self.phones.get(number, ())
            if not row.name and len(owners) == 1:
                return owners[0]
            for person in owners:
                if fold(person.name) == fold(row.called):
                    return person
        if row.has_identity:
            return None
        return next((person for person in self.names.get(row.name, ()) if person.knows(row)), None)

    def learn(self, row: PersonRow, person: P) -> None:
        for key, _, _ in row.emails:
            self.emails[key] = person
        for url in row.own_profiles:
            self.profiles[url] = person
        for page in row.pages:
            self.pages[page, person.name] = person
        if row.person_id:
            self.person_ids[row.person_id] = person
        for number, _, _ in row.phones:
            _add(self.phones, number, person)
        _add(self.names, person.name, person)


def _add(known: dict[str, tuple[P, ...]], key: str, person: P) -> None:
    those = known.get(key, ())
    if person not in those:
        known[key] = (*those, person)


async def look_up(
    tenant: Tenant, run_id: int, rows: Sequence[PersonRow], existing: Existing = Existing.UPDATE
) -> Book[Person]:
    """Everyone whom these rows of a run may mean, in a handful of queries; they are held until the transaction ends."""
    person_ids = sorted({row.person_id for row in rows if row.person_id})
    while True:
        emails = await identities.by_email(tenant.key, [key for row in rows for key, _, _ in row.emails])
        profiles = await identities.by_profile(tenant.key, [url for row in rows for url in row.own_profiles])
        pages = await identities.by_page(
            tenant.key, [(page, row.called) for row in rows for page in row.pages]
        )
        numbers = [number for row in rows for number, _, _ in row.phones]
        phones = await identities.by_phone(tenant.key, numbers)
        named = await imports.named(tenant.key, {row.name for row in rows if not row.has_identity})
        candidates = await imports.candidates(tenant.key, run_id, person_ids) if person_ids else {}
        ids = {*emails.values(), *profiles.values(), *pages.values(), *candidates.values()}
        ids |= {id_ for owners in (*phones.values(), *named.values()) for id_ in owners}
        await contacts.lock(tenant.key, ids)
        list_ids = {row.for_all.list_id for row in rows if row.for_all.list_id}
        with_notes = any(row.note for row in rows)
        people = await _people(tenant, sorted(ids), existing, list_ids, with_notes=with_notes)
        if people.keys() == ids:
            break  # else somebody merged or deleted one of them in that moment: look again
    return Book(
        {key: people[id_] for key, id_ in emails.items()},
        {url: people[id_] for url, id_ in profiles.items()},
        {page: people[id_] for page, id_ in pages.items()},
        {number: tuple(people[id_] for id_ in owners) for number, owners in phones.items()},
        {name: tuple(people[id_] for id_ in ids) for name, ids in named.items()},
        {number: people[id_] for number, id_ in candidates.items()},
    )


async def _people(
    tenant: Tenant, ids: Sequence[int], existing: Existing, list_ids: Collection[int], *, with_notes: bool
) -> dict[int, Person]:
    notes: dict[int, set[str]] = {}
    if with_notes:
        for id_, text in await imports.notes(tenant.key, ids):
            notes.setdefault(id_, set()).add(text)
    found = await contacts.load_many(tenant.key, ids)
    on: dict[int, set[int]] = {}
    if list_ids:
        for list_id, id_ in await lists.members(tenant.key, sorted(list_ids), ids):
            on.setdefault(id_, set()).add(list_id)
    return {
        each.id: Person.of(each, notes.get(each.id, set()), existing, on.get(each.id, ())) for each in found
    }
