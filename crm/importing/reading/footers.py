"""What reports write under a table: sums, counts, who made them, that they are confidential."""

import re
from collections.abc import Iterable

from crm.importing.reading.headers import filled, has_value
from crm.importing.reading.table import Row

_CELLS = 2
_LONGEST = 200
# Of whom a report keeps the name back, it says "Confidential" and nothing else.
_SAYS_FOOTER = re.compile(
    r"(grand |sub)?totals?\b|(sum|count)\b\W|(strictly )?confidential\W+\w|.*do not distribute|"
    r"(report )?(generated|exported|created|printed)( (by|on|at|from)\b|:)|(©|\(c\)|copyright)|.*all rights reserved|"
    r"page \d+|end of (report|file|list)|\d[\d,. ]* (rows?|records?|contacts?|candidates?|results?|people|entries)\b|"
    r"((rows|records)|number of \w+)\s*:|"
    r"gesamt|summe\b|(streng )?vertraulich\W+\w|erstellt (von|am)|total général|confidentiel\W+\w|généré|confidencial\W+\w|generado|"
    r"(totale|totaal|totalt|razem|celkem|toplam|итого|всего|разом|усього|合計|合计|总计|總計|합계|suma:|summa:)\W*(\d|$)|"
    r"(anzahl|antal|aantal|liczba|počet|nombre|número|numero|количество|кількість|件数|人数)\b[^:：]*[:：]\s*\d|[共총]\s*\d|"
    r"(stand|quelle|source|applied filters)\s*:|stand (vom|per)\b|seite \d+|\W+end of (report|file|list)",
    re.IGNORECASE,
)


def footer_among(last: Iterable[Row], width: int) -> list[Row]:
    """The trailing rows, of a cell or two, from the first that says so; or from the blank line before that one."""
    rows = list(last)
    begins = len(rows)
    while begins and _is_short(rows[begins - 1], width):
        begins -= 1
    says = next((at for at in range(begins, len(rows)) if _says_footer(rows[at])), None)
    if says is None:
        return []
    apart = [at for at in range(max(begins, 1), says + 1) if _is_gap_between(rows[at - 1], rows[at])]
    return rows[apart[-1] if apart else says :]


def _is_short(row: Row, width: int) -> bool:
    return filled(row.cells) <= min(_CELLS, width - 1) and not has_value(row.cells)


def _says_footer(row: Row) -> bool:
    return bool(_SAYS_FOOTER.match(next(cell.strip()[:_LONGEST] for cell in row.cells if cell.strip())))


def _is_gap_between(row: Row, following: Row) -> bool:
    """A blank line, not one within a cell."""
    return following.line > row.line + 1 + sum(cell.count("\n") for cell in row.cells)
