"""Finding a person by what somebody typed, and answering with the card, a short list, or an offer to add."""

from rapidfuzz import process

from crm import contacts, search
from handlers.answering import answer
from handlers.cards import answer_with_card
from handlers.context import Context
from handlers.links import linked
from handlers.payloads import Payload
from views.finding import meant, nobody, several
from views.text import escaped

NEAR = 70
"""Of 100: how alike a word and the name of a command must be to ask whether it was meant."""


async def find_and_answer(context: Context, payload: Payload, text: str, names: tuple[str, ...] = ()) -> None:
    """`names`: sub-commands that may have been meant, where nobody is found."""
    if (contact_id := linked(context, text)) is not None:
        await answer_with_card(context, payload, await contacts.get(payload.tenant, contact_id))
        return
    found = await search.find(payload.tenant, text, default_region=context.default_region)
    if len(found.contacts) == 1 and not found.more:
        await answer_with_card(context, payload, await contacts.get(payload.tenant, found.contacts[0].id))
    elif found.contacts:
        is_discreet = not await context.colleagues.only(payload.user_id)
        shown = several(text, found, is_discreet=is_discreet)
        await answer(context, payload, shown, escaped(f"People for {text}"))
    else:
        near = nearest(text, names)
        hint = [meant(f"/contact {near}", "Type it so to run it.")] if near else []
        await answer(context, payload, [*nobody(text), *hint], escaped(f"Nobody found for {text}"))


def nearest(text: str, names: tuple[str, ...]) -> str:
    """The name that may have been misspelt, or ""."""
    best = process.extractOne(text.partition(" ")[0].lower(), names, score_cutoff=NEAR)
    return best[0] if best else ""
