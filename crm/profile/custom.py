"""The fields that a workspace makes for its contacts: what kinds there are, and how they are kept in order."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from crm.assembling import custom_field_of
from crm.errors import FieldErrors, UserError
from crm.identity import clean_line
from crm.profile.fields import Field, Kind, Part, Shelf, Values
from crm.types import CustomField, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import custom_fields as rows

KINDS: Mapping[str, Kind] = {
    "text": Kind.TEXT,
    "number": Kind.NUMBER,
    "date": Kind.DAY,
    "choice": Kind.CHOICE,
    "link": Kind.LINK,
    "person": Kind.PERSON,
}
MOST_FIELDS = 40
MOST_CHOICES = 100
LONGEST_LABEL = 60
LONGEST_CHOICE = 75
_LONGEST_TEXT = 2000
_KEY = "custom_"


def key_of(field_id: int) -> str:
    """How such a field is called among the fields of a part."""
    return f"{_KEY}{field_id}"


def id_of(key: str) -> int:
    return int(key.removeprefix(_KEY))


def part_of(fields: Sequence[CustomField]) -> Part:
    return Part(
        "custom",
        "Your team's fields",
        "field",
        tuple(
            Field(key_of(field.id), field.label, KINDS[field.kind], _LONGEST_TEXT, choices=field.choices)
            for field in fields
        ),
        line=_line,
        shelf=Shelf.CUSTOM,
    )


async def fields(tenant: Tenant) -> tuple[CustomField, ...]:
    """In their order, the archived ones too."""
    return tuple(custom_field_of(row) for row in await rows.all_of(tenant.key))


def check(label: str, kind: str, choices: Sequence[str]) -> None:
    """Raises FieldErrors."""
    errors = {}
    if not clean_line(label):
        errors["label"] = "A field needs a name."
    elif len(clean_line(label)) > LONGEST_LABEL:
        errors["label"] = f"That is too long: at most {LONGEST_LABEL} characters."
    if kind not in KINDS:
        errors["kind"] = "Choose what kind of field it is."
    cleaned = cleaned_choices(choices)
    if kind == "choice" and not cleaned:
        errors["choices"] = "Write the choices, one a line."
    if kind != "choice" and cleaned:
        errors["choices"] = "Only a choice has choices; leave this empty, or make it a choice."
    if len(cleaned) > MOST_CHOICES:
        errors["choices"] = f"There can be at most {MOST_CHOICES} choices."
    if any(len(choice) > LONGEST_CHOICE for choice in cleaned):
        errors["choices"] = f"A choice can have at most {LONGEST_CHOICE} characters."
    if errors:
        raise FieldErrors(errors)


def cleaned_choices(choices: Sequence[str]) -> tuple[str, ...]:
    """Each once, in the order given."""
    return tuple(dict.fromkeys(clean_line(choice) for choice in choices if clean_line(choice)))


async def add(tenant: Tenant, label: str, kind: str, choices: Sequence[str]) -> None:
    """As the last one. Raises FieldErrors, UserError."""
    check(label, kind, choices)
    label = clean_line(label)
    try:
        async with transaction():
            known = await rows.all_of(tenant.key)
            _refuse_too_many(known)
            await rows.create(
                tenant.key,
                label=label,
                folded=label.casefold(),
                kind=kind,
                choices=cleaned_choices(choices),
                position=max((field.position for field in known), default=0) + 1,
            )
    except AlreadyThere as error:
        raise _has_that_name(label) from error


async def change(tenant: Tenant, field_id: int, label: str, choices: Sequence[str]) -> None:
    """Its kind stays. A choice that is taken away stays with those who have it. Raises FieldErrors, UserError."""
    label = clean_line(label)
    try:
        async with transaction():
            field = await get(tenant, field_id)
            check(label, field.kind, choices)
            await rows.rename(
                tenant.key, field_id, label=label, folded=label.casefold(), choices=cleaned_choices(choices)
            )
    except AlreadyThere as error:
        raise _has_that_name(label) from error


async def move(tenant: Tenant, field_id: int, places: int) -> None:
    """Up (-1) or down (1) among those in use; at either end it stays. Raises UserError."""
    async with transaction():
        await get(tenant, field_id)
        ids = [field.id for field in await rows.all_of(tenant.key) if field.archived_at is None]
        if field_id not in ids:
            return
        place = ids.index(field_id)
        ids.insert(max(0, place + places), ids.pop(place))
        for position, id_ in enumerate(ids, start=1):
            await rows.move(tenant.key, id_, position)


async def archive(tenant: Tenant, field_id: int) -> None:
    """It is shown no more; what stands in it is kept. Raises UserError."""
    await get(tenant, field_id)
    await rows.archive(tenant.key, field_id, datetime.now(UTC))


async def bring_back(tenant: Tenant, field_id: int) -> None:
    """Raises UserError."""
    async with transaction():
        if (await get(tenant, field_id)).is_archived:
            _refuse_too_many(await rows.all_of(tenant.key))
            await rows.archive(tenant.key, field_id, None)


async def get(tenant: Tenant, field_id: int) -> CustomField:
    found = next((field for field in await fields(tenant) if field.id == field_id), None)
    if found is None:
        raise UserError("That field does not exist any more.")
    return found


def _refuse_too_many(known: Sequence[models.CustomField]) -> None:
    """Where there is no room for one more. Raises UserError."""
    if sum(field.archived_at is None for field in known) >= MOST_FIELDS:
        raise UserError(f"There can be at most {MOST_FIELDS} fields; archive one first.")


def _has_that_name(label: str) -> UserError:
    return UserError(f"There is a field called {label} already, perhaps among the archived ones.")


def _line(values: Values) -> str:
    return ", ".join(value for value in values.values() if value)
