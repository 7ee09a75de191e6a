"""The tags of a workspace, and who has which. `folded` makes two spellings one tag."""

from collections.abc import Mapping, Sequence

from storage.models import ContactTag, Tag
from storage.queries.contacts import Stamp


async def add(tenant: str, contact_id: int, names: Mapping[str, str], stamp: Stamp) -> None:
    """`names`: folded -> as typed. A tag that the workspace has keeps its spelling; one the person has stays."""
    ids = await ensure(tenant, names)
    await ContactTag.bulk_create(
        [
            ContactTag(tenant=tenant, contact_id=contact_id, tag_id=ids[folded], **stamp.columns())
            for folded in names
        ],
        ignore_conflicts=True,
    )


async def ensure(tenant: str, names: Mapping[str, str]) -> dict[str, int]:
    """Folded -> id, making those that are missing."""
    if not names:
        return {}
    await Tag.bulk_create(
        [Tag(tenant=tenant, name=name, folded=folded) for folded, name in sorted(names.items())],
        ignore_conflicts=True,
    )
    found = await Tag.filter(tenant=tenant, folded__in=list(names)).values("folded", "id")
    return {row["folded"]: row["id"] for row in found}


async def remove(tenant: str, contact_id: int, folded: Sequence[str]) -> None:
    ids = await Tag.filter(tenant=tenant, folded__in=list(folded)).values_list("id", flat=True)
    await ContactTag.filter(tenant=tenant, contact_id=contact_id, tag_id__in=ids).delete()


async def beginning_with(tenant: str, folded: str, limit: int) -> list[str]:
    """The names of known tags that begin so, in alphabetical order."""
    found = Tag.filter(tenant=tenant, folded__startswith=folded).order_by("folded").limit(limit)
    return [row["name"] for row in await found.values("name")]


async def ids(tenant: str, folded: str, *, begins: bool = False) -> list[int]:
    """Of the tag of that name, or of all that begin so."""
    found = Tag.filter(tenant=tenant, **{"folded__startswith" if begins else "folded": folded})
    return [row["id"] for row in await found.order_by("id").values("id")]


async def names(tenant: str) -> list[str]:
    """Of all tags, in alphabetical order."""
    return [row["name"] for row in await Tag.filter(tenant=tenant).order_by("folded").values("name")]
