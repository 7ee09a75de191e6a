"""views.*: modals and App Homes."""

from workspace.showing import show_home, show_modals
from workspace.triggers import Trigger
from workspace.web_api.call import Call
from workspace.web_api.checks import existing_user, sound_view
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace


async def open_view(ws: Workspace, call: Call) -> Json:
    view = sound_view(call, "modal")
    trigger = _exchange(ws, call)
    opened = ws.modals.open(trigger.user_id, view)
    show_modals(ws, trigger.user_id)
    return {"view": opened}


async def push(ws: Workspace, call: Call) -> Json:
    view = sound_view(call, "modal")
    trigger = _exchange(ws, call)
    if trigger.view_id is None:
        raise SlackError("not_found")
    pushed = ws.modals.push(trigger.user_id, view)
    show_modals(ws, trigger.user_id)
    return {"view": pushed}


async def update(ws: Workspace, call: Call) -> Json:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments")
    found = ws.modals.find(view_id) if view_id else ws.modals.find_external(external_id or "")
    if found is None:
        raise SlackError("not_found")
    user_id, shown = found
    updated = ws.modals.update(shown, sound_view(call, shown["type"]), call.text("hash"))
    if updated["type"] == "home":
        show_home(ws, user_id)
    else:
        show_modals(ws, user_id)
    return {"view": updated}


async def publish(ws: Workspace, call: Call) -> Json:
    if not ws.app.manifest.home_tab:
        raise SlackError("not_enabled")
    user = existing_user(ws, call.required("user_id"))
    published = ws.modals.publish(user.id, sound_view(call, "home"), call.text("hash"))
    show_home(ws, user.id)
    return {"view": published}


def _exchange(ws: Workspace, call: Call) -> Trigger:
    return ws.triggers.exchange(call.required("trigger_id"))
