"""Who may export: the workspace's settings say so."""

from crm import settings
from crm.errors import UserError
from crm.types import Tenant
from crm.types.workspaces import CHOSEN, EVERYBODY
from handlers.context import Context


async def may_export(context: Context, tenant: Tenant, user_id: str) -> bool:
    decided = await settings.read(tenant)
    if decided.exporters == EVERYBODY:
        return True
    is_chosen = decided.exporters == CHOSEN and user_id in decided.chosen_exporters
    return is_chosen or await context.colleagues.is_admin(user_id)


async def refuse_others(context: Context, tenant: Tenant, user_id: str) -> None:
    """Raises UserError where the workspace does not let them export."""
    if not await may_export(context, tenant, user_id):
        raise UserError("You may not export contacts. An admin of this workspace can allow it, in Settings.")
