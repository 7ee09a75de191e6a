"""`/contact add`"""

from handlers.adding import open_add_form
from handlers.registry import Command

COMMAND = Command(
    slash="/contact",
    name="add",
    usage="/contact add",
    summary="opens the form for a new person; a name or an e-mail address behind it is filled in",
    examples=("/contact add jane@example.com",),
    takes_text=True,
    run=open_add_form,
)
