"""The App Home, drawn anew whenever somebody opens it."""

from crm import contacts, saved_searches, search
from handlers.commands import COMMANDS
from handlers.context import Context
from handlers.exporting import open_export_form
from handlers.home import show_home
from handlers.modals import loading_modal, open_modal
from handlers.payloads import ActionPayload, EventPayload
from handlers.registry import Action, Event
from handlers.showing import card_for
from views.finding import nobody, several
from views.help import help_text
from views.modals import modal


async def _opened(context: Context, payload: EventPayload) -> None:
    if payload.fields.get("tab") == "home":
        await show_home(context, payload)


async def _search(context: Context, payload: ActionPayload) -> None:
    """What was typed, on Enter."""
    text = payload.value.strip()
    if not text:
        return
    async with loading_modal(context, payload, "People") as fill:
        found = await search.find(payload.tenant, text, default_region=context.default_region)
        if len(found.contacts) == 1 and not found.more:
            contact = await contacts.get(payload.tenant, found.contacts[0].id)
            await fill(modal("Contact", await card_for(context, payload.tenant, payload.user_id, contact)))
        else:
            await fill(
                modal("People", several(text, found, is_discreet=False) if found.contacts else nobody(text))
            )


async def _export(context: Context, payload: ActionPayload) -> None:
    await open_export_form(context, payload, "")


async def _help(context: Context, payload: ActionPayload) -> None:
    await open_modal(context, payload, modal("Help", help_text(COMMANDS)))


async def _delete_search(context: Context, payload: ActionPayload) -> None:
    await saved_searches.delete(payload.tenant, payload.user_id, int(payload.value))
    await show_home(context, payload)


EVENTS = (Event("app_home_opened", _opened),)
ACTIONS = (
    Action("home.search", _search),
    Action("home.export", _export),
    Action("home.help", _help),
    Action("searches.delete", _delete_search),
)
