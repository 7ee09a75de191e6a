"""Removing somebody for good who has asked for it, and `/contacts suppressed`: who is among them, added and lifted by typing."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import contacts, search, suppression
from crm.effects import once
from crm.errors import FieldErrors, UserError
from crm.identity import InvalidValue
from crm.types import ContactSummary
from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, Payload, SubmissionPayload
from handlers.places import FormState
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.saying import say
from views import suppression as views

NOT_RECOGNISED = (
    "They are gone. They had nothing that only they have and by which they could be recognised, so nobody is told no"
    " who adds them again."
)


async def open_suppressed(context: Context, payload: CommandPayload) -> None:
    async with loading_modal(context, payload, views.TITLE) as fill:
        said = await _found(context, payload, payload.text) if payload.text else ()
        await fill(views.suppressed_view(await suppression.overview(payload.tenant, context.vendors), said))


async def may_suppress(context: Context, payload: Payload, contact_id: int) -> bool:
    """Whether they may remove somebody for good: admins, and who looks after them. Raises ContactNotFound."""
    if await context.colleagues.is_admin(payload.user_id):
        return True
    return (await contacts.get(payload.tenant, contact_id)).owner_id == payload.user_id


async def _ask(context: Context, payload: ActionPayload) -> None:
    """In the place of the question whether to delete them."""
    if payload.view is None:
        return
    contact = await contacts.get(payload.tenant, int(payload.value))
    form = views.suppress_form(contact.name, suppression.REASONS, payload.view.metadata)
    await redraw(context, payload.view.id, form)


async def _suppress(context: Context, payload: SubmissionPayload) -> None:
    state, reason = FormState.read(payload.view.metadata), payload.view.chosen("reason")
    if not await may_suppress(context, payload, state.contact_id):
        raise UserError("Only admins, and who owns a contact, remove them for good; ask one of them.")

    async def remove() -> tuple[bool, Sequence[tuple[str, str]]]:
        erased = await suppression.never_keep(
            payload.tenant, payload.author, context.vendors, state.contact_id, reason
        )
        return erased.is_recognised, erased.messages

    is_recognised, messages = await once(payload.tenant, f"suppress:{payload.key}", remove)
    for key, channel_id in messages:
        await say(context, payload.tenant, key, channel_id, views.gone(), views.GONE_TEXT)
    await state.place.put(context, views.gone(), views.GONE_TEXT)
    if not is_recognised:
        await answer_sentence(context, payload, NOT_RECOGNISED)


def _check(context: Context, payload: SubmissionPayload) -> None:
    try:
        suppression.typed(payload.view.typed("typed"), context.default_region)
    except InvalidValue as error:
        raise FieldErrors({"typed": str(error)}) from error


async def _look(context: Context, payload: SubmissionPayload) -> None:
    await _show(context, payload, await _found(context, payload, payload.view.typed("typed")))


async def _open_add(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, views.NEVER) as fill:
        await _only_admins(context, payload)
        await fill(views.add_form(payload.value, suppression.REASONS))


async def _add(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    typed, reason = payload.view.metadata, payload.view.chosen("reason")
    identity = suppression.typed(typed, context.default_region)
    await suppression.add(payload.tenant, payload.author, context.vendors, identity, reason)
    await _show(context, payload, views.done(f"Whoever has {typed} is never kept again."))


async def _lift(context: Context, payload: ActionPayload) -> None:
    if payload.view is None:
        return
    await _only_admins(context, payload)
    identity = suppression.typed(payload.value, context.default_region)
    await suppression.lift(payload.tenant, context.vendors, identity)
    found = await suppression.overview(payload.tenant, context.vendors)
    said = views.done(f"Whoever has {payload.value} may be kept again.")
    await redraw(context, payload.view.id, views.suppressed_view(found, said))


async def _found(context: Context, payload: Payload, typed: str) -> list[Block]:
    """What is known of it."""
    identity = suppression.typed(typed, context.default_region)
    is_admin = await context.colleagues.is_admin(payload.user_id)
    known = await suppression.known(payload.tenant, context.vendors, identity)
    if known is not None:
        return views.listed(typed, known, is_admin=is_admin)
    return views.not_listed(typed, await _owner(context, payload, typed), is_admin=is_admin)


async def _owner(context: Context, payload: Payload, typed: str) -> ContactSummary | None:
    found = await search.find(payload.tenant, typed, default_region=context.default_region)
    return found.contacts[0] if found.exact and found.contacts else None


async def _show(context: Context, payload: SubmissionPayload, said: list[Block]) -> None:
    found = await suppression.overview(payload.tenant, context.vendors)
    await show_result(context, payload, views.suppressed_view(found, said))


async def _only_admins(context: Context, payload: Payload) -> None:
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError(
            "Only admins of this workspace say who is never kept again, and lift it; ask one of them."
        )


ACTIONS = (
    Action(views.SUPPRESS, _ask),
    Action("suppression.open_add", _open_add),
    Action("suppression.lift", _lift, kept=True),
)
SUBMISSIONS = (
    Submission(views.SUPPRESS, _suppress),
    Submission("suppression.check", _look, _check, saving=views.TITLE),
    Submission("suppression.add", _add, saving=views.TITLE),
)
