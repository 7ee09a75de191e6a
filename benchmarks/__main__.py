"""`python -m benchmarks [name ...]`: run all, or those named; append what was measured; rewrite the report."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks import (
    ack,
    cards,
    duplicates,
    enriching,
    exporting,
    home,
    importing,
    lists,
    report,
    results,
    searching,
    steps,
    suggestions,
    timeline,
    while_importing,
)

BENCHMARKS: dict[str, Callable[[], Coroutine[Any, Any, list[results.Figure]]]] = {
    "ack": ack.measure,
    "cards": cards.measure,
    "home": home.measure,
    "lists": lists.measure,
    "timeline": timeline.measure,
    "duplicates": duplicates.measure,
    "enriching": enriching.measure,
    "import": importing.measure,
    "exporting": exporting.measure,
    "steps": steps.measure,
    "searching": searching.measure,
    "suggestions": suggestions.measure,
    "while_importing": while_importing.measure,
}


def main() -> int:
    names = sys.argv[1:] or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(
            f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.",
            file=sys.stderr,
        )
        return 2
    for name in names:
        print(f"{name} ...", flush=True)
        figures = asyncio.run(BENCHMARKS[name]())
        for figure in figures:
            print(results.sentence(figure))
        results.record(figures, report.PERFORMANCE.results)
    report.write(report.PERFORMANCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
