"""Making two contacts one, and parting them again."""

import json

from slack_sdk.models.views import View

from crm import contacts, merging
from crm.effects import once
from crm.errors import UserError
from crm.types import Comparison, Tenant
from handlers.answering import answer
from handlers.choosing_people import suggest_people
from handlers.context import Context
from handlers.duplicates_shown import TEXT, duplicates_shown
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, SubmissionPayload
from handlers.places import FormState, Place
from handlers.redrawing import redraw
from handlers.registry import Action, Submission, Suggestions
from handlers.saving import show_result
from views import merging as views


async def open_comparison(
    context: Context,
    payload: ActionPayload,
    survivor_id: int,
    merged_id: int,
    place: Place,
    *,
    listed: bool = False,
) -> None:
    """In a modal of its own; `place`: where the card is that is to show what came of it, or the list (`listed`)."""
    async with loading_modal(context, payload, "Merge") as fill:
        await fill(await _compared(context, payload.tenant, survivor_id, merged_id, place, listed=listed))


async def show_comparison(
    context: Context, view_id: str, tenant: Tenant, survivor_id: int, merged_id: int, place: Place
) -> None:
    """In the place of the view that is open."""
    form = await _compared(context, tenant, survivor_id, merged_id, place)
    await redraw(context, view_id, form)


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Merge") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        merges = await merging.standing(payload.tenant, contact.id)
        await fill(
            views.choose_form(contact.name, merges, FormState(contact.id, Place.of(payload)).written())
        )


async def _choose_whom(context: Context, payload: ActionPayload) -> None:
    if payload.view is None or not payload.value:
        return
    state = FormState.read(payload.view.metadata)
    try:
        await show_comparison(
            context, payload.view.id, payload.tenant, state.contact_id, int(payload.value), state.place
        )
    except UserError as error:
        contact = await contacts.get(payload.tenant, state.contact_id)
        form = views.choose_form(contact.name, (), payload.view.metadata, str(error))
        await redraw(context, payload.view.id, form)


async def _merge(context: Context, payload: SubmissionPayload) -> None:
    view = payload.view
    carried = json.loads(view.metadata)
    state, merged_id = FormState.read(carried["state"]), carried["merged"]
    taken = {block.removeprefix(views.CHOICE) for block in view.values if view.chosen(block) == views.BROUGHT}

    async def merge() -> int:
        return await merging.merge(payload.tenant, payload.author, state.contact_id, merged_id, taken)

    merge_id = await once(payload.tenant, f"merge:{payload.key}", merge)
    survivor = await contacts.get(payload.tenant, state.contact_id)
    await show_result(
        context, payload, views.merged_into(survivor, await merging.get(payload.tenant, merge_id))
    )
    if carried.get("listed"):
        await state.place.put(context, await duplicates_shown(payload.tenant), TEXT)
    else:
        await state.place.show(context, survivor)


async def _unmerge(context: Context, payload: ActionPayload) -> None:
    parted = await merging.unmerge(payload.tenant, payload.author, int(payload.value))
    if payload.view is not None:
        await redraw(context, payload.view.id, views.parted_modal(parted))
    else:
        await answer(context, payload, views.parted(parted), "Parted")


async def _owners(context: Context, comparison: Comparison) -> dict[str, str]:
    """How the colleagues are called who own them, where they differ: an option cannot mention anybody."""
    ids = {
        user_id
        for choice in comparison.choices
        if choice.field == "owner"
        for user_id in (choice.stays, choice.brought)
    }
    found = {user_id: await context.slack.users_info(user=user_id) for user_id in ids}
    return {user_id: str(info["user"].get("real_name") or user_id) for user_id, info in found.items()}


async def _compared(
    context: Context,
    tenant: Tenant,
    survivor_id: int,
    merged_id: int,
    place: Place,
    *,
    listed: bool = False,
) -> View:
    comparison = await merging.compare(tenant, survivor_id, merged_id)
    state = FormState(comparison.survivor.id, place)
    metadata = json.dumps({"state": state.written(), "merged": comparison.merged.id, "listed": listed})
    return views.compare_form(comparison, await _owners(context, comparison), metadata)


ACTIONS = (
    Action("contact.merge", _open_form),
    Action(views.WHOM, _choose_whom),
    Action("contact.unmerge", _unmerge, kept=True),
)
SUBMISSIONS = (Submission("contact.merge", _merge, saving="Merge"),)
SUGGESTIONS = (Suggestions(views.WHOM, suggest_people),)
