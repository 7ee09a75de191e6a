"""Finding on the screen what a person can press, choose from or fill in, by the words that stand on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workspace.block_ids import all_blocks, elements_of
from workspace.driver.mrkdwn import read_text
from workspace.inputs import holds_value
from workspace.wire import Json
from workspace.workspace import Workspace

_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Surface:
    """A message or view: `container` as the page names it, `key` to remember what was entered there."""

    container: Json
    blocks: list[Json]

    @property
    def key(self) -> str:
        return str(self.container.get("view_id") or f"{self.container['channel']} {self.container['ts']}")


@dataclass(frozen=True)
class Control:
    surface: Surface
    block: Json
    element: Json

    @property
    def sends_actions(self) -> bool:
        """Whether the app hears of every change, not only of the submission."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))

    def action(self) -> Json:
        return {
            "type": self.element["type"],
            "block_id": self.block["block_id"],
            "action_id": self.element["action_id"],
        }


@dataclass(frozen=True)
class Sought:
    """A button by what stands on it, and what else stands in its block."""

    text: str
    beside: str = ""

    def __str__(self) -> str:
        return f"{self.text!r} beside {self.beside!r}" if self.beside else repr(self.text)


def controls(surface: Surface) -> Iterator[Control]:
    for block in all_blocks(surface.blocks):
        for element in elements_of(block):
            yield Control(surface, block, element)


def fields(ws: Workspace, surface: Surface) -> Iterator[tuple[str, Control]]:
    """What can be filled in or chosen from, under the label a person would call it by."""
    for control in controls(surface):
        if holds_value(control.element):
            for label in _labels(ws, control):
                yield label, control


def buttons(ws: Workspace, surface: Surface) -> Iterator[tuple[str, Control, Json]]:
    """What stands on each button and in each overflow menu, and the action that pressing it makes."""
    for control in controls(surface):
        if control.element["type"] == "overflow":
            for option in control.element["options"]:
                yield read_text(ws, option["text"]), control, control.action() | {"selected_option": option}
        elif "text" in control.element and not holds_value(control.element):
            yield read_text(ws, control.element["text"]), control, control.action()


def same_words(one: str, other: str) -> bool:
    """Whatever the case, emoji, underscores and punctuation."""
    return _words(one) == _words(other)


def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", _SHORTCODE.sub("", text)).strip().casefold()


def _labels(ws: Workspace, control: Control) -> Iterator[str]:
    block, element = control.block, control.element
    candidates = (block.get("label"), element.get("placeholder"), block.get("text"))
    yield from (read_text(ws, text) for text in candidates if text)
    if element.get("accessibility_label"):
        yield element["accessibility_label"]
