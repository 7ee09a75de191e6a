"""People as the rows of a file."""

from collections.abc import Sequence

from crm.exporting import reading
from crm.exporting.columns import Columns
from crm.exporting.formats import format_of
from crm.types import Tenant

Asked = tuple[str, Tenant, Sequence[int], str, Columns]
"""What a process is asked for: the address of the database, whose people, their ids, the key of the format, and what of them."""
Rows = tuple[str, int]
"""Of some people, and how many of them are there."""


async def rows_of(tenant: Tenant, ids: Sequence[int], format_key: str, columns: Columns) -> Rows:
    """Raises UserError where somebody does not fit."""
    people = await reading.people(tenant, list(ids), columns)
    return format_of(format_key).rows(people, columns), len(people)
