"""The message shortcut *Save to contact*: keeps what was written in Slack where it belongs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import Option

from crm import contacts, recognising, rich_text, saved_messages, signatures
from crm.effects import once
from crm.types import ContactDraft, SlackMessage, Tenant
from handlers.choosing_people import suggest_people
from handlers.colleagues import SOMEBODY
from handlers.context import Context
from handlers.modals import loading_modal, open_modal
from handlers.payloads import (
    ActionPayload,
    MessagePayload,
    MessageShortcutPayload,
    OptionsPayload,
    SubmissionPayload,
)
from handlers.readers import belongs_to
from handlers.registry import Action, MessageShortcut, Submission, Suggestions
from handlers.reporting import may_pass
from handlers.saving import show_result
from views import saving_messages as views
from views.contact_form import add_form
from views.finding import person_option
from views.note_form import AUDIENCES, EVERYBODY, ME

MOST_IN_A_THREAD = 100
DIRECT_MESSAGE = "directmessage"
PRIVATE = ("privategroup", "mpdm")


@dataclass(frozen=True, slots=True)
class _State:
    """What the form carries along: under which key the message is remembered, and whom it may be about."""

    key: str
    people: tuple[int, ...]

    def written(self) -> str:
        return json.dumps([self.key, self.people])


async def _open(context: Context, payload: MessageShortcutPayload) -> None:
    async with loading_modal(context, payload, "Save to contact") as fill:
        tenant, key = payload.tenant, f"message:{payload.key}"
        message = await _read(context, payload.channel_id, payload.message)
        await saved_messages.remember(tenant, key, message)
        text = saved_messages.text_of(message)
        people = await recognising.people_in(tenant, text, default_region=context.default_region)
        await fill(
            views.save_form(
                message.by,
                text,
                people,
                await _audiences(context, payload),
                _State(key, tuple(person.id for person in people)).written(),
                key=key,
                has_thread=bool(message.thread_ts),
                signature=_new_person(text, {person.email for person in people}, context.default_region),
            )
        )


def _new_person(text: str, known: set[str], default_region: str) -> ContactDraft | None:
    """Whoever signed it, unless they are in the book already."""
    signed = signatures.read(text, default_region)
    return signed if signatures.is_signature(signed) and signed.email not in known - {""} else None


async def _audiences(context: Context, payload: MessageShortcutPayload) -> Sequence[views.Audience]:
    """What was said among few is not for everybody unless somebody says so."""
    everybody, me = (EVERYBODY, AUDIENCES[EVERYBODY]), (payload.user_id, AUDIENCES[ME])
    if payload.channel_name == DIRECT_MESSAGE:
        return me, everybody
    if not await belongs_to(context, payload.user_id, payload.channel_id):
        return (me, everybody) if payload.channel_name.startswith(PRIVATE) else (everybody, me)
    channel = (payload.channel_id, "🔒 The members of this channel")
    if payload.channel_name.startswith(PRIVATE):
        return channel, me, everybody
    return everybody, me, channel


async def _read(context: Context, channel_id: str, message: MessagePayload) -> SlackMessage:
    """With the names of who wrote it and whom it mentions, and its link."""
    rich = message.rich or rich_text.of_mrkdwn(message.text)
    names = await context.colleagues.names(rich_text.mentioned(rich))
    by = message.by or await context.colleagues.name(message.user_id) or SOMEBODY
    link = await _permalink(context, channel_id, message.ts)
    return SlackMessage(channel_id, message.ts, message.thread_ts, by, rich, names, link)


async def _permalink(context: Context, channel_id: str, ts: str) -> str:
    try:
        found = await context.slack.chat_getPermalink(channel=channel_id, message_ts=ts)
    except SlackApiError as error:
        if may_pass(error):
            raise
        return ""  # Roster is not in that conversation
    return str(found["permalink"])


async def _add(context: Context, payload: ActionPayload) -> None:
    """Who signed the message: the form stands above this one, which can go on with whom it added."""
    message = await saved_messages.remembered(payload.tenant, payload.value)
    draft = signatures.read(saved_messages.text_of(message), context.default_region)
    await open_modal(context, payload, add_form(draft, "{}"))


async def _suggest(context: Context, payload: OptionsPayload) -> Sequence[Option]:
    """Before anything is typed, whom the message may be about."""
    people = json.loads(payload.metadata)[1] if payload.metadata else []
    if payload.typed.strip() or not people:
        return await suggest_people(context, payload)
    return [person_option(each) for each in await contacts.summaries(payload.tenant, people)]


async def _save(context: Context, payload: SubmissionPayload) -> None:
    tenant, view = payload.tenant, payload.view
    contact_id, chosen = int(view.chosen("person")), view.chosen("audience")
    message = await saved_messages.remembered(tenant, json.loads(view.metadata)[0])
    wants_thread = views.THREAD in view.all_chosen(views.THREAD)
    messages = await _thread(context, tenant, message) if wants_thread else [message]

    async def save() -> int:
        audience = "" if chosen == EVERYBODY else chosen
        return await saved_messages.save(tenant, payload.author, contact_id, messages, audience)

    await once(tenant, f"save:{payload.key}", save)
    contact = await contacts.get(tenant, contact_id)
    await show_result(context, payload, views.message_saved(contact.name, contact.id))


async def _thread(context: Context, tenant: Tenant, message: SlackMessage) -> list[SlackMessage]:
    """The message alone, where Roster is not in that conversation."""
    try:
        found = await context.slack.conversations_replies(
            channel=message.channel_id, ts=message.thread_ts, limit=MOST_IN_A_THREAD
        )
    except SlackApiError as error:
        if may_pass(error):
            raise
        return [message]
    said = [MessagePayload.read(each) for each in found["messages"]]
    return [await _read(context, message.channel_id, each) for each in said]


ACTIONS = (Action(views.ADD, _add),)
SUBMISSIONS = (Submission("message.save", _save, saving="Save to contact"),)
SHORTCUTS = (MessageShortcut("save_message", _open),)
SUGGESTIONS = (Suggestions(views.SUGGEST, _suggest),)
