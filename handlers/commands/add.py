"""`/contact add`"""

from handlers.adding import open_add_form
from handlers.registry import Command

COMMAND = Command(
    slash="/contact",
    name="add",
    usage="/contact add",
    summary="opens the form for a new person",
    run=open_add_form,
)
