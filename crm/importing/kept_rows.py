"""The rows of files that are looked at or imported just now, read once; what is lost with the process is read again."""

import asyncio
from collections import OrderedDict

from crm.importing.reading import Row, table_of
from crm.types import Tenant
from storage.queries import imports

KEPT = 2
"""Files."""

_kept: OrderedDict[tuple[str, int], list[Row]] = OrderedDict()


async def rows_of(tenant: Tenant, run_id: int) -> list[Row]:
    found = _kept.get((tenant.key, run_id))
    if found is None:
        content = await imports.content(tenant.key, run_id)
        found = await asyncio.to_thread(lambda: list(table_of(content).rows()))
        keep(tenant, run_id, found)
    return found


def keep(tenant: Tenant, run_id: int, rows: list[Row]) -> None:
    _kept[tenant.key, run_id] = rows
    while len(_kept) > KEPT:
        _kept.popitem(last=False)


async def forget(tenant: Tenant, run_id: int) -> None:
    """The file is of no use any more."""
    await imports.forget_content(tenant.key, run_id)
    _kept.pop((tenant.key, run_id), None)
