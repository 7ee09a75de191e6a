"""Adding, finding, reading and changing people, as a recruiter does it."""

from tests.bots import Team
from tests.databases import on_one_database

JANE = {
    "Name": "Jane Doe",
    "Headline": "Staff engineer, databases",
    "Location": "Berlin",
    "E-mail": "jane@example.com",
    "Phone": "+49 30 1234567",
    "Company": "Halden Robotics",
    "Title": "Staff Engineer",
    "Profile link": "https://de.linkedin.com/in/Jane-Doe/?trk=x",
}


async def add(team: Team, **fields: str) -> None:
    """Among colleagues: a guest reads along in the other channel."""
    await team.ada.slash("/contact add", channel="general")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(**fields)
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.closes_modal()


async def test_a_person_is_added_by_a_form_and_the_card_is_posted(team: Team) -> None:
    await add(team, **JANE, Note="Met at a meetup")

    card = await team.ben.sees_message("Jane Doe", within="general")
    for shown in (
        "Staff engineer, databases",
        "Staff Engineer at Halden Robotics",
        "Berlin",
        "jane@example.com",
        "+49 30 1234567",
        "linkedin.com/in/jane-doe",
        "Last activity: 📝 note",
        "Edit",
        "Log activity",
        "Timeline",
    ):
        await team.ben.sees(shown, within=card)


@on_one_database
async def test_a_bad_email_and_a_bad_phone_are_said_under_their_fields(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Jane", **{"E-mail": "jane@", "Phone": "12"})
    await team.ada.submit()

    await team.ada.sees_error("E-mail", "does not look like an e-mail address")
    await team.ada.sees_error("Phone", "phone number")


@on_one_database
async def test_an_over_long_name_is_a_field_error(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="J" * 201)
    await team.ada.submit()

    await team.ada.sees_error("Name", "at most 200 characters")


@on_one_database
async def test_who_closes_the_form_meanwhile_is_told_that_it_was_not_saved_and_what_was_typed(
    team: Team,
) -> None:
    await add(team, **JANE)
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="J. Doe", Location="Potsdam", **{"E-mail": "JANE@Example.com"})
    async with team.slack.holds_back() as held:
        await team.ada.submit()
    assert team.ada.modal is None
    assert await team.slack.delivers(held[0], f"{team.bot_address}/slack/events")

    await team.ada.sees("already belongs to Jane Doe. Nothing was saved.", within="Roster")
    await team.ada.sees("Location: Potsdam", within="Roster")


@on_one_database
async def test_who_closes_the_form_before_an_edit_conflict_is_told_that_it_was_not_saved(team: Team) -> None:
    await add(team, **JANE)
    for person in (team.ada, team.ben):
        await person.slash("/contact jane", channel="general")
        await person.click("Edit", within="general")
        await person.sees_modal("Profile")
        await person.click("Edit", within="modal", beside="Basic")
        await person.sees_modal("Basic")
    await team.ben.fill(Location="Hamburg")
    await team.ben.submit()
    await team.ben.sees("Saved: Hamburg", within="modal")
    await team.ada.fill(Location="Potsdam")
    async with team.slack.holds_back() as held:
        await team.ada.submit()
    assert team.ada.modal is None
    assert await team.slack.delivers(held[0], f"{team.bot_address}/slack/events")

    await team.ada.sees("Somebody else changed this person while you were editing.", within="Roster")
    await team.ada.sees("Location: Potsdam", within="Roster")


async def test_an_email_that_somebody_has_says_whose_it_is_and_keeps_what_was_typed(team: Team) -> None:
    await add(team, **JANE)
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="J. Doe", Location="Potsdam", **{"E-mail": "JANE@Example.com"})
    await team.ada.submit()

    await team.ada.sees("already belongs to Jane Doe")
    await team.ada.sees("Potsdam", within="modal")
    await team.ada.click("Open card")
    await team.ada.sees("Staff Engineer at Halden Robotics", within="modal")


@on_one_database
async def test_whose_it_is_stays_in_the_form_while_a_link_is_typed(team: Team) -> None:
    await add(team, **JANE)
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="J.", **{"E-mail": "jane@example.com"})
    await team.ada.submit()
    await team.ada.sees("already belongs to Jane Doe")
    await team.ada.fill({"Save anyway, because": "They share it"}, Profile_link="linkedin.com/in/joan-roe")
    await team.ada.sees("Name from the link: Joan Roe", within="modal")
    await team.ada.sees("already belongs to Jane Doe", within="modal")
    await team.ada.click("Take it")
    await team.ada.stops_seeing("Name from the link", within="modal")
    await team.ada.sees("already belongs to Jane Doe", within="modal")
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.sees("Joan Roe", within="modal")


async def test_one_match_shows_the_card_to_who_asked_only(team: Team) -> None:
    await add(team, **JANE)
    for typed in (
        "jane doe",
        "DOE jane",
        "jnae doe",
        "jane@example.com",
        "+49 30 1234567",
        "linkedin.com/in/jane-doe",
    ):
        await team.ada.slash(f"/contact {typed}", channel="recruiting")
        await team.ada.sees("Staff Engineer at Halden Robotics", within="recruiting")
    await team.ben.does_not_see("Halden", within="recruiting")


async def test_several_matches_are_a_short_list_to_pick_from(team: Team) -> None:
    await add(team, **JANE)
    await add(team, Name="Jane Roe", Location="Hamburg")
    await team.ada.slash("/contact jane", channel="general")
    await team.ada.sees("2 people")
    await team.ada.click("Open", within="general", beside="Hamburg")
    await team.ada.sees("📍 Hamburg", within="general")


@on_one_database
async def test_nobody_found_offers_to_add_whom_was_looked_for(team: Team) -> None:
    await team.ada.slash("/contact nora@example.com", channel="general")
    await team.ada.sees("Nobody found for nora@example.com")
    await team.ada.click("Add a person", within="general")
    modal = await team.ada.sees_modal("Add a person")
    assert "nora@example.com" in modal.text


async def test_names_are_found_without_their_accents(team: Team) -> None:
    await add(team, Name="Zoë Ängström", Location="Stockholm")
    await team.ada.slash("/contact angstrom zoe", channel="general")
    await team.ada.sees("Stockholm", within="general")


@on_one_database
async def test_the_shortcut_opens_the_form(team: Team) -> None:
    await team.ada.shortcut("Add contact")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Mei Lin")
    await team.ada.submit()
    await team.ada.sees("direct messages with Roster", within="modal")
    await team.ada.sees("Mei Lin", within="Roster")


@on_one_database
async def test_what_is_typed_behind_add_is_filled_in(team: Team) -> None:
    await team.ada.slash("/contact add nora@example.com", channel="general")
    modal = await team.ada.sees_modal("Add a person")
    assert "nora@example.com" in modal.text
