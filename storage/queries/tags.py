"""The tags of a workspace, and who has which. `folded` makes two spellings one tag."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from storage.database import among, is_sqlite, rows
from storage.models import Contact, ContactTag, Tag
from storage.queries.contacts import LIVE, Stamp


async def add(tenant: str, contact_id: int, names: Mapping[str, str], stamp: Stamp) -> list[int]:
    """`names`: folded -> as typed. A tag that the workspace has keeps its spelling; one the person has stays. Returns their ids."""
    ids = await ensure(tenant, names)
    await ContactTag.bulk_create(
        [
            ContactTag(tenant=tenant, contact_id=contact_id, tag_id=ids[folded], **stamp.columns())
            for folded in names
        ],
        ignore_conflicts=True,
    )
    return [*ids.values()]


async def ensure(tenant: str, names: Mapping[str, str]) -> dict[str, int]:
    """Folded -> id, making those that are missing. Nobody takes them away until the transaction ends."""
    found: dict[str, int] = {}
    while missing := sorted(names.keys() - found.keys()):  # again, where somebody has just taken one away
        await Tag.bulk_create(
            [Tag(tenant=tenant, name=names[folded], folded=folded) for folded in missing],
            ignore_conflicts=True,
        )
        found |= await _ids_by_key(tenant, missing, held=True)
    return found


async def remove(tenant: str, contact_id: int, folded: Sequence[str]) -> list[int]:
    """Returns their ids."""
    ids = [row["id"] for row in await Tag.filter(tenant=tenant, folded__in=list(folded)).values("id")]
    await ContactTag.filter(tenant=tenant, contact_id=contact_id, tag_id__in=ids).delete()
    return ids


async def given_by(tenant: str, contact_id: int, reference: str) -> list[str]:
    """The names of the tags that somebody has under that reference."""
    found = ContactTag.filter(tenant=tenant, contact_id=contact_id, reference=reference).order_by("id")
    return [row["tag__name"] for row in await found.values("tag__name")]


async def beginning_with(tenant: str, folded: str, limit: int) -> list[str]:
    """The names of known tags that begin so, in alphabetical order."""
    found = Tag.filter(tenant=tenant, folded__startswith=folded).order_by("folded").limit(limit)
    return [row["name"] for row in await found.values("name")]


async def page(tenant: str, after: str, limit: int) -> list[Tag]:
    """In alphabetical order, from behind that folded name on."""
    return await Tag.filter(tenant=tenant, folded__gt=after).order_by("folded").limit(limit)


async def get(tenant: str, tag_id: int) -> Tag | None:
    return await Tag.get_or_none(tenant=tenant, id=tag_id)


async def hold_people(tenant: str, tag_id: int) -> None:
    """Those who have it, as rows that name them do; people are held before tags by everybody who holds both."""
    if not is_sqlite():
        await rows(
            "SELECT contact.id FROM contact JOIN contact_tag ON contact_tag.contact_id = contact.id"
            " WHERE contact_tag.tenant = ? AND tag_id = ? ORDER BY contact.id FOR KEY SHARE OF contact",
            [tenant, tag_id],
        )


async def hold(tenant: str, tag_ids: Sequence[int]) -> dict[int, Tag]:
    """Those that are there, and nobody else changes or takes away until the transaction ends."""
    found = Tag.filter(tenant=tenant, id__in=list(tag_ids)).order_by("id")
    return {tag.id: tag for tag in await (found if is_sqlite() else found.select_for_update())}


async def named(tenant: str, folded: str) -> Tag | None:
    return await Tag.get_or_none(tenant=tenant, folded=folded)


async def counts(tenant: str, tag_ids: Sequence[int]) -> dict[int, int]:
    """How many people have each. Those in the bin, who are few, are taken off all who have it."""
    having, values = among("tag_id", list(tag_ids))
    everybody = await rows(
        f"SELECT tag_id, count(*) AS number FROM contact_tag WHERE tenant = ? AND {having} GROUP BY tag_id",  # noqa: S608 - the names are ours
        [tenant, values],
    )
    gone = [row["id"] for row in await Contact.filter(tenant=tenant).exclude(state=LIVE).values("id")]
    of_gone, ids = among("contact_id", gone)
    away = await rows(
        f"SELECT tag_id, count(*) AS number FROM contact_tag WHERE tenant = ? AND {of_gone} GROUP BY tag_id",  # noqa: S608 - as above
        [tenant, ids],
    )
    numbers: dict[int, int] = {row["tag_id"]: row["number"] for row in everybody}
    for row in away:
        if row["tag_id"] in numbers:
            numbers[row["tag_id"]] -= row["number"]
    return {tag_id: numbers.get(tag_id, 0) for tag_id in tag_ids}


async def change(tenant: str, tag_id: int, **values: Any) -> None:
    """Raises IntegrityError, which `storage.database.transaction` turns into AlreadyThere, where a name is taken."""
    await Tag.filter(tenant=tenant, id=tag_id).update(**values)


async def move(tenant: str, tag_id: int, into_id: int) -> None:
    """Whoever has the one has the other now, set by who set the first one; of both, by who set the earlier one."""
    stamp = ("origin", "reference", "set_by", "set_at")
    columns = ", ".join(("contact_id", "position", *stamp))
    earlier = ", ".join(f"{column} = excluded.{column}" for column in stamp)
    await rows(
        f"INSERT INTO contact_tag (tenant, tag_id, {columns}) SELECT tenant, ?, {columns} FROM contact_tag"  # noqa: S608 - as above
        f" WHERE tenant = ? AND tag_id = ? ON CONFLICT (contact_id, tag_id) DO UPDATE SET {earlier}"
        " WHERE excluded.set_at < contact_tag.set_at",
        [into_id, tenant, tag_id],
    )


async def delete(tenant: str, tag_id: int) -> None:
    """Nobody has it any more."""
    await Tag.filter(tenant=tenant, id=tag_id).delete()


async def ids_beginning_with(tenant: str, folded: str) -> list[int]:
    found = Tag.filter(tenant=tenant, folded__startswith=folded).order_by("id")
    return [row["id"] for row in await found.values("id")]


async def are_there(tenant: str, tag_ids: Collection[int]) -> bool:
    """All of them."""
    return await Tag.filter(tenant=tenant, id__in=list(tag_ids)).count() == len(tag_ids)


async def ids_by_key(tenant: str, folded: Sequence[str]) -> dict[str, int]:
    """Of those of these names that there are."""
    return await _ids_by_key(tenant, folded)


async def names_by_id(tenant: str, tag_ids: Collection[int]) -> dict[int, str]:
    """Of those that there are."""
    found = Tag.filter(tenant=tenant, id__in=list(tag_ids))
    return {row["id"]: row["name"] for row in await found.values("id", "name")}


async def names(tenant: str) -> list[str]:
    """Of all tags, in alphabetical order."""
    return [row["name"] for row in await Tag.filter(tenant=tenant).order_by("folded").values("name")]


async def _ids_by_key(tenant: str, folded: Sequence[str], *, held: bool = False) -> dict[str, int]:
    """`held`: nobody takes them away until the transaction ends; others may have them, too."""
    condition, values = among("folded", folded)
    hold = " ORDER BY id FOR KEY SHARE" if held and not is_sqlite() else ""
    found = await rows(f"SELECT folded, id FROM tag WHERE tenant = ? AND {condition}{hold}", [tenant, values])  # noqa: S608 - the texts are ours
    return {row["folded"]: row["id"] for row in found}
