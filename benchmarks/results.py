"""One JSON line a figure, appended, so that a figure can be followed through the history."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

NO_LONGER_MEASURED = frozenset(
    {
        "importing the people first",
        "somebody has it in hand again after, median",
        "somebody has it in hand again after, p95",
        "a job is further than it was after, median",
        "a job is further than it was after, p95",
    }
)
"""Figures of the history that no page shows any more."""
MEASURED_LIBRARIES = ("slack-bolt", "aiohttp", "tortoise-orm", "dbos")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `against` says what a ratio is relative to; "" for an absolute value.

    `goal` is what we promise, `met` whether this run kept it (None: nothing is promised).
    """

    benchmark: str
    name: str
    value: float
    unit: str
    database: str = ""
    rows: int = 0
    against: str = ""
    goal: str = ""
    met: bool | None = None


def sentence(figure: Figure) -> str:
    """As it is told while it is measured."""
    against = f" of {figure.against}" if figure.against else ""
    verdict = "" if figure.met is None else f"  ({figure.goal}: {'yes' if figure.met else 'NO'})"
    return f"  {figure.name} {figure.database}: {figure.value:.4g} {figure.unit}{against}{verdict}"


def at_least(goal: float, value: float) -> tuple[str, bool]:
    """The goal in words, and whether the value keeps it."""
    return f"at least {goal:g}", value >= goal


def under(goal: float, value: float, unit: str) -> tuple[str, bool]:
    return f"under {goal:g} {unit}", value < goal


def exactly(goal: float, value: float) -> tuple[str, bool]:
    return f"{goal:g}", value == goal


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def record(figures: list[Figure], results: Path) -> None:
    """Append the figures to that file, with the machine and the versions they were measured on."""
    machine = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in MEASURED_LIBRARIES},
    }
    with results.open("a", encoding="utf-8") as lines:
        for figure in figures:
            lines.write(json.dumps({**asdict(figure), **machine}, ensure_ascii=False) + "\n")


def latest(results: Path) -> list[dict[str, object]]:
    """The newest figure of every benchmark, name, database and size, in the order in which they were first measured."""
    newest: dict[tuple[object, ...], dict[str, object]] = {}
    for line in results.read_text(encoding="utf-8").splitlines():
        figure = json.loads(line)
        if figure["name"] in NO_LONGER_MEASURED:
            continue
        newest[figure["benchmark"], figure["name"], figure["database"], figure["rows"]] = figure
    return list(newest.values())
