"""What is known already and begins with what somebody types."""

from crm.identity import clean_line
from crm.types import Tenant
from storage.queries import suggestions as rows

MOST = 20


async def companies(tenant: Tenant, typed: str) -> tuple[str, ...]:
    """In alphabetical order, whatever the case."""
    return tuple(await rows.companies(tenant.key, clean_line(typed), MOST))


async def skills(tenant: Tenant, typed: str) -> tuple[str, ...]:
    return tuple(await rows.skills(tenant.key, clean_line(typed).casefold(), MOST))
