"""What Slack sends, typed. Nothing else reads Slack's JSON.

Where Slack leaves a field out, it is "". https://docs.slack.dev/interactivity/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from xml.sax.saxutils import unescape

from crm.types import Author, Tenant

Json = Mapping[str, Any]
MOST_MODALS = 3


@dataclass(frozen=True, slots=True)
class Payload:
    """What all have in common: whose workspace, who acts, and how to answer."""

    tenant: Tenant
    user_id: str
    trigger_id: str
    channel_id: str
    response_url: str

    @property
    def author(self) -> Author:
        return Author(self.user_id)

    @property
    def key(self) -> str:
        """The same for every delivery of the same thing, and of nothing else."""
        return f"trigger:{self.trigger_id}"


@dataclass(frozen=True, slots=True)
class CommandPayload(Payload):
    """A slash command; `text` is what was typed behind it, also where Slack writes it as it writes messages: "&gt;90d"."""

    command: str
    text: str

    @classmethod
    def read(cls, body: Json) -> Self:
        enterprise = body.get("enterprise_id") or ""
        return cls(
            tenant=Tenant(body.get("team_id") or "", enterprise),
            user_id=body["user_id"],
            trigger_id=body.get("trigger_id", ""),
            channel_id=body.get("channel_id", ""),
            response_url=body.get("response_url", ""),
            command=body["command"],
            text=unescape(body.get("text", "")).strip(),
        )


@dataclass(frozen=True, slots=True)
class ViewPayload:
    """A modal or the App Home, as it was when somebody acted in it. `values`: block id -> what stands in its input.

    `below`: the ids of the modals under it, the lowest first.
    """

    id: str
    hash: str
    type: str
    callback_id: str
    metadata: str
    values: Mapping[str, Json]
    below: tuple[str, ...]

    @classmethod
    def read(cls, view: Json) -> Self:
        values = view.get("state", {}).get("values", {})
        return cls(
            id=view["id"],
            hash=view.get("hash", ""),
            type=view["type"],
            callback_id=view.get("callback_id", ""),
            metadata=view.get("private_metadata", ""),
            values={block: next(iter(inputs.values()), {}) for block, inputs in values.items()},
            below=_below(view),
        )

    @property
    def is_on_top(self) -> bool:
        """Slack lays three modals on one another, and no fourth."""
        return len(self.below) == MOST_MODALS - 1

    def typed(self, block_id: str) -> str:
        """The text or number in an input, "" where it is empty."""
        return str(self.values.get(block_id, {}).get("value") or "")

    def chosen(self, block_id: str) -> str:
        """The value of the one option chosen, or ""."""
        option = self.values.get(block_id, {}).get("selected_option")
        return str(option["value"]) if option else ""

    def words_chosen(self, block_id: str) -> str:
        """How the one option chosen is shown, or ""."""
        option = self.values.get(block_id, {}).get("selected_option")
        return str(option["text"]["text"]) if option else ""

    def conversation(self, block_id: str) -> str:
        """The id of the conversation chosen, or ""."""
        return str(self.values.get(block_id, {}).get("selected_conversation") or "")

    def entered(self, block_id: str) -> str | None:
        """Whatever stands in the one input of a block, as a text: an id, an ISO date; None where there is no such block."""
        if block_id not in self.values:
            return None
        held = self.values[block_id]
        several = held.get("selected_options") or held.get("files") or ()
        one = next(iter(several), None) or held.get("selected_option")
        if one:
            return str(one.get("value") or one.get("id") or "")
        return str(held.get("value") or held.get("selected_user") or held.get("selected_date") or "")

    def file_type(self, block_id: str) -> str:
        """The MIME type of the file that was chosen, "" where none was."""
        files = self.values.get(block_id, {}).get("files") or ()
        return str(files[0].get("mimetype", "")) if files else ""

    def all_chosen(self, block_id: str) -> tuple[str, ...]:
        options = self.values.get(block_id, {}).get("selected_options") or ()
        return tuple(str(option["value"]) for option in options)

    def all_conversations(self, block_id: str) -> tuple[str, ...]:
        """The ids of the channels chosen."""
        return tuple(self.values.get(block_id, {}).get("selected_conversations") or ())

    def rich(self, block_id: str) -> Json | None:
        """The rich text in an input, as it was typed; None where it is empty."""
        return self.values.get(block_id, {}).get("rich_text_value")

    def people(self, block_id: str) -> tuple[str, ...]:
        """The ids of the people of the workspace who were chosen."""
        return tuple(self.values.get(block_id, {}).get("selected_users") or ())

    def person(self, block_id: str) -> str:
        """The id of who was chosen, "" for nobody."""
        return str(self.values.get(block_id, {}).get("selected_user") or "")

    def moment(self, block_id: str) -> int | None:
        """Seconds since 1970, from a date and time picker."""
        chosen = self.values.get(block_id, {}).get("selected_date_time")
        return int(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class ActionPayload(Payload):
    """A press on a button or a choice in a select. `value` is the button's, the chosen option's, the id of who was chosen, or the date.

    An entry of an overflow menu is a button in disguise: its value is an action id, a blank, and that button's value.
    `message_ts` is the message's it stands in, "" in a view; `thread_ts` that of its thread.
    """

    action_id: str
    value: str
    message_ts: str
    thread_ts: str
    is_ephemeral: bool
    view: ViewPayload | None
    block_id: str = ""

    @classmethod
    def read(cls, body: Json) -> Self:
        action = body["actions"][0]
        container = body.get("container", {})
        action_id, value = action["action_id"], _value_of(action)
        if action.get("type") == "overflow":
            action_id, _, value = value.partition(" ")
        return cls(
            **_common(body),
            action_id=action_id,
            value=value,
            message_ts=container.get("message_ts") or "",
            thread_ts=body.get("message", {}).get("thread_ts") or container.get("thread_ts") or "",
            is_ephemeral=bool(container.get("is_ephemeral")),
            view=ViewPayload.read(body["view"]) if body.get("view") else None,
            block_id=str(action.get("block_id") or ""),
        )

    @property
    def key(self) -> str:
        return f"trigger:{self.trigger_id}:{self.action_id}"


@dataclass(frozen=True, slots=True)
class SubmissionPayload(Payload):
    """A modal that was sent off."""

    view: ViewPayload

    @classmethod
    def read(cls, body: Json) -> Self:
        return cls(**_common(body), view=ViewPayload.read(body["view"]))

    @property
    def key(self) -> str:
        return f"view:{self.view.id}:{self.view.hash}"


@dataclass(frozen=True, slots=True)
class ShortcutPayload(Payload):
    callback_id: str

    @classmethod
    def read(cls, body: Json) -> Self:
        return cls(**_common(body), callback_id=body["callback_id"])


@dataclass(frozen=True, slots=True)
class MessagePayload:
    """A message as Slack shows it. `rich`: its first block of rich text, None where it has none. `by`: who wrote it.

    `user_id` is "" for an app's; `thread_ts` is "" where it has no thread.
    """

    ts: str
    thread_ts: str
    user_id: str
    by: str
    text: str
    rich: Json | None

    @classmethod
    def read(cls, message: Json) -> Self:
        rich = (block for block in message.get("blocks") or () if block.get("type") == "rich_text")
        shared = [each.get("text") or each.get("fallback") or "" for each in message.get("attachments") or ()]
        return cls(
            ts=message["ts"],
            thread_ts=message.get("thread_ts") or "",
            user_id=message.get("user") or "",
            by=message.get("username") or "",
            text="\n".join(text for text in (message.get("text") or "", *shared) if text),
            rich=next(rich, None) if not any(shared) else None,
        )


@dataclass(frozen=True, slots=True)
class MessageShortcutPayload(ShortcutPayload):
    """A shortcut from the menu of a message. `channel_name` is "directmessage" or "privategroup" for such places."""

    message: MessagePayload
    channel_name: str

    @classmethod
    def read(cls, body: Json) -> Self:
        return cls(
            **_common(body),
            callback_id=body["callback_id"],
            message=MessagePayload.read(body["message"]),
            channel_name=body["channel"].get("name") or "",
        )


@dataclass(frozen=True, slots=True)
class OptionsPayload(Payload):
    """Somebody types in a select whose options we know; `typed` so far, `metadata` of the view that it stands in."""

    action_id: str
    typed: str
    metadata: str

    @classmethod
    def read(cls, body: Json) -> Self:
        return cls(
            **_common(body),
            action_id=body["action_id"],
            typed=body.get("value", ""),
            metadata=body.get("view", {}).get("private_metadata", ""),
        )


@dataclass(frozen=True, slots=True)
class EventPayload(Payload):
    """Something that happened. `event_id` is the same for every delivery of it. `fields` is the event itself."""

    event_id: str
    type: str
    fields: Json

    @classmethod
    def read(cls, body: Json) -> Self:
        event = body["event"]
        user = event.get("user") or event.get("user_id") or ""
        return cls(
            tenant=_tenant_of_event(body),
            user_id=user["id"] if isinstance(user, dict) else user,
            trigger_id="",
            channel_id=_channel_of_event(event),
            response_url="",
            event_id=body.get("event_id", ""),
            type=event["type"],
            fields=event,
        )

    @property
    def key(self) -> str:
        return f"event:{self.event_id}"


def _below(view: Json) -> tuple[str, ...]:
    """The lowest and the next one are known, and there are no more."""
    ids = (view.get("root_view_id"), view.get("previous_view_id"))
    return tuple(dict.fromkeys(each for each in ids if each and each != view["id"]))


def _value_of(action: Json) -> str:
    option = action.get("selected_option") or {}
    values = (
        action.get("value"),
        option.get("value"),
        action.get("selected_user"),
        action.get("selected_date"),
    )
    return next((str(value) for value in values if value), "")


def _common(body: Json) -> dict[str, Any]:
    user = body["user"]
    team = body.get("team") or {}
    enterprise = body.get("enterprise") or {}
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    return {
        "tenant": Tenant(
            # An app installed for a whole organisation is sent no team: the person's stands in for it.
            team.get("id") or user.get("team_id") or "",
            enterprise.get("id") or team.get("enterprise_id") or "",
        ),
        "user_id": user["id"],
        "trigger_id": body.get("trigger_id", ""),
        "channel_id": channel.get("id") or container.get("channel_id") or "",
        "response_url": body.get("response_url", ""),
    }


def _tenant_of_event(body: Json) -> Tenant:
    """The workspace on whose behalf the event comes; it differs from `team_id` in a channel shared between two."""
    authorization: Json = next(iter(body.get("authorizations") or ()), {})
    return Tenant(
        authorization.get("team_id") or body.get("team_id") or "",
        authorization.get("enterprise_id") or body.get("enterprise_id") or "",
    )


def _channel_of_event(event: Json) -> str:
    channel = event.get("channel_id") or event.get("channel") or ""
    return str(channel["id"]) if isinstance(channel, dict) else str(channel)
