"""Submitting and closing modals, and opening the App Home."""

from typing import Any

from workspace.acting.looking import person, visible_view
from workspace.acting.payloads import interaction, on_view
from workspace.acting.reaching import reach
from workspace.block_ids import all_blocks
from workspace.blocks import view_faults
from workspace.inputs import current_values, problems
from workspace.people import User
from workspace.showing import show_modals
from workspace.wire import Json, Refused, SlackError
from workspace.workspace import Workspace


async def submit(ws: Workspace, user_id: str, view_id: str, state: Json | None = None) -> None:
    """Raises Refused("field_errors", errors={block_id: sentence}) as Slack's client or the app finds fault."""
    user = person(ws, user_id)
    view = visible_view(ws, user_id, view_id)
    values = current_values(view["blocks"], (state or {}).get("values", {}))
    if found := problems(view["blocks"], values):
        raise _field_errors(found)
    payload = (
        interaction(ws, "view_submission", user) | on_view(view, values) | _links(ws, user_id, view, values)
    )
    payload.pop("container")
    said = await reach(ws, "interactive", payload)
    _follow(ws, user_id, view, said)


async def close(ws: Workspace, user_id: str, view_id: str, *, is_cleared: bool = False) -> None:
    """`is_cleared`: close the whole stack. The app hears of it where it asked to (`notify_on_close`)."""
    user = person(ws, user_id)
    view = visible_view(ws, user_id, view_id)
    clears = is_cleared or bool(view.get("clear_on_close"))
    closed = ws.modals.clear(user_id) if clears else ws.modals.close(user_id, view_id)
    show_modals(ws, user_id)
    for gone in closed:
        if gone.get("notify_on_close"):
            ws.background.start(_tell_of_closing(ws, user, gone, is_cleared=clears))


def open_home(ws: Workspace, user_id: str, tab: str = "home") -> Json | None:
    """Look at the app's page. What is published now, if anything; the app may publish upon `app_home_opened`."""
    channel = ws.direct_message(person(ws, user_id).id)
    view = ws.modals.home(user_id)
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": channel.id, "tab": tab}
    if view and tab == "home":
        event["view"] = view
    ws.events.emit("app_home_opened", event | {"event_ts": ws.clock.ts()})
    return view


async def _tell_of_closing(ws: Workspace, user: User, view: Json, *, is_cleared: bool) -> None:
    payload = interaction(ws, "view_closed", user) | {"view": view, "is_cleared": is_cleared}
    await reach(ws, "interactive", payload)


def _links(ws: Workspace, user_id: str, view: Json, values: Json) -> Json:
    """The trigger, and a response_url for each channel picker that asks for one."""
    urls = []
    for block in all_blocks(view["blocks"]):
        element = block.get("element") or {}
        if element.get("response_url_enabled"):
            chosen = values[block["block_id"]][element["action_id"]]
            channel_id = chosen.get("selected_conversation") or chosen.get("selected_channel")
            place = {
                "block_id": block["block_id"],
                "action_id": element["action_id"],
                "channel_id": channel_id,
            }
            urls.append(place | {"response_url": ws.response_urls.issue(user_id, str(channel_id))})
    return {"trigger_id": ws.triggers.issue(user_id, view["id"]), "response_urls": urls}


def _follow(ws: Workspace, user_id: str, view: Json, said: Json) -> None:
    """Do as the app's answer to the submission says."""
    action = said.get("response_action")
    try:
        if action == "errors":
            raise _field_errors(_known_errors(view, said.get("errors")))
        if action == "clear":
            ws.modals.clear(user_id)
        elif action == "update":
            ws.modals.update(view, _sound(said))
        elif action == "push":
            ws.modals.push(user_id, _sound(said))
        elif action is None:
            ws.modals.close(user_id, view["id"])
        else:
            raise _trouble(f"unknown response_action {action!r}")
    except SlackError as error:
        raise _trouble(error.code) from None
    show_modals(ws, user_id)


def _known_errors(view: Json, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in all_blocks(view["blocks"]) if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise _trouble("errors must name input blocks of the view")
    return errors


def _sound(said: Json) -> Json:
    view = said.get("view")
    if not isinstance(view, dict) or view.get("type") != "modal":
        raise _trouble("the answer has no modal in it")
    if faults := view_faults(view):
        raise _trouble("; ".join(f"{fault.message} ({fault.path})" for fault in faults))
    return view


def _field_errors(errors: dict[str, str]) -> Refused:
    return Refused("field_errors", "Some fields need another look.", errors=errors)


def _trouble(reason: str) -> Refused:
    """Slack's own words, and why."""
    return Refused("invalid_response", f"We had some trouble connecting. Try again? ({reason})")
