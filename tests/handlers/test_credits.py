"""Credits, as the people of a workspace and its admins see and change them."""

from datetime import timedelta

from crm.credits import correcting, holds, overview
from crm.types import Author, HoldState
from tests.bots import Team
from tests.waiting import patiently


async def granted(team: Team, amount: int) -> None:
    await correcting.grant(team.tenant, Author(team.ada.id), "first", amount, "Invoice 1")


async def spent_by_ben(team: Team, key: str, amount: int) -> None:
    hold = await holds.reserve(team.tenant, Author(team.ben.id), key, amount, f"run {key}")
    await holds.capture(team.tenant, hold.id, {"hunter": amount})


async def test_an_admin_grants_and_everybody_sees_what_there_is(team: Team) -> None:
    await team.ada.slash("/contacts credits")
    await team.ada.sees("0 credits left", within="modal")
    await team.ada.sees("Nothing yet.", within="modal")
    await team.ada.click("Grant", within="modal")
    await team.ada.fill(credits="0", why="Invoice 7")
    await team.ada.submit()
    await team.ada.sees_error("Credits", "Write a number between 1 and")
    await team.ada.fill(credits="100")
    await team.ada.submit()
    await team.ada.sees("100 granted.", within="modal")
    await team.ada.sees("100 credits left", within="modal")
    await team.ada.click("Grant", within="modal")
    await team.ada.fill(credits="-101", why="A slip")
    await team.ada.submit()
    await team.ada.sees("Only 100 credits can be taken back", within="modal")
    await team.ada.closes_modal(all_of_them=True)

    await spent_by_ben(team, "1", 16)
    await holds.reserve(team.tenant, Author(team.ben.id), "2", 2, "run 2")
    await team.ben.slash("/contacts credits")
    await team.ben.sees("82 credits left, 2 more held for what runs now", within="modal")
    await team.ben.sees(": 16 credits", within="modal")
    await team.ben.sees("By provider: hunter 16", within="modal")
    await team.ben.sees("spent 16 with hunter: run 1", within="modal")
    await team.ben.sees(": Invoice 7", within="modal")
    await team.ben.does_not_see("Set caps and prices", within="modal")
    await team.ben.does_not_see("Refund", within="modal")


async def test_an_admin_refunds_a_charge_and_says_why(team: Team) -> None:
    await granted(team, 30)
    await team.ada.slash("/contacts credits")
    await team.ada.click("Refund", within="modal")
    await team.ada.sees("Nothing was charged that could be given back.", within="modal")
    await team.ada.closes_modal(all_of_them=True)

    await spent_by_ben(team, "1", 16)
    [charge] = await overview.refundable(team.tenant)
    await team.ada.slash("/contacts credits")
    await team.ada.click("Refund", within="modal")
    await team.ada.choose(
        "Which charge", f"{charge.made_at:%d %b %H:%M} · 16 credits · Ben Lindqvist · run 1"
    )
    await team.ada.fill(why="It was somebody else")
    await team.ada.submit()
    await team.ada.sees("Given back.", within="modal")
    await team.ada.sees("30 credits left", within="modal")
    await team.ada.sees("gave back 16 with hunter: run 1 · It was somebody else", within="modal")
    await team.ada.click("Refund", within="modal")
    await team.ada.sees("Nothing was charged that could be given back.", within="modal")


async def test_an_admin_sets_prices_and_caps(team: Team) -> None:
    await granted(team, 30)
    await team.ada.slash("/contacts credits")
    await team.ada.sees("An enrichment that finds something costs 2.", within="modal")
    await team.ada.sees("Automatic enrichment in a month: at most 100, used 0.", within="modal")
    await team.ada.click("Set caps and prices", within="modal")
    await team.ada.choose("How an enrichment is charged", "A price for each kind of thing that it finds")
    await team.ada.fill(
        {
            "Phone numbers": "-1",
            "At most: each person in a day": "5",
            "Tell admins when fewer are left than": "40",
        }
    )
    await team.ada.submit()
    await team.ada.sees_error("Phone numbers", "Write a number of credits between 0 and")
    await team.ada.fill({"Phone numbers": "10", "At most: automatic enrichment in a month": None})
    await team.ada.submit()
    await team.ada.sees("Saved, for everybody in this workspace.", within="modal")
    await team.ada.sees(
        "costs 2 for e-mail addresses, 10 for phone numbers, 0 for anything else", within="modal"
    )
    await team.ada.sees("Each person in a day: at most 5, you have used 0.", within="modal")
    await team.ada.sees("Few are left.", within="modal")
    await team.ada.does_not_see("Automatic enrichment in a month", within="modal")


async def test_admins_are_told_once_that_few_are_left(team: Team) -> None:
    await granted(team, 30)
    await spent_by_ben(team, "1", 12)
    patient = team.slack.person("ada", patience=30)
    await patient.sees("Credits are running low: 18 are left.", within="Roster")
    await spent_by_ben(team, "2", 2)
    async for attempt in patiently():
        with attempt:
            assert await overview.low() == ()
    told = [each for each in team.slack.said_by_the_app() if "running low" in each.fields["text"]]
    assert len(told) == 1
    await team.ben.does_not_see("Credits are running low", within="Roster")


async def test_what_a_killed_run_has_held_comes_back_by_itself(team: Team) -> None:
    await granted(team, 30)
    late = timedelta(seconds=-1)
    hold = await holds.reserve(team.tenant, Author(team.ben.id), "1", 2, "run 1", lasts=late)
    async for attempt in patiently():
        with attempt:
            assert (await holds.get(team.tenant, hold.id)).state is HoldState.RELEASED
    await team.ben.slash("/contacts credits")
    await team.ben.sees("30 credits left", within="modal")
