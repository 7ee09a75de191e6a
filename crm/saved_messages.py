"""Messages of Slack that are kept in the timeline of a person: one, or a whole thread."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from crm import effects, rich_text, timeline
from crm.drafts import LONGEST
from crm.errors import UserError
from crm.types import Author, SharedFile, SlackMessage, Tenant

KIND = "saved"
_LINK = "Open in Slack"


async def remember(tenant: Tenant, key: str, message: SlackMessage) -> None:
    """While the form is open: it may be larger than what a form can carry."""

    async def keep() -> dict[str, Any]:
        return asdict(message)

    await effects.once(tenant, key, keep)


async def remembered(tenant: Tenant, key: str) -> SlackMessage:
    """Raises UserError."""
    kept = await effects.result_of(tenant, key)
    if kept is None:
        raise UserError("That message is no longer at hand; choose Save to contact once more.")
    return SlackMessage(**kept)


async def save(
    tenant: Tenant, author: Author, contact_id: int, messages: Sequence[SlackMessage], audience: str
) -> int:
    """As one entry at the time of the first of them. Returns its id. Raises ContactNotFound."""
    first = messages[0]
    names: dict[str, str] = {}
    for message in messages:
        names |= message.names
    rich = rich_text.storable(first.rich if len(messages) == 1 else _thread(messages, names))
    files = [asdict(SharedFile(_LINK, first.permalink))] if first.permalink else []
    data = {"by": first.by, "count": len(messages), "names": names, "files": files}
    entry = await timeline.log(
        tenant,
        author,
        contact_id,
        KIND,
        first.at,
        rich_text.plain(rich, names),
        {name: value for name, value in data.items() if value},
        rich=rich,
        audience=audience,
    )
    return entry.id


def text_of(message: SlackMessage) -> str:
    return rich_text.plain(message.rich, message.names)


def _thread(messages: Sequence[SlackMessage], names: Mapping[str, str]) -> dict[str, Any]:
    """Who wrote what when, one below the other, as far as a note may be long."""
    elements: list[Any] = []
    length = 0
    for number, message in enumerate(messages):
        length += len(rich_text.plain(message.rich, names))
        if length > LONGEST["note"]:
            elements.append(_line(f"{len(messages) - number} more messages stand in Slack."))
            break
        elements.append(_line(f"{message.by}, {message.at:%d %b %Y %H:%M} UTC"))
        elements += message.rich.get("elements", ())
    return {"type": "rich_text", "elements": elements}


def _line(text: str) -> dict[str, Any]:
    bold = {"type": "text", "text": text, "style": {"bold": True}}
    return {"type": "rich_text_section", "elements": [bold]}
