"""Adding, changing and reading a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from crm import timeline
from crm.absent import why_absent
from crm.assembling import contact_of, summary_of
from crm.drafts import CheckedDraft, check
from crm.errors import ContactMerged, ContactNotFound, EditConflict, IdentityTaken
from crm.identity import clean_line, fold
from crm.tags import add_tags
from crm.timeline.kinds import LOGGED
from crm.types import EVERYBODY, Author, Contact, ContactDraft, ContactSummary, Counts, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import contacts as rows
from storage.queries import identities
from storage.queries import timeline as timeline_rows

WEEK = timedelta(days=7)
FORM_FIELDS = ("name", "headline", "location", "email", "phone", "company", "title", "profile_url")
_SINGLE = ("name", "headline", "location")


async def add(tenant: Tenant, author: Author, draft: ContactDraft, default_region: str = "") -> Contact:
    """Raises FieldErrors; IdentityTaken where somebody has that e-mail address or profile."""
    checked = check(draft, default_region)
    named = replace(checked.draft, name=checked.draft.name or checked.email)
    try:
        async with transaction():
            await _refuse_taken(tenant, checked, but=None)
            contact_id = await _insert(tenant, author, replace(checked, draft=named))
    except AlreadyThere:
        await _refuse_taken(tenant, checked, but=None)  # says whose it is; somebody was quicker by a moment
        raise
    return await get(tenant, contact_id)


async def edit(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    before: ContactDraft,
    after: ContactDraft,
    default_region: str = "",
) -> Contact:
    """Save what a form changed: `before` is what it showed, `after` what was typed. Tags and notes are not its business.

    Changes of others to other fields stay. Raises EditConflict where somebody changed one of these fields meanwhile to
    something else, FieldErrors, IdentityTaken, ContactNotFound.
    """
    checked = check(after, default_region)
    try:
        async with transaction():
            await _edit(tenant, author, contact_id, before, checked)
    except AlreadyThere:
        await _refuse_taken(tenant, checked, but=contact_id)  # somebody was quicker by a moment
        raise
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


def draft_of(contact: Contact) -> ContactDraft:
    """What an edit form shows: the single values and the primary of each repeated one."""
    return ContactDraft(
        name=contact.name,
        headline=contact.headline,
        location=contact.location,
        photo_url=contact.photo_url,
        email=contact.emails[0].address if contact.emails else "",
        phone=_written(contact.phones[0].number, contact.phones[0].extension) if contact.phones else "",
        company=contact.positions[0].company if contact.positions else "",
        title=contact.positions[0].title if contact.positions else "",
        profile_url=contact.profiles[0].url if contact.profiles else "",
        tags=contact.tags,
    )


def search_text_of(row: models.Contact) -> str:
    """What search reads of a person: each word folded, a blank before and after."""
    texts = [row.name, row.headline, row.location]
    texts += [each.normalised for each in row.emails]
    texts += [text for each in row.positions for text in (each.company, each.title)]
    texts += [each.name for each in row.skills]
    return f" {' '.join(word for word in (fold(text) for text in texts) if word)} "


def stamp_of(author: Author) -> rows.Stamp:
    return rows.stamp(author.origin, author.reference, author.user_id)


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


async def refresh_search(tenant: Tenant, contact_id: int) -> None:
    """After any change of what search reads, in the same transaction."""
    row = await rows.load(tenant.key, contact_id)
    if row is not None:
        await rows.set_search_text(tenant.key, contact_id, search_text_of(row))
        await rows.learn_words(tenant.key, fold(row.name).split())


async def _insert(tenant: Tenant, author: Author, checked: CheckedDraft) -> int:
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
    filled = [name for name in (*_SINGLE, "photo_url") if getattr(draft, name)]
    await rows.set_sources(tenant.key, contact_id, filled, stamp)
    await _set_email(tenant, contact_id, None, checked, stamp)
    await _set_phone(tenant, contact_id, None, checked, stamp)
    await _set_profile(tenant, contact_id, None, checked, stamp)
    await _set_position(tenant, contact_id, None, checked, stamp)
    await timeline.record(tenant, author, contact_id, "added")
    if draft.tags:
        await add_tags(tenant, author, contact_id, draft.tags)
    if draft.note:
        await timeline.record(tenant, author, contact_id, "note", text=draft.note)
        await rows.set_last_activity(tenant.key, contact_id, stamp.set_at)
    await refresh_search(tenant, contact_id)
    return contact_id


async def _edit(
    tenant: Tenant, author: Author, contact_id: int, before: ContactDraft, checked: CheckedDraft
) -> None:
    await rows.lock(tenant.key, [contact_id])
    row = await rows.load(tenant.key, contact_id)
    if row is None:
        raise await why_absent(tenant, contact_id)
    current = contact_of(row, None)
    shown = draft_of(current)
    changes = _changes(before, shown, checked)
    if clashing := tuple(change.field for change in changes if _by_others(change.field, before, shown)):
        raise EditConflict(current, await _last_editor(tenant, contact_id), clashing)
    if not changes:
        return
    await _refuse_taken(tenant, checked, but=contact_id)
    stamp = stamp_of(author)
    await rows.bump_version(tenant.key, contact_id, stamp.set_at)
    fields = {change.field for change in changes}
    singles = {name: getattr(checked.draft, name) for name in _SINGLE if name in fields}
    if singles.get("name") == "":
        singles["name"] = checked.email
    await rows.set_fields(tenant.key, contact_id, singles, stamp)
    if "email" in fields:
        await _set_email(tenant, contact_id, row, checked, stamp)
    if "phone" in fields:
        await _set_phone(tenant, contact_id, row, checked, stamp)
    if "profile_url" in fields:
        await _set_profile(tenant, contact_id, row, checked, stamp)
    if fields & {"company", "title"}:
        # What the form did not change is what it says now, not what the form showed.
        unchanged = {name: getattr(shown, name) for name in ("company", "title") if name not in fields}
        merged = replace(checked, draft=replace(checked.draft, **unchanged))
        await _set_position(tenant, contact_id, row, merged, stamp)
    await timeline.record(
        tenant, author, contact_id, "updated", {"changes": [asdict(change) for change in changes]}
    )
    await refresh_search(tenant, contact_id)


def _changes(before: ContactDraft, shown: ContactDraft, checked: CheckedDraft) -> list[Change]:
    """What the form changed and does not stand so already."""
    wanted = replace(
        checked.draft,
        phone=_written(*checked.phone[:2]) if checked.phone else "",
        profile_url=checked.profile[1] if checked.profile else "",
    )
    return [
        Change(field, getattr(shown, field), getattr(wanted, field))
        for field in FORM_FIELDS
        if getattr(wanted, field) not in (getattr(before, field), getattr(shown, field))
    ]


def _by_others(field: str, before: ContactDraft, shown: ContactDraft) -> bool:
    return bool(getattr(before, field) != getattr(shown, field))


async def _last_editor(tenant: Tenant, contact_id: int) -> str:
    entry = await timeline_rows.latest(tenant.key, contact_id, ("updated", "imported"))
    return entry.user_id if entry else ""


async def _refuse_taken(tenant: Tenant, checked: CheckedDraft, but: int | None) -> None:
    """Raises IdentityTaken where somebody other than `but` has the e-mail address or the profile."""
    owners: list[tuple[str, str, int | None]] = []
    if checked.email:
        owner = (await identities.by_email(tenant.key, [checked.email])).get(checked.email)
        owners.append(("email", checked.draft.email, owner))
    if checked.profile:
        owner = (await identities.by_profile(tenant.key, [checked.profile[1]])).get(checked.profile[1])
        owners.append(("profile_url", checked.profile[1], owner))
    for field, value, owner in owners:
        if owner is not None and owner != but:
            found = await rows.summaries(tenant.key, [owner])
            raise IdentityTaken(field, value, summary_of(found[0]))


async def _set_email(
    tenant: Tenant, contact_id: int, row: models.Contact | None, checked: CheckedDraft, stamp: rows.Stamp
) -> None:
    """Put the address in the place of the primary one; it may be one of the person's others."""
    replaced = list(row.emails)[:1] if row else []
    also = [each for each in row.emails if each.normalised == checked.email] if row else []
    for each in {each.id: each for each in (*replaced, *also)}.values():
        await rows.remove_part(tenant.key, contact_id, "emails", each.id)
    if checked.email:
        kind = replaced[0].kind if replaced else "other"
        await rows.add_email(
            tenant.key,
            contact_id,
            address=clean_line(checked.draft.email) if "<" not in checked.draft.email else checked.email,
            normalised=checked.email,
            kind=kind,
            position=_first_place(replaced),
            stamp=stamp,
        )


async def _set_phone(
    tenant: Tenant, contact_id: int, row: models.Contact | None, checked: CheckedDraft, stamp: rows.Stamp
) -> None:
    replaced = list(row.phones)[:1] if row else []
    wanted = checked.phone[:2] if checked.phone else None
    also = [each for each in row.phones if (each.number, each.extension) == wanted] if row else []
    for each in {each.id: each for each in (*replaced, *also)}.values():
        await rows.remove_part(tenant.key, contact_id, "phones", each.id)
    if checked.phone:
        number, extension, kind = checked.phone
        await rows.add_phone(
            tenant.key,
            contact_id,
            number=number,
            extension=extension,
            kind=kind,
            position=_first_place(replaced),
            stamp=stamp,
        )


async def _set_profile(
    tenant: Tenant, contact_id: int, row: models.Contact | None, checked: CheckedDraft, stamp: rows.Stamp
) -> None:
    replaced = list(row.profiles)[:1] if row else []
    also = (
        [each for each in row.profiles if checked.profile and each.url == checked.profile[1]] if row else []
    )
    for each in {each.id: each for each in (*replaced, *also)}.values():
        await rows.remove_part(tenant.key, contact_id, "profiles", each.id)
    if checked.profile:
        network, url = checked.profile
        await rows.add_profile(
            tenant.key, contact_id, network=network, url=url, position=_first_place(replaced), stamp=stamp
        )


async def _set_position(
    tenant: Tenant, contact_id: int, row: models.Contact | None, checked: CheckedDraft, stamp: rows.Stamp
) -> None:
    replaced = list(row.positions)[:1] if row else []
    for each in replaced:
        await rows.remove_part(tenant.key, contact_id, "positions", each.id)
    if checked.draft.company or checked.draft.title:
        await rows.add_position(
            tenant.key,
            contact_id,
            company=checked.draft.company,
            title=checked.draft.title,
            position=_first_place(replaced),
            stamp=stamp,
        )


def _first_place(
    replaced: list[models.ContactEmail]
    | list[models.ContactPhone]
    | list[models.ContactProfile]
    | list[models.ContactPosition],
) -> int:
    return replaced[0].position if replaced else 0


def _written(number: str, extension: str) -> str:
    return f"{number} ext. {extension}" if extension else number
