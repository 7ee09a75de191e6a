"""What is to stand in Slack: put here by whoever has something to say, taken by the replica that says it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from storage.database import AlreadyThere, is_sqlite, rows, transaction
from storage.models import Message

_DUE = """
    SELECT id FROM message WHERE due_at <= ? AND owner = '' AND (ts <> '' OR NOT EXISTS (
        SELECT 1 FROM message AS earlier WHERE earlier.tenant = message.tenant
            AND earlier.channel_id = message.channel_id AND earlier.id < message.id
            AND earlier.ts = '' AND earlier.due_at IS NOT NULL))
    ORDER BY due_at LIMIT ?
"""


async def put(
    tenant: str,
    key: str,
    *,
    channel_id: str,
    thread_ts: str,
    fallback_id: str,
    blocks: Sequence[dict[str, object]],
    text: str,
    now: datetime,
    apart: timedelta,
) -> None:
    """The first time a new message, later the same one with other words. The same words again change nothing.

    An edit is due no sooner than `apart` after what was said last.
    """
    try:
        async with transaction():
            await Message.create(
                tenant=tenant,
                key=key,
                channel_id=channel_id,
                thread_ts=thread_ts,
                fallback_id=fallback_id,
                blocks=list(blocks),
                text=text,
                due_at=now,
                created_at=now,
            )
    except AlreadyThere:
        await _reword(tenant, key, list(blocks), text, now, apart)


async def _reword(
    tenant: str, key: str, blocks: list[dict[str, object]], text: str, now: datetime, apart: timedelta
) -> None:
    async with transaction():
        message = await _locked(Message.filter(tenant=tenant, key=key)).get()
        if message.blocks == blocks and message.text == text:
            return
        message.blocks, message.text, message.wanted = blocks, text, message.wanted + 1
        # Who says it just now says older words, and who tried in vain may have said them; these are apart from those.
        said_at = now if message.owner or message.tries else message.said_at
        message.due_at = max(now, said_at + apart) if said_at else now
        message.problem = ""
        await message.save(update_fields=["blocks", "text", "wanted", "due_at", "problem"])


async def get(tenant: str, key: str) -> Message | None:
    return await Message.get_or_none(tenant=tenant, key=key)


async def containing(tenant: str, texts: Sequence[str]) -> list[Message]:
    """Those that stand in Slack, with one of these texts, in lower case, somewhere in their words."""
    where = " OR ".join(["lower(CAST(blocks AS TEXT)) LIKE ?"] * len(texts))
    found = await rows(
        f"SELECT id FROM message WHERE tenant = ? AND ts <> '' AND ({where})",  # noqa: S608 - only placeholders are put in
        [tenant, *(f"%{text}%" for text in texts)],
    )
    return await Message.filter(tenant=tenant, id__in=[row["id"] for row in found]).order_by("id")


async def take_due(owner: str, now: datetime, limit: int) -> list[Message]:
    """Take messages that are due, whoever's, for one replica. New ones of a channel in the order they were put."""
    async with transaction():
        taken = await rows(_DUE if is_sqlite() else f"{_DUE} FOR UPDATE SKIP LOCKED", [now, limit])
        ids = [row["id"] for row in taken]
        await Message.filter(id__in=ids).update(owner=owner, tries=F("tries") + 1)
        return await Message.filter(id__in=ids).order_by("due_at")


async def said(
    tenant: str,
    message_id: int,
    owner: str,
    version: int,
    ts: str,
    channel_id: str,
    now: datetime,
    *,
    is_new: bool,
) -> bool:
    """That wording stands there. What was put meanwhile is still to be said. False where another replica has it by now.

    Of two replicas that both say a new message, the first to tell is right, whoever has it.
    """
    changed = await rows(
        "UPDATE message SET said = ?, ts = ?, channel_id = ?, said_at = ?, owner = '', tries = 0, problem = '',"
        " due_at = CASE WHEN wanted = ? THEN NULL ELSE due_at END"
        " WHERE tenant = ? AND id = ? AND (owner = ? OR (ts = '' AND ?)) RETURNING id",
        [version, ts, channel_id, now, version, tenant, message_id, owner, is_new],
    )
    return len(changed) == 1


async def say_again(tenant: str, message_id: int, now: datetime) -> None:
    """Somebody who was late has put older words in its place."""
    await Message.filter(tenant=tenant, id=message_id).update(wanted=F("wanted") + 1, due_at=now)


async def put_double(tenant: str, channel_id: str, ts: str, now: datetime) -> None:
    """A message without words, which is not to stand there."""
    await Message.create(
        tenant=tenant,
        key=f"double:{channel_id}:{ts}",
        channel_id=channel_id,
        ts=ts,
        blocks=[],
        text="",
        due_at=now,
        created_at=now,
    )


async def forget(tenant: str, message_id: int) -> None:
    await Message.filter(tenant=tenant, id=message_id).delete()


async def put_off(
    tenant: str, message_id: int, owner: str, until: datetime, problem: str, tries: int
) -> None:
    await Message.filter(tenant=tenant, id=message_id, owner=owner).update(
        owner="", due_at=until, problem=problem, tries=tries
    )


async def redirect(tenant: str, message_id: int, channel_id: str, now: datetime) -> None:
    """Slack does not take it where it was meant for: say it there instead."""
    await Message.filter(tenant=tenant, id=message_id).update(
        owner="", channel_id=channel_id, thread_ts="", fallback_id="", tries=0, due_at=now
    )


async def say_anew(tenant: str, message_id: int, now: datetime) -> None:
    """It stands nowhere any more."""
    await Message.filter(tenant=tenant, id=message_id).update(owner="", ts="", tries=0, due_at=now)


async def give_up(tenant: str, message_id: int, problem: str) -> None:
    """Slack will never take it."""
    await Message.filter(tenant=tenant, id=message_id).update(owner="", due_at=None, problem=problem)


async def held(owner: str) -> set[int]:
    """The ids of what is recorded as being said by that replica, whoever's."""
    found = await Message.filter(owner=owner, due_at__isnull=False).values("id")
    return {row["id"] for row in found}


async def free(ids: Sequence[int], owner: str) -> None:
    """Nobody says it, whoever's."""
    await Message.filter(id__in=ids, owner=owner).update(owner="")


async def release(owner: str) -> None:
    """What a replica that is no more had taken, whoever's, is free again."""
    await Message.filter(owner=owner).update(owner="")


async def owners() -> set[str]:
    """The replicas that have taken something, whoever's."""
    return {row["owner"] for row in await Message.exclude(owner="").distinct().values("owner")}


async def oldest_due() -> datetime | None:
    """Since when the oldest message is due that was not said, whoever's."""
    found = await Message.exclude(due_at=None).order_by("due_at").first().values("due_at")
    return found["due_at"] if found else None


async def forget_before(tenant: str, moment: datetime) -> None:
    """A message that stands there and is that old will not be edited any more."""
    await Message.filter(tenant=tenant, due_at=None, created_at__lt=moment).delete()


def _locked(query: QuerySet[Message]) -> QuerySet[Message]:
    return query if is_sqlite() else query.select_for_update()
