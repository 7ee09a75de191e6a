"""What is to be said in Slack, kept until it is said. `bot.speaker` says it."""

from collections.abc import Container, Sequence
from datetime import UTC, datetime, timedelta

from crm.types import OutboxMessage, Tenant, Words
from storage import models
from storage.queries import messages as rows

KEPT = timedelta(days=30)
AT_ONCE = 20


async def put(
    tenant: Tenant,
    key: str,
    channel_id: str,
    words: Words,
    *,
    thread_ts: str = "",
    fallback_id: str = "",
    seconds_apart: float = 0.0,
) -> None:
    """Have it said, once for each key; later with the same key, have that message edited.

    An edit waits until `seconds_apart` have passed since the message was last said; only its newest words are said then.
    """
    await rows.put(
        tenant.key,
        key,
        channel_id=channel_id,
        thread_ts=thread_ts,
        fallback_id=fallback_id,
        blocks=words.blocks,
        text=words.text,
        now=datetime.now(UTC),
        apart=timedelta(seconds=seconds_apart),
    )


async def take_due(replica: str) -> Sequence[OutboxMessage]:
    """What is to be said now, for this replica alone, until it says how that went."""
    return [_message_of(row) for row in await rows.take_due(replica, datetime.now(UTC), AT_ONCE)]


async def free_stranded(replica: str, in_hand: Container[int]) -> None:
    """What is recorded as said by this replica, and is not in its hands (ids): the database went away in between."""
    if stranded := [id_ for id_ in await rows.held(replica) if id_ not in in_hand]:
        await rows.free(stranded, replica)


async def said(message: OutboxMessage, replica: str, channel_id: str, ts: str) -> None:
    """It stands there; or stood, where it was a double.

    Who was taken for dead meanwhile may have put older words in place of newer ones: then it is said once more. Where it
    has said what another replica has said too, its own is a double, and is to be removed.
    """
    now = datetime.now(UTC)
    tenant = message.tenant.key
    if message.is_double:
        await rows.forget(tenant, message.id)
        return
    if await rows.said(
        tenant, message.id, replica, message.version, ts, channel_id, now, is_new=not message.ts
    ):
        return
    there = await rows.get(tenant, message.key)
    if there and there.ts == ts:
        await rows.say_again(tenant, message.id, now)
    elif there and there.ts:
        await rows.put_double(tenant, channel_id, ts, now)


async def put_off(
    message: OutboxMessage, replica: str, seconds: float, problem: str = "", *, may_stand: bool
) -> None:
    """Slack does not take it just now. `may_stand`: it may have been taken all the same, so look before it is said again."""
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    tries = message.tries if may_stand else message.tries - 1
    await rows.put_off(message.tenant.key, message.id, replica, until, problem, tries)


async def refused(message: OutboxMessage, problem: str) -> bool:
    """Slack will never take it there. True where it is said in another place instead."""
    if message.fallback_id and not message.ts:
        await rows.redirect(message.tenant.key, message.id, message.fallback_id, datetime.now(UTC))
        return True
    await rows.give_up(message.tenant.key, message.id, problem)
    return False


async def gone(message: OutboxMessage) -> None:
    """Somebody has deleted it, and there is more to say: say it anew."""
    await rows.say_anew(message.tenant.key, message.id, datetime.now(UTC))


async def seconds_waited() -> float:
    """How long the oldest message is due that was not said, whoever's; 0.0 where there is none."""
    since = await rows.oldest_due()
    return max(0.0, (datetime.now(UTC) - since).total_seconds()) if since else 0.0


def _message_of(row: models.Message) -> OutboxMessage:
    return OutboxMessage(
        id=row.id,
        tenant=Tenant.of_key(row.tenant),
        key=row.key,
        version=row.wanted,
        channel_id=row.channel_id,
        thread_ts=row.thread_ts,
        fallback_id=row.fallback_id,
        words=Words(tuple(row.blocks), row.text),
        ts=row.ts,
        tries=row.tries,
        created_at=row.created_at,
    )
