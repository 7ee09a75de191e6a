"""`/contacts suppressed`"""

from handlers.registry import Command
from handlers.suppressing import open_suppressed

COMMAND = Command(
    slash="/contacts",
    name="suppressed",
    usage="/contacts suppressed [e-mail, phone or profile link]",
    summary="how many people are never kept again, and whether somebody is among them; admins add and lift",
    examples=("/contacts suppressed jane@example.com",),
    takes_text=True,
    run=open_suppressed,
)
