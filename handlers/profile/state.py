"""What a profile's modal carries along, and how it shows the next thing."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from slack_sdk.models.views import View

from crm.errors import UserError
from crm.profile.editing import marks
from crm.profile.fields import Part
from crm.types import Item
from handlers.context import Context
from handlers.payloads import ActionPayload
from handlers.places import Place
from handlers.redrawing import redraw
from views.modals import problem
from views.profile.whole import TITLE


@dataclass(frozen=True, slots=True)
class ProfileState:
    """As the private metadata of the view. `place` is where the card is; a form also says of what it is, and what it showed."""

    contact_id: int
    place: Place
    part: str = ""
    item_id: int = 0
    shown: Mapping[str, str] = field(default_factory=dict)

    def form_of(self, part: Part, item: Item | None) -> Self:
        shown = marks(item.values) if item else {}
        return replace(self, part=part.key, item_id=item.id if item else 0, shown=shown)

    def written(self) -> str:
        return json.dumps({**asdict(self), "place": asdict(self.place)})

    @classmethod
    def read(cls, metadata: str) -> Self:
        state = json.loads(metadata)
        return cls(**{**state, "place": Place(**state["place"])})


def state_of(payload: ActionPayload) -> ProfileState:
    """Of the profile's modal in which somebody pressed a button."""
    return ProfileState.read(payload.view.metadata if payload.view else "{}")


async def show(context: Context, payload: ActionPayload, view: Callable[[], Awaitable[View]]) -> None:
    """In the place of what the modal shows. What was done is kept already: a modal that was closed meanwhile is no error."""
    if payload.view is None:
        return
    try:
        next_view = await view()
    except UserError as error:
        next_view = problem(TITLE, str(error))
    await redraw(context, payload.view.id, next_view)
