"""Writes docs/performance.md from results.jsonl."""

from itertools import groupby
from pathlib import Path

from benchmarks.results import latest

REPORT = Path(__file__).parents[1] / "docs" / "performance.md"

HEAD = """# Performance

Made by `make bench` from `benchmarks/results.jsonl`; do not edit by hand. Each benchmark measures both sides of a
ratio in one run on the same machine, in turns, so read the ratios; absolute times depend on the machine.
"""

VERDICT = {True: "yes", False: "**no**", None: ""}


def write() -> None:
    parts = [HEAD]
    for benchmark, figures in groupby(
        sorted(latest(), key=lambda figure: str(figure["benchmark"])), key=lambda figure: figure["benchmark"]
    ):
        parts.append(_section(str(benchmark), list(figures)))
    REPORT.write_text("\n".join(parts), encoding="utf-8")


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
