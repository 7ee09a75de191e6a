"""The fields that a workspace has made for its contacts, and what these have in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.models import CustomField, CustomValue
from storage.queries.contacts import Stamp


async def all_of(tenant: str) -> list[CustomField]:
    """In their order, the archived ones too."""
    return await CustomField.filter(tenant=tenant).order_by("position", "id")


async def create(
    tenant: str, *, label: str, folded: str, kind: str, choices: Sequence[str], position: int
) -> int:
    field = await CustomField.create(
        tenant=tenant, label=label, folded=folded, kind=kind, choices=list(choices), position=position
    )
    return int(field.id)


async def rename(tenant: str, field_id: int, *, label: str, folded: str, choices: Sequence[str]) -> None:
    await CustomField.filter(tenant=tenant, id=field_id).update(
        label=label, folded=folded, choices=list(choices)
    )


async def move(tenant: str, field_id: int, position: int) -> None:
    await CustomField.filter(tenant=tenant, id=field_id).update(position=position)


async def archive(tenant: str, field_id: int, moment: datetime | None) -> None:
    """None brings it back."""
    await CustomField.filter(tenant=tenant, id=field_id).update(archived_at=moment)


async def set_values(tenant: str, contact_id: int, values: Mapping[int, str], stamp: Stamp) -> None:
    """By field id; "" empties it."""
    emptied = [field_id for field_id, value in values.items() if not value]
    await CustomValue.filter(tenant=tenant, contact_id=contact_id, field_id__in=emptied).delete()
    await CustomValue.bulk_create(
        [
            CustomValue(
                tenant=tenant, contact_id=contact_id, field_id=field_id, value=value, **stamp.columns()
            )
            for field_id, value in values.items()
            if value
        ],
        on_conflict=("contact_id", "field_id"),
        update_fields=("value", "origin", "reference", "set_by", "set_at"),
    )
