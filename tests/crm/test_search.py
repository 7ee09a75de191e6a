"""A person is found by what somebody remembers of them."""

import pytest

from crm import contacts, search
from crm.types import Author, ContactDraft, Tenant
from tests.crm.profile.forms import Form

TENANT = Tenant("T1")
ADA = Author("U1")


async def people(*names: str) -> None:
    for name in names:
        await contacts.add(TENANT, ADA, ContactDraft(name=name))


async def names(text: str) -> list[str]:
    return [each.name for each in (await search.find(TENANT, text)).contacts]


async def test_accents_case_and_the_order_of_words_make_no_difference(database: str) -> None:
    await people("Zoë Ängström", "Łukasz Wiśniewski", "陈伟", "Олена Коваль", "Siobhán O'Neill")
    for typed, found in {
        "zoe angstrom": "Zoë Ängström",
        "ANGSTROM ZOE": "Zoë Ängström",
        "zoë äng": "Zoë Ängström",
        "lukasz": "Łukasz Wiśniewski",
        "陈伟": "陈伟",
        "koval": "Олена Коваль",
        "o'neill": "Siobhán O'Neill",
    }.items():
        assert await names(typed) == [found], typed


TYPOS = sorted(
    {
        *("margarethe"[:i] + "margarethe"[i + 1 :] for i in range(10)),
        *("margarethe"[:i] + "q" + "margarethe"[i:] for i in range(11)),
        *("margarethe"[:i] + "q" + "margarethe"[i + 1 :] for i in range(10)),
        *("margarethe"[:i] + "margarethe"[i + 1] + "margarethe"[i] + "margarethe"[i + 2 :] for i in range(9)),
    }
)
"""One letter missing, surplus, wrong, or two swapped, at every place."""


async def test_one_typo_anywhere_is_forgiven(database: str) -> None:
    await people("Margarethe Quist", "Jane Doe")
    missed = [typo for typo in TYPOS if await names(f"{typo} quist") != ["Margarethe Quist"]]
    assert missed == []


@pytest.mark.parametrize("typed", ["bo", "li", "li bo", "Bo Li", "b"])
async def test_short_names_are_found(database: str, typed: str) -> None:
    await people("Bo Li", "Jane Doe")
    assert await names(typed) == ["Bo Li"]


async def test_a_whole_name_means_that_person_and_a_part_all_who_share_it(database: str) -> None:
    await people("Jane Doe", "Jane Doerr", "Jane Roe")
    assert await names("doe jane") == ["Jane Doe"]
    assert set(await names("jane")) == {"Jane Doe", "Jane Doerr", "Jane Roe"}


async def test_other_words_find_too(database: str) -> None:
    draft = ContactDraft(
        name="Jane Doe", headline="Kubernetes", company="Halden", email="jd@example.com", location="Köln"
    )
    await contacts.add(TENANT, ADA, draft)
    for typed in ("kubernetes", "halden", "jane koln", "jd@example", "kube hald"):
        assert await names(typed) == ["Jane Doe"], typed


async def test_who_changes_their_name_is_found_by_the_new_one_only(database: str) -> None:
    jane = await contacts.add(TENANT, ADA, ContactDraft(name="Jane Doe"))
    await (await Form.opened(TENANT, jane.id)).save(ADA, name="Jane Quist")
    assert await names("quist") == ["Jane Quist"]
    assert await names("doe") == []


async def test_an_identity_finds_exactly_who_has_it(database: str) -> None:
    await contacts.add(
        TENANT,
        ADA,
        ContactDraft(
            name="Jane", email="jane@example.com", phone="+49 30 1234567", profile_url="github.com/jane"
        ),
    )
    await people("jane at example com")
    for typed in ("JANE@example.com", "0049301234567", "+49 (0)30 1234567", "https://github.com/Jane/"):
        found = await search.find(TENANT, typed, default_region="DE")
        assert [each.name for each in found.contacts] == ["Jane"]
        assert found.exact
    assert await names("nobody@example.com") == []


async def test_many_namesakes_are_bounded_and_counted(database: str) -> None:
    await people(*(f"Jane Doe {number}" for number in range(30)))
    found = await search.find(TENANT, "jane doe")
    assert len(found.contacts) == 10
    assert found.more


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", "'; DROP TABLE contact; --", "% _", '" OR ""', "\x00", "a" * 5000]
)
async def test_whatever_is_typed_is_only_looked_for(database: str, typed: str) -> None:
    await people("Jane Doe")
    assert await names(typed) == []
    assert await names("jane") == ["Jane Doe"]
