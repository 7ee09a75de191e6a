"""Drawing the App Home."""

from datetime import UTC, datetime

from crm import contacts, digests, jobs, reminders
from handlers.context import Context
from handlers.payloads import Payload
from views.home import home

RECENT = 10
RECENT_JOBS = 3


async def show_home(context: Context, payload: Payload) -> None:
    view = home(
        payload.user_id,
        await contacts.counts(payload.tenant),
        await contacts.recent(payload.tenant, RECENT),
        await jobs.recent(payload.tenant, RECENT_JOBS),
        datetime.now(UTC),
        due_reminders=len(await reminders.open_of(payload.tenant, payload.user_id, datetime.now(UTC))),
        wants_digest=await digests.is_subscribed(payload.tenant, payload.user_id),
    )
    await context.slack.views_publish(user_id=payload.user_id, view=view)
