"""What exports are to look like, kept under a name for everybody in the workspace."""

from collections.abc import Sequence
from datetime import UTC, datetime

from crm.errors import FieldErrors, UserError
from crm.exporting.formats import format_of
from crm.identity import clean_line
from crm.types import Author, ExportSettings, Tenant
from storage import models
from storage.database import transaction
from storage.queries import export_settings as rows

LONGEST_NAME = 60
MOST = 99
"""One less than a select of Slack's holds: none of them is a choice, too."""


async def save(tenant: Tenant, author: Author, name: str, format_key: str, fields: Sequence[str]) -> None:
    """In the place of those that have that name, whoever's. Raises FieldErrors (name), UserError."""
    kept = check_name(name)
    format_key = format_of(format_key).key
    async with transaction():
        await rows.save(
            tenant.key,
            kept,
            kept.casefold(),
            format_key=format_key,
            fields=fields,
            saved_by=author.user_id,
            now=datetime.now(UTC),
        )
        if await rows.count(tenant.key) > MOST:
            raise FieldErrors({"name": f"There are {MOST} saved settings already; remove some first."})


def check_name(name: str) -> str:
    """As it is kept. Raises FieldErrors."""
    kept = clean_line(name)
    if not kept:
        raise FieldErrors({"name": "Settings that are to be saved need a name."})
    if len(kept) > LONGEST_NAME:
        raise FieldErrors({"name": f"That is too long: at most {LONGEST_NAME} characters."})
    return kept


async def listed(tenant: Tenant) -> tuple[ExportSettings, ...]:
    """In alphabetical order."""
    return tuple(_settings_of(row) for row in await rows.all_of(tenant.key))


async def get(tenant: Tenant, settings_id: int) -> ExportSettings:
    """Raises UserError."""
    row = await rows.get(tenant.key, settings_id)
    if row is None:
        raise UserError("Those settings are no longer there; somebody has removed them.")
    return _settings_of(row)


async def remove(tenant: Tenant, user_id: str, settings_id: int) -> None:
    """Those that one has saved. Raises UserError."""
    if (await get(tenant, settings_id)).saved_by != user_id:
        raise UserError("Only who saved those settings can remove them.")
    await rows.delete(tenant.key, settings_id)


def _settings_of(row: models.ExportSetting) -> ExportSettings:
    return ExportSettings(row.id, row.name, row.format, tuple(row.chosen_fields), row.saved_by)
