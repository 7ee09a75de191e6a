"""Who the app is, and where it connects for Socket Mode."""

from workspace.web_api.call import Call
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def test(ws: Workspace, _call: Call) -> Json:
    return {
        "url": f"{ws.origin}/",
        "team": ws.team.name,
        "team_id": ws.team.id,
        "user": ws.bot.name,
        "user_id": ws.bot.id,
        "bot_id": ws.app.bot_id,
        "is_enterprise_install": False,
    }


async def open_connection(ws: Workspace, _call: Call) -> Json:
    if not ws.app.manifest.socket_mode:
        raise SlackError("forbidden_for_app", message="Socket Mode is not switched on in the app's manifest")
    return {"url": ws.delivery.sockets.issue_url()}


async def team_info(ws: Workspace, call: Call) -> Json:
    if call.text("team") not in (None, ws.team.id):
        raise SlackError("team_not_found")
    icon = {"image_default": True}
    return {
        "team": {
            "id": ws.team.id,
            "name": ws.team.name,
            "domain": ws.team.domain,
            "email_domain": "",
            "icon": icon,
        }
    }


async def bot_info(ws: Workspace, call: Call) -> Json:
    if call.text("bot") not in (None, ws.app.bot_id):
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": ws.app.bot_id,
            "deleted": False,
            "name": ws.bot.real_name,
            "updated": 0,
            "app_id": ws.app.app_id,
            "user_id": ws.bot.id,
            "icons": {},
        }
    }
