"""The methods of the Web API that this workspace has."""

from collections.abc import Awaitable, Callable
from typing import Final

from workspace.web_api import auth, chat, conversations, files, reactions, scheduled, unfurling, users, views
from workspace.web_api.call import Call
from workspace.wire import Json
from workspace.workspace import Workspace

Method = Callable[[Workspace, Call], Awaitable[Json]]

METHODS: Final[dict[str, Method]] = {
    "apps.connections.open": auth.open_connection,
    "auth.test": auth.test,
    "bots.info": auth.bot_info,
    "chat.delete": chat.delete,
    "chat.deleteScheduledMessage": scheduled.delete_scheduled,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.scheduleMessage": scheduled.schedule,
    "chat.scheduledMessages.list": scheduled.list_scheduled,
    "chat.unfurl": unfurling.unfurl,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "files.list": files.list_all,
    "reactions.add": reactions.add,
    "reactions.get": reactions.get,
    "reactions.remove": reactions.remove,
    "team.info": auth.team_info,
    "users.conversations": conversations.list_of_user,
    "users.info": users.info,
    "users.list": users.list_all,
    "users.lookupByEmail": users.lookup_by_email,
    "users.profile.get": users.get_profile,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
