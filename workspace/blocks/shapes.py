"""The shapes that JSON from an app may have, and what is wrong with a value that has another.

A shape is data; `shape.faults(value, path)` walks a value along it. The sentences are Slack's own where they are known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Fault:
    """What Slack would refuse: where (a JSON pointer, `/blocks/0/text`), why, and the error code it answers with."""

    path: str
    message: str
    code: str = "invalid_blocks"


class Shape(Protocol):
    def faults(self, value: Any, path: str) -> Iterator[Fault]: ...


Fields = Mapping[str, Shape]
Rule = Callable[[Mapping[str, Any], str], Iterator[Fault]]
"""Looks at several fields of a record whose fields are each sound."""


@dataclass(frozen=True)
class Text:
    """A string of that many characters, and `valid` if that is asked; `says` what it must be."""

    longest: int | None = None
    shortest: int = 1
    valid: Callable[[str], bool] | None = None
    says: str = ""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(path, "must provide a string")
        elif len(value) < self.shortest:
            yield Fault(path, f"must be more than {self.shortest - 1} characters")
        elif self.longest is not None and len(value) > self.longest:
            yield Fault(path, f"must be less than {self.longest + 1} characters")
        elif self.valid is not None and not self.valid(value):
            yield Fault(path, self.says)


@dataclass(frozen=True)
class Number:
    least: int | None = None
    most: int | None = None
    whole: bool = True

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            yield Fault(path, "must provide an integer" if self.whole else "must provide a number")
        elif self.least is not None and value < self.least:
            yield Fault(path, f"must be at least {self.least}")
        elif self.most is not None and value > self.most:
            yield Fault(path, f"must be at most {self.most}")


@dataclass(frozen=True)
class Flag:
    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, bool):
            yield Fault(path, "must provide a boolean")


@dataclass(frozen=True)
class Anything:
    """What Slack does not document."""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        yield from ()


@dataclass(frozen=True)
class Choice:
    allowed: tuple[str, ...]

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in self.allowed:
            yield Fault(path, f"must be one of: {', '.join(self.allowed)}")


@dataclass(frozen=True)
class Many:
    """A list of so many of the same shape."""

    item: Shape
    least: int = 0
    most: int | None = None

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path, "must provide an array")
            return
        if len(value) < self.least:
            yield Fault(path, f"no fewer than {self.least} items allowed")
        if self.most is not None and len(value) > self.most:
            yield Fault(path, f"no more than {self.most} items allowed")
        for place, item in enumerate(value):
            yield from self.item.faults(item, f"{path}/{place}")


@dataclass(frozen=True)
class Record:
    """An object with these fields and no others. `type`: what its field of that name says, if it has one."""

    type: str = ""
    required: Fields = field(default_factory=dict)
    optional: Fields = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(path, "must provide an object")
            return
        faults = list(self._of_type(value, path)) or list(self._of_fields(value, path))
        yield from faults
        if not faults:
            for rule in self.rules:
                yield from rule(value, path)

    def _of_type(self, value: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if self.type and "type" not in value:
            yield Fault(path, "missing required field: type")
        elif self.type and value["type"] != self.type:
            yield Fault(f"{path}/type", f"unsupported type: {value['type']}")

    def _of_fields(self, value: Mapping[str, Any], path: str) -> Iterator[Fault]:
        for name in (name for name in self.required if name not in value):
            yield Fault(path, f"missing required field: {name}")
        fields = {**self.required, **self.optional}
        for name, content in value.items():
            if name in fields:
                yield from fields[name].faults(content, f"{path}/{name}")
            elif not (self.type and name == "type"):
                yield Fault(path, f"invalid additional property: {name}")


class OneOf:
    """An object of one of these kinds, told apart by its field `type`."""

    def __init__(self, *kinds: Record) -> None:
        self.kinds = {kind.type: kind for kind in kinds}

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(path, "must provide an object")
        elif "type" not in value:
            yield Fault(path, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in self.kinds:
            yield Fault(f"{path}/type", f"unsupported type: {value['type']}")
        else:
            yield from self.kinds[value["type"]].faults(value, path)
