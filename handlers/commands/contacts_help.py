"""`/contacts help`"""

from dataclasses import replace

from handlers.commands import contact_help
from handlers.registry import Command

COMMAND: Command = replace(contact_help.COMMAND, slash="/contacts", usage="/contacts help")
