"""Reading a person's timeline: a page at a time, of one kind or of all."""

import json

from crm import timeline
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload
from handlers.readers import reader_of
from handlers.registry import Action
from views import timeline as views


async def _open(context: Context, payload: ActionPayload) -> None:
    contact_id = int(payload.value)
    async with loading_modal(context, payload, "Timeline") as fill:
        reader = await reader_of(context, payload.tenant, payload.user_id, contact_id)
        page = await timeline.page(payload.tenant, contact_id, reader=reader)
        await fill(views.timeline(page, _metadata(contact_id, ()), payload.user_id))


async def refresh(context: Context, payload: Payload, view_id: str, metadata: str) -> None:
    """A timeline in which something was changed: from its top, with the filter that it has."""
    shown = json.loads(metadata)
    await _show(context, payload, view_id, int(shown["contact_id"]), tuple(shown["kinds"]), "")


async def _filter(context: Context, payload: ActionPayload) -> None:
    kinds = () if payload.value == views.EVERYTHING else (payload.value,)
    await _turn(context, payload, kinds, "")


async def _turn_page(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await _turn(context, payload, tuple(json.loads(payload.view.metadata)["kinds"]), payload.value)


async def _turn(context: Context, payload: ActionPayload, kinds: tuple[str, ...], cursor: str) -> None:
    if payload.view is not None:
        contact_id = int(json.loads(payload.view.metadata)["contact_id"])
        await _show(context, payload, payload.view.id, contact_id, kinds, cursor)


async def _show(
    context: Context, payload: Payload, view_id: str, contact_id: int, kinds: tuple[str, ...], cursor: str
) -> None:
    reader = await reader_of(context, payload.tenant, payload.user_id, contact_id)
    page = await timeline.page(payload.tenant, contact_id, kinds, cursor, reader=reader)
    view = views.timeline(page, _metadata(contact_id, kinds), payload.user_id)
    await context.slack.views_update(view_id=view_id, view=view)


def _metadata(contact_id: int, kinds: tuple[str, ...]) -> str:
    return json.dumps({"contact_id": contact_id, "kinds": kinds})


ACTIONS = (
    Action("contact.timeline", _open),
    Action("timeline.filter", _filter),
    Action("timeline.older", _turn_page),
    Action("timeline.newer", _turn_page),
)
