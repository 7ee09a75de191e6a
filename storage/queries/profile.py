"""The rows of a contact's repeated parts: addresses, positions, skills and their like."""

from collections.abc import Mapping
from typing import Any

from storage import bulk
from storage.models import (
    ContactCertification,
    ContactEducation,
    ContactEmail,
    ContactPhone,
    ContactPosition,
    ContactProfile,
    ContactSkill,
    Sourced,
)
from storage.queries.contacts import Stamp

RELATIONS: Mapping[str, type[Sourced]] = {
    "emails": ContactEmail,
    "phones": ContactPhone,
    "profiles": ContactProfile,
    "positions": ContactPosition,
    "education": ContactEducation,
    "certifications": ContactCertification,
    "skills": ContactSkill,
}


async def insert(
    tenant: str, contact_id: int, relation: str, columns: Mapping[str, Any], position: int, stamp: Stamp
) -> None:
    row = {"contact_id": contact_id, "position": position, **columns, **stamp.columns()}
    await bulk.insert(tenant, RELATIONS[relation], [row])


async def ends(tenant: str, contact_id: int, relation: str) -> tuple[int, int]:
    """The first and the last position in use; (0, 0) where there is none."""
    found = RELATIONS[relation].filter(tenant=tenant, contact_id=contact_id)
    positions = [row["position"] for row in await found.values("position")]
    return (min(positions), max(positions)) if positions else (0, 0)


async def change(
    tenant: str, contact_id: int, relation: str, row_id: int, columns: Mapping[str, Any], stamp: Stamp
) -> None:
    rows = RELATIONS[relation].filter(tenant=tenant, contact_id=contact_id, id=row_id)
    await rows.update(**columns, **stamp.columns())


async def move(tenant: str, contact_id: int, relation: str, row_id: int, position: int) -> None:
    await (
        RELATIONS[relation].filter(tenant=tenant, contact_id=contact_id, id=row_id).update(position=position)
    )


async def remove(tenant: str, contact_id: int, relation: str, row_id: int) -> None:
    await RELATIONS[relation].filter(tenant=tenant, contact_id=contact_id, id=row_id).delete()
