"""What fields of one object demand of each other."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from workspace.blocks.shapes import Fault, Rule


def at_least_one(*names: str) -> Rule:
    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if not any(name in record for name in names):
            yield Fault(path, f"must define at least one of {_listed(names)}")

    return rule


def exactly_one(*names: str) -> Rule:
    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if sum(name in record for name in names) != 1:
            yield Fault(path, f"must define exactly one of {_listed(names)}")

    return rule


def only_with(name: str, condition: str) -> Rule:
    """`name` may be true only where `condition` is."""

    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if record.get(name) and not record.get(condition):
            yield Fault(f"{path}/{name}", f"requires `{condition}`")

    return rule


def never_with(name: str, condition: str) -> Rule:
    """`name` may not be true where `condition` is."""

    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if record.get(name) and record.get(condition):
            yield Fault(f"{path}/{name}", f"cannot be used with `{condition}`")

    return rule


def ordered(lower: str, upper: str) -> Rule:
    """The number (or numeral) in the first is not above that in the second."""

    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if lower in record and upper in record and Decimal(record[lower]) > Decimal(record[upper]):
            yield Fault(f"{path}/{lower}", f"cannot be greater than `{upper}`")

    return rule


def whole_unless(flag: str, *names: str) -> Rule:
    """Those numerals have no decimals, unless the flag is up."""

    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        for name in names:
            if name in record and not record[flag] and not _is_whole(Decimal(record[name])):
                yield Fault(f"{path}/{name}", f"must be an integer unless `{flag}` is true")

    return rule


def unique(name: str, key: str) -> Rule:
    """No two items of that list have the same `key`; items without it do not count."""

    def rule(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
        yield from repeated(
            ((f"{path}/{name}/{place}", item) for place, item in enumerate(record.get(name, []))), key
        )

    return rule


def repeated(items: Iterable[tuple[str, Mapping[str, Any]]], key: str) -> Iterator[Fault]:
    """A fault for each of the objects, given with their paths, whose `key` an earlier one has."""
    seen: set[str] = set()
    for path, item in items:
        if item.get(key) in seen:
            yield Fault(f"{path}/{key}", f"`{key}` {item[key]!r} already exists")
        if key in item:
            seen.add(item[key])


def unique_option_values(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """Through all groups."""
    yield from repeated(_options(record, path), "value")


def initially_among_options(record: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """`initial_option` and each of `initial_options` is exactly one of the options."""
    options = [option for _, option in _options(record, path)]
    if "initial_option" in record and record["initial_option"] not in options:
        yield Fault(f"{path}/initial_option", "must be one of the options")
    for place, option in enumerate(record.get("initial_options", [])):
        if option not in options:
            yield Fault(f"{path}/initial_options/{place}", "must be one of the options")


def _options(record: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place, option in enumerate(record.get("options", [])):
        yield f"{path}/options/{place}", option
    for number, group in enumerate(record.get("option_groups", [])):
        yield from _options(group, f"{path}/option_groups/{number}")


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
