"""Dynamic lists are what their queries find, whatever happens and whoever is cut off when."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import lists, tag_book, timeline
from crm.bin import delete, restore
from crm.errors import ContactNotFound, UserError
from crm.lists import keeping
from crm.lists.people import add_people, remove_people
from crm.merging import merge, standing, unmerge
from crm.tags import set_tags
from storage import database as storage_database
from storage import models
from storage.queries import changes
from tests.crm.lists.book import ADA, TENANT, asked_anew, made, on, person, settled
from tests.crm.profile.forms import Form

QUERIES = (
    "tag:go",
    "-tag:go location:berlin",
    "tag:(go,rust) OR list:hand",
    "list:first -list:hand",
    "doe has:note",
    "touched:<30d",
    "touched:never",
    "r*",
    "name:jane OR note:relocate",
    "-(tag:go OR tag:rust)",
)
TAGS = ("go", "rust")
STEPS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5), st.integers(0, 5)), max_size=25)


async def do(what: int, people: list[int], one: int, other: int) -> None:
    """One thing of many, to somebody who may be gone by now."""
    who, also = people[one % len(people)], people[other % len(people)]
    tags = (TAGS[other % 2],)
    hand = await lists.named(TENANT, "hand")
    assert hand
    match what:
        case 0:
            await set_tags(TENANT, ADA, who, (), tags)
        case 1:
            await set_tags(TENANT, ADA, who, tags, ())
        case 2:
            await timeline.add_note(TENANT, ADA, who, "would relocate" if other % 2 else "called back")
        case 3:
            await (await Form.opened(TENANT, who)).save(ADA, location=("Berlin", "Oslo", "")[other % 3])
        case 4:
            await (await Form.opened(TENANT, who)).save(ADA, name=("Jane Doe", "Bo Lin")[other % 2])
        case 5:
            await delete(TENANT, ADA, who)
        case 6:
            await restore(TENANT, ADA, who)
        case 7 if who != also:
            await merge(TENANT, ADA, who, also)
        case 8:
            for each in await standing(TENANT, who):
                await unmerge(TENANT, ADA, each.id)
        case 9:
            await add_people(TENANT, ADA, hand.id, [who])
        case 10:
            await remove_people(TENANT, ADA, hand.id, [who])
        case 11:
            people.append(await person("Di Roe", *tags))


async def emptied() -> None:
    for model in (models.ListMember, models.PeopleList, models.ChangedContact, models.Merge, models.Contact):
        await model.all().delete()
    await models.Tag.all().delete()


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    steps=STEPS,
    queries=st.lists(st.sampled_from(QUERIES), min_size=1, max_size=4),
    looks=st.sets(st.integers(0, 24)),
)
def test_whatever_happens_a_list_is_what_its_query_finds(
    database: str, steps: list[tuple[int, int, int]], queries: list[str], looks: set[int]
) -> None:
    asyncio.get_event_loop()


async def whatever_happens(seed: int) -> None:
    """Some things to some people, between which the lists are looked at now and then."""
    chance = Random(seed)
    people = [
        await person(name, *tags) for name, *tags in (("Jane Doe", "go"), ("Bo Lin", "rust"), ("Ru Doe",))
    ]
    await made("Hand")
    kept = [await made("First", chance.choice(("tag:go", "-tag:rust")))]
    for number in range(25):
        try:
            await do(chance.randrange(12), people, chance.randrange(6), chance.randrange(6))
        except (ContactNotFound, UserError):
            continue  # they are gone, or are one: nothing has changed
        if number % 6 == 0:
            kept.append(await made(f"List {number}", chance.choice(QUERIES)))
        if chance.random() < 0.2:
            await lists.set_query(TENANT, ADA, kept[0].id, chance.choice(("tag:go", "tag:rust")), "UTC")
        if chance.random() < 0.3:
            await settled()
    await settled()
    for each in kept:
        assert await on(each.id) == await asked_anew(each.id), (seed, each.name, each.query)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_a_list_is_what_its_query_finds_(database: str, seed: int) -> None:
    await whatever_happens(seed)
