"""Reading a person's timeline: a page at a time, of one kind or of all, by one colleague or by all, from a date on."""

import json
import logging
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Self

from slack_sdk.models.views import View

from crm import timeline
from crm.moments import end_of_day, zone
from crm.timeline.kinds import kinds_of
from crm.types import Look, Tenant
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload
from handlers.readers import reader_of
from handlers.redrawing import redraw
from handlers.registry import Action
from handlers.zones import zone_of
from views import timeline as views

log = logging.getLogger("roster")


@dataclass(frozen=True, slots=True)
class Window:
    """What a timeline's modal shows, carried along as its private metadata. `view_id` is the modal's, once it is known."""

    contact_id: int
    timezone: str
    look: Look = field(default_factory=Look)
    view_id: str = ""

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, carried: dict[str, Any]) -> Self:
        return cls(**{**carried, "look": Look(**carried["look"])})

    @classmethod
    def of(cls, payload: ActionPayload) -> Self | None:
        """In which somebody pressed a button, None where it was elsewhere."""
        if payload.view is None or payload.view.callback_id != "timeline":
            return None
        return replace(cls.of_json(json.loads(payload.view.metadata)), view_id=payload.view.id)


async def refresh(context: Context, tenant: Tenant, user_id: str, window: Window | None) -> None:
    """Show in it what was changed."""
    if window is not None:
        await redraw(context, window.view_id, await _view(context, tenant, user_id, window))


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Timeline") as fill:
        window = Window(int(payload.value), await zone_of(context, payload.user_id))
        await fill(await _view(context, payload.tenant, payload.user_id, window))


async def _choose_group(context: Context, payload: ActionPayload) -> None:
    await _turn(context, payload, group="" if payload.value == views.EVERYTHING else payload.value, cursor="")


async def _choose_person(context: Context, payload: ActionPayload) -> None:
    await _turn(context, payload, user_id=payload.value, cursor="")


async def _jump(context: Context, payload: ActionPayload) -> None:
    window = Window.of(payload)
    if window is not None and payload.value:
        last = end_of_day(date.fromisoformat(payload.value), window.timezone)
        await _turn(context, payload, cursor=timeline.before(last))


async def _turn_page(context: Context, payload: ActionPayload) -> None:
    await _turn(context, payload, cursor=payload.value)


async def _reset(context: Context, payload: ActionPayload) -> None:
    await _turn(context, payload, **asdict(Look()))


async def _turn(context: Context, payload: ActionPayload, **changes: str) -> None:
    window = Window.of(payload)
    if window is not None:
        window = replace(window, look=replace(window.look, **changes))
        view = await _view(context, payload.tenant, payload.user_id, window)
        await redraw(context, window.view_id, view)


async def _view(context: Context, tenant: Tenant, user_id: str, window: Window) -> View:
    reader = await reader_of(context, tenant, user_id, window.contact_id)
    look = window.look
    page = await timeline.page(
        tenant, window.contact_id, kinds_of(look.group), look.cursor, reader=reader, user_id=look.user_id
    )
    return views.timeline(page, look, datetime.now(UTC), zone(window.timezone), window.written())


ACTIONS = (
    Action("contact.timeline", _open),
    Action("timeline.group", _choose_group),
    Action("timeline.person", _choose_person),
    Action("timeline.date", _jump),
    Action("timeline.reset", _reset),
    Action("timeline.older", _turn_page),
    Action("timeline.newer", _turn_page),
)
