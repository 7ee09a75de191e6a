"""The modal a person has before them."""

from collections.abc import Mapping

from workspace.driver.controls import Surface, fields
from workspace.driver.mrkdwn import read_text
from workspace.driver.screen import read_view
from workspace.wire import Json
from workspace.workspace import Workspace


class Modal:
    """`values`: what is in the inputs now. `errors`: block id -> sentence under that field."""

    def __init__(self, ws: Workspace, view: Json, values: Json, errors: Mapping[str, str]) -> None:
        self._ws = ws
        self.view = view
        self._values = values
        self._errors = errors

    @property
    def surface(self) -> Surface:
        return Surface({"type": "view", "view_id": self.view["id"]}, self.view["blocks"])

    @property
    def title(self) -> str:
        return read_text(self._ws, self.view["title"])

    @property
    def text(self) -> str:
        return "\n".join(read_view(self._ws, self.view, self._values, self._errors))

    @property
    def fields(self) -> list[str]:
        """The labels, from top to bottom."""
        shown: dict[int, str] = {}
        for label, control in fields(self._ws, self.surface):
            shown.setdefault(id(control.element), label)
        return list(shown.values())

    @property
    def errors(self) -> dict[str, str]:
        """Label -> the sentence under that field."""
        labels = {
            control.block["block_id"]: label
            for label, control in reversed(list(fields(self._ws, self.surface)))
        }
        return {labels.get(block_id, block_id): sentence for block_id, sentence in self._errors.items()}

    def value(self, label: str) -> str:
        """What stands in that field, as text. Raises KeyError."""
        control = dict(fields(self._ws, self.surface))[label]
        single = {**self.view, "type": "part", "blocks": [control.block], "close": None, "submit": None}
        return next(read_view(self._ws, single, self._values, {})).partition(": ")[2]
