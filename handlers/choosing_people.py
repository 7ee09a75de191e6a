"""Suggestions while somebody types whom they mean."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Option

from crm import contacts, search
from handlers.context import Context
from handlers.payloads import OptionsPayload
from handlers.registry import Suggestions
from views.finding import SUGGEST_PEOPLE, person_option

SHOWN = 20


async def suggest_people(context: Context, payload: OptionsPayload) -> Sequence[Option]:
    """Who matches; before anything is typed, who changed last."""
    typed = payload.typed.strip()
    if not typed:
        return [person_option(each) for each in await contacts.recent(payload.tenant, SHOWN)]
    found = await search.find(payload.tenant, typed, SHOWN, context.default_region)
    return [person_option(each) for each in found.contacts]


SUGGESTIONS = (Suggestions(SUGGEST_PEOPLE, suggest_people),)
