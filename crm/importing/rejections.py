"""The rejected rows as a file that can be mended and dropped again."""

import csv
import io
from collections.abc import Sequence

from crm.cells import defused

LINE = "Line"
REASON = "Reason"


def written(header: Sequence[str], rejected: Sequence[tuple[int, list[str], str]]) -> bytes:
    """UTF-8 with a mark for Excel; two columns more than the upload, which the importer leaves out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*map(defused, header), LINE, REASON])
    for line, cells, reason in rejected:
        filled = [*cells, *[""] * (len(header) - len(cells))]
        writer.writerow([*map(_safe, filled), line, defused(reason)])
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """The cells are as they were dropped: one that is defused already stays as it is."""
    return cell if cell.startswith("'") else defused(cell)
