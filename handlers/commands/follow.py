"""`/contacts follow`"""

from handlers.following import follow
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="follow",
    usage="/contacts follow [person, tag:name or list:name]",
    summary="hear what happens with a person, or with all who have a tag or are on a list",
    examples=("/contacts follow jane doe", "/contacts follow tag:go", "/contacts follow list:alumni"),
    takes_text=True,
    run=follow,
    kept=True,
)
