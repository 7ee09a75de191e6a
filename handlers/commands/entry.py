"""`/contact entry`"""

from handlers.reading_entry import answer_with_entry
from handlers.registry import Command

COMMAND = Command(
    slash="/contact",
    name="entry",
    usage="/contact entry <number>",
    summary="one entry of a timeline, by the number that it shows",
    examples=("/contact entry 17",),
    takes_text=True,
    run=answer_with_entry,
)
