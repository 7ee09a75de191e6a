"""The tags of a person, and those that the workspace knows."""

from collections.abc import Mapping, Sequence

from crm import timeline
from crm.drafts import cleaned_tags, problem_with_tags
from crm.errors import FieldErrors
from crm.holding import hold_who_is_left
from crm.identity import clean_line
from crm.types import Author, Tenant
from storage.database import transaction
from storage.queries import changes
from storage.queries import contacts as contact_rows
from storage.queries import tags as rows


async def set_tags(
    tenant: Tenant, author: Author, contact_id: int, before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Save what a form changed: `before` is what it showed. Tags that others added meanwhile stay.

    Returns what was added and what was removed. Raises FieldErrors, ContactNotFound.
    """
    after = cleaned_tags(after)
    if problem := problem_with_tags(after):
        raise FieldErrors({"tags": problem})
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id, about=())
        (contact,) = await contact_rows.load_many(tenant.key, [contact_id])
        has = {each.tag.folded: each.tag.name for each in contact.tags}
        wanted = {key_of(tag): tag for tag in after}
        shown = {key_of(tag) for tag in before}
        added = {key: tag for key, tag in wanted.items() if key not in has and key not in shown}
        removed = {key: has[key] for key in shown if key in has and key not in wanted}
        if not added and not removed:
            return (), ()
        gained = await rows.add(tenant.key, contact_id, added, _stamp(author))
        lost = await rows.remove(tenant.key, contact_id, list(removed))
        await changes.note(tenant.key, [contact_id], [changes.tag(each) for each in (*gained, *lost)])
        await contact_rows.bump_version(tenant.key, [contact_id], _stamp(author).set_at)
        await timeline.record(
            tenant, author, contact_id, "tagged", {"added": [*added.values()], "removed": [*removed.values()]}
        )
    return tuple(added.values()), tuple(removed.values())


async def add_tags(tenant: Tenant, author: Author, contact_id: int, names: tuple[str, ...]) -> None:
    """For a person who is being added: no entry of its own in the timeline."""
    await rows.add(
        tenant.key, contact_id, {key_of(name): name for name in cleaned_tags(names)}, _stamp(author)
    )


async def suggest(tenant: Tenant, typed: str, limit: int = 20) -> tuple[str, ...]:
    """Known tags that begin like what was typed."""
    return tuple(await rows.beginning_with(tenant.key, key_of(typed), limit))


async def given_by(tenant: Tenant, author: Author, contact_id: int) -> tuple[str, ...]:
    """The tags that somebody has from what the author's reference names, as a run of an action on many people."""
    return tuple(await rows.given_by(tenant.key, contact_id, author.reference))


async def ids_by_name(tenant: Tenant, names: Sequence[str]) -> dict[str, int]:
    """Of tags that are known."""
    ids = await rows.ids_by_key(tenant.key, sorted(map(key_of, names)))
    return {name: ids[key_of(name)] for name in names}


async def called_now(tenant: Tenant, ids: Mapping[str, int]) -> tuple[str, ...]:
    """`ids` by the names that they had; one that is no longer there has the name that it had."""
    names = await rows.names_by_id(tenant.key, ids.values())
    return tuple(names.get(tag_id, name) for name, tag_id in ids.items())


def key_of(tag: str) -> str:
    """What makes two spellings one tag. Not folded: "c", "c++" and "c#" are three."""
    return clean_line(tag).casefold()


def _stamp(author: Author) -> contact_rows.Stamp:
    return contact_rows.stamp(author.origin, author.reference, author.user_id)
