"""`/contact enrich`"""

from handlers.enriching import enrich_by_name
from handlers.registry import Command

COMMAND = Command(
    slash="/contact",
    name="enrich",
    usage="/contact enrich <name, e-mail, phone or profile link>",
    summary="looks a person up, after saying what it may cost",
    examples=("/contact enrich jane doe",),
    takes_text=True,
    run=enrich_by_name,
)
