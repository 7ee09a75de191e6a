"""A warning, wherever one may be about to write to somebody who is not to be contacted."""

from slack_sdk.models.blocks import Block, SectionBlock

from crm.types import Contact
from views.text import plain


def do_not_contact(contact: Contact) -> list[Block]:
    """Nothing, where they may be contacted."""
    said = warning(contact, gives_reason=True)
    return [SectionBlock(text=plain(f"{contact.name}: {said}"))] if said else []


def warning(contact: Contact, *, gives_reason: bool) -> str:
    """ "" where they may be contacted."""
    if not contact.do_not_contact:
        return ""
    source = contact.sources.get("do_not_contact")
    since = f" (since {source.set_at:%d %b %Y})" if source else ""
    reason = f": {contact.do_not_contact_reason}" if gives_reason and contact.do_not_contact_reason else ""
    return f"⛔ Do not contact{since}{reason}"
