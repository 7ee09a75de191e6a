"""Which scopes the methods of the Web API need: https://docs.slack.dev/reference/methods."""

from workspace.conversations import Kind

_PREFIXES: dict[Kind, str] = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
"""The methods under `conversations.` need a scope of the family that the conversation belongs to."""

_READ = frozenset(f"{prefix}:read" for prefix in _PREFIXES.values())
_HISTORY = frozenset(f"{prefix}:history" for prefix in _PREFIXES.values())
_MANAGE = frozenset({"channels:manage", "groups:write", "im:write", "mpim:write"})
_INVITE = frozenset(
    {"channels:manage", "channels:write.invites", "groups:write", "groups:write.invites", "mpim:write"}
)
_TOPIC = _MANAGE | {"channels:write.topic", "groups:write.topic", "im:write.topic", "mpim:write.topic"}

_NONE: frozenset[str] = frozenset()
_SCOPES: dict[str, frozenset[str]] = {
    "api.test": _NONE,
    "apps.connections.open": frozenset({"connections:write"}),
    "assistant.threads.setStatus": frozenset({"assistant:write", "chat:write"}),
    "assistant.threads.setSuggestedPrompts": frozenset({"assistant:write"}),
    "assistant.threads.setTitle": frozenset({"assistant:write"}),
    "auth.revoke": _NONE,
    "auth.test": _NONE,
    "bookmarks.add": frozenset({"bookmarks:write"}),
    "bookmarks.edit": frozenset({"bookmarks:write"}),
    "bookmarks.list": frozenset({"bookmarks:read"}),
    "bookmarks.remove": frozenset({"bookmarks:write"}),
    "bots.info": frozenset({"users:read"}),
    "chat.appendStream": frozenset({"chat:write"}),
    "chat.delete": frozenset({"chat:write"}),
    "chat.deleteScheduledMessage": frozenset({"chat:write"}),
    "chat.getPermalink": _NONE,
    "chat.meMessage": frozenset({"chat:write"}),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.scheduleMessage": frozenset({"chat:write"}),
    "chat.scheduledMessages.list": _NONE,
    "chat.startStream": frozenset({"chat:write"}),
    "chat.stopStream": frozenset({"chat:write"}),
    "chat.unfurl": frozenset({"links:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.archive": _MANAGE,
    "conversations.close": _MANAGE,
    "conversations.create": _MANAGE,
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.invite": _INVITE,
    "conversations.join": frozenset({"channels:join"}),
    "conversations.kick": _MANAGE,
    "conversations.leave": _MANAGE,
    "conversations.list": _READ,
    "conversations.mark": _MANAGE,
    "conversations.members": _READ,
    "conversations.open": _MANAGE,
    "conversations.rename": _MANAGE,
    "conversations.replies": _HISTORY,
    "conversations.setPurpose": _TOPIC,
    "conversations.setTopic": _TOPIC,
    "conversations.unarchive": _MANAGE,
    "dnd.info": frozenset({"dnd:read"}),
    "dnd.teamInfo": frozenset({"dnd:read"}),
    "emoji.list": frozenset({"emoji:read"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.delete": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.info": frozenset({"files:read"}),
    "files.list": frozenset({"files:read"}),
    "files.remote.add": frozenset({"remote_files:write"}),
    "files.remote.info": frozenset({"remote_files:read"}),
    "files.remote.list": frozenset({"remote_files:read"}),
    "files.remote.remove": frozenset({"remote_files:write"}),
    "files.remote.share": frozenset({"remote_files:share"}),
    "files.remote.update": frozenset({"remote_files:write"}),
    "functions.completeError": _NONE,
    "functions.completeSuccess": _NONE,
    "pins.add": frozenset({"pins:write"}),
    "pins.list": frozenset({"pins:read"}),
    "pins.remove": frozenset({"pins:write"}),
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.get": frozenset({"reactions:read"}),
    "reactions.list": frozenset({"reactions:read"}),
    "reactions.remove": frozenset({"reactions:write"}),
    "team.info": frozenset({"team:read"}),
    "team.profile.get": frozenset({"users.profile:read"}),
    "usergroups.create": frozenset({"usergroups:write"}),
    "usergroups.disable": frozenset({"usergroups:write"}),
    "usergroups.enable": frozenset({"usergroups:write"}),
    "usergroups.list": frozenset({"usergroups:read"}),
    "usergroups.update": frozenset({"usergroups:write"}),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "usergroups.users.update": frozenset({"usergroups:write"}),
    "users.conversations": _READ,
    "users.getPresence": frozenset({"users:read"}),
    "users.info": frozenset({"users:read"}),
    "users.list": frozenset({"users:read"}),
    "users.lookupByEmail": frozenset({"users:read.email"}),
    "users.profile.get": frozenset({"users.profile:read"}),
    "users.setPresence": frozenset({"users:write"}),
    "views.open": _NONE,
    "views.publish": _NONE,
    "views.push": _NONE,
    "views.update": _NONE,
}


def scopes_for(method: str, channel_kind: Kind | None = None) -> frozenset[str] | None:
    """The scopes of which one is enough; empty if it needs none, `None` if there is no such method.

    `channel_kind` narrows them to those for that kind of conversation, where the method minds.
    """
    scopes = _SCOPES.get(method)
    if (
        scopes is None
        or channel_kind is None
        or not method.startswith(("conversations.", "users.conversations"))
    ):
        return scopes
    family = f"{_PREFIXES[channel_kind]}:"
    return frozenset(scope for scope in scopes if scope.startswith(family)) or scopes
