"""`/contacts help`"""

from dataclasses import replace

from handlers.commands import contact_help

COMMAND = replace(contact_help.COMMAND, slash="/contacts", usage="/contacts help")
