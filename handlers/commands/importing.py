"""`/contacts import`"""

from handlers.importing import open_import_form
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="import",
    usage="/contacts import",
    summary="takes a file of contacts; or drop it into a channel",
    run=open_import_form,
)
