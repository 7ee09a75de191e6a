"""Links to a person: where a browser finds the bot, and the contact's id."""

import re

from handlers.context import Context


def link_to(context: Context, contact_id: int) -> str:
    """Leads into Slack, and unfurls as a card where it is pasted; "" where the bot has no public address."""
    return f"{context.public_url}/c/{contact_id}" if context.public_url else ""


def linked(context: Context, url: str) -> int | None:
    """The contact's id in a link of ours."""
    if not context.public_url:
        return None
    found = re.fullmatch(rf"<?{re.escape(context.public_url)}/c/([0-9]{{1,18}})/?>?", url.strip())
    return int(found[1]) if found else None
