"""A book of many people with everything on them, written straight into the tables: through the importer a million would take an hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise.models import Model

from benchmarks.databases import settled
from crm.identity import fold
from crm.types import Author, Tenant
from storage import bulk, models
from storage.database import is_sqlite, rows, transaction
from storage.folding import of_skill

TENANT = Tenant("T0BENCHMARK")
AUTHOR = Author("U0BENCHMARK")
NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
AT_ONCE = 5_000
TAGS = 40
COMPANIES = 2_000

Row = dict[str, Any]

_SOURCED: Row = {"origin": "import", "reference": "import:1", "set_by": AUTHOR.user_id, "set_at": NEWEST}


async def fill(people: int, *only: type[Model]) -> None:
    """So many, with the ids from 1 on: each has two addresses, a number, a job, a profile, skills, tags and a note.

    `only`: of which tables, all if none is named.
    """
    async with transaction():
        await bulk.insert(TENANT.key, models.Tag, [_tag(number) for number in range(TAGS)])
    for first in range(0, people, AT_ONCE):
        ids = range(first + 1, min(first + AT_ONCE, people) + 1)
        async with transaction():
            for model, made in _PARTS.items():
                if only and model not in only:
                    continue
                await bulk.insert(TENANT.key, model, [row for id_ in ids for row in made(id_)])
    await ids_go_on()
    await settled()


async def ids_go_on() -> None:
    """After rows that were given their ids: PostgreSQL counts on its own."""
    if not is_sqlite():
        for table in ("contact", "tag"):
            last = f"SELECT max(id) FROM {table}"
            await rows(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), ({last}))")


def contact(id_: int, name: str, **also: Any) -> Row:
    """A row of a person."""
    made = {"created_by": AUTHOR.user_id, "created_at": NEWEST, "updated_at": NEWEST}
    return {"id": id_, "name": name, "search_text": f" {fold(name)} ", **made, **also}


def sourced(id_: int, **values: Any) -> Row:
    """A row of what a person has."""
    return {"contact_id": id_, **_SOURCED, **values}


def entry(id_: int, kind: str, minutes_ago: int = 0, **also: Any) -> Row:
    """A row of somebody's timeline."""
    moment = NEWEST - timedelta(minutes=minutes_ago)
    said = {"user_id": AUTHOR.user_id, "origin": "person", "text": "What was said, in a sentence or two."}
    return {"contact_id": id_, "kind": kind, "occurred_at": moment, "recorded_at": moment, **said, **also}


def _tag(number: int) -> Row:
    return {"id": number + 1, "name": f"tag{number}", "folded": f"tag{number}"}


def _people(id_: int) -> Iterator[Row]:
    yield contact(
        id_, f"Person{id_} Family{id_ % 5000}", headline=f"Headline {id_}", location=f"City {id_ % 300}"
    )


def _emails(id_: int) -> Iterator[Row]:
    for position, address in enumerate((f"person{id_}@example.com", f"p{id_}@example.org")):
        yield sourced(id_, address=address, normalised=address, claim=address, kind="work", position=position)


def _phones(id_: int) -> Iterator[Row]:
    yield sourced(id_, number=f"+4930{1_000_000 + id_}", kind="work")


def _positions(id_: int) -> Iterator[Row]:
    yield sourced(id_, company=f"Company {id_ % COMPANIES}", title=f"Title {id_ % 100}")


def _profiles(id_: int) -> Iterator[Row]:
    url = f"https://linkedin.com/in/person-{id_}"
    yield sourced(id_, network="linkedin", url=url, claim=url)


def _skills(id_: int) -> Iterator[Row]:
    for skill in (f"Skill {id_ % 50}", f"Craft {id_ % 71}"):
        yield sourced(id_, name=skill, folded=of_skill(skill), kind="technical")


def _tags(id_: int) -> Iterator[Row]:
    for tag_id in (id_ % TAGS + 1, (id_ + 7) % TAGS + 1):
        yield sourced(id_, tag_id=tag_id)


def _sources(id_: int) -> Iterator[Row]:
    for field in ("name", "headline", "location"):
        yield sourced(id_, field=field)


def _entries(id_: int) -> Iterator[Row]:
    yield entry(id_, "note")


_PARTS: dict[type[Model], Any] = {
    models.Contact: _people,
    models.ContactEmail: _emails,
    models.ContactPhone: _phones,
    models.ContactPosition: _positions,
    models.ContactProfile: _profiles,
    models.ContactSkill: _skills,
    models.ContactTag: _tags,
    models.FieldSource: _sources,
    models.TimelineEntry: _entries,
}
