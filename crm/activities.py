"""Logging what happened with people: a call, a meeting, an interview, an e-mail, a message."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from crm import timeline
from crm.drafts import LONGEST
from crm.errors import ContactNotFound, FieldErrors
from crm.holding import hold_those_left
from crm.identity import clean, clean_line
from crm.timeline.kinds import LOGGED
from crm.types import ActivityDraft, Author, Tenant
from storage.database import transaction
from storage.queries import changes
from storage.queries import contacts as contact_rows

LONGEST_OUTCOME = 300
MOST_MINUTES = 24 * 60
_CLOCK_SKEW = timedelta(minutes=5)


def check(draft: ActivityDraft) -> None:
    """Raises FieldErrors with a sentence for each field that needs another look."""
    errors = {}
    if draft.kind not in LOGGED:
        errors["kind"] = "Choose what kind of activity it was."
    if draft.occurred_at > datetime.now(UTC) + _CLOCK_SKEW:
        errors["occurred_at"] = "That lies in the future; log it when it has happened."
    if draft.minutes is not None and not 0 < draft.minutes <= MOST_MINUTES:
        errors["minutes"] = f"The length is in minutes, between 1 and {MOST_MINUTES}."
    if len(draft.outcome) > LONGEST_OUTCOME:
        errors["outcome"] = f"That is too long: at most {LONGEST_OUTCOME} characters."
    if len(draft.text) > LONGEST["note"]:
        errors["text"] = f"That is too long: at most {LONGEST['note']} characters."
    if errors:
        raise FieldErrors(errors)


async def log(
    tenant: Tenant, author: Author, contact_ids: Sequence[int], draft: ActivityDraft
) -> tuple[int, ...]:
    """With one or several contacts, one entry each. Who was deleted meanwhile is left out. Returns the ids of the others.

    Raises FieldErrors; ContactNotFound where nobody is left.
    """
    check(draft)
    async with transaction():
        people = await contact_rows.summaries(
            tenant.key, await hold_those_left(tenant, contact_ids, (changes.ENTRY,))
        )
        if not people:
            raise ContactNotFound
        together = uuid4().hex if len(people) > 1 else ""
        for person in people:
            said = {
                "minutes": draft.minutes,
                "outcome": clean_line(draft.outcome),
                "colleagues": dict(draft.colleagues),
                "others": [other.name for other in people if other.id != person.id],
            }
            await timeline.log(
                tenant,
                author,
                person.id,
                draft.kind,
                draft.occurred_at,
                clean(draft.text),
                {name: value for name, value in said.items() if value},
                together=together,
            )
    return tuple(person.id for person in people)
