"""A profile is changed part by part, by several at a time, and nothing of it is lost."""

import pytest

from crm import contacts, timeline
from crm.errors import EditConflict, FieldErrors, IdentityTaken, ItemGone, UserError
from crm.profile import custom, editing, reading, suggestions
from crm.types import Author, Contact, ContactDraft, Tenant
from tests.crm.profile.forms import Form

TENANT = Tenant("T1", "E1")
ADA, BEN = Author("U1"), Author("U2")
JANE = ContactDraft(
    name="Jane Doe",
    headline="Engineer",
    email="Jane@Example.com",
    phone="+49 30 1234567",
    company="Halden",
    title="Staff",
    profile_url="github.com/Jane",
)


async def add_jane() -> Contact:
    return await contacts.add(TENANT, ADA, JANE)


async def lines(contact_id: int, part: str) -> list[str]:
    whole = await reading.whole(TENANT, contact_id)
    return [whole.parts[part].line(item.values) for item in whole.items[part]]


async def last_changes(contact_id: int) -> list[tuple[str, str, str]]:
    entry = (await timeline.page(TENANT, contact_id, ("updated",))).entries[0]
    return [(each["field"], each["before"], each["after"]) for each in entry.data["changes"]]


async def test_every_change_is_an_entry_with_before_after_and_who(database: str) -> None:
    jane = await add_jane()
    await (await Form.opened(TENANT, jane.id)).save(BEN, headline="Builder", location="Berlin")
    assert await last_changes(jane.id) == [("headline", "Engineer", "Builder"), ("location", "", "Berlin")]
    after = await contacts.get(TENANT, jane.id)
    assert (after.headline, after.sources["headline"].set_by, after.version) == ("Builder", "U2", 2)
    assert await (await Form.opened(TENANT, jane.id)).save(ADA) == ()
    assert (await contacts.get(TENANT, jane.id)).version == 2


async def test_different_fields_both_stay_and_the_same_one_clashes(database: str) -> None:
    jane = await add_jane()
    of_ada, of_ben = [await Form.opened(TENANT, jane.id) for _ in range(2)]
    await of_ada.save(ADA, headline="Ada's")
    await of_ben.save(BEN, location="Berlin")
    with pytest.raises(EditConflict) as clash:
        await of_ben.save(BEN, headline="Ben's", location="Leipzig")
    assert (clash.value.fields, clash.value.changed_by) == (("headline", "location"), "U2")
    assert clash.value.current["headline"] == "Ada's"
    assert await of_ben.save(BEN, headline="Ada's") == ()


async def test_addresses_are_added_changed_made_primary_and_removed(database: str) -> None:
    jane = await add_jane()
    await (await Form.opened(TENANT, jane.id, "email")).save(BEN, address="jane@halden.example", kind="work")
    assert await last_changes(jane.id) == [("email", "", "jane@halden.example (work)")]
    first, second = (await reading.whole(TENANT, jane.id)).items["email"]
    await editing.make_primary(TENANT, BEN, jane.id, "email", second.id)
    assert await lines(jane.id, "email") == ["jane@halden.example (work)", "Jane@Example.com"]
    form = await Form.opened(TENANT, jane.id, "email", first.id)
    await form.save(BEN, kind="personal")
    assert (await last_changes(jane.id))[-1] == ("email", "Jane@Example.com", "Jane@Example.com (personal)")
    assert await editing.remove(TENANT, BEN, jane.id, "email", first.id)
    assert await editing.remove(TENANT, BEN, jane.id, "email", first.id) == ()
    assert await lines(jane.id, "email") == ["jane@halden.example (work)"]
    with pytest.raises(ItemGone):
        await form.save(BEN, kind="work")
    # What was removed belongs to nobody again.
    await contacts.add(TENANT, ADA, ContactDraft(name="Other Jane", email="jane@example.com"))


async def test_an_address_of_somebody_else_or_twice_is_refused(database: str) -> None:
    jane = await add_jane()
    bo = await contacts.add(TENANT, ADA, ContactDraft(name="Bo Li", email="bo@example.com"))
    new = await Form.opened(TENANT, bo.id, "email")
    with pytest.raises(IdentityTaken) as taken:
        await new.save(ADA, address="JANE@example.com")
    assert taken.value.owner.id == jane.id
    with pytest.raises(UserError, match="has that e-mail address already"):
        await new.save(ADA, address="BO@example.com")
    with pytest.raises(UserError, match="has that phone number already"):
        await (await Form.opened(TENANT, jane.id, "phone")).save(ADA, number="+49 30 1234567")
    await (await Form.opened(TENANT, bo.id, "phone")).save(ADA, number="+49 30 1234567 ext. 5")
    assert await lines(bo.id, "phone") == ["+49 30 1234567 ext. 5 (work)"]


async def test_a_career_keeps_dates_as_exact_as_they_are_known(database: str) -> None:
    jane = await add_jane()
    new = await Form.opened(TENANT, jane.id, "position")
    await new.save(ADA, company="Brightwater", title="Engineer", started="2015", ended="Mar 2019")
    await new.save(ADA, company="Wexford", title="Lead", started="04/2024", is_current="yes")
    assert await lines(jane.id, "position") == [
        "Lead at Wexford, Apr 2024 to today",
        "Staff at Halden",
        "Engineer at Brightwater, 2015 to Mar 2019",
    ]
    for wrong, field in (
        ({"started": "soon"}, "started"),
        ({"company": "X", "started": "2020", "ended": "2019"}, "ended"),
        ({"company": "X", "started": "2020", "ended": "2021", "is_current": "yes"}, "is_current"),
        ({}, "company"),
    ):
        with pytest.raises(FieldErrors) as errors:
            await new.save(ADA, **wrong)
        assert set(errors.value.errors) == {field}


async def test_who_is_not_to_be_contacted_says_why(database: str) -> None:
    jane = await add_jane()
    form = await Form.opened(TENANT, jane.id, "contacting")
    with pytest.raises(FieldErrors):
        await form.save(BEN, do_not_contact="yes")
    await form.save(BEN, owner_id="U7", do_not_contact="yes", do_not_contact_reason="Asked us")
    after = await contacts.get(TENANT, jane.id)
    assert (after.owner_id, after.do_not_contact, after.do_not_contact_reason) == ("U7", True, "Asked us")
    assert after.sources["do_not_contact"].set_by == "U2"
    await (await Form.opened(TENANT, jane.id, "contacting")).save(ADA, do_not_contact="")
    after = await contacts.get(TENANT, jane.id)
    assert (after.owner_id, after.do_not_contact, after.do_not_contact_reason) == ("U7", False, "")


async def test_own_fields_are_kept_in_order_and_their_values_with_who(database: str) -> None:
    jane = await add_jane()
    await custom.add(TENANT, "Notice period", "choice", ["1 month", "3 months"])
    await custom.add(TENANT, "Salary", "number", [])
    with pytest.raises(UserError, match="called SALARY already"):
        await custom.add(TENANT, "SALARY", "text", [])
    notice, salary = await custom.fields(TENANT)
    await custom.move(TENANT, salary.id, -1)
    assert [field.label for field in await custom.fields(TENANT)] == ["Salary", "Notice period"]

    form = await Form.opened(TENANT, jane.id, "custom")
    with pytest.raises(FieldErrors):
        await form.save(ADA, **{custom.key_of(salary.id): "much"})
    await form.save(ADA, **{custom.key_of(salary.id): "70000", custom.key_of(notice.id): "3 months"})
    assert await last_changes(jane.id) == [("Salary", "", "70000"), ("Notice period", "", "3 months")]
    assert [each.value for each in (await contacts.get(TENANT, jane.id)).custom] == ["70000", "3 months"]

    await custom.archive(TENANT, salary.id)
    assert [each.label for each in (await contacts.get(TENANT, jane.id)).custom] == ["Notice period"]
    await custom.bring_back(TENANT, salary.id)
    assert [each.value for each in (await contacts.get(TENANT, jane.id)).custom] == ["70000", "3 months"]
    assert await custom.fields(Tenant("T2")) == ()


async def test_a_field_is_brought_back_only_where_there_is_room_for_it(database: str) -> None:
    for number in range(custom.MOST_FIELDS):
        await custom.add(TENANT, f"Field {number}", "text", [])
    first, second = (await custom.fields(TENANT))[:2]
    await custom.archive(TENANT, first.id)
    await custom.add(TENANT, "One more", "text", [])
    with pytest.raises(UserError, match="at most 40 fields; archive one first"):
        await custom.bring_back(TENANT, first.id)
    await custom.bring_back(TENANT, second.id)
    await custom.archive(TENANT, second.id)
    await custom.bring_back(TENANT, first.id)
    assert sum(not field.is_archived for field in await custom.fields(TENANT)) == custom.MOST_FIELDS


async def test_known_companies_and_skills_are_suggested_whatever_their_case(database: str) -> None:
    for number, company in enumerate(("Halden", "Halden", "halden", "Haber", "HALDEN Robotics", "Zeta")):
        await contacts.add(TENANT, ADA, ContactDraft(name=f"Person {number}", company=company))
    jane = await add_jane()
    for skill in ("Crème brûlée", "Go"):
        await (await Form.opened(TENANT, jane.id, "skill")).save(ADA, name=skill)
    found = await suggestions.companies(TENANT, "hal")
    assert [name.casefold() for name in found] == ["halden", "halden robotics"]
    assert await suggestions.companies(TENANT, "Z") == ("Zeta",)
    assert await suggestions.companies(TENANT, "%") == ()
    assert await suggestions.companies(Tenant("T2"), "h") == ()
    assert (await suggestions.skills(TENANT, "C"))[:3] == ("C", "C#", "C++")
    assert await suggestions.skills(TENANT, "creme b") == ("Crème brûlée",)
    assert await suggestions.skills(TENANT, "k8s") == ("Kubernetes",)
    assert (await suggestions.skills(TENANT, "golang"))[0] == "Go"
    assert await suggestions.skills(Tenant("T2"), "creme b") == ()


async def test_a_skill_is_kept_once_under_its_one_name(database: str) -> None:
    jane = await add_jane()
    for typed, kept in (("k8s", "Kubernetes"), ("Falconry", "Falconry"), ("team player", "Teamwork")):
        [change] = await (await Form.opened(TENANT, jane.id, "skill")).save(ADA, name=typed)
        assert change.after == kept
    for again in ("kubernetes", "K8S", "falconry"):
        with pytest.raises(UserError, match="has that skill already"):
            await (await Form.opened(TENANT, jane.id, "skill")).save(ADA, name=again)
