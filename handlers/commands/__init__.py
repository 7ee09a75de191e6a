"""Every sub-command, in the order in which help shows them. To add one: a file here, and a line in the tuple."""

from handlers.commands import add, contact_help, contacts_help, export, find, overview
from handlers.registry import Command

COMMANDS: tuple[Command, ...] = (
    find.COMMAND,
    add.COMMAND,
    contact_help.COMMAND,
    overview.COMMAND,
    export.COMMAND,
    contacts_help.COMMAND,
)
