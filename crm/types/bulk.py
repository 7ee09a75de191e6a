"""What is done with many people at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BulkRun:
    """`action` and `options` as in `crm.bulk.actions`. `changed` is of how many people something was changed."""

    id: int
    user_id: str
    action: str
    options: Mapping[str, Any]
    line: str
    words: str
    chosen_ids: tuple[int, ...] | None
    is_undone: bool
    changed: int
