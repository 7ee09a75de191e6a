"""What can be done with many people at once. To add one: an entry in the table, and its inputs in `views/bulk.py`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm import bin as bin_
from crm.drafts import cleaned_tags, problem_with_tags
from crm.errors import FieldErrors
from crm.holding import hold_who_is_left
from crm.lists.people import add_people, remove_people
from crm.profile import editing, reading
from crm.profile.editing import marks
from crm.profile.parts import CONTACTING
from crm.tags import called_now, given_by, ids_by_name, set_tags
from crm.types import Author, Tenant
from storage.database import transaction

Options = Mapping[str, Any]
Change = Any
"""What is to be known to take it back, as JSON; None where nothing was changed."""


@dataclass(frozen=True, slots=True)
class Action:
    """`do` changes one person; `undo` takes that change back, but for what somebody has changed since. `check` raises FieldErrors."""

    key: str
    do: Callable[[Tenant, Author, int, Options], Awaitable[Change]]
    undo: Callable[[Tenant, Author, int, Change], Awaitable[None]]
    check: Callable[[Options], None] = lambda options: None


def _check_tags(options: Options) -> None:
    names = cleaned_tags(tuple(options["tags"]))
    if problem := "Choose a tag." if not names else problem_with_tags(names):
        raise FieldErrors({"tags": problem})


def _check_owner(options: Options) -> None:
    if not options.get("owner"):
        raise FieldErrors({"owner": "Choose a colleague."})


async def _tag(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    added, _ = await set_tags(tenant, author, contact_id, (), tuple(options["tags"]))
    return [*added] or None


async def _tag_back(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    """Whatever became of the tags; one that somebody has given them since is theirs."""
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id, about=())
        await set_tags(tenant, author, contact_id, await given_by(tenant, author, contact_id), ())


async def _untag(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    _, removed = await set_tags(tenant, author, contact_id, tuple(options["tags"]), ())
    return await ids_by_name(tenant, removed) if removed else None


async def _untag_back(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    await set_tags(tenant, author, contact_id, (), await _called_now(tenant, change))


async def _called_now(tenant: Tenant, change: Change) -> tuple[str, ...]:
    """Runs of an earlier version have noted only names."""
    return tuple(change) if isinstance(change, list) else await called_now(tenant, change)


async def _set_owner(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    return await _owner(tenant, author, contact_id, options["owner"])


async def _owner_back(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    whole = await reading.whole(tenant, contact_id)
    if whole.contact.owner_id == change["after"]:
        await _owner(tenant, author, contact_id, change["before"])


async def _owner(tenant: Tenant, author: Author, contact_id: int, owner_id: str) -> Change:
    whole = await reading.whole(tenant, contact_id)
    shown = whole.items[CONTACTING.key][0].values
    if shown["owner_id"] == owner_id:
        return None
    typed = {**shown, "owner_id": owner_id}
    await editing.save(tenant, author, contact_id, CONTACTING.key, 0, marks(shown), typed)
    return {"before": shown["owner_id"], "after": owner_id}


def _check_list(options: Options) -> None:
    if not options.get("list_id"):
        raise FieldErrors({"list": "Choose a list."})


async def _put_on_list(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    list_id = options["list_id"]
    return {"list_id": list_id} if await add_people(tenant, author, list_id, [contact_id]) else None


async def _put_on_list_back(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    await remove_people(tenant, author, change["list_id"], [contact_id])


async def _take_off_list(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    list_id = options["list_id"]
    return {"list_id": list_id} if await remove_people(tenant, author, list_id, [contact_id]) else None


async def _take_off_list_back(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    await add_people(tenant, author, change["list_id"], [contact_id])


async def _delete(tenant: Tenant, author: Author, contact_id: int, options: Options) -> Change:
    return (await bin_.delete(tenant, author, contact_id)).deleted_at.isoformat()


async def _restore(tenant: Tenant, author: Author, contact_id: int, change: Change) -> None:
    """Not whom somebody has restored, and then deleted again. Runs of an earlier version have not noted when."""
    deleted_at = datetime.fromisoformat(change) if isinstance(change, str) else None
    await bin_.restore(tenant, author, contact_id, deleted_at)


ACTIONS: Mapping[str, Action] = {
    action.key: action
    for action in (
        Action("tag", _tag, _tag_back, _check_tags),
        Action("untag", _untag, _untag_back, _check_tags),
        Action("owner", _set_owner, _owner_back, _check_owner),
        Action("list_add", _put_on_list, _put_on_list_back, _check_list),
        Action("list_remove", _take_off_list, _take_off_list_back, _check_list),
        Action("delete", _delete, _restore),
    )
}
