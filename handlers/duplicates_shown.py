"""The list of who may be in the book twice, as it is now."""

from slack_sdk.models.blocks import Block

from crm import duplicates
from crm.types import Tenant
from views.duplicates import MOST_PAIRS, duplicate_list

TEXT = "Who may be in the book twice"


async def duplicates_shown(tenant: Tenant) -> list[Block]:
    groups = await duplicates.groups(tenant, MOST_PAIRS)
    return duplicate_list(groups, await duplicates.count_open(tenant))
