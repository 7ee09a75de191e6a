"""A form about a part of somebody's profile, as a person has it open while others may have it open too."""

from dataclasses import dataclass
from typing import Self

from crm.profile import editing, reading
from crm.types import Author, Change, Tenant


@dataclass(frozen=True, slots=True)
class Form:
    tenant: Tenant
    contact_id: int
    part: str
    item_id: int
    values: dict[str, str]

    @classmethod
    async def opened(cls, tenant: Tenant, contact_id: int, part: str = "basic", item_id: int = 0) -> Self:
        """With what stands there now; empty for a new item."""
        whole = await reading.whole(tenant, contact_id)
        item = whole.item(part, item_id)
        empty = dict.fromkeys((field.key for field in whole.parts[part].fields), "")
        return cls(tenant, contact_id, part, item_id, {**empty, **(item.values if item else {})})

    async def save(self, author: Author, *, anyway: str = "", **typed: str) -> tuple[Change, ...]:
        """What was typed, beside what the form shows. `anyway` as in `editing.save`."""
        return await editing.save(
            self.tenant,
            author,
            self.contact_id,
            self.part,
            self.item_id,
            editing.marks(self.values),
            {**self.values, **typed},
            anyway=anyway,
        )
