"""What a test of faults has counted, kept for docs/reliability.md. Call it last: what failed is no figure."""

from benchmarks import report, results
from benchmarks.results import Figure, exactly


def keep(*figures: Figure) -> None:
    results.record(list(figures), report.RELIABILITY.results)
    report.write(report.RELIABILITY)


def none(benchmark: str, name: str, count: int, unit: str, database: str) -> Figure:
    """Of what must not be at all."""
    goal, met = exactly(0, count)
    return Figure(benchmark, name, count, unit, database, goal=goal, met=met)
