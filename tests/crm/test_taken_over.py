"""What a replica had in hand when it was taken for dead, or when the database went away: done by another, and not twice."""

import pytest

from crm import effects, inbox, outbox
from crm.types import Author, OutboxMessage, Tenant, Words
from storage.database import rows
from storage.queries import deliveries, messages

TENANT = Tenant("T1")
ADA = Author("U1")
LATE, OTHER = "roster-late", "roster-other"


async def due(replica: str) -> list[OutboxMessage]:
    return list(await outbox.take_due(replica))


async def says(replica: str) -> str:
    """What is due is said by it; returns its words."""
    [message] = await due(replica)
    await outbox.said(message, replica, "C1", "1.1")
    return message.words.text


async def test_older_words_of_one_who_is_late_are_followed_by_the_newest(database: str) -> None:
    await outbox.put(TENANT, "hello", "C1", Words((), "first"))
    assert await says(OTHER) == "first"
    await outbox.put(TENANT, "hello", "C1", Words((), "second"))
    [late] = await due(LATE)
    await messages.release(LATE)
    await outbox.put(TENANT, "hello", "C1", Words((), "third"))
    assert await says(OTHER) == "third"
    assert await due(OTHER) == []
    await outbox.said(late, LATE, "C1", "1.1")
    assert await says(OTHER) == "third"
    assert await due(OTHER) == []


async def test_a_message_that_was_taken_and_got_lost_on_the_way_is_taken_again(database: str) -> None:
    await outbox.put(TENANT, "hello", "C1", Words((), "hello"))
    [taken] = await due(OTHER)
    await outbox.free_stranded(OTHER, {taken.id})
    assert await due(OTHER) == []
    await outbox.free_stranded(OTHER, ())
    assert [each.id for each in await due(OTHER)] == [taken.id]


async def test_what_was_kept_and_whose_ack_got_lost_is_done(database: str) -> None:
    kept = await inbox.keep(TENANT, "view:1", "submission", {"a": 1}, OTHER)
    assert kept is not None
    await inbox.free_stranded(OTHER, {(TENANT.key, "view:1")})
    assert await inbox.take_due(OTHER) == []
    await inbox.free_stranded(OTHER, ())
    assert [(each.id, each.body) for each in await inbox.take_due(OTHER)] == [(kept.id, {"a": 1})]


async def test_what_another_has_done_meanwhile_is_not_put_off(database: str) -> None:
    kept = await inbox.keep(TENANT, "view:1", "submission", {"a": 1}, LATE)
    assert kept is not None
    await deliveries.release(LATE)
    [taken] = await inbox.take_due(OTHER)
    await inbox.done(taken)
    assert await inbox.put_off(kept, LATE)
    assert await deliveries.held("") == {}


async def test_of_two_who_do_the_same_outside_one_counts(database: str) -> None:
    assert await effects.replace(TENANT, "upload", None, "F1")
    assert not await effects.replace(TENANT, "upload", None, "F2")
    assert await effects.result_of(TENANT, "upload") == "F1"
    assert await effects.replace(TENANT, "upload", "F1", "F2")
    assert await effects.result_of(TENANT, "upload") == "F2"


@pytest.mark.parametrize("backend", ["postgres"])
async def test_who_stands_still_in_a_transaction_keeps_nobody_waiting_for_long(database: str) -> None:
    [setting] = await rows("SHOW idle_in_transaction_session_timeout")
    assert setting == {"idle_in_transaction_session_timeout": "5s"}
