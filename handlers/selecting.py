"""Choosing some of those who were found, page after page: whoever was chosen on one stays chosen on the others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from slack_sdk.models.views import View

from crm import searching
from crm.errors import UserError
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, ViewPayload
from handlers.redrawing import redraw
from handlers.registry import Action
from handlers.searching import State, understand
from views.bulk import NEXT, PREVIOUS, people_block, select_form

LONGEST_CARRIED = 2_800
"""A modal of Slack's carries 3,000 characters, and the next one these people and what is to be done with them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the form carries: the search, as in `State`, who is on its page, and who was chosen on the others."""

    line: str
    order: str
    cursors: tuple[str, ...]
    shown: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()

    @property
    def people_block(self) -> str:
        return people_block(self.shown)

    def chosen_in(self, view: ViewPayload) -> list[int]:
        """On all pages."""
        return [*self.elsewhere, *map(int, view.all_chosen(self.people_block))]

    def written(self) -> str:
        """Without the cursors of the first pages where they do not fit. Raises UserError where those chosen do not, either."""
        kept = self
        while len(written := kept._as_json()) > LONGEST_CARRIED:
            if len(kept.cursors) <= 1:
                raise UserError(
                    "No more people fit into this form. Go on with those chosen so far, or with all who match."
                )
            kept = replace(kept, cursors=kept.cursors[1:])
        return written

    @classmethod
    def read(cls, written: str) -> Self:
        line, order, *several = json.loads(written)
        return cls(line, order, *map(tuple, several))

    def _as_json(self) -> str:
        values = [self.line, self.order, self.cursors, self.shown, self.elsewhere]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Select") as fill:
        state = State.read(payload.value)
        await fill(await _form(context, payload, Selection(state.line, state.order, state.cursors), []))


async def _next(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        selection = Selection.read(payload.view.metadata)
        await _turn(
            context, payload, payload.view, replace(selection, cursors=(*selection.cursors, payload.value))
        )


async def _previous(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        selection = Selection.read(payload.view.metadata)
        await _turn(context, payload, payload.view, replace(selection, cursors=selection.cursors[:-1]))


async def _turn(context: Context, payload: ActionPayload, view: ViewPayload, wanted: Selection) -> None:
    shown = Selection.read(view.metadata)
    chosen = shown.chosen_in(view)
    try:
        form = await _form(context, payload, wanted, chosen)
    except UserError as error:
        form = await _form(context, payload, shown, chosen, str(error))
    await redraw(context, view.id, form)


async def _form(
    context: Context, payload: Payload, wanted: Selection, chosen: Sequence[int], notice: str = ""
) -> View:
    """Raises UserError."""
    understood = await understand(context, payload, wanted.line)
    cursor = wanted.cursors[-1] if wanted.cursors else ""
    search, page = await searching.page(payload.tenant, understood, wanted.order, cursor)
    shown = tuple(match.id for match in page.matches)
    elsewhere = tuple(id_ for id_ in chosen if id_ not in shown)
    carried = replace(wanted, line=search.line, shown=shown, elsewhere=elsewhere).written()
    return select_form(search, page, chosen, carried, is_first=not wanted.cursors, notice=notice)


ACTIONS = (Action("search.select", _open), Action(NEXT, _next), Action(PREVIOUS, _previous))
