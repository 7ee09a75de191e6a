"""Where a card stands, so that it can show what has changed."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Self

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import Block

from crm import members
from crm.bin import binned
from crm.errors import ContactDeleted
from crm.types import Contact, Tenant
from handlers.answering import NotAnswered, replace_at
from handlers.context import Context
from handlers.payloads import ActionPayload
from handlers.redrawing import redraw
from handlers.showing import card_for
from views.bin import deleted, deleted_text
from views.card import ON_CARD, card_text
from views.modals import modal
from views.searching import ROW

log = logging.getLogger("roster")


@dataclass(frozen=True, slots=True)
class Place:
    """A message (channel and ts), an answer that only one person sees (its address), or a modal (its id).

    `user_id` is who acts there, `tenant_key` their workspace's.
    """

    channel_id: str = ""
    message_ts: str = ""
    response_url: str = ""
    view_id: str = ""
    user_id: str = ""
    tenant_key: str = ""

    @classmethod
    def of(cls, payload: ActionPayload) -> Self:
        """Where the card is on which somebody pressed a button."""
        who = {"user_id": payload.user_id, "tenant_key": payload.tenant.key}
        if payload.block_id.startswith(ROW):  # a list stands there, not a card
            return cls()
        if payload.view is not None:
            return cls(view_id=payload.view.id, **who) if payload.view.type == "modal" else cls()
        if payload.is_ephemeral:
            return cls(response_url=payload.response_url, **who)
        return cls(channel_id=payload.channel_id, message_ts=payload.message_ts, **who)

    async def show(self, context: Context, contact: Contact) -> None:
        """The card as it is now. Who acted on it has looked at that person."""
        if not self.user_id:
            return
        tenant, reader_id = Tenant.of_key(self.tenant_key), self.channel_id or self.user_id
        await members.note_look(tenant, self.user_id, contact.id)
        await self.put(context, await card_for(context, tenant, reader_id, contact), card_text(contact))

    async def put(self, context: Context, blocks: Sequence[Block], text: str) -> None:
        """What was changed is kept already: a card that is no longer there, or too old to change, is no error."""
        try:
            await self._put(context, blocks, text)
        except (NotAnswered, SlackApiError) as error:
            log.info("a card could not be refreshed: %s", error)

    async def _put(self, context: Context, blocks: Sequence[Block], text: str) -> None:
        if self.view_id:
            await redraw(context, self.view_id, modal("Contact", blocks))
        elif self.response_url:
            await replace_at(self.response_url, blocks, text)
        elif self.message_ts:
            await context.slack.chat_update(
                channel=self.channel_id, ts=self.message_ts, blocks=blocks, text=text
            )


async def say_deleted(context: Context, payload: ActionPayload, error: ContactDeleted) -> None:
    """Where the card stands that was acted upon; nowhere, where the button stood in something else."""
    if payload.action_id in ON_CARD:
        gone = binned(error)
        await Place.of(payload).put(context, deleted(gone), deleted_text(gone))


@dataclass(frozen=True, slots=True)
class FormState:
    """What a form about a person carries along, as the private metadata of its view."""

    contact_id: int
    place: Place

    def written(self) -> str:
        return json.dumps({"contact_id": self.contact_id, "place": asdict(self.place)})

    @classmethod
    def read(cls, metadata: str) -> Self:
        state = json.loads(metadata)
        return cls(state["contact_id"], Place(**state["place"]))
