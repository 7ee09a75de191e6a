"""Where a card stands, so that it can show what has changed."""

import json
import logging
from dataclasses import asdict, dataclass
from typing import Self

from slack_sdk.errors import SlackApiError

from crm.types import Contact
from handlers.answering import NotAnswered, replace_at
from handlers.context import Context
from handlers.payloads import ActionPayload
from views.card import card, card_text
from views.modals import modal

log = logging.getLogger("roster")


@dataclass(frozen=True, slots=True)
class Place:
    """A message (channel and ts), an answer that only one person sees (its address), or a modal (its id)."""

    channel_id: str = ""
    message_ts: str = ""
    response_url: str = ""
    view_id: str = ""

    @classmethod
    def of(cls, payload: ActionPayload) -> Self:
        """Where the card is on which somebody pressed a button."""
        if payload.view is not None:
            return cls(view_id=payload.view.id) if payload.view.type == "modal" else cls()
        if payload.is_ephemeral:
            return cls(response_url=payload.response_url)
        return cls(channel_id=payload.channel_id, message_ts=payload.message_ts)

    async def show(self, context: Context, contact: Contact) -> None:
        """What was changed is kept already: a card that is no longer there, or too old to change, is no error."""
        try:
            await self._show(context, contact)
        except (NotAnswered, SlackApiError) as error:
            log.info("a card could not be refreshed: %s", error)

    async def _show(self, context: Context, contact: Contact) -> None:
        if self.view_id:
            await context.slack.views_update(view_id=self.view_id, view=modal("Contact", card(contact)))
        elif self.response_url:
            await replace_at(self.response_url, card(contact), card_text(contact))
        elif self.message_ts:
            await context.slack.chat_update(
                channel=self.channel_id, ts=self.message_ts, blocks=card(contact), text=card_text(contact)
            )


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
