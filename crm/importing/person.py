"""A person while a chunk is imported: what is known, and what the rows add.

Blank cells never erase. Repeated parts are added, never replaced. A single value that a person set stays; one that a
machine set gives way; unless who imports wants it otherwise (`crm.types.Existing`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from crm.identity import WEB
from crm.importing.rows import ForAll, PersonRow
from crm.skills import taxonomy
from crm.tags import key_of
from crm.types import Existing, Origin
from storage import models
from storage.folding import Profile, of_profile, of_skill
from storage.queries import contacts

SINGLE = ("name", "headline", "location", "photo_url")
Values = dict[str, Any]


@dataclass(slots=True, eq=False)
class Person:
    """`new` parts are columns of `storage.models`, without tenant, contact and source. `changes` is for the timeline."""

    id: int | None = None
    row: models.Contact | None = None
    values: dict[str, str] = field(default_factory=dict)
    typed_by_hand: set[str] = field(default_factory=set)
    known: dict[str, set[Any]] = field(default_factory=dict)
    changed_values: dict[str, str] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    """In the fields that the workspace has made, by their ids."""
    own_typed_by_hand: set[int] = field(default_factory=set)
    changed_own: dict[int, str] = field(default_factory=dict)
    new: dict[str, list[Values]] = field(default_factory=dict)
    new_position: Values | None = None
    first_position: models.ContactPosition | None = None
    position_before: Values | None = None
    notes: list[str] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    news: int = 0
    """How much the rows have said that was not known."""
    existing: Existing = Existing.UPDATE
    filled: frozenset[str] = frozenset()
    """The parts that somebody in the book had something in before the file came."""

    @classmethod
    def named(cls, row: PersonRow) -> Self:
        """Somebody new. Who has no name is called by their e-mail address, profile or phone number."""
        person = cls()
        if not row.name:
            person.values["name"] = person.changed_values["name"] = row.called
        return person

    @classmethod
    def of(
        cls,
        contact: models.Contact,
        notes: set[str],
        existing: Existing = Existing.UPDATE,
        lists: Iterable[int] = (),
    ) -> Self:
        person = cls(
            id=contact.id,
            row=contact,
            values={name: getattr(contact, name) for name in SINGLE},
            typed_by_hand={each.field for each in contact.sources if each.origin == Origin.PERSON},
            known={
                "emails": {each.normalised for each in contact.emails},
                "phones": {(each.number, each.extension) for each in contact.phones},
                "profiles": {each.url for each in contact.profiles},
                "positions": {
                    _key(each.company, each.title, each.started, each.ended, each.is_current)
                    for each in contact.positions
                },
                "education": {
                    _key(each.institution, each.degree, each.field, each.started, each.ended)
                    for each in contact.education
                },
                "certifications": {
                    _key(each.name, each.issuer, each.year, each.url) for each in contact.certifications
                },
                "skills": {taxonomy.key_of(each.name) for each in contact.skills},
                "tags": {each.tag.folded for each in contact.tags},
                "notes": {*notes},
                "lists": {*lists},
            },
            own={each.field_id: each.value for each in contact.custom_values},
            own_typed_by_hand={
                each.field_id for each in contact.custom_values if each.origin == Origin.PERSON
            },
            first_position=contact.positions[0] if len(contact.positions) else None,
            existing=existing,
        )
        person.filled = frozenset(part for part, keys in person.known.items() if keys)
        return person

    @property
    def name(self) -> str:
        return self.values.get("name", "")

    @property
    def is_changed(self) -> bool:
        return self.news > 0

    @property
    def is_left(self) -> bool:
        """Somebody in the book, who is to stay as they are."""
        return self.row is not None and self.existing is Existing.SKIP

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """Of somebody in the book, one for each value."""
        if self.row is None:
            return ()
        besides = ("note",) * len(self.notes) + ("list",) * len(self.new.get("lists", ()))
        return (*(change["field"] for change in self.changes), *besides)

    def take(self, row: PersonRow) -> bool:
        """What the row adds. False where it says nothing new, or they are to stay as they are."""
        if self.is_left:
            return False
        before = self.news
        for name in SINGLE:
            self._take_value(name, getattr(row, name))
        for key, address, kind in row.emails:
            email = {"address": address, "normalised": key, "claim": key, "kind": kind}
            self._add("emails", key, email, "email", address)
        for number, extension, kind in row.phones:
            values = {"number": number, "extension": extension, "kind": kind}
            self._add("phones", (number, extension), values, "phone", number)
        for network, url in row.profiles:
            profile = {"network": network, "url": url, "claim": None if network == WEB else url}
            self._add("profiles", url, profile, "profile_url", url)
        self._take_positions(row)
        self._take_the_rest(row)
        self._take_own(row)
        self._take_list(row.for_all.list_id)
        known_notes = self.known.setdefault("notes", set())
        if row.note and row.note not in known_notes:
            known_notes.add(row.note)
            self.notes.append(row.note)
            self.news += 1
        return self.news > before

    def knows(self, row: PersonRow) -> bool:
        """Whether the row says nothing that is not known, whoever set it."""
        probe = replace(
            self,
            existing=Existing.UPDATE,
            values=dict(self.values),
            typed_by_hand=set(),
            known={part: set(keys) for part, keys in self.known.items()},
            changed_values={},
            own=dict(self.own),
            own_typed_by_hand=set(),
            changed_own={},
            new={},
            notes=[],
            changes=[],
            news=0,
        )
        company, title = self._post
        return (
            row.company.casefold() in ("", company.casefold())
            and row.title.casefold() in ("", title.casefold())
            and not probe.take(replace(row, company="", title="", for_all=ForAll()))
        )

    @property
    def _post(self) -> tuple[str, str]:
        """Company and title of the present position."""
        if self.first_position is not None:
            return self.first_position.company, self.first_position.title
        new = self.new.get("positions") or [{"company": "", "title": ""}]
        return new[0]["company"], new[0]["title"]

    def _take_value(self, name: str, value: str) -> None:
        before = self.values.get(name, "")
        if not value or value == before or (before and not self._gives_way(name)):
            return
        self.values[name] = self.changed_values[name] = value
        self._tell(name, before, value)

    def _gives_way(self, name: str) -> bool:
        """Whether a value that is there does, where a file has another one."""
        if self.existing is Existing.OVERWRITE or (name == "name" and self._is_called_by_address()):
            return True
        if self.existing is Existing.FILL or name in self.typed_by_hand:
            return False
        return name != "name"  # the identity matched: another spelling of the name is no news

    def _take_own(self, row: PersonRow) -> None:
        gives_way = self.existing is not Existing.FILL
        for field_id, label, value in row.own:
            before = self.own.get(field_id, "")
            is_kept = field_id in self.own_typed_by_hand and self.existing is not Existing.OVERWRITE
            if value != before and (not before or (gives_way and not is_kept)):
                self.own[field_id] = self.changed_own[field_id] = value
                self._tell(label, before, value)

    def _is_called_by_address(self) -> bool:
        """Whether an address or number stands in for the name that nobody knew."""
        name = self.name.lower()
        return (
            name in self.known.get("emails", ())
            or f"https://{self.name}" in self.known.get("profiles", ())
            or any(name == number for number, _ in self.known.get("phones", ()))
        )

    def _take_positions(self, row: PersonRow) -> None:
        for company, title, started, ended, current in row.positions:
            values = {
                "company": company,
                "title": title,
                "started": started,
                "ended": ended,
                "is_current": current,
            }
            self._add(
                "positions",
                _key(company, title, started, ended, current),
                values,
                "title",
                f"{title} {company}".strip(),
            )
        if not row.company and not row.title:
            return
        first = self.first_position
        if first is None and not self.new.get("positions"):
            values = {"company": row.company, "title": row.title}
            self._add(
                "positions",
                _key(row.company, row.title, "", "", True),
                values,
                "company",
                row.company or row.title,
            )
        elif first is not None:
            company, title = _of_present_position(first, row, self.existing)
            if (company, title) != (first.company, first.title):
                self._tell("company", f"{first.title} {first.company}".strip(), f"{title} {company}".strip())
                self.position_before = self.position_before or columns_of(first)
                first.company, first.title = company, title
                self.new_position = {"company": company, "title": title}

    def _take_the_rest(self, row: PersonRow) -> None:
        for institution, degree, subject, started, ended in row.education:
            values = {
                "institution": institution,
                "degree": degree,
                "field": subject,
                "started": started,
                "ended": ended,
            }
            self._add(
                "education",
                _key(institution, degree, subject, started, ended),
                values,
                "education",
                institution,
            )
        for name, issuer, year, url in row.certifications:
            values = {"name": name, "issuer": issuer, "year": year, "url": url}
            self._add("certifications", _key(name, issuer, year, url), values, "certification", name)
        for name, kind in row.skills:
            skill = {"name": name, "folded": of_skill(name), "kind": kind}
            self._add("skills", taxonomy.key_of(name), skill, "skill", name)
        for tag in (*row.tags, *row.for_all.tags):
            self._add("tags", key_of(tag), {"name": tag}, "tags", tag)

    def _take_list(self, list_id: int) -> None:
        """The timeline says so in an entry of its own."""
        known = self.known.setdefault("lists", set())
        if list_id and list_id not in known:
            known.add(list_id)
            self.new["lists"] = [{"list_id": list_id}]
            self.news += 1

    def _add(self, part: str, key: Any, values: Values, said: str, shown: str) -> None:
        known = self.known.setdefault(part, set())
        has_some = self.existing is Existing.FILL and part in self.filled and part != "tags"
        if key not in known and not has_some:
            known.add(key)
            self.new.setdefault(part, []).append(values)
            self._tell(said, "", shown)

    def _tell(self, name: str, before: str, after: str) -> None:
        """The timeline of somebody new begins with the import, and tells no changes."""
        self.news += 1
        if self.row is not None:
            self.changes.append({"field": name, "before": before, "after": after})


def columns_of(position: models.ContactPosition) -> Values:
    """As it is, and who set it when."""
    return {
        "id": position.id,
        "company": position.company,
        "title": position.title,
        **contacts.stamp_of(position).kept(),
    }


def _of_present_position(
    first: models.ContactPosition, row: PersonRow, existing: Existing
) -> tuple[str, str]:
    """Company and title as they are to stand: what does not give way is only completed, where both speak of the same."""
    is_typed = first.origin == Origin.PERSON and existing is Existing.UPDATE
    if not is_typed and existing is not Existing.FILL:
        return row.company or first.company, row.title or first.title
    fits = all(
        not (known and said) or known.casefold() == said.casefold()
        for known, said in ((first.company, row.company), (first.title, row.title))
    )
    return (first.company or row.company, first.title or row.title) if fits else (first.company, first.title)


def search_text(person: Person) -> str:
    """The same words as `crm.contacts.search_text_of` finds in the row, once it is written."""
    name, headline, location = (person.values.get(each, "") for each in ("name", "headline", "location"))
    profile = Profile(name, headline, location)
    if person.row is not None:
        profile.email += [each.normalised for each in person.row.emails]
        profile.skill += [each.name for each in person.row.skills]
        for each in person.row.positions:
            profile.add_position(each.company, each.title, is_current=each.is_current)
    profile.email += [each["normalised"] for each in person.new.get("emails", ())]
    profile.skill += [each["name"] for each in person.new.get("skills", ())]
    for new in person.new.get("positions", ()):
        profile.add_position(new["company"], new["title"], is_current=new.get("is_current", True))
    return of_profile(profile)


def _key(*texts: str | bool) -> tuple[str | bool, ...]:
    """Not folded: "C" and "C#" are two."""
    return tuple(text.casefold() if isinstance(text, str) else text for text in texts)
