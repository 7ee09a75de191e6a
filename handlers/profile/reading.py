"""A person's whole profile, from any card."""

from slack_sdk.models.views import View

from crm.profile import reading
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload
from handlers.places import Place
from handlers.profile.state import ProfileState, show, state_of
from handlers.registry import Action
from views.profile.whole import TITLE, profile


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        whole = await reading.whole_and_proven(payload.tenant, int(payload.value))
        await fill(profile(whole, ProfileState(whole.contact.id, Place.of(payload)).written()))


async def _back(context: Context, payload: ActionPayload) -> None:
    async def view() -> View:
        state = state_of(payload)
        whole = await reading.whole_and_proven(payload.tenant, state.contact_id)
        return profile(whole, ProfileState(state.contact_id, state.place).written())

    await show(context, payload, view)


ACTIONS = (
    Action("contact.profile", _open),
    Action("contact.edit", _open),  # as cards of earlier versions call it
    Action("profile.whole", _back),
)
