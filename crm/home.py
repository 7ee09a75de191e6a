"""What one person's App Home shows: whom they looked at, whom they neglect, what is due, what runs."""

from datetime import datetime, timedelta

from crm import contacts, digests, jobs, lists, members, reminders, saved_searches
from crm.types import HomePage, Job, Tenant
from storage.queries import contacts as contact_rows

SHOWN = 5
QUIET_AFTER = timedelta(days=30)
JOBS_OF = timedelta(days=1)
"""A job that ended longer ago is no news."""


async def compose(tenant: Tenant, user_id: str, now: datetime) -> HomePage:
    own = await members.recent(tenant, user_id, SHOWN)
    quiet = await contact_rows.gone_quiet(tenant.key, user_id, now - QUIET_AFTER, SHOWN)
    due = await reminders.open_of(tenant, user_id, now)
    return HomePage(
        counts=await contacts.counts(tenant),
        own=own,
        others=() if own else await contacts.recent(tenant, SHOWN),
        quiet=await contacts.summaries(tenant, quiet),
        due=due,
        jobs=tuple(each for each in await jobs.recent(tenant, SHOWN) if _is_news(each, now)),
        wants_digest=await digests.is_subscribed(tenant, user_id),
        lists=await lists.page(tenant, limit=SHOWN),
        searches=await saved_searches.listed(tenant, user_id, SHOWN),
    )


def _is_news(job: Job, now: datetime) -> bool:
    return job.finished_at is None or job.finished_at > now - JOBS_OF
