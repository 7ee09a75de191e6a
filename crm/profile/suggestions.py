"""What is known already and begins with what somebody types."""

from crm.identity import clean_line
from crm.skills import taxonomy
from crm.types import Tenant
from storage.folding import of_skill
from storage.queries import suggestions as rows

MOST = 20


async def companies(tenant: Tenant, typed: str) -> tuple[str, ...]:
    """In alphabetical order, whatever the case."""
    return tuple(await rows.companies(tenant.key, clean_line(typed), MOST))


async def skills(tenant: Tenant, typed: str) -> tuple[str, ...]:
    """Of those that people have, and of those that Roster knows: first the one that is called just so, then those whose name begins
    so, then those of which another name does."""
    named = clean_line(typed)
    key, exact = of_skill(named), taxonomy.canonical(named)
    had = map(taxonomy.canonical, await rows.skills(tenant.key, key, MOST))

    def place(name: str) -> tuple[bool, bool, str]:
        return name != exact, not of_skill(name).startswith(key), name.casefold()

    return tuple(sorted({*had, *taxonomy.beginning_with(named)}, key=place)[:MOST])
