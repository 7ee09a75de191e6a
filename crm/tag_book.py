"""The tags that a workspace knows: counted, renamed, coloured, made one, taken away."""

from crm.bulk.runs import hold_started, rename_in_runs
from crm.drafts import cleaned_tags, problem_with_tags
from crm.errors import FieldErrors, UserError
from crm.lists import rename_in_queries
from crm.tags import key_of
from crm.types import KnownTag, TagPage, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import changes, following
from storage.queries import tags as rows

PAGE = 25
COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "brown")


class TagTaken(UserError):
    """Another tag is called so: the two may be made one."""

    def __init__(self, tag: KnownTag, other: KnownTag) -> None:
        super().__init__(f"There is a tag {other.name} already.")
        self.tag = tag
        self.other = other


async def page(tenant: Tenant, after: str = "") -> TagPage:
    """In alphabetical order; `after` is the `key` of the last one of the page before."""
    found = await rows.page(tenant.key, after, PAGE + 1)
    counts = await rows.counts(tenant.key, [row.id for row in found[:PAGE]])
    return TagPage(tuple(_known(row, counts[row.id]) for row in found[:PAGE]), more=len(found) > PAGE)


async def get(tenant: Tenant, tag_id: int) -> KnownTag:
    """Raises UserError."""
    row = await rows.get(tenant.key, tag_id)
    if row is None:
        raise UserError("Somebody has taken this tag away meanwhile.")
    return _known(row, (await rows.counts(tenant.key, [tag_id]))[tag_id])


async def named(tenant: Tenant, name: str) -> KnownTag | None:
    row = await rows.named(tenant.key, key_of(name))
    return await get(tenant, row.id) if row else None


def check(name: str) -> str:
    """The name as it is kept. Raises FieldErrors."""
    names = cleaned_tags((name,))
    if not names:
        raise FieldErrors({"name": "A tag needs a name."})
    if problem := problem_with_tags(names):
        raise FieldErrors({"name": problem})
    return names[0]


async def change(tenant: Tenant, tag_id: int, name: str, colour: str) -> KnownTag:
    """`colour` is one of COLOURS, or "". Raises FieldErrors, TagTaken, UserError."""
    name = check(name)
    try:
        async with transaction():
            started = await hold_started(tenant)
            [tag] = await _held(tenant, tag_id)
            await rows.change(
                tenant.key, tag_id, name=name, folded=key_of(name), colour=colour if colour in COLOURS else ""
            )
            if tag.name != name:
                await changes.note_tagged(tenant.key, tag_id)
                await rename_in_queries(tenant, "tag", tag.folded, name)
                await rename_in_runs(tenant, started, tag.folded, name)
    except AlreadyThere as error:
        other = await named(tenant, name)
        if other is None:  # it is gone in this very moment
            raise
        raise TagTaken(await get(tenant, tag_id), other) from error
    return await get(tenant, tag_id)


async def merge(tenant: Tenant, tag_id: int, into_id: int) -> KnownTag:
    """Whoever had either has the second; the first one is gone. Raises UserError."""
    if tag_id != into_id:
        async with transaction():
            started = await hold_started(tenant)
            await rows.hold_people(tenant.key, tag_id)
            tag, into = await _held(tenant, tag_id, into_id)
            # A list of the first is one of the second, and of all who have that.
            await changes.note_tagged(tenant.key, tag_id)
            await changes.note_tagged(tenant.key, into_id)
            await rows.move(tenant.key, tag_id, into_id)
            await following.move(tenant.key, following.TAG, tag_id, into_id)
            await rows.delete(tenant.key, tag_id)
            await rename_in_queries(tenant, "tag", tag.folded, into.name)
            await rename_in_runs(tenant, started, tag.folded, into.name)
    return await get(tenant, into_id)


async def delete(tenant: Tenant, tag_id: int) -> None:
    """Nobody has it any more. Whoever asks twice does no harm."""
    async with transaction():
        await changes.note_tagged(tenant.key, tag_id)
        await rows.delete(tenant.key, tag_id)


async def _held(tenant: Tenant, *tag_ids: int) -> list[models.Tag]:
    """Nobody else changes them until the transaction ends. Raises UserError."""
    held = await rows.hold(tenant.key, tag_ids)
    if len(held) < len(tag_ids):
        raise UserError("Somebody has taken this tag away meanwhile.")
    return [held[each] for each in tag_ids]


def _known(row: models.Tag, people: int) -> KnownTag:
    return KnownTag(row.id, row.name, row.folded, row.colour, people)
