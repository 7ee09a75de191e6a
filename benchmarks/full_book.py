"""A book of people who have much: 10 tags, 3 e-mails, 5 skills, and the busy ones 20 activities, all to be searched."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.book import AT_ONCE, NEWEST, TENANT, contact, entry, ids_go_on, sourced
from benchmarks.databases import settled
from storage import bulk, models
from storage.database import is_sqlite, rows, transaction
from storage.folding import Profile, of_entry, of_profile

TAGS = 400
TAGS_EACH = 10
SKILLS = 300
SKILLS_EACH = 5
CITIES = 300
COMPANIES = 2_000
BUSY = 20
"""One in so many has as many activities, the others one."""
TITLES = (
    "Staff Engineer",
    "Principal Engineer",
    "Recruiter",
    "Account Manager",
    "Data Scientist",
    "Product Designer",
)
_SYLLABLES = ("ka", "ro", "mi", "ne", "lu", "ta", "so", "vi", "de", "ra", "jo", "pe", "al", "en", "ir", "os")

Row = dict[str, Any]


def name_of(number: int) -> str:
    chance = random.Random(number)
    return " ".join("".join(chance.choices(_SYLLABLES, k=length)).capitalize() for length in (2, 4))


async def fill(people: int) -> None:
    """So many, with the ids from 1 on."""
    async with transaction():
        tags = [
            {"id": number + 1, "name": f"tag{number}", "folded": f"tag{number}"} for number in range(TAGS)
        ]
        await bulk.insert(TENANT.key, models.Tag, tags)
    for first in range(0, people, AT_ONCE):
        ids = range(first + 1, min(first + AT_ONCE, people) + 1)
        async with transaction():
            await bulk.insert(TENANT.key, models.Contact, [_person(id_) for id_ in ids])
            await bulk.insert(TENANT.key, models.ContactEmail, _of(ids, _emails))
            await bulk.insert(TENANT.key, models.ContactPosition, _of(ids, _positions))
            await bulk.insert(TENANT.key, models.ContactSkill, _of(ids, _skills))
            await bulk.insert(TENANT.key, models.ContactTag, _of(ids, _tags))
            await bulk.insert(TENANT.key, models.TimelineEntry, _of(ids, _entries))
        words = {word.lower() for id_ in ids for word in name_of(id_).split()}
        await bulk.insert(
            TENANT.key,
            models.NameWord,
            [{"word": word, "reversed": word[::-1]} for word in words],
            conflict=("tenant", "word"),
        )
    await ids_go_on()
    await settled()
    if not is_sqlite():
        # What came last stands beside the index of words until somebody has cleaned up, which PostgreSQL does by itself.
        await rows("VACUUM ANALYZE")


def _of(ids: range, made: Any) -> Sequence[Row]:
    return [row for id_ in ids for row in made(id_)]


def _person(id_: int) -> Row:
    profile = Profile(
        name_of(id_),
        f"Number {id_}",
        f"City {id_ % CITIES}",
        [each["normalised"] for each in _emails(id_)],
        [f"Company {id_ % COMPANIES}"],
        [TITLES[id_ % len(TITLES)]],
        skill=[each["name"] for each in _skills(id_)],
    )
    return contact(
        id_,
        profile.name,
        headline=profile.headline,
        location=profile.location,
        search_text=of_profile(profile),
        created_at=NEWEST - timedelta(minutes=id_ % 500_000),
        last_activity_at=None if id_ % 7 == 0 else NEWEST - timedelta(minutes=_ago(id_)),
    )


def _ago(id_: int) -> int:
    """Minutes since the last activity, up to a year."""
    return id_ * 7_919 % 525_600


def _emails(id_: int) -> Iterator[Row]:
    for position, host in enumerate(("example.com", "example.org", "mail.example")):
        address = f"person{id_}@{host}"
        yield sourced(id_, address=address, normalised=address, claim=address, kind="work", position=position)


def _positions(id_: int) -> Iterator[Row]:
    yield sourced(id_, company=f"Company {id_ % COMPANIES}", title=TITLES[id_ % len(TITLES)])


def _skills(id_: int) -> Iterator[Row]:
    for number in {(id_ * 13 + each * 61) % SKILLS for each in range(SKILLS_EACH)}:
        yield sourced(id_, name=f"skill{number}", folded=f"skill{number}", kind="technical")


def _tags(id_: int) -> Iterator[Row]:
    for number in {(id_ * 31 + each * 37) % TAGS for each in range(TAGS_EACH)}:
        yield sourced(id_, tag_id=number + 1)


def _entries(id_: int) -> Iterator[Row]:
    for number in range(BUSY if id_ % BUSY == 0 else 1):
        text = f"Would relocate to city {id_ % CITIES} for the right team" if number == 0 else ""
        kind = "note" if number == 0 else "call"
        yield entry(id_, kind, _ago(id_) + number * 10_000, text=text, search_text=of_entry(text))
