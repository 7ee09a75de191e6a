"""`/contacts <query>`: whom the query finds, page by page, and the form that writes the query line."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Self

from slack_sdk.models.blocks import Block

from crm import saved_searches, searching
from crm.errors import UserError
from crm.querying.errors import QueryError, pointed_out
from crm.querying.fields import HAVING
from crm.querying.parsing import parse
from crm.querying.refining import CHOICES, TEXTS, as_refinement, line_of
from crm.types import Refinement, Search
from handlers.answering import answer
from handlers.answering import replace as put_instead
from handlers.asking import asker_for
from handlers.context import Context
from handlers.finding import nearest
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.places import Place
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.finding import meant
from views.searching import (
    ANY,
    SHARED,
    found,
    refine_form,
    results,
    save_form,
    search_saved,
    search_text,
    shown_elsewhere,
    wrong,
)
from views.text import escaped

LONGEST_VALUE = 2_000
"""Of a button."""
TURNERS = 3


@dataclass(frozen=True, slots=True)
class State:
    """What the buttons of a list carry along. `cursors` are those of this page and of the ones before, as far as they fit."""

    line: str
    order: str = ""
    cursors: tuple[str, ...] = ()

    @property
    def cursor(self) -> str:
        return self.cursors[-1] if self.cursors else ""

    def written(self) -> str:
        """Raises UserError where the line alone does not fit."""
        state = self
        while len(written := state._as_json()) > LONGEST_VALUE:
            if not state.cursors:
                raise UserError(
                    "That query is longer than a button of Slack holds. Ask for less at once, please."
                )
            state = replace(state, cursors=state.cursors[1:])
        return written

    @classmethod
    def read(cls, written: str) -> Self:
        line, order, cursors = json.loads(written)
        return cls(line, order, tuple(cursors))

    def _as_json(self) -> str:
        return json.dumps([self.line, self.order, self.cursors], ensure_ascii=False)


async def search_and_answer(
    context: Context, payload: Payload, line: str, names: tuple[str, ...] = ()
) -> None:
    """Or it says what is wrong with the line, and where. `names`: sub-commands that may have been meant, where nobody is found."""
    try:
        blocks, search = await _shown(context, payload, State(line))
    except QueryError as error:
        shown, text = wrong(pointed_out(line, error), str(error)), escaped(str(error))
        await answer(context, payload, [*shown, *_hint(line, names)], text)
        return
    hint = [] if search.count else _hint(line, names)
    await answer(context, payload, [*blocks, *hint], search_text(search))


def _hint(line: str, names: tuple[str, ...]) -> list[Block]:
    near = nearest(line, names)
    return [meant(f"/contacts {near}", "Type it so to run it.")] if near else []


async def understand(context: Context, payload: Payload, line: str) -> searching.Understood:
    """Raises QueryError."""
    asker = await asker_for(context, payload.tenant, payload.user_id)
    called = {id_: name for name, id_ in reversed([*asker.members.items()])}
    names = called | {name: called[id_] for name, id_ in asker.members.items()}
    return await searching.read(payload.tenant, line, asker, names)


async def _shown(context: Context, payload: Payload, state: State) -> tuple[list[Block], Search]:
    understood = await understand(context, payload, state.line)
    order = state.order or understood.order
    search, page = await searching.page(payload.tenant, understood, order, state.cursor)
    turning: dict[str, str] = {}
    if state.cursors:
        turning["Previous page"] = replace(state, cursors=state.cursors[:-1]).written()
    if page.next:
        turning["Next page"] = replace(state, cursors=(*state.cursors, page.next)).written()
    kept = replace(state, line=search.line)
    return results(search, page, order, turning, kept.written()), search


async def _turn(context: Context, payload: ActionPayload) -> None:
    blocks, search = await _shown(context, payload, State.read(payload.value))
    await put_instead(context, payload, blocks, search_text(search))


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Refine") as fill:
        state = State.read(payload.value)
        form = as_refinement(parse(state.line).query)
        await fill(refine_form(form, state.line, state.order, HAVING, json.dumps(asdict(Place.of(payload)))))


def _check(context: Context, payload: SubmissionPayload) -> None:
    _line_in(payload.view)


async def _search(context: Context, payload: SubmissionPayload) -> None:
    order = payload.view.chosen("order")
    state = State(_line_in(payload.view), "" if order == ANY else order)
    blocks, search = await _shown(context, payload, state)
    place = Place(**json.loads(payload.view.metadata))
    await place.put(context, blocks, search_text(search))
    await show_result(context, payload, found(search))


def _line_in(view: ViewPayload) -> str:
    """Raises FieldErrors."""
    chosen = {key: view.chosen(key) for key in CHOICES}
    return line_of(
        Refinement(
            words=tuple(view.typed("words").split()),
            names={
                "tag": view.all_chosen("tags"),
                "skill": tuple(view.typed("skills").split(",")),
                "knows": tuple(view.typed("knows").split(",")),
                "has": view.all_chosen("has"),
                "no": view.all_chosen("no"),
            },
            without_tags=view.all_chosen("without_tags"),
            texts={key: view.typed(key) for key in TEXTS},
            chosen={key: value for key, value in chosen.items() if value != ANY},
            rest=view.typed("rest"),
        )
    )


async def _open_save_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Save this search") as fill:
        understood = await understand(context, payload, State.read(payload.value).line)
        await fill(save_form(understood.line, understood.words, understood.line))


def _check_name(context: Context, payload: SubmissionPayload) -> None:
    saved_searches.check_name(payload.view.typed("name"))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    name, line = payload.view.typed("name"), payload.view.metadata
    is_shared = payload.view.chosen("whose") == SHARED
    await saved_searches.save(payload.tenant, payload.author, name, line, is_shared=is_shared)
    await show_result(context, payload, search_saved(name))


async def _show_saved(context: Context, payload: ActionPayload) -> None:
    """From the Home, where no message can stand: it goes into the direct messages."""
    async with loading_modal(context, payload, "Search") as fill:
        saved = await saved_searches.get(payload.tenant, payload.user_id, int(payload.value))
        await search_and_answer(context, payload, saved.query)
        await fill(shown_elsewhere(saved.name))


async def _show(context: Context, payload: ActionPayload) -> None:
    await search_and_answer(context, payload, payload.value)


ACTIONS = (
    *(Action(f"search.show.{what}", _show) for what in ("added", "updated", "unchanged", "skipped")),
    Action("search.save", _open_save_form),
    Action("searches.show", _show_saved),
    *(Action(f"search.turn.{number}", _turn) for number in range(TURNERS)),
    Action("search.refine", _open_form),
)
SUBMISSIONS = (
    Submission("search.refine", _search, _check, saving="Refine"),
    Submission("search.save", _save, _check_name, saving="Save this search"),
)
