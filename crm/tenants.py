"""Which workspace is meant by somebody who runs Roster, and has but one."""

from crm.errors import UserError
from crm.types import Tenant
from storage.queries import tenants


async def the_only_one() -> Tenant:
    """Raises UserError where there are several, or none yet."""
    match await tenants.some():
        case [key]:
            return Tenant.of_key(key)
        case []:
            raise UserError("Nobody has used this database yet. Say whose it is with --team T...")
        case _:
            raise UserError("Several workspaces share this database. Say which one you mean with --team T...")
