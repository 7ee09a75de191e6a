"""`/contacts lists` and `/contacts list`"""

from handlers.lists import open_lists, open_named
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="lists",
    usage="/contacts lists",
    summary="the lists of your team, with how many people are on each; open, make, change, share one",
    run=open_lists,
)
ONE = Command(
    slash="/contacts",
    name="list",
    usage="/contacts list [new or name]",
    summary="make a list, static or with a query that it follows; or open one",
    examples=("/contacts list new", "/contacts list alumni"),
    takes_text=True,
    run=open_named,
)
