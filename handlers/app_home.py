"""The App Home, drawn anew whenever somebody opens it."""

from crm import contacts
from handlers.commands import COMMANDS
from handlers.context import Context
from handlers.exporting import export
from handlers.finding import find_and_answer
from handlers.modals import open_modal
from handlers.payloads import ActionPayload, EventPayload, SubmissionPayload
from handlers.registry import Action, Event, Submission
from views.help import help_text
from views.home import find_form, home
from views.modals import modal

RECENT = 10


async def _opened(context: Context, payload: EventPayload) -> None:
    if payload.fields.get("tab") == "home":
        counts = await contacts.counts(payload.tenant)
        recent = await contacts.recent(payload.tenant, RECENT)
        await context.slack.views_publish(user_id=payload.user_id, view=home(payload.user_id, counts, recent))


async def _open_find(context: Context, payload: ActionPayload) -> None:
    await open_modal(context, payload, find_form(""))


async def _find(context: Context, payload: SubmissionPayload) -> None:
    await find_and_answer(context, payload, payload.view.typed("text"))


async def _export(context: Context, payload: ActionPayload) -> None:
    await export(context, payload, "")


async def _help(context: Context, payload: ActionPayload) -> None:
    await open_modal(context, payload, modal("Help", help_text(COMMANDS)))


EVENTS = (Event("app_home_opened", _opened),)
ACTIONS = (Action("home.find", _open_find), Action("home.export", _export), Action("home.help", _help))
SUBMISSIONS = (Submission("home.find", _find),)
