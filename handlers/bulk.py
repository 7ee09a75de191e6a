"""Doing one thing with many people who were found: chosen in a form, asked about in another, then a job."""

import json
from typing import Any

from crm import searching
from crm.bulk import runs
from crm.bulk.actions import ACTIONS as BULK_ACTIONS
from crm.errors import FieldErrors, UserError
from handlers.context import Context
from handlers.jobs.running import say_progress
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, SubmissionPayload, ViewPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.searching import State, understand
from views.bulk import CHOSEN, EVERYBODY, ask_form, begun, select_form

SHOWN_NAMES = 3


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Select") as fill:
        state = State.read(payload.value)
        understood = await understand(context, payload, state.line)
        search, page = await searching.page(payload.tenant, understood, state.order, state.cursor)
        names = {str(match.id): match.called[:75] for match in page.matches}
        carried = json.dumps({"line": search.line, "names": names}, ensure_ascii=False)
        await fill(select_form(search, page.matches, carried))


def _check_whom(context: Context, payload: SubmissionPayload) -> None:
    view = payload.view
    if view.chosen("whom") == CHOSEN and not view.all_chosen("people"):
        raise FieldErrors({"people": "Choose at least one of them, or all who match."})


async def _ask(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    action = payload.view.chosen("action")
    understood = await understand(context, payload, carried["line"])
    if payload.view.chosen("whom") == EVERYBODY:
        search, page = await searching.page(payload.tenant, understood, limit=SHOWN_NAMES)
        ids, words, number = None, search.words, search.count
        names = tuple(match.called for match in page.matches)
    else:
        ids = [int(id_) for id_ in payload.view.all_chosen("people")]
        words, number = "those you have chosen", len(ids)
        names = tuple(carried["names"].get(str(id_), "") for id_ in ids[:SHOWN_NAMES])
    asked = {"line": carried["line"], "words": words, "ids": ids, "action": action}
    await show_result(context, payload, ask_form(action, words, number, names, json.dumps(asked)))


def _check_options(context: Context, payload: SubmissionPayload) -> None:
    asked = json.loads(payload.view.metadata)
    BULK_ACTIONS[asked["action"]].check(_options(payload.view))


async def _start(context: Context, payload: SubmissionPayload) -> None:
    asked = json.loads(payload.view.metadata)
    job = await runs.start(
        payload.tenant,
        payload.author,
        asked["action"],
        _options(payload.view),
        asked["line"],
        asked["words"],
        asked["ids"],
        payload.user_id,
        payload.key,
    )
    context.jobs.wake()
    await say_progress(context, job, at_once=True)
    await show_result(context, payload, begun(asked["words"]))


async def _undo(context: Context, payload: ActionPayload) -> None:
    run = await runs.get(payload.tenant, int(payload.value))
    if run.user_id != payload.user_id and not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only who did this, or an admin, can take it back.")
    job = await runs.undo(payload.tenant, payload.author, run.id, payload.user_id)
    context.jobs.wake()
    await say_progress(context, job, at_once=True)


def _options(view: ViewPayload) -> dict[str, Any]:
    list_id = view.chosen("list")
    return {
        "tags": [*view.all_chosen("tags")],
        "owner": view.person("owner"),
        "list_id": int(list_id) if list_id else 0,
        "list_name": view.words_chosen("list"),
    }


ACTIONS = (Action("search.select", _open_form), Action("bulk.undo", _undo, kept=True))
SUBMISSIONS = (
    Submission("bulk.select", _ask, _check_whom, saving="Select"),
    Submission("bulk.start", _start, _check_options, saving="Are you sure?"),
)
