"""Where each value of a profile comes from; and what of that which providers say otherwise is taken."""

from collections.abc import Awaitable, Callable

from slack_sdk.models.views import View

from crm import contacts
from crm.enriching import opinions
from crm.errors import IdentityTaken, UserError
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload
from handlers.places import FormState, Place
from handlers.redrawing import redraw
from handlers.registry import Action
from views.sources import TITLE, sources_view


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(await _view(context, payload, FormState(contact.id, Place.of(payload))))


async def _view(context: Context, payload: ActionPayload, state: FormState, said: str = "") -> View:
    found = await opinions.sources(payload.tenant, context.vendors, state.contact_id)
    names = await context.colleagues.names(value.set_by for value in found.values)
    return sources_view(found, names, state.written(), said)


async def _accept(context: Context, payload: ActionPayload) -> None:
    async def accept(state: FormState) -> str:
        try:
            line = await opinions.accept(
                payload.tenant, payload.author, state.contact_id, int(payload.value), context.default_region
            )
        except IdentityTaken as error:
            raise UserError(f"{error.owner.name} has that already.") from error
        return f"Taken over: {line}"

    await _act(context, payload, accept)


async def _dismiss(context: Context, payload: ActionPayload) -> None:
    async def dismiss(state: FormState) -> str:
        line = await opinions.dismiss(payload.tenant, state.contact_id, int(payload.value))
        return f"Not suggested again: {line}"

    await _act(context, payload, dismiss)


async def _same(context: Context, payload: ActionPayload) -> None:
    await _decide(context, payload, is_same=True)


async def _other(context: Context, payload: ActionPayload) -> None:
    await _decide(context, payload, is_same=False)


async def _decide(context: Context, payload: ActionPayload, *, is_same: bool) -> None:
    async def decide(state: FormState) -> str:
        run_id, _, provider = payload.value.partition(":")
        await opinions.decide(
            payload.tenant,
            payload.author,
            context.vendors,
            state.contact_id,
            int(run_id),
            provider,
            is_same=is_same,
        )
        return "It is the same person." if is_same else "Somebody else: nothing of it is kept on the profile."

    await _act(context, payload, decide)


async def _act(context: Context, payload: ActionPayload, act: Callable[[FormState], Awaitable[str]]) -> None:
    """And show both the modal and the card as they are then."""
    if payload.view is None:
        return
    state = FormState.read(payload.view.metadata)
    try:
        said = await act(state)
    except UserError as error:
        said = str(error)
    await redraw(context, payload.view.id, await _view(context, payload, state, said))
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


ACTIONS = (
    Action("contact.sources", _open),
    Action("sources.accept", _accept, kept=True),
    Action("sources.dismiss", _dismiss, kept=True),
    Action("sources.same", _same, kept=True),
    Action("sources.other", _other, kept=True),
)
