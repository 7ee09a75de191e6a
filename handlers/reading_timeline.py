"""Reading a person's timeline: a page at a time, of one kind or of all."""

import json

from crm import timeline
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload
from handlers.registry import Action
from views import timeline as views


async def _open(context: Context, payload: ActionPayload) -> None:
    contact_id = int(payload.value)
    async with loading_modal(context, payload, "Timeline") as fill:
        page = await timeline.page(payload.tenant, contact_id)
        await fill(views.timeline(page, _metadata(contact_id, ())))


async def _filter(context: Context, payload: ActionPayload) -> None:
    kinds = () if payload.value == views.EVERYTHING else (payload.value,)
    await _turn(context, payload, kinds, "")


async def _turn_page(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await _turn(context, payload, tuple(json.loads(payload.view.metadata)["kinds"]), payload.value)


async def _turn(context: Context, payload: ActionPayload, kinds: tuple[str, ...], cursor: str) -> None:
    if payload.view is None:
        return
    contact_id = int(json.loads(payload.view.metadata)["contact_id"])
    page = await timeline.page(payload.tenant, contact_id, kinds, cursor)
    view = views.timeline(page, _metadata(contact_id, kinds))
    await context.slack.views_update(view_id=payload.view.id, view=view)


def _metadata(contact_id: int, kinds: tuple[str, ...]) -> str:
    return json.dumps({"contact_id": contact_id, "kinds": kinds})


ACTIONS = (
    Action("contact.timeline", _open),
    Action("timeline.filter", _filter),
    Action("timeline.older", _turn_page),
    Action("timeline.newer", _turn_page),
)
