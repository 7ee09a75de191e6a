"""Putting views before a person's eyes: open pages are told what is on the stack and in the App Home."""

from workspace.workspace import Workspace


def show_modals(ws: Workspace, user_id: str) -> None:
    ws.watchers.tell([user_id], {"type": "views", "stack": list(ws.modals.stack(user_id))})


def show_home(ws: Workspace, user_id: str) -> None:
    ws.watchers.tell([user_id], {"type": "home", "view": ws.modals.home(user_id)})
