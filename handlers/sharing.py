"""Sharing a person with others, by a card or by a link."""

from typing import Any

from slack_sdk.errors import SlackApiError

from crm import contacts
from crm.errors import ContactNotFound, UserError
from handlers.answering import answer
from handlers.cards import present
from handlers.context import Context
from handlers.links import link_to, linked
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, EventPayload, SubmissionPayload
from handlers.registry import Action, Event, Submission
from handlers.saving import show_result
from handlers.saying import say
from handlers.showing import card_for
from views.card import card_text
from views.sharing import link_answer, share_form, shared, shared_by, unfurled

NOT_THERE = "Roster is not in that channel. Type /invite @Roster there, then share again."
NO_ADDRESS = (
    "Roster has no public address yet, so there are no links. Your admin sets ROSTER_PUBLIC_URL for it."
)


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Share") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(share_form(contact.name, str(contact.id)))


async def _share(context: Context, payload: SubmissionPayload) -> None:
    view = payload.view
    contact = await contacts.get(payload.tenant, int(view.metadata))
    channel_id = view.conversation("where")
    if not await _is_in(context, channel_id):
        form = share_form(contact.name, view.metadata, NOT_THERE)
        await show_result(context, payload, form, NOT_THERE)
        return
    by = shared_by(await context.colleagues.name(payload.user_id), view.typed("comment"))
    blocks = [by, *await card_for(context, payload.tenant, channel_id, contact)]
    await say(context, payload.tenant, f"share:{payload.key}", channel_id, blocks, card_text(contact))
    await show_result(context, payload, shared(contact.name))


async def _is_in(context: Context, channel_id: str) -> bool:
    """Slack hides from a bot the private channels that it is not in."""
    try:
        found = await context.slack.conversations_info(channel=channel_id)
    except SlackApiError:
        return False
    return bool(found["channel"].get("is_member") or found["channel"].get("is_mpim"))


async def _get_link(context: Context, payload: ActionPayload) -> None:
    contact = await present(context, payload)
    url = link_to(context, contact.id)
    if not url:
        raise UserError(NO_ADDRESS)
    await answer(context, payload, link_answer(contact.name, url), url)


async def _unfurl(context: Context, payload: EventPayload) -> None:
    """A guest's link stays a link: who may not look people up cannot do it by counting ids either."""
    urls = [str(each["url"]) for each in payload.fields["links"]]
    named = {url: contact_id for url in urls if (contact_id := linked(context, url)) is not None}
    if not named or not await context.colleagues.only(payload.user_id):
        return
    for_colleagues = await context.colleagues.only(payload.channel_id)
    unfurls: dict[str, dict[str, Any]] = {}
    for url, contact_id in named.items():
        try:
            contact = await contacts.get(payload.tenant, contact_id)
        except ContactNotFound:
            continue
        blocks = unfurled(contact, for_colleagues=for_colleagues)
        unfurls[url] = {"blocks": [block.to_dict() for block in blocks]}
    if unfurls:
        # By the id of the unfurl, because the draft of a message has no place yet.
        await context.slack.chat_unfurl(
            unfurl_id=payload.fields["unfurl_id"], source=payload.fields["source"], unfurls=unfurls
        )


ACTIONS = (Action("contact.share", _open_form), Action("contact.link", _get_link))
SUBMISSIONS = (Submission("contact.share", _share, saving="Share"),)
EVENTS = (Event("link_shared", _unfurl),)
