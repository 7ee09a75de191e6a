"""Dynamic lists stay true by themselves, a moment after every change."""

from datetime import datetime

from crm.lists import keeping
from handlers.context import Context


async def keep_lists_true(context: Context, now: datetime) -> None:
    await keeping.keep_true(now)
