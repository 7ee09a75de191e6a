"""Whatever Slack answers, and whoever is killed when: what is to be said is said, and said once."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from crm import effects, inbox, outbox, rate_limits
from crm.types import OutboxMessage, Words
from storage.database import rows
from tests.bots import Team
from tests.crm.importing.files import TENANT
from tests.databases import BACKENDS
from tests.waiting import patiently
from workspace.faults import AnswerLost, Fault, Hangs, RateLimited, Says, ServerError

PEOPLE = b"Name,E-mail\nAda,ada@example.org\n"
BAD_DAYS: tuple[Fault, ...] = (
    RateLimited(1),
    ServerError(503),
    Hangs(0.3),
    Says("fatal_error"),
    AnswerLost(),
)


def each_on_one_database(faults: Sequence[Fault]) -> pytest.MarkDecorator:
    """They are Slack's: on the one database or the other, in turn."""
    return pytest.mark.parametrize(
        ("backend", "fault"),
        [
            pytest.param(backend, fault, id=f"{type(fault).__name__}-{backend}")
            for fault, backend in zip(faults, cycle(BACKENDS), strict=False)
        ],
        indirect=["backend"],
    )


async def seen(team: Team, text: str, channel: str) -> int:
    """How often that stands in the channel, a moment after it was first seen there."""
    patient = team.slack.person("ada", patience=15)
    await patient.sees(text, within=channel)
    await asyncio.sleep(1.0)
    return team.ada.screen(channel).count(text)


@each_on_one_database(BAD_DAYS)
async def test_a_message_stands_there_once_with_its_last_words_whatever_slack_answers(
    team: Team, fault: Fault
) -> None:
    team.slack.fails("chat.postMessage", fault)
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    assert await seen(team, "1 row, 2 columns", "recruiting") == 1
    team.slack.fails("chat.update", fault)
    await team.ada.click("Import", within="recruiting")
    assert await seen(team, "1 added, 0 updated, 0 unchanged, 0 rejected", "recruiting") == 1


async def test_a_message_that_a_killed_replica_had_posted_is_found_and_not_posted_again(team: Team) -> None:
    channel = team.slack.channel_id("recruiting")
    team.slack.fails("chat.postMessage", AnswerLost(), times=1)
    await outbox.put(team.tenant, "hello", channel, Words((), "Hello from before the kill"))
    assert await seen(team, "Hello from before the kill", "recruiting") == 1


async def test_what_is_found_posted_by_a_killed_replica_gets_the_words_put_since(team: Team) -> None:
    channel = team.slack.channel_id("recruiting")
    team.slack.fails("chat.postMessage", AnswerLost(), times=1)
    await outbox.put(team.tenant, "hello", channel, Words((), "Hello, half way"))
    await team.slack.has_failed("chat.postMessage")
    await outbox.put(team.tenant, "hello", channel, Words((), "Hello, done"))
    assert await seen(team, "Hello, done", "recruiting") == 1
    assert "Hello, half way" not in team.ada.screen("recruiting")


async def test_where_roster_may_not_post_it_tells_the_person_directly(team: Team) -> None:
    await outbox.put(team.tenant, "hello", "C-not-there", Words((), "Hello anyway"), fallback_id=team.ada.id)
    await team.ada.sees("Hello anyway", within="Roster")


async def test_an_answer_that_slack_does_not_take_comes_as_a_direct_message(team: Team) -> None:
    team.slack.fails("response_url", Says("fatal_error"), times=10)
    await team.ada.slash("/contact jane", channel="general")
    await team.slack.person("ada", patience=15).sees("Nobody found for jane", within="Roster")


async def test_new_messages_of_a_channel_keep_their_order(team: Team) -> None:
    channel = team.slack.channel_id("recruiting")
    team.slack.fails("chat.postMessage", RateLimited(1), times=1)
    for number in range(5):
        await outbox.put(team.tenant, f"hello-{number}", channel, Words((), f"Hello number {number}"))
    await team.ada.sees("Hello number 4", within="recruiting")
    said = team.ada.screen("recruiting")
    assert sorted(range(5), key=lambda number: said.index(f"Hello number {number}")) == list(range(5))


async def test_a_message_that_somebody_has_deleted_is_said_anew_where_there_is_more_to_say(
    team: Team,
) -> None:
    channel = team.slack.channel_id("recruiting")
    await outbox.put(team.tenant, "hello", channel, Words((), "Half of it is done"))
    await team.ada.sees("Half of it is done", within="recruiting")
    team.slack.fails("chat.update", Says("message_not_found"))
    await outbox.put(team.tenant, "hello", channel, Words((), "All of it is done"))
    assert await seen(team, "All of it is done", "recruiting") == 1


async def test_an_edit_waits_also_where_the_words_before_it_are_just_being_said(database: str) -> None:
    await outbox.put(TENANT, "hello", "C1", Words((), "one"))
    (one,) = await outbox.take_due("roster-me")
    await outbox.put(TENANT, "hello", "C1", Words((), "two"), seconds_apart=60.0)
    await outbox.said(one, "roster-me", "C1", "1.1")
    assert await outbox.take_due("roster-me") == []
    await outbox.put(TENANT, "hello", "C1", Words((), "three"))
    assert [each.words.text for each in await outbox.take_due("roster-me")] == ["three"]


async def test_an_edit_also_waits_after_one_that_slack_may_have_taken_without_an_answer(
    database: str,
) -> None:
    await outbox.put(TENANT, "hello", "C1", Words((), "one"))
    (one,) = await outbox.take_due("roster-me")
    await outbox.said(one, "roster-me", "C1", "1.1")
    await outbox.put(TENANT, "hello", "C1", Words((), "two"))
    (two,) = await outbox.take_due("roster-me")
    await outbox.put_off(two, "roster-me", 3.0, "TimeoutError", may_stand=True)
    await outbox.put(TENANT, "hello", "C1", Words((), "three"), seconds_apart=3.0)
    assert await outbox.take_due("roster-me") == []


async def test_of_two_replicas_that_say_it_at_the_same_moment_the_later_takes_its_own_away(
    database: str,
) -> None:
    await outbox.put(TENANT, "hello", "C1", Words((), "Hello"))
    (late,) = await outbox.take_due("roster-late")
    await outbox.free_stranded("roster-late", in_hand=set())
    (mine,) = await outbox.take_due("roster-me")
    await outbox.said(late, "roster-late", "C1", "1.1")
    await outbox.said(mine, "roster-me", "C1", "1.2")
    (double,) = await outbox.take_due("roster-me")
    assert double.is_double
    assert double.ts == "1.2"
    assert await rows("SELECT ts FROM message WHERE key = 'hello'") == [{"ts": "1.1"}]


async def test_where_slack_told_one_replica_to_wait_the_others_wait_too(team: Team) -> None:
    await rate_limits.pause(team.tenant, "slack:chat.postMessage", 3600.0)
    await outbox.put(team.tenant, "hello", team.slack.channel_id("recruiting"), Words((), "Hello"))
    async for attempt in patiently():
        with attempt:
            assert await rows("SELECT id FROM message WHERE owner = '' AND tries = 0 AND due_at > created_at")
    assert "chat.postMessage" not in {call.method for call in team.slack.inside.calls}


async def test_a_file_is_given_once_although_slacks_answer_is_lost(team: Team) -> None:
    team.slack.fails("files.completeUploadExternal", AnswerLost())
    await team.ada.upload("people.csv", b"Name,E-mail\nAda,no address\n", channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.slack.person("ada", patience=15).downloads("rejected-people.csv", within="recruiting")
    async for attempt in patiently():
        with attempt:
            assert await rows("SELECT id FROM message WHERE due_at IS NOT NULL") == []
    assert "Something went wrong" not in team.ada.screen()
    assert team.ada.screen("recruiting").count("[file rejected-people.csv") == 1


async def test_of_a_file_that_two_replicas_have_shared_the_later_is_left(team: Team) -> None:
    client = AsyncWebClient(team.slack.bot_token, team.slack.api_url)
    channel = team.slack.channel_id("recruiting")
    uploads = [
        await client.files_upload_v2(channel=channel, content=content, filename="rejected-people.csv")
        for content in ("earlier", "later")
    ]
    key = "upload:import:1:rejected-people.csv"
    assert await effects.replace(team.tenant, key, None, [each["file"]["id"] for each in uploads])
    await team.ada.upload("people.csv", b"Name,E-mail\nAda,no address\n", channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    async for attempt in patiently():
        with attempt:
            assert team.ada.screen("recruiting").count("[file rejected-people.csv") == 1
    assert await team.ada.downloads("rejected-people.csv", within="recruiting") == b"later"


@each_on_one_database(BAD_DAYS)
async def test_a_message_that_two_replicas_have_said_is_removed_once_whatever_slack_answers(
    team: Team, fault: Fault
) -> None:
    channel = team.slack.channel_id("recruiting")
    await outbox.put(team.tenant, "hello", channel, Words((), "Hello from both"))
    first = await team.ada.sees_message("Hello from both", within="recruiting")
    async for attempt in patiently():
        with attempt:
            assert await rows("SELECT ts FROM message") == [{"ts": first.ts}]
    late = await AsyncWebClient(team.slack.bot_token, team.slack.api_url).chat_postMessage(
        channel=channel, text="Hello from both"
    )
    team.slack.fails("chat.delete", fault)
    (row,) = await rows("SELECT id FROM message")
    taken_for_dead = OutboxMessage(
        id=row["id"],
        tenant=team.tenant,
        key="hello",
        version=1,
        channel_id=channel,
        thread_ts="",
        fallback_id="",
        words=Words((), "Hello from both"),
        ts="",
        tries=1,
        created_at=datetime.now(UTC),
    )
    await outbox.said(taken_for_dead, "a-late-one", channel, late["ts"])
    async for attempt in patiently():
        with attempt:
            assert await rows("SELECT key FROM message") == [{"key": "hello"}]
    assert [each.ts for each in team.slack.said_by_the_app()] == [first.ts]


@each_on_one_database([each for each in BAD_DAYS if not isinstance(each, Says)])
async def test_a_file_is_fetched_and_given_although_slack_does_not_take_it_at_first(
    team: Team, fault: Fault
) -> None:
    team.slack.fails("file_download", fault)
    await team.ada.upload("people.csv", b"Name,E-mail\nAda,no address\n", channel="recruiting")
    await team.slack.person("ada", patience=15).sees("1 row, 2 columns", within="recruiting")
    team.slack.fails("file_upload", fault)
    await team.ada.click("Import", within="recruiting")
    await team.slack.person("ada", patience=15).downloads("rejected-people.csv", within="recruiting")
    assert "Drop it again" not in team.ada.screen()
    assert team.ada.screen("recruiting").count("[file rejected-people.csv") == 1
    for method in ("file_download", "file_upload"):
        first, second = [call for call in team.slack.inside.calls if call.method == method]
        assert not isinstance(fault, RateLimited) or second.at - first.at >= fault.retry_after


async def test_the_longest_pause_counts_that_slack_asked_for(database: str) -> None:
    await rate_limits.pause(TENANT, "slack:chat.update", 3600.0)
    await rate_limits.pause(TENANT, "slack:chat.update", 1.0)
    assert await rate_limits.paused(TENANT, "slack:chat.update") > 60.0


async def test_an_answer_that_a_kill_cut_off_is_not_given_twice(team: Team) -> None:
    async with team.slack.holds_back() as held:
        await team.ada.says("jane", channel="Roster")
    (asked,) = held
    assert await team.slack.delivers(asked, f"{team.bot_address}/slack/events")
    await team.ada.sees("Nobody found for jane", within="Roster")
    assert await inbox.keep(team.tenant, "again", "event", asked.payload, "a-dead-one")
    await rows("UPDATE delivery SET owner = '' WHERE key = 'again'")
    async for attempt in patiently():
        with attempt:
            assert await rows("SELECT id FROM delivery WHERE due_at IS NOT NULL") == []
            assert await rows("SELECT id FROM message WHERE due_at IS NOT NULL") == []
    assert team.ada.screen("Roster").count("Nobody found") == 1
