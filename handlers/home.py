"""Drawing the App Home."""

from datetime import UTC, datetime

from crm import contacts, jobs
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
    )
    await context.slack.views_publish(user_id=payload.user_id, view=view)
