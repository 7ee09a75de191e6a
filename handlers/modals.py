"""Opening a modal at once, and filling it when the data are there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_sdk.models.views import View

from crm.bin import binned
from crm.errors import ContactDeleted, UserError
from handlers.context import Context
from handlers.payloads import ActionPayload, Payload
from handlers.places import say_deleted
from handlers.redrawing import redraw
from handlers.reporting import reference_for, sentence_for
from views.bin import deleted
from views.modals import loading, modal, problem

Fill = Callable[[View], Awaitable[None]]


@asynccontextmanager
async def loading_modal(context: Context, payload: Payload, title: str) -> AsyncIterator[Fill]:
    """Open a loading view while the trigger lives; what goes wrong before it is filled is said in it."""
    view_id = await open_modal(context, payload, loading(title))

    async def fill(view: View) -> None:
        await redraw(context, view_id, view)

    try:
        yield fill
    except ContactDeleted as error:
        await fill(modal(title, deleted(binned(error))))
        if isinstance(payload, ActionPayload):
            await say_deleted(context, payload, error)
    except UserError as error:
        await fill(problem(title, str(error)))
    except Exception as error:  # noqa: BLE001 - the person is shown its reference, the log has the rest
        await fill(problem(title, sentence_for(reference_for(error))))


async def open_modal(context: Context, payload: Payload, view: View) -> str:
    """On top of the modal that was acted in, in its place where nothing more fits on top, or as the first. Returns the view's id."""
    below = payload.view if isinstance(payload, ActionPayload) else None
    if below is None or below.type != "modal":
        response = await context.slack.views_open(trigger_id=payload.trigger_id, view=view)
    elif below.is_on_top:
        response = await context.slack.views_update(view_id=below.id, view=view)
    else:
        response = await context.slack.views_push(trigger_id=payload.trigger_id, view=view)
    view_id: str = response["view"]["id"]
    return view_id
