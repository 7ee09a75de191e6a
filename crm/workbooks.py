"""Writing workbooks. Every cell is text: nothing of it is run, and no number loses its digits."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

LONGEST_CELL = 32_767
"""Characters, of Excel."""
MOST_ROWS = 1_048_576
"""With the header."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def fits(cells: Iterable[str]) -> bool:
    return all(len(cell) <= LONGEST_CELL for cell in cells)


def write(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Row after row, nothing is held. The header stays in sight. Cells that do not fit are for the caller to find.

    Returns how many rows were written, without the header.
    """
    # Here, as a bot is to be up again quickly, and workbooks are written seldom.
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # noqa: PLC0415 # it ships no types

    written = 0
    with Workbook(file, _OPTIONS) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, workbook.add_format({"bold": True}))
        for number, cells in enumerate(rows, start=1):
            sheet.write_row(number, 0, cells)
            written = number
    return written
