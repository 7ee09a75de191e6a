"""Instead of waiting until tomorrow or next Monday: what is to come then comes now."""

import asyncio
from datetime import UTC, datetime, timedelta

from storage.models import Digest, Reminder

EVERY_SECONDS = 5.0
FAR = timedelta(minutes=10)
AT_ONCE = 4
"""Reminders each time: Slack takes one message a second for a conversation, and two people are told."""


class Calendar:
    """`moments`: the keys of the messages that are to be said for what was brought forward."""

    def __init__(self) -> None:
        self.moments: list[str] = []

    async def hurry(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            now = datetime.now(UTC).replace(microsecond=0)
            later = Reminder.filter(next_at__gt=now + FAR, due_at__lt=now)
            for reminder in await later.order_by("anchor_at").limit(AT_ONCE):
                if await Reminder.filter(id=reminder.id, next_at=reminder.next_at).update(next_at=now):
                    self.moments.append(f"reminder:{reminder.id}:{int(now.timestamp())}")
            for digest in await Digest.filter(next_at__gt=now + FAR):
                if await Digest.filter(id=digest.id, next_at=digest.next_at).update(next_at=now):
                    self.moments.append(f"digest:{digest.user_id}:{int(now.timestamp())}")
