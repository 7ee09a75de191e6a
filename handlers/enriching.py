"""Looking people up: what it may cost is asked first, then it is a job."""

import json
from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.views import View

from crm import contacts, search
from crm.enriching import automatic, batches
from crm.enriching.reckoning import price
from crm.errors import UserError
from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.finding import find_and_answer
from handlers.jobs.running import say_progress
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, Payload, SubmissionPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.enriching import AGAIN, TITLE, begun, price_form


async def form_for(
    context: Context,
    payload: Payload,
    ids: Sequence[int],
    line: str,
    words: str,
    chosen: Sequence[int] | None,
) -> View:
    """`ids` are all who are meant now; `chosen` None for all whom the query `line` finds when it begins."""
    wanted = await price(payload.tenant, payload.author, context.vendors, ids)
    carried = json.dumps(
        {"line": line, "words": words, "ids": chosen}, ensure_ascii=False, separators=(",", ":")
    )
    return price_form(wanted, words, carried)


async def enrich_by_name(context: Context, payload: CommandPayload) -> None:
    """One person at once; where several are meant, they are listed, and each card has the button."""
    if not payload.text:
        await answer_sentence(context, payload, "Say whom: /contact enrich jane doe")
        return
    found = await search.find(payload.tenant, payload.text, default_region=context.default_region)
    if len(found.contacts) != 1 or found.more:
        await find_and_answer(context, payload, payload.text)
        return
    async with loading_modal(context, payload, TITLE) as fill:
        (person,) = found.contacts
        await fill(await form_for(context, payload, [person.id], "", person.name, [person.id]))


async def look_up_new_ones(context: Context, now: datetime) -> None:
    await automatic.begin(now)
    context.jobs.wake()


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(await form_for(context, payload, [contact.id], "", contact.name, [contact.id]))


async def _start(context: Context, payload: SubmissionPayload) -> None:
    asked = json.loads(payload.view.metadata)
    job = await batches.start(
        payload.tenant,
        payload.author,
        asked["line"],
        asked["words"],
        asked["ids"],
        payload.user_id,
        payload.key,
        asks_again=AGAIN in payload.view.all_chosen(AGAIN),
    )
    context.jobs.wake()
    await say_progress(context, job, at_once=True)
    await show_result(context, payload, begun(asked["words"]))


async def _undo(context: Context, payload: ActionPayload) -> None:
    batch = await batches.get(payload.tenant, int(payload.value))
    if batch.user_id != payload.user_id and not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only who asked for this, or an admin, can take it back.")
    job = await batches.undo(payload.tenant, payload.author, batch.id, payload.user_id)
    context.jobs.wake()
    await say_progress(context, job, at_once=True)


ACTIONS = (Action("contact.enrich", _open), Action("enrich.undo", _undo, kept=True))
SUBMISSIONS = (Submission("enrich.start", _start, saving=TITLE),)
