"""`/contacts follow`"""

from handlers.following import follow
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="follow",
    usage="/contacts follow [person or tag:name]",
    summary="hear what happens with a person, or with all who have a tag",
    examples=("/contacts follow jane doe", "/contacts follow tag:go"),
    takes_text=True,
    run=follow,
    kept=True,
)
