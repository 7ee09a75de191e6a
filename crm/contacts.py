"""Adding and reading a person; `crm.profile` changes one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm import claims, telephone, timeline
from crm.absent import why_absent
from crm.assembling import contact_of, summary_of
from crm.drafts import CheckedDraft, check
from crm.errors import ContactMerged, ContactNotFound
from crm.identity import fold
from crm.profile import parts
from crm.profile.fields import YES
from crm.tags import add_tags
from crm.timeline.kinds import LOGGED
from crm.types import EVERYBODY, Author, Contact, ContactDraft, ContactSummary, Counts, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.folding import Profile, of_profile
from storage.queries import changes
from storage.queries import contacts as rows
from storage.queries import profile as profile_rows
from storage.queries import timeline as timeline_rows

WEEK = timedelta(days=7)
_SINGLE = ("name", "headline", "location")


async def add(
    tenant: Tenant, author: Author, draft: ContactDraft, default_region: str = "", anyway: str = ""
) -> Contact:
    """Raises FieldErrors; IdentityTaken where somebody has that e-mail address, phone number or profile.

    `anyway`: the reason why both are to have it. It stays the first one's.
    """
    checked = check(draft, default_region)
    named = replace(checked, draft=replace(checked.draft, name=checked.draft.name or checked.email))
    try:
        contact_id = await _add(tenant, author, named, anyway)
    except AlreadyThere:  # somebody was quicker by a moment: now it is seen whose it is
        contact_id = await _add(tenant, author, named, anyway)
    return await get(tenant, contact_id)


async def get(tenant: Tenant, contact_id: int) -> Contact:
    """Who was merged with another is found as who is left, with that one's id. Raises ContactDeleted, ContactNotFound."""
    row = await rows.load(tenant.key, contact_id)
    if row is None:
        absence = await why_absent(tenant, contact_id)
        if isinstance(absence, ContactMerged):
            return await get(tenant, absence.into_id)
        raise absence
    last_activity = await timeline_rows.latest(tenant.key, contact_id, LOGGED)
    pinned = await timeline_rows.pinned(tenant.key, contact_id, EVERYBODY.audiences, timeline.SHOWN_PINNED)
    return contact_of(row, last_activity, pinned)


async def name_of(tenant: Tenant, contact_id: int) -> str:
    """Of anybody, deleted or merged too. Raises ContactNotFound."""
    row = await rows.state(tenant.key, contact_id)
    if row is None:
        raise ContactNotFound
    return row.name


async def recent(tenant: Tenant, limit: int) -> tuple[ContactSummary, ...]:
    """Those that changed last."""
    return await summaries(tenant, await rows.recent(tenant.key, limit))


async def summaries(tenant: Tenant, contact_ids: Sequence[int]) -> tuple[ContactSummary, ...]:
    """In the order of the ids."""
    return tuple(summary_of(row) for row in await rows.summaries(tenant.key, contact_ids))


async def counts(tenant: Tenant) -> Counts:
    since = datetime.now(UTC) - WEEK
    return Counts(
        contacts=await rows.count(tenant.key),
        added_this_week=await rows.count_added_since(tenant.key, since),
        activities_this_week=await timeline_rows.count_since(tenant.key, LOGGED, since),
    )


def search_text_of(row: models.Contact) -> str:
    """What search reads of a person."""
    profile = Profile(row.name, row.headline, row.location)
    profile.email += [each.normalised for each in row.emails]
    profile.skill += [each.name for each in row.skills]
    for each in row.positions:
        profile.add_position(each.company, each.title, is_current=each.is_current)
    return of_profile(profile)


def stamp_of(author: Author) -> rows.Stamp:
    return rows.stamp(author.origin, author.reference, author.user_id)


async def refresh_search(tenant: Tenant, *contact_ids: int) -> None:
    """After any change of what search reads, in the same transaction."""
    people = await rows.load_many(tenant.key, contact_ids)
    for row in people:
        if row.search_text != (text := search_text_of(row)):
            await rows.set_search_text(tenant.key, row.id, text)
    await rows.learn_words(tenant.key, [word for row in people for word in fold(row.name).split()])


async def _add(tenant: Tenant, author: Author, checked: CheckedDraft, anyway: str) -> int:
    async with transaction():
        clashes = await claims.clashes(tenant, _wanted(checked))
        claims.refuse(clashes, anyway)
        contact_id = await _insert(tenant, author, checked, {clash.field for clash in clashes})
        await claims.tell_shared(tenant, author, contact_id, clashes, anyway)
        return contact_id


async def _insert(tenant: Tenant, author: Author, checked: CheckedDraft, shared: Collection[str]) -> int:
    draft, stamp = checked.draft, stamp_of(author)
    contact_id = await rows.insert(
        tenant.key,
        name=draft.name,
        headline=draft.headline,
        location=draft.location,
        photo_url=draft.photo_url,
        search_text="",
        stamp=stamp,
    )
    await changes.note(tenant.key, [contact_id])
    filled = [name for name in (*_SINGLE, "photo_url") if getattr(draft, name)]
    await rows.set_sources(tenant.key, contact_id, filled, stamp)
    for wanted in _wanted(checked):
        columns = wanted.part.stored(wanted.values, is_shared=wanted.field in shared)
        await profile_rows.insert(tenant.key, contact_id, wanted.part.relation, columns, 0, stamp)
    await timeline.record(tenant, author, contact_id, "added")
    if draft.tags:
        await add_tags(tenant, author, contact_id, draft.tags)
    if draft.note:
        await timeline.record(tenant, author, contact_id, "note", text=draft.note)
        await rows.set_last_activity(tenant.key, contact_id, stamp.set_at)
    await refresh_search(tenant, contact_id)
    return contact_id


def _wanted(checked: CheckedDraft) -> Iterator[claims.Wanted]:
    """What the draft has of the repeated parts."""
    draft = checked.draft
    if checked.email:
        address = checked.email if "<" in draft.email else draft.email
        yield claims.Wanted("email", parts.EMAIL, {"address": address, "kind": ""})
    if checked.phone:
        number, extension, kind = checked.phone
        written = telephone.with_extension(number, extension)
        yield claims.Wanted("phone", parts.PHONE, {"number": written, "kind": kind})
    if checked.profile:
        yield claims.Wanted("profile_url", parts.PROFILE, {"url": checked.profile[1]})
    if draft.company or draft.title:
        position = {"company": draft.company, "title": draft.title, "is_current": YES}
        yield claims.Wanted("company", parts.POSITION, {"started": "", "ended": "", **position})
