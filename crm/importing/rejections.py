"""The rejected rows as a file that can be mended and dropped again."""

import csv
import io
from collections.abc import Sequence

from crm.cells import defused
from crm.types import Recognised

LINE = "Line"
REASON = "Reason"
_MARK = "+BOM"


def written(
    header: Sequence[str], rejected: Sequence[tuple[int, list[str], str]], recognised: Recognised
) -> bytes:
    """In the columns, the delimiter and the encoding of the upload; two columns more, which the importer leaves out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=recognised.delimiter or ",")
    writer.writerow([*map(defused, header), LINE, REASON])
    for line, cells, reason in rejected:
        filled = [*cells, *[""] * (len(header) - len(cells))]
        writer.writerow([*map(_safe, filled), line, defused(reason)])
    return _encoded(text.getvalue(), recognised.encoding)


def _encoded(text: str, encoding: str) -> bytes:
    """As the upload was; with UTF-8 and its mark, which Excel needs, where that cannot hold the reasons."""
    bare = encoding.removesuffix(_MARK).lower()
    if bare.startswith("utf-16") and encoding.endswith(_MARK):
        bare = "utf-16"
    try:
        return text.encode("utf-8-sig" if bare in ("", "utf-8", "ascii") else bare)
    except (LookupError, UnicodeEncodeError):
        return text.encode("utf-8-sig")


def _safe(cell: str) -> str:
    """The cells are as they were dropped: one that is defused already stays as it is."""
    return cell if cell.startswith("'") else defused(cell)
