"""`/contacts exports`"""

from handlers.exporting import show_exports
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="exports",
    usage="/contacts exports",
    summary="who exported whom, when and in which format; for admins",
    run=show_exports,
)
