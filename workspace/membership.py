"""Coming into channels: told to open pages and, where the app is to hear it, to the app."""

from workspace.conversations import Channel
from workspace.posting import post
from workspace.wire import Json
from workspace.workspace import Workspace


def join(ws: Workspace, channel: Channel, user_id: str, inviter: str | None = None) -> None:
    """`inviter`: who brought that person or the bot in, if somebody did."""
    channel.members.append(user_id)
    who: Json = {"user": user_id, "team": ws.team.id} | ({"inviter": inviter} if inviter else {})
    post(ws, channel, {"subtype": "channel_join", "text": f"<@{user_id}> has joined the channel", **who})
    event = {"type": "member_joined_channel", "channel": channel.id, "channel_type": channel.id[0], **who}
    ws.events.emit("member_joined_channel", event | {"event_ts": ws.clock.ts()}, channel)
    tell_of_channels(ws, ws.audience(channel))


def tell_of_channels(ws: Workspace, users: list[str]) -> None:
    """Let the pages of those people list their channels anew."""
    for user_id in users:
        person = ws.people.get(user_id)
        if person is not None:
            channels = [channel_as_seen(ws, channel) for channel in ws.channels_of(person)]
            ws.watchers.tell([user_id], {"type": "channels", "channels": channels})


def channel_as_seen(ws: Workspace, channel: Channel) -> Json:
    """The channel as the page shows one."""
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind in ("public", "private"),
        "is_private": channel.kind != "public",
        "is_im": channel.is_im,
        "topic": channel.topic,
        "member_ids": list(channel.members),
        "bot_is_member": ws.bot.id in channel.members,
    }
