"""`/contacts providers`"""

from handlers.providers import open_providers
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="providers",
    usage="/contacts providers",
    summary="whom Roster can ask about people, with which keys, and how each of them is doing",
    run=open_providers,
)
