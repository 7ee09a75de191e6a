"""An e-mail address or a profile link belongs to one person."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from crm.assembling import summary_of
from crm.errors import IdentityTaken
from crm.profile import parts
from crm.profile.fields import Part
from crm.types import Tenant
from storage.queries import contacts as rows
from storage.queries import identities

OWNERS: Mapping[str, Callable[[str, Sequence[str]], Awaitable[dict[str, int]]]] = {
    parts.EMAIL.key: identities.by_email,
    parts.PROFILE.key: identities.by_profile,
}


async def refuse_taken(
    tenant: Tenant, part: Part, field: str, typed: str, identity: str, but: int | None = None
) -> None:
    """Raises IdentityTaken where somebody other than the contact `but` has it; `field` held what was `typed`."""
    owner = (await OWNERS[part.key](tenant.key, [identity])).get(identity)
    if owner is not None and owner != but:
        found = await rows.summaries(tenant.key, [owner])
        raise IdentityTaken(field, typed, summary_of(found[0]))
