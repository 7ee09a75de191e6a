"""Blocks that show figures: tables and charts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workspace.blocks.layout import BLOCK
from workspace.blocks.rich_text import RICH_TEXT
from workspace.blocks.rules import unique
from workspace.blocks.shapes import Choice, Fault, Flag, Many, Number, OneOf, Record, Rule, Text

_TABLE_CHARACTERS = 10_000
_DATA_TABLE_CHARACTERS = 20_000

_RAW_TEXT = Record("raw_text", required={"text": Text()})
_RAW_NUMBER = Record("raw_number", required={"text": Text(), "value": Number(whole=False)})
_ROW = Many(OneOf(_RAW_TEXT, _RAW_NUMBER, RICH_TEXT), least=1, most=20)


class _ColumnSettings:
    """`null` leaves a column as it is."""

    _settings = Record(optional={"align": Choice(("left", "center", "right")), "is_wrapped": Flag()})

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if value is not None:
            yield from self._settings.faults(value, path)


def _characters_in_cells(most: int) -> Rule:
    def rule(block: Mapping[str, Any], path: str) -> Iterator[Fault]:
        if sum(_texts(block["rows"])) > most:
            yield Fault(f"{path}/rows", f"no more than {most} characters allowed in all cells")

    return rule


def _texts(content: Any) -> Iterator[int]:
    """The length of each text in there."""
    for part in content.values() if isinstance(content, dict) else content:
        if isinstance(part, dict | list):
            yield from _texts(part)
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        yield len(content["text"])


def _rows_of_one_length(block: Mapping[str, Any], path: str) -> Iterator[Fault]:
    for number, row in enumerate(block["rows"]):
        if len(row) != len(block["rows"][0]):
            yield Fault(f"{path}/rows/{number}", "must have as many cells as the first row")


def _plain_header(block: Mapping[str, Any], path: str) -> Iterator[Fault]:
    for number, cell in enumerate(block["rows"][0]):
        if cell["type"] == "rich_text":
            yield Fault(f"{path}/rows/0/{number}/type", "unsupported type: rich_text")


def _row_header_is_a_column(block: Mapping[str, Any], path: str) -> Iterator[Fault]:
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        yield Fault(f"{path}/row_header_column_index", "must be the index of a column")


TABLE = Record(
    "table",
    required={"rows": Many(_ROW, least=1, most=100)},
    optional={**BLOCK, "column_settings": Many(_ColumnSettings(), most=20)},
    rules=(_characters_in_cells(_TABLE_CHARACTERS),),
)
DATA_TABLE = Record(
    "data_table",
    required={"caption": Text(), "rows": Many(_ROW, least=2, most=201)},
    optional={**BLOCK, "page_size": Number(least=1, most=100), "row_header_column_index": Number(least=0)},
    rules=(
        _plain_header,
        _rows_of_one_length,
        _row_header_is_a_column,
        _characters_in_cells(_DATA_TABLE_CHARACTERS),
    ),
)

_LABEL = Text(20)
_POINT = Record(required={"label": _LABEL, "value": Number(whole=False)})
_AXES = Record(
    required={"categories": Many(_LABEL, least=1, most=20)},
    optional={"x_label": Text(50), "y_label": Text(50)},
)
_SERIES = Record(required={"name": _LABEL, "data": Many(_POINT, least=1, most=20)})


def _a_point_for_each_category(chart: Mapping[str, Any], path: str) -> Iterator[Fault]:
    categories = sorted(chart["axis_config"]["categories"])
    for number, series in enumerate(chart["series"]):
        if sorted(_labels(series["data"])) != categories:
            yield Fault(f"{path}/series/{number}/data", "must have one point for each of the categories")


def _labels(points: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (point["label"] for point in points)


def _chart(kind: str) -> Record:
    return Record(
        kind,
        required={"series": Many(_SERIES, least=1, most=12), "axis_config": _AXES},
        rules=(unique("series", "name"), _a_point_for_each_category),
    )


DATA_VISUALIZATION = Record(
    "data_visualization",
    required={
        "title": Text(50),
        "chart": OneOf(
            Record("pie", required={"segments": Many(_POINT, least=1, most=12)}),
            _chart("bar"),
            _chart("area"),
            _chart("line"),
        ),
    },
    optional=BLOCK,
)
