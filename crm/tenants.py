"""Which workspace is meant by somebody who runs Roster, and mostly has but one."""

from crm.errors import UserError
from crm.types import Tenant
from storage.queries import tenants


async def meant(team: str) -> Tenant:
    """The one with that team's id; with "" the only one there is. Raises UserError."""
    known = [Tenant.of_key(key) for key in await tenants.with_contacts()]
    found = [each for each in known if not team or team in (each.team_id, each.key)]
    if len(found) == 1:
        return found[0]
    named = ", ".join(each.team_id for each in known)
    if not known:
        raise UserError("There is nobody in the database yet. Say whose it is with --team T...")
    if not found:
        raise UserError(f"There is no workspace {team} in the database; there is {named}.")
    raise UserError(f"There are several workspaces in the database: say --team with one of {named}.")
