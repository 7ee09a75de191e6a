"""Writes pages of docs/ from what was measured."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.results import latest

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Report:
    """`page` is made from `results`, one JSON line a figure, and begins with `head`."""

    results: Path
    page: Path
    head: str


PERFORMANCE = Report(
    ROOT / "benchmarks" / "results.jsonl",
    ROOT / "docs" / "performance.md",
    """# Performance

Made by `make bench` from `benchmarks/results.jsonl`; do not edit by hand. Each benchmark measures both sides of a
ratio in one run on the same machine, in turns, so read the ratios; absolute times depend on the machine. PostgreSQL has 2 GB of
`shared_buffers` where a million contacts are searched, listed or exported (`docs/install.md`).
""",
)

RELIABILITY = Report(
    ROOT / "benchmarks" / "reliability.jsonl",
    ROOT / "docs" / "reliability.md",
    """# Reliability

Made by `make test-faults` from `benchmarks/reliability.jsonl`; do not edit by hand. The bots are processes of their own behind the
local workspace, one on SQLite, three on PostgreSQL, and are killed with `kill -9`, frozen, and robbed of their database
while people use them. What is counted is what the people see in Slack and what stands in the database at the end.
""",
)

VERDICT = {True: "yes", False: "**no**", None: ""}


def write(report: Report) -> None:
    parts = [report.head]
    for benchmark, figures in groupby(
        sorted(latest(report.results), key=lambda figure: str(figure["benchmark"])),
        key=lambda figure: figure["benchmark"],
    ):
        parts.append(_section(str(benchmark), list(figures)))
    report.page.write_text("\n".join(parts), encoding="utf-8")


def _section(benchmark: str, figures: list[dict[str, object]]) -> str:
    newest = max(figures, key=lambda figure: str(figure["measured_at"]))
    versions = newest["versions"]
    assert isinstance(versions, dict)
    libraries = ", ".join(f"{name} {number}" for name, number in versions.items())
    rows = "\n".join(_row(figure) for figure in figures)
    return (
        f"## {benchmark}\n\n"
        "| what | database | contacts | value | against | goal | met |\n|---|---|---|---|---|---|---|\n"
        f"{rows}\n\n"
        f"Measured {str(newest['measured_at'])[:10]} on {newest['cores']} cores, Python {newest['python']}, {libraries}.\n"
    )


def _row(figure: dict[str, object]) -> str:
    value = figure["value"]
    assert isinstance(value, int | float)
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    met = figure["met"]
    assert met is None or isinstance(met, bool)
    rows = f"{figure['rows']:,}" if figure["rows"] else ""
    cells = (
        figure["name"],
        figure["database"],
        rows,
        f"{shown} {figure['unit']}".strip(),
        figure["against"],
        figure["goal"],
        VERDICT[met],
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"
