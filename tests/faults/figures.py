"""What a test of faults has counted, kept for docs/reliability.md. Call it last: what failed is no figure."""

from benchmarks import report, results
from benchmarks.results import Figure


def keep(*figures: Figure) -> None:
    results.record(list(figures), report.RELIABILITY.results)
    report.write(report.RELIABILITY)
