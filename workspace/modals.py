"""Views on screen: each person's stack of modals, and what the app published to each person's App Home."""

import json
import secrets
from collections.abc import Iterator

from workspace.block_ids import name_blocks
from workspace.clock import Clock
from workspace.ids import new_id
from workspace.wire import Json, SlackError

STACK_LIMIT = 3
SIZE_LIMIT = 250_000
"""Bytes of one view as JSON."""

_KEPT = (
    "title",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)
_MODAL_DEFAULTS: Json = {"close": None, "submit": None, "clear_on_close": False, "notify_on_close": False}
_DEFAULTS: Json = {"private_metadata": "", "callback_id": "", "external_id": ""}


class Modals:
    """`stamp`: what Slack adds to every view of the app (team_id, app_id, bot_id, ...)."""

    def __init__(self, clock: Clock, stamp: Json) -> None:
        self._clock = clock
        self._stamp = stamp
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}

    def stack(self, user_id: str) -> list[Json]:
        """The modals of that person, the last on top."""
        return self._stacks.get(user_id, [])

    def home(self, user_id: str) -> Json | None:
        return self._homes.get(user_id)

    def find(self, view_id: str) -> tuple[str, Json] | None:
        """Whose screen it is on, and the view."""
        return next(((user, view) for user, view in self._all() if view["id"] == view_id), None)

    def find_external(self, external_id: str) -> tuple[str, Json] | None:
        return next(
            (
                (user, view)
                for user, view in self._all()
                if external_id and view["external_id"] == external_id
            ),
            None,
        )

    def open(self, user_id: str, view: Json) -> Json:
        """Show a new modal in place of whatever stack there was."""
        opened = self._compose(view, new_id("V"))
        opened |= {"root_view_id": opened["id"], "previous_view_id": None}
        self._stacks[user_id] = [opened]
        return opened

    def push(self, user_id: str, view: Json) -> Json:
        """Show one on top. Raises `not_found` with none open, `push_limit_reached` at the fourth."""
        stack = self.stack(user_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        pushed = self._compose(view, new_id("V"))
        pushed |= {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
        stack.append(pushed)
        return pushed

    def update(self, shown: Json, view: Json, expected_hash: str | None = None) -> Json:
        """Change what is on screen, in place. Raises `hash_conflict` if it changed since that hash."""
        _check_hash(shown, expected_hash)
        changed = self._compose(view, shown["id"])
        changed |= {"root_view_id": shown["root_view_id"], "previous_view_id": shown["previous_view_id"]}
        shown.clear()
        shown.update(changed)
        return shown

    def publish(self, user_id: str, view: Json, expected_hash: str | None = None) -> Json:
        """Show that App Home to that person. Raises `hash_conflict`."""
        if shown := self._homes.get(user_id):
            return self.update(shown, view, expected_hash)
        published = self._compose(view, new_id("V"))
        published |= {"root_view_id": published["id"], "previous_view_id": None}
        self._homes[user_id] = published
        return published

    def close(self, user_id: str, view_id: str) -> list[Json]:
        """Close that modal and what lies on top of it; answers what was closed, the topmost first."""
        stack = self.stack(user_id)
        place = next((place for place, view in enumerate(stack) if view["id"] == view_id), len(stack))
        closed = stack[place:]
        del stack[place:]
        return closed[::-1]

    def clear(self, user_id: str) -> list[Json]:
        return self._stacks.pop(user_id, [])[::-1]

    def _all(self) -> Iterator[tuple[str, Json]]:
        for user_id, stack in self._stacks.items():
            for view in stack:
                yield user_id, view
        yield from self._homes.items()

    def _compose(self, view: Json, view_id: str) -> Json:
        if len(json.dumps(view)) > SIZE_LIMIT:
            raise SlackError("view_too_large")
        taken = self.find_external(str(view.get("external_id") or ""))
        if taken and taken[1]["id"] != view_id:
            raise SlackError("duplicate_external_id")
        kept = {name: view[name] for name in _KEPT if view.get(name) is not None}
        return {
            "id": view_id,
            "type": view["type"],
            "blocks": name_blocks([*view.get("blocks", [])]),
            "state": {"values": {}},
            "hash": f"{int(self._clock.now())}.{secrets.token_hex(4)}",
            **(_MODAL_DEFAULTS if view["type"] == "modal" else {}),
            **_DEFAULTS,
            **kept,
            **self._stamp,
        }


def _check_hash(shown: Json, expected: str | None) -> None:
    if expected and expected != shown["hash"]:
        raise SlackError("hash_conflict")
