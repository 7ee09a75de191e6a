"""Why a person is not there: never was, was deleted, or was merged with another."""

from datetime import UTC

from crm.errors import ContactDeleted, ContactMerged, ContactNotFound
from crm.types import Tenant
from storage.queries import contacts as rows


async def why_absent(tenant: Tenant, contact_id: int) -> ContactNotFound:
    """The error to raise for an id that no live contact has."""
    first = state = await rows.state(tenant.key, contact_id)
    while state is not None and state.state == rows.MERGED and state.merged_into is not None:
        state = await rows.state(tenant.key, state.merged_into)
    if first is None or state is None:
        return ContactNotFound()
    if state.state == rows.DELETED and state.state_at is not None:
        return ContactDeleted(state.id, state.name, state.state_by, state.state_at.astimezone(UTC))
    return ContactMerged(first.name, state.id, state.name)
