"""What a workspace decides for itself; the operator's settings are in `bot.settings`."""

from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from crm.errors import FieldErrors
from crm.types import Author, AutomaticEnrichment, CreditRules, ProviderChoice, Tenant, WorkspaceSettings
from crm.types.workspaces import CHOSEN
from storage.database import transaction
from storage.queries import settings as rows

S = TypeVar("S", WorkspaceSettings, CreditRules, AutomaticEnrichment, ProviderChoice)

LONGEST_COOLDOWN = 365
LONGEST_KEPT_HOURS = 24 * 365


async def read(tenant: Tenant) -> WorkspaceSettings:
    return await decided(tenant, WorkspaceSettings)


async def change(tenant: Tenant, author: Author, wanted: WorkspaceSettings) -> None:
    """Raises FieldErrors. Whether the author may is the caller's to ask."""
    check(wanted)
    await decide(tenant, author, wanted)


async def decided(tenant: Tenant, kind: type[S]) -> S:
    """What was not decided is as the defaults say; what an earlier version decided and this one does not know is left out.

    `kind` is a dataclass; no two of those that are kept here share a field's name.
    """
    known = {field.name for field in fields(kind)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value  # JSON knows no tuples
        for name, value in (await rows.values(tenant.key)).items()
        if name in known
    }
    return kind(**values)


async def decide(tenant: Tenant, author: Author, wanted: S) -> None:
    """Only what is changed is written: two who change different things both have their way."""
    async with transaction():
        before = asdict(await decided(tenant, type(wanted)))
        for name, value in asdict(wanted).items():
            if value != before[name]:
                await rows.put(tenant.key, name, value, author.user_id, datetime.now(UTC))


def check(wanted: WorkspaceSettings) -> None:
    """Raises FieldErrors."""
    if not 0 <= wanted.cooldown_days <= LONGEST_COOLDOWN:
        raise FieldErrors({"cooldown_days": f"Write a number of days between 0 and {LONGEST_COOLDOWN}."})
    if not 0 <= wanted.exports_kept_hours <= LONGEST_KEPT_HOURS:
        raise FieldErrors(
            {"exports_kept_hours": f"Write a number of hours between 0 and {LONGEST_KEPT_HOURS:,}."}
        )
    if wanted.exporters == CHOSEN and not wanted.chosen_exporters:
        raise FieldErrors({"chosen_exporters": "Choose somebody, or let only admins export."})
