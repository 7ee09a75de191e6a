"""Whom an export is of: a line of the query language, "" for everyone."""

from crm.querying import finding
from crm.querying.asking import Asked, Asker, understood
from crm.querying.parsing import parse
from crm.types import Tenant


async def chosen(tenant: Tenant, line: str, asker: Asker) -> list[int]:
    """Their ids, ascending. Raises QueryError."""
    return await ids_of(tenant, await understood(tenant, parse(line).query, asker))


async def ids_of(tenant: Tenant, asked: Asked) -> list[int]:
    """The same of a query that was understood."""
    return [id_ async for some in finding.ids(tenant, asked) for id_ in some]
