"""Doing one thing with many people who were found: chosen in a form, asked about in another, then a job."""

import json
from typing import Any

from slack_sdk.models.views import View

from crm import contacts, searching
from crm.bulk import runs
from crm.bulk.actions import ACTIONS as BULK_ACTIONS
from crm.errors import FieldErrors, UserError
from crm.querying import finding
from crm.types import THOSE_CHOSEN
from handlers import selecting
from handlers.context import Context
from handlers.enriching import form_for
from handlers.exporting import export_form_for
from handlers.jobs.running import say_progress
from handlers.payloads import ActionPayload, SubmissionPayload, ViewPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.searching import understand
from handlers.selecting import Selection
from views.bulk import CHOSEN, ENRICH, EVERYBODY, EXPORT, ask_form, begun
from views.text import cut

SHOWN_NAMES = 3
LONGEST_WORDS = 500


def _check_whom(context: Context, payload: SubmissionPayload) -> None:
    view, selection = payload.view, Selection.read(payload.view.metadata)
    if view.chosen("whom") == CHOSEN and not selection.chosen_in(view):
        raise FieldErrors({selection.people_block: "Choose at least one of them, or all who match."})


async def _ask(context: Context, payload: SubmissionPayload) -> None:
    view, selection = payload.view, Selection.read(payload.view.metadata)
    action = view.chosen("action")
    if action == ENRICH:
        await show_result(context, payload, await _price(context, payload, selection))
        return
    if action == EXPORT:
        ids = selection.chosen_in(view) if view.chosen("whom") == CHOSEN else None
        await show_result(context, payload, await export_form_for(context, payload, selection.line, ids))
        return
    if view.chosen("whom") == EVERYBODY:
        understood = await understand(context, payload, selection.line)
        search, page = await searching.page(payload.tenant, understood, limit=SHOWN_NAMES)
        line, ids, words, number = search.line, None, cut(search.words, LONGEST_WORDS), search.count
        names = [match.called for match in page.matches]
    else:
        ids = selection.chosen_in(view)
        line, words, number = "", THOSE_CHOSEN, len(ids)
        names = [person.name for person in await contacts.summaries(payload.tenant, ids[:SHOWN_NAMES])]
    asked = {"line": line, "words": words, "ids": ids, "action": action}
    carried = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    await show_result(context, payload, ask_form(action, words, number, names, carried))


async def _price(context: Context, payload: SubmissionPayload, selection: Selection) -> View:
    if payload.view.chosen("whom") == CHOSEN:
        ids = selection.chosen_in(payload.view)
        return await form_for(context, payload, ids, "", THOSE_CHOSEN, ids)
    understood = await understand(context, payload, selection.line)
    ids = [id_ async for some in finding.ids(payload.tenant, understood.asked) for id_ in some]
    return await form_for(context, payload, ids, understood.line, understood.words, None)


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


ACTIONS = (*selecting.ACTIONS, Action("bulk.undo", _undo, kept=True))
SUBMISSIONS = (
    Submission("bulk.select", _ask, _check_whom, saving="Select"),
    Submission("bulk.start", _start, _check_options, saving="Are you sure?"),
)
