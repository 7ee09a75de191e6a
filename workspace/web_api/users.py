"""users.*: who is who."""

from workspace.web_api.call import Call
from workspace.web_api.checks import existing_user
from workspace.web_api.pages import page
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def list_all(ws: Workspace, call: Call) -> Json:
    listed, metadata = page(list(ws.people), call)
    return {
        "members": [_described(ws, user.as_slack(ws.team.id)) for user in listed],
        "cache_ts": int(ws.clock.now()),
        **metadata,
    }


async def info(ws: Workspace, call: Call) -> Json:
    user = existing_user(ws, call.required("user", "user_not_found"))
    locale = {"locale": "en-GB"} if call.flag("include_locale") else {}
    return {"user": _described(ws, user.as_slack(ws.team.id)) | locale}


async def lookup_by_email(ws: Workspace, call: Call) -> Json:
    user = ws.people.with_email(call.required("email", "users_not_found"))
    if user is None:
        raise SlackError("users_not_found")
    return {"user": _described(ws, user.as_slack(ws.team.id))}


async def get_profile(ws: Workspace, call: Call) -> Json:
    user = existing_user(ws, call.text("user") or ws.bot.id)
    return {"profile": _described(ws, {"profile": user.profile(ws.team.id)})["profile"]}


def _described(ws: Workspace, user: Json) -> Json:
    """Slack leaves e-mail addresses out for an app without `users:read.email`."""
    if "users:read.email" not in ws.app.manifest.bot_scopes:
        user["profile"].pop("email", None)
    return user
