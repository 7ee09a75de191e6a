"""A small book of people who differ in everything that can be asked for, written straight into the tables."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crm.contacts import refresh_search
from crm.querying.asking import Asker, understood
from crm.querying.finding import count, ids
from crm.querying.parsing import parse
from crm.types import Reader, Tenant
from storage import models
from storage.folding import of_entry, of_skill
from storage.queries import tags

TENANT = Tenant("T1")
OTHERS = Tenant("T2")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ADA, BO = "U1", "U2"
ASKER = Asker(Reader(ADA), NOW, "Europe/Berlin", {"Ada": ADA, "Bo Li": BO})
SOURCED: dict[str, Any] = {"origin": "person", "set_by": ADA, "set_at": NOW}


@dataclass(frozen=True, slots=True)
class Entry:
    """`ago` in days before NOW."""

    kind: str
    ago: float = 1
    text: str = ""
    by: str = ADA
    audience: str = ""
    reference: str = ""


async def person(
    name: str,
    *,
    tenant: Tenant = TENANT,
    company: str = "",
    title: str = "",
    former: str = "",
    emails: tuple[str, ...] = (),
    phone: str = "",
    profile: tuple[str, str] | None = None,
    skills: tuple[str, ...] = (),
    tagged: tuple[str, ...] = (),
    entries: tuple[Entry, ...] = (),
    reminder_of: str = "",
    added: float = 10,
    touched: float | None = None,
    **columns: Any,
) -> int:
    """`added`, `touched`: days before NOW. Returns the id."""
    key = tenant.key
    made = {
        "created_by": ADA,
        "created_at": NOW - timedelta(days=added),
        "updated_at": NOW - timedelta(days=added),
    }
    contact = await models.Contact.create(
        tenant=key,
        name=name,
        last_activity_at=None if touched is None else NOW - timedelta(days=touched),
        **{**made, **columns},
    )
    part: dict[str, Any] = {"tenant": key, "contact": contact, **SOURCED}
    if company or title:
        await models.ContactPosition.create(company=company, title=title, **part)
    if former:
        await models.ContactPosition.create(company=former, title="Intern", is_current=False, **part)
    for email in emails:
        await models.ContactEmail.create(address=email, normalised=email, kind="work", **part)
    if phone:
        await models.ContactPhone.create(number=phone, kind="work", **part)
    if profile:
        await models.ContactProfile.create(network=profile[0], url=profile[1], **part)
    for skill in skills:
        await models.ContactSkill.create(name=skill, folded=of_skill(skill), kind="technical", **part)
    for tag, id_ in (await tags.ensure(key, {each.casefold(): each for each in tagged})).items():
        assert tag
        await models.ContactTag.create(tag_id=id_, **part)
    for entry in entries:
        await add_entry(tenant, contact.id, entry)
    if reminder_of:
        await models.Reminder.create(
            tenant=key,
            contact=contact,
            user_id=reminder_of,
            delay_seconds=1,
            timezone="UTC",
            anchor_at=NOW,
            due_at=NOW,
            created_at=NOW,
        )
    await refresh_search(tenant, contact.id)
    return int(contact.id)


async def add_entry(tenant: Tenant, contact_id: int, entry: Entry) -> None:
    moment = NOW - timedelta(days=entry.ago)
    await models.TimelineEntry.create(
        tenant=tenant.key,
        contact_id=contact_id,
        kind=entry.kind,
        occurred_at=moment,
        recorded_at=moment,
        user_id=entry.by,
        origin="import" if entry.reference else "person",
        reference=entry.reference,
        text=entry.text,
        search_text=of_entry(entry.text),
        audience=entry.audience,
    )


async def found(typed: str, asker: Asker = ASKER) -> set[str]:
    """The names of whom it finds; as many as it counts."""
    asked = await understood(TENANT, parse(typed).query, asker)
    everybody = [id_ async for some in ids(TENANT, asked, 3) for id_ in some]
    assert everybody == sorted(set(everybody))
    assert await count(TENANT, asked) == len(everybody)
    return {row["name"] for row in await models.Contact.filter(id__in=everybody).values("name")}
