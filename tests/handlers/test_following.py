"""Following: channels and people hear what happens, once, together, and nothing that is not for them."""

from datetime import UTC, datetime, timedelta

import pytest

from crm import contacts, following, lists, timeline
from crm.lists import people as lists_people
from crm.profile import editing, reading
from crm.types import Author, Contact, ContactDraft, ListDraft, News
from storage.models import Contact as ContactRow
from storage.models import FollowedEntry, TimelineEntry
from tests.bots import Team
from tests.crm.profile.forms import Form


async def jane(team: Team) -> Contact:
    return await contacts.add(
        team.tenant,
        Author(team.ada.id),
        ContactDraft(name="Jane Doe", email="jane@example.com", tags=("go",)),
    )


async def time_has_come() -> None:
    """Instead of waiting for a minute."""
    await FollowedEntry.filter().update(due_at=datetime.now(UTC) - timedelta(seconds=1))


async def note(team: Team, contact: Contact, text: str, audience: str = "") -> int:
    entry = await timeline.record(
        team.tenant, Author(team.ben.id), contact.id, "note", text=text, audience=audience
    )
    return entry.id


async def test_a_channel_hears_of_everybody_with_a_tag_several_things_as_one(team: Team) -> None:
    contact = await jane(team)
    await team.ada.slash("/contacts follow tag:go", channel="recruiting")
    await team.ada.sees("Ada Okafor has this channel follow everybody with the tag go", within="recruiting")
    await team.ada.slash("/contacts follow tag:GO", channel="recruiting")
    await team.ada.sees("This channel follows go already", within="recruiting")
    await team.ada.slash("/contacts follow", channel="recruiting")
    await team.ada.sees("This channel follows:", within="recruiting")

    ben = Author(team.ben.id)
    await (await Form.opened(team.tenant, contact.id, "email")).save(ben, address="new@example.com")
    (*_, added) = (await reading.whole(team.tenant, contact.id)).items["email"]
    await editing.make_primary(team.tenant, ben, contact.id, "email", added.id)
    await (await Form.opened(team.tenant, contact.id)).save(ben, headline="Welder")
    await note(team, contact, "Wants to talk in May")
    await team.ada.does_not_see("Wants to talk in May", within="recruiting")
    await time_has_come()
    told = await team.slack.person("ada", patience=20).sees_message(
        "Wants to talk in May", within="recruiting"
    )
    assert "; changed e-mail, primary e-mail address" in team.ada.screen(told)
    assert "Ben Lindqvist added headline: Welder" in team.ada.screen(told)
    assert "example.com" not in team.ada.screen(told)
    assert team.ada.screen("recruiting").count("Wants to talk in May") == 1
    await team.ada.click("Jane Doe", within=told)
    await team.ada.sees("new@example.com", within="recruiting")

    await team.ada.slash("/contacts unfollow tag:go", channel="recruiting")
    await team.ada.sees("go is no longer followed here", within="recruiting")
    await note(team, contact, "Nobody hears this")
    assert await FollowedEntry.all().count() == 0


async def test_a_channel_hears_of_everybody_on_a_list(team: Team) -> None:
    contact = await jane(team)
    bo = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Bo Li"))
    alumni = await lists.create(team.tenant, Author(team.ada.id), ListDraft("Our alumni"))
    await lists_people.add_people(team.tenant, Author(team.ada.id), alumni.id, [contact.id])
    await team.ada.slash("/contacts follow list:nobody", channel="recruiting")
    await team.ada.sees("There is no list nobody", within="recruiting")
    await team.ada.slash('/contacts follow list:"our Alumni"', channel="recruiting")
    await team.ada.sees("has this channel follow everybody on the list Our alumni", within="recruiting")
    await team.ada.slash("/contacts follow", channel="recruiting")
    await team.ada.sees("list Our alumni", within="recruiting")

    await note(team, contact, "Moves to Berlin")
    await note(team, bo, "Is on no list")
    await time_has_come()
    await team.slack.person("ada", patience=20).sees("Moves to Berlin", within="recruiting")
    await team.ada.does_not_see("Is on no list", within="recruiting")
    await team.ada.slash("/contacts unfollow list:our alumni", channel="recruiting")
    await team.ada.sees("Our alumni is no longer followed here", within="recruiting")


async def test_who_follows_hears_by_direct_message_but_not_of_what_they_did_themselves(team: Team) -> None:
    contact = await jane(team)
    await team.ada.slash("/contacts follow jane", channel="Roster")
    await team.ada.sees("You follow Jane Doe now", within="Roster")
    await timeline.add_note(team.tenant, Author(team.ada.id), contact.id, "Ada's own")
    assert await FollowedEntry.all().count() == 0
    await note(team, contact, "Ben was here")
    await time_has_come()
    await team.slack.person("ada", patience=20).sees("Ben was here", within="Roster")
    await team.ada.slash("/contacts follow", channel="Roster")
    await team.ada.sees("You follow:", within="Roster")


async def test_the_form_has_channels_and_oneself_follow(team: Team) -> None:
    contact = await jane(team)
    target = following.contact(contact.id, contact.name)
    await following.follow(team.tenant, Author(team.ada.id), team.slack.channel_id("general"), target)
    await team.ada.slash("/contact jane", channel="recruiting")
    card = await team.ada.sees_message("Jane Doe", within="recruiting")
    await team.ada.click("Timeline", within=card)
    await team.ada.click("Follow", within="modal")
    await team.ada.sees_modal("Follow")
    await team.ada.sees("general", within="modal")
    await team.ada.choose("What happens with this person", "Tell me by direct message")
    await team.ada.choose("Tell channels", "recruiting")
    await team.ada.submit()
    await team.ada.sees("Saved: who hears of Jane Doe", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    assert set(await following.followers(team.tenant, target)) == {
        team.ada.id,
        team.slack.channel_id("recruiting"),
    }
    await team.ada.sees("has this channel follow Jane Doe", within="recruiting")

    await team.ada.click("Timeline", within=card)
    await team.ada.click("Follow", within="modal")
    await team.ada.sees("recruiting", within="modal")
    await team.ada.choose("Tell channels", "recruiting", "sourcing")
    await team.ada.submit()
    await team.ada.sees("Roster is not in that channel", within="modal")


async def test_nothing_is_told_where_it_must_not_be_seen(team: Team) -> None:
    contact = await jane(team)
    target = following.contact(contact.id, contact.name)
    general, recruiting = team.slack.channel_id("general"), team.slack.channel_id("recruiting")
    mei, gwen = team.slack.person("mei").id, team.slack.person("gwen").id
    for follower in (general, recruiting, mei, gwen, team.ada.id):
        await following.follow(team.tenant, Author(team.ada.id), follower, target)
    await note(team, contact, "for the members of general", audience=general)
    await note(team, contact, "for Ada alone", audience=team.ada.id)
    made_private = await note(team, contact, "made private meanwhile")
    gone = await note(team, contact, "deleted meanwhile")
    await note(team, contact, "for everybody")
    await TimelineEntry.filter(id=made_private).update(audience=team.ben.id)
    await TimelineEntry.filter(id=gone).update(deleted_at=datetime.now(UTC))
    await time_has_come()

    for name, where in (
        ("ada", "general"),
        ("ada", "recruiting"),
        ("mei", "Roster"),
        ("gwen", "Roster"),
        ("ada", "Roster"),
    ):
        person = team.slack.person(name, patience=20)
        await person.sees("for everybody", within=where)
        shown = person.screen(where)
        assert ("for the members of general" in shown) == (
            (name, where) in {("ada", "general"), ("mei", "Roster"), ("ada", "Roster")}
        )
        assert ("for Ada alone" in shown) == ((name, where) == ("ada", "Roster"))
        assert "meanwhile" not in shown


async def test_nobody_is_told_of_who_was_deleted_meanwhile(team: Team) -> None:
    contact = await jane(team)
    await following.follow(
        team.tenant,
        Author(team.ada.id),
        team.slack.channel_id("general"),
        following.contact(contact.id, "Jane"),
    )
    await note(team, contact, "Too late")
    await ContactRow.filter().update(state="deleted")
    await time_has_come()
    now = datetime.now(UTC)
    while await following.any_due(now):
        assert [news.items for news in await following.due(now)] in ([()], [])
    await team.ada.does_not_see("Too late", within="general")


async def test_news_that_two_replicas_take_is_told_once(team: Team) -> None:
    contact = await jane(team)
    await following.follow(
        team.tenant,
        Author(team.ada.id),
        team.slack.channel_id("general"),
        following.contact(contact.id, "Jane"),
    )
    await note(team, contact, "Once")
    told: list[str] = []

    async def taken(by: str, news: News) -> None:
        async def say() -> None:
            told.append(by)

        await following.tell_once(news, say)

    now = datetime.now(UTC) + timedelta(minutes=2)
    (first,), (second,) = await following.due(now), await following.due(now)

    async def killed() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await following.tell_once(first, killed)
    await taken("one", first)
    await taken("the other", second)
    assert told == ["one"]
    assert not await following.any_due(now)


async def test_an_import_of_many_is_one_line(team: Team) -> None:
    await jane(team)
    await team.ben.slash("/contacts follow tag:go", channel="general")
    await team.ben.sees("has this channel follow", within="general")
    rows = "\n".join(f"Person {each},p{each}@example.com,go" for each in range(120))
    await team.ada.upload("people.csv", f"Name,E-mail,Tags\n{rows}".encode(), "recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.slack.person("ben", patience=30).sees(
        "Ada Okafor imported 120 people that you follow from people.csv", within="general"
    )
    assert await FollowedEntry.all().count() == 0
    assert team.ben.screen("general").count("people.csv") == 1
