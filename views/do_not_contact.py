"""A warning, wherever one may be about to write to somebody who is not to be contacted."""

from slack_sdk.models.blocks import Block, SectionBlock

from crm.types import Contact
from views.text import plain


def do_not_contact(contact: Contact) -> list[Block]:
    """Nothing, where they may be contacted."""
    if not contact.do_not_contact:
        return []
    source = contact.sources.get("do_not_contact")
    since = f" (since {source.set_at:%d %b %Y})" if source else ""
    return [SectionBlock(text=plain(f"⛔ Do not contact{since}: {contact.do_not_contact_reason}"))]
