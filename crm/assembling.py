"""Rows in, the frozen types of `crm.types` out."""

from collections.abc import Sequence
from datetime import UTC

from crm.types import (
    Author,
    Certification,
    Contact,
    ContactSummary,
    CustomField,
    CustomValue,
    Education,
    Email,
    Entry,
    Origin,
    Phone,
    Position,
    Profile,
    Skill,
    Source,
)
from storage import models
from storage.queries.contacts import Summary


def contact_of(
    row: models.Contact,
    last_activity: models.TimelineEntry | None,
    pinned: Sequence[models.TimelineEntry] = (),
) -> Contact:
    """`row` with all its parts, as `storage.queries.contacts.load` gives it."""
    return Contact(
        id=row.id,
        version=row.version,
        name=row.name,
        headline=row.headline,
        location=row.location,
        photo_url=row.photo_url,
        emails=tuple(Email(each.address, each.kind, source_of(each)) for each in row.emails),
        phones=tuple(Phone(each.number, each.extension, each.kind, source_of(each)) for each in row.phones),
        profiles=tuple(Profile(each.network, each.url, source_of(each)) for each in row.profiles),
        positions=tuple(
            Position(each.company, each.title, each.started, each.ended, each.is_current, source_of(each))
            for each in row.positions
        ),
        education=tuple(
            Education(each.institution, each.degree, each.field, each.started, each.ended, source_of(each))
            for each in row.education
        ),
        certifications=tuple(
            Certification(each.name, each.issuer, each.year, each.url, source_of(each))
            for each in row.certifications
        ),
        skills=tuple(Skill(each.name, each.kind, source_of(each)) for each in row.skills),
        tags=tuple(sorted((each.tag.name for each in row.tags), key=str.casefold)),
        tag_colours={each.tag.name: each.tag.colour for each in row.tags if each.tag.colour},
        sources={each.field: source_of(each) for each in row.sources},
        last_activity=entry_of(last_activity) if last_activity else None,
        created_at=row.created_at.astimezone(UTC),
        updated_at=row.updated_at.astimezone(UTC),
        photo_file=row.photo_file,
        owner_id=row.owner_id,
        do_not_contact=row.do_not_contact,
        do_not_contact_reason=row.do_not_contact_reason,
        pinned=tuple(entry_of(each) for each in pinned),
        custom=tuple(
            CustomValue(each.field.id, each.field.label, each.field.kind, each.value)
            for each in sorted(row.custom_values, key=lambda each: (each.field.position, each.field.id))
            if each.field.archived_at is None
        ),
    )


def custom_field_of(row: models.CustomField) -> CustomField:
    return CustomField(row.id, row.label, row.kind, tuple(row.choices), row.archived_at is not None)


def summary_of(row: Summary) -> ContactSummary:
    return ContactSummary(row.id, row.name, row.headline, row.location, row.company, row.title, row.email)


def entry_of(row: models.TimelineEntry) -> Entry:
    return Entry(
        id=row.id,
        contact_id=row.contact_id,
        kind=row.kind,
        occurred_at=row.occurred_at.astimezone(UTC),
        recorded_at=row.recorded_at.astimezone(UTC),
        author=Author(row.user_id, Origin(row.origin), row.reference),
        text=row.text,
        data=row.data,
        rich=row.rich,
        audience=row.audience,
        together=row.together,
        pinned_at=row.pinned_at and row.pinned_at.astimezone(UTC),
        edited_at=row.edited_at and row.edited_at.astimezone(UTC),
    )


def source_of(row: models.Sourced) -> Source:
    return Source(Origin(row.origin), row.reference, row.set_by, row.set_at.astimezone(UTC))
