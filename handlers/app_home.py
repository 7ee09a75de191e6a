"""The App Home, drawn anew whenever somebody opens it."""

from handlers.commands import COMMANDS
from handlers.context import Context
from handlers.exporting import export
from handlers.finding import find_and_answer
from handlers.home import show_home
from handlers.modals import open_modal
from handlers.payloads import ActionPayload, EventPayload, SubmissionPayload
from handlers.registry import Action, Event, Submission
from views.help import help_text
from views.home import find_form
from views.modals import modal


async def _opened(context: Context, payload: EventPayload) -> None:
    if payload.fields.get("tab") == "home":
        await show_home(context, payload)


async def _open_find(context: Context, payload: ActionPayload) -> None:
    await open_modal(context, payload, find_form(""))


async def _find(context: Context, payload: SubmissionPayload) -> None:
    await find_and_answer(context, payload, payload.view.typed("text"))


async def _export(context: Context, payload: ActionPayload) -> None:
    await export(context, payload, "")


async def _help(context: Context, payload: ActionPayload) -> None:
    await open_modal(context, payload, modal("Help", help_text(COMMANDS)))


EVENTS = (Event("app_home_opened", _opened),)
ACTIONS = (
    Action("home.find", _open_find),
    Action("home.export", _export, kept=True),
    Action("home.help", _help),
)
SUBMISSIONS = (Submission("home.find", _find),)
