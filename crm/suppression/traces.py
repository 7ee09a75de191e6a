"""The messages in Slack that show somebody: their card, something that they are known by, or that they were looked up."""

from collections.abc import Iterator, Sequence
from typing import Any

from crm.types import Tenant
from enrichment.request import Identity
from storage.queries import enrichment
from storage.queries import messages as rows

_OF_CARDS = "contact."
_LOOKING_UP = ("enrich", "enrich_undo")
"""The jobs that say how far they are in a message of this name and the number of their batch."""


async def showing(tenant: Tenant, contact_id: int, identity: Identity) -> list[tuple[str, str]]:
    """(key, channel) of those that the outbox still knows, which is for a month."""
    known_by = [each.lower() for each in (*identity.emails, *identity.phones, *identity.profiles)]
    found = await rows.containing(tenant.key, [*known_by, f'"{contact_id}"', f' {contact_id}"'])
    shown = [row for row in found if _shows(row.blocks, contact_id, known_by)]
    named = [
        f"{kind}:{id_}" for id_ in await enrichment.of_alone(tenant.key, [contact_id]) for kind in _LOOKING_UP
    ]
    shown += [row for key in named if (row := await rows.get(tenant.key, key))]
    return sorted({(row.key, row.channel_id) for row in shown})


def _shows(blocks: Sequence[dict[str, object]], contact_id: int, known_by: Sequence[str]) -> bool:
    return any(
        any(each in text.lower() for each in known_by)
        or (action_id.startswith(_OF_CARDS) and text == str(contact_id))
        for action_id, text in _texts([*blocks])
    )


def _texts(part: Any, action_id: str = "") -> Iterator[tuple[str, str]]:
    """Each text with the action of the button that it belongs to. An entry of a menu is a button in disguise."""
    if isinstance(part, dict):
        for value in part.values():
            yield from _texts(value, str(part.get("action_id", action_id)))
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each, action_id)
    elif isinstance(part, str):
        yield action_id, part
        if action_id == "more":
            entry, _, value = part.partition(" ")
            yield entry, value
