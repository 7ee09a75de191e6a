"""A person's whole profile, part by part."""

from collections.abc import Mapping
from dataclasses import replace

from crm import telephone
from crm.absent import why_absent
from crm.assembling import contact_of, custom_field_of
from crm.errors import ContactMerged
from crm.profile import custom
from crm.profile.fields import Part, Shelf, WholeProfile
from crm.profile.parts import CUSTOM, PARTS
from crm.skills.proving import proven
from crm.types import Item, Tenant
from storage import models
from storage.queries import contacts as rows
from storage.queries import custom_fields


async def whole(tenant: Tenant, contact_id: int) -> WholeProfile:
    """Who was merged with another is found as who is left, with that one's id. Raises ContactDeleted, ContactNotFound."""
    row = await rows.load(tenant.key, contact_id)
    if row is None:
        absence = await why_absent(tenant, contact_id)
        if isinstance(absence, ContactMerged):
            return await whole(tenant, absence.into_id)
        raise absence
    return whole_of(row, await parts_of(tenant))


async def whole_and_proven(tenant: Tenant, contact_id: int) -> WholeProfile:
    """The same, with what speaks for each of the skills."""
    found = await whole(tenant, contact_id)
    return replace(found, proven=await proven(tenant, found.contact))


async def parts_of(tenant: Tenant) -> dict[str, Part]:
    """All parts, with that of the workspace's own fields, by their keys."""
    own = [custom_field_of(field) for field in await custom_fields.all_of(tenant.key)]
    return {**PARTS, CUSTOM: custom.part_of([field for field in own if not field.is_archived])}


def whole_of(row: models.Contact, parts: Mapping[str, Part]) -> WholeProfile:
    """`row` with all its parts, as `storage.queries.contacts.load` gives it."""
    items = {key: _items(row, part) for key, part in parts.items()}
    return WholeProfile(contact_of(row, None), parts, items)


def items_of(row: models.Contact, part: Part) -> list[tuple[models.Sourced, dict[str, str]]]:
    """The rows of a repeated part, each with its values, the primary one first."""
    return [(each, _shown(part, each)) for each in getattr(row, part.relation)]


def _items(row: models.Contact, part: Part) -> tuple[Item, ...]:
    if part.shelf is Shelf.COLUMNS:
        return (Item(0, part.shown(row)),)
    if part.shelf is Shelf.ROWS:
        return tuple(Item(each.id, values) for each, values in items_of(row, part))
    values = {custom.key_of(each.field.id): each.value for each in row.custom_values}
    return (Item(0, {field.key: values.get(field.key, "") for field in part.fields}),)


def _shown(part: Part, row: models.Sourced) -> dict[str, str]:
    values = part.shown(row)
    if isinstance(row, models.ContactPhone):
        values["number"] = telephone.with_extension(row.number, row.extension)
    return values
