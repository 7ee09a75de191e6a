"""Adding a person: the form, from wherever it is opened, and what comes of it."""

import json
from dataclasses import replace
from typing import Any

from crm import bin as bin_
from crm import contacts, drafts, signatures, suppression
from crm.effects import once
from crm.errors import IdentityTaken, UserError
from crm.identity import InvalidValue, looks_like_phone, looks_like_profile, normalise_email
from crm.profile import names
from crm.types import ContactDraft, Tenant
from handlers.context import Context
from handlers.merging import show_comparison
from handlers.modals import open_modal
from handlers.payloads import (
    ActionPayload,
    CommandPayload,
    Payload,
    ShortcutPayload,
    SubmissionPayload,
    ViewPayload,
)
from handlers.places import Place
from handlers.redrawing import redraw
from handlers.registry import Action, Shortcut, Submission
from handlers.saving import show_result
from handlers.saying import say
from handlers.showing import card_for
from views.card import card_text
from views.clash import REASON, Clash
from views.contact_form import FIELDS, add_form, added, typed_in
from views.notices import not_saved

IN_CHANNEL = "The card is in the channel, or in your direct messages where Roster is not in that channel."
IN_DIRECT_MESSAGE = "The card is in your direct messages with Roster."


async def open_add_form(context: Context, payload: CommandPayload | ShortcutPayload | ActionPayload) -> None:
    """With what was typed behind the command, or looked for in vain, already in its field."""
    typed = payload.text if isinstance(payload, CommandPayload) else ""
    looked_for = payload.value if isinstance(payload, ActionPayload) else ""
    draft = guessed_draft(typed or looked_for, context.default_region)
    await open_modal(context, payload, add_form(draft, _metadata(payload)))


async def add_another(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await redraw(context, payload.view.id, add_form(ContactDraft(), "{}"))


def guessed_draft(text: str, region: str = "") -> ContactDraft:
    """What somebody typed to find a person, put into the field that it fits; several lines are read as a signature."""
    if "\n" in text:
        return signatures.read(text, region)
    try:
        if "@" in text:
            return ContactDraft(email=normalise_email(text))
    except InvalidValue:
        return ContactDraft(name=text)
    if looks_like_profile(text):
        return ContactDraft(profile_url=text)
    return ContactDraft(phone=text) if looks_like_phone(text) else ContactDraft(name=text)


def draft_in(view: ViewPayload) -> ContactDraft:
    """What stands in the form."""
    typed = {field: view.entered(field) or "" for field in FIELDS}
    return ContactDraft(**typed, tags=view.all_chosen("tags"), note=view.typed("note"))


def _check(context: Context, payload: SubmissionPayload) -> None:
    drafts.check(draft_in(payload.view), context.default_region)


async def _add(context: Context, payload: SubmissionPayload) -> None:
    view, draft = payload.view, draft_in(payload.view)
    carried = json.loads(view.metadata)
    offered = await bin_.deleted_with(payload.tenant, draft, context.default_region)
    if offered is not None and carried.get("anew") != offered.id:
        form = add_form(draft, json.dumps(carried | {"anew": offered.id}), offered=offered)
        await show_result(
            context, payload, form, not_saved(f"{offered.name} lies in the bin.", typed_in(draft))
        )
        return
    try:
        contact_id = await _added(context, payload, draft, view.typed(REASON))
    except IdentityTaken as error:
        owner = await contacts.get(payload.tenant, error.owner.id)
        told = {"clash": {"value": error.value, "owner": owner.id}}
        form = add_form(draft, json.dumps(carried | told), (error.value, owner))
        await show_result(context, payload, form, not_saved(str(error), typed_in(draft)))
        return
    contact = await contacts.get(payload.tenant, contact_id)
    channel_id = carried.get("channel", "")
    await say(
        context,
        payload.tenant,
        f"added:{payload.key}",
        channel_id or payload.user_id,
        await card_for(context, payload.tenant, channel_id or payload.user_id, contact),
        card_text(contact),
        fallback_id=payload.user_id,
    )
    await show_result(context, payload, added(contact, IN_CHANNEL if channel_id else IN_DIRECT_MESSAGE))


async def _add_and_merge(context: Context, payload: ActionPayload) -> None:
    """Nothing that was typed is lost: they are added, and what both say is chosen between side by side."""
    if payload.view is None:
        return
    owner = await contacts.get(payload.tenant, int(payload.value))
    contact_id = await _added(context, payload, draft_in(payload.view), f"to be merged with {owner.name}")
    await show_comparison(context, payload.view.id, payload.tenant, owner.id, contact_id, Place())


async def _added(context: Context, payload: Payload, draft: ContactDraft, anyway: str) -> int:
    checked = drafts.check(draft, context.default_region)
    await suppression.refuse(payload.tenant, context.vendors, suppression.of_draft(checked))

    async def add() -> int:
        contact = await contacts.add(payload.tenant, payload.author, draft, context.default_region, anyway)
        return contact.id

    return int(await once(payload.tenant, f"add:{payload.key}", add))


async def _link_typed(context: Context, payload: ActionPayload) -> None:
    """A link that says a name suggests it; what somebody typed stays."""
    if payload.view is not None:
        draft = draft_in(payload.view)
        name = names.name_in(draft.profile_url)
        if name and name.casefold() != draft.name.strip().casefold():
            await _redraw(context, payload, payload.view, draft, suggested_name=name)


async def _take_name(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        draft = replace(draft_in(payload.view), name=payload.value)
        await _redraw(context, payload, payload.view, draft, name_taken=True)


async def _redraw(
    context: Context, payload: Payload, view: ViewPayload, draft: ContactDraft, **also: Any
) -> None:
    """With what was said above it before: whose something is, or who lies in the bin."""
    carried = json.loads(view.metadata)
    offered = await bin_.deleted_with(payload.tenant, draft, context.default_region)
    still_offered = offered if offered and carried.get("anew") == offered.id else None
    clash = await _clash(payload.tenant, carried.get("clash"))
    await redraw(context, view.id, add_form(draft, view.metadata, clash, still_offered, **also))


async def _clash(tenant: Tenant, told: dict[str, Any] | None) -> Clash | None:
    """None, too, where whose it was is no more."""
    if told is None:
        return None
    try:
        return told["value"], await contacts.get(tenant, told["owner"])
    except UserError:
        return None


def _metadata(payload: Payload) -> str:
    in_view = isinstance(payload, ActionPayload) and payload.view is not None
    return json.dumps({} if in_view else {"channel": payload.channel_id})


ACTIONS = (
    Action("contact.add", open_add_form),
    Action("contact.add_another", add_another),
    Action("contact.add_and_merge", _add_and_merge),
    Action("contact.link_typed", _link_typed),
    Action("contact.take_name", _take_name),
)
SUBMISSIONS = (Submission("contact.add", _add, _check, saving="Add a person"),)
SHORTCUTS = (Shortcut("add_contact", open_add_form),)
