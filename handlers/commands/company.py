"""`/contacts company`"""

from handlers.companies import answer_with_company
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="company",
    usage="/contacts company <name>",
    summary="what is known of a company, from whom, and its people; edit it",
    examples=("/contacts company Acme",),
    takes_text=True,
    run=answer_with_company,
)
