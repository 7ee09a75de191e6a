"""The rejected rows as a file that can be mended and dropped again."""

import csv
import io
from collections.abc import Sequence

from crm import workbooks
from crm.cells import defused
from crm.types import Recognised

LINE = "Line"
REASON = "Reason"
_MARK = "+BOM"
_WORKBOOKS = ("xlsx", "xls", "ods")

Rejected = Sequence[tuple[int, list[str], str]]
"""Line, cells, reason."""


def written(header: Sequence[str], rejected: Rejected, recognised: Recognised) -> tuple[str, bytes]:
    """How its name ends, and what is in it: the columns of the upload, and two more, which the importer leaves out.

    A workbook comes back as a workbook, a text in its delimiter and encoding; cards and HTML as CSV.
    """
    wide = [(line, [*cells, *[""] * (len(header) - len(cells))], reason) for line, cells, reason in rejected]
    if recognised.format in _WORKBOOKS and all(workbooks.fits(cells) for _, cells, _ in wide):
        return "xlsx", _workbook(header, wide)
    return "csv", _text(header, wide, recognised)


def _workbook(header: Sequence[str], rejected: Rejected) -> bytes:
    file = io.BytesIO()
    rows = ([*cells, str(line), reason] for line, cells, reason in rejected)
    workbooks.write(file, [*header, LINE, REASON], rows)
    return file.getvalue()


def _text(header: Sequence[str], rejected: Rejected, recognised: Recognised) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=recognised.delimiter or ",")
    writer.writerow([*map(defused, header), LINE, REASON])
    for line, cells, reason in rejected:
        writer.writerow([*map(_safe, cells), line, defused(reason)])
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
