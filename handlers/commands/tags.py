"""`/contacts tags`"""

from handlers.registry import Command
from handlers.tag_book import open_tags

COMMAND = Command(
    slash="/contacts",
    name="tags",
    usage="/contacts tags",
    summary="the tags of your team, with how many people have each; rename, colour, merge, delete",
    run=open_tags,
)
