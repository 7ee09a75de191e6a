"""`/contacts unfollow`"""

from handlers.following import unfollow
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="unfollow",
    usage="/contacts unfollow [person, tag:name or list:name]",
    summary="hear no more of it",
    examples=("/contacts unfollow jane doe", "/contacts unfollow tag:go"),
    takes_text=True,
    run=unfollow,
    kept=True,
)
