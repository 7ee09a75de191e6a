"""A person as one row of a file. The columns are those that the importer knows by their labels."""

from collections.abc import Sequence

from crm import cells
from crm.importing.fields import BY_KEY
from crm.types import Contact, CustomField

COLUMNS = (
    "name",
    "headline",
    "location",
    "photo_url",
    "emails",
    "phones",
    "company",
    "title",
    "profiles",
    "positions",
    "education",
    "certifications",
    "skills",
    "tags",
)

HEADER = tuple(BY_KEY[key].label for key in COLUMNS)


def header_with(own: Sequence[CustomField]) -> list[str]:
    """The columns, and the workspace's own fields behind them."""
    return [*HEADER, *(cells.defused(field.label) for field in own)]


def row_of(contact: Contact, own: Sequence[CustomField] = ()) -> list[str]:
    """One cell a column, as `crm.importing` reads them back; none of them is run by a spreadsheet."""
    values = {each.field_id: each.value for each in contact.custom}
    return [cells.defused(cell) for cell in (*_cells(contact), *(values.get(field.id, "") for field in own))]


def _cells(contact: Contact) -> tuple[str, ...]:
    present = contact.positions[0] if contact.positions else None
    return (
        contact.name,
        contact.headline,
        contact.location,
        contact.photo_url,
        cells.join((each.address, each.kind) for each in contact.emails),
        cells.join((each.whole, each.kind) for each in contact.phones),
        present.company if present else "",
        present.title if present else "",
        cells.join((each.url,) for each in contact.profiles),
        cells.join(
            (each.company, each.title, each.started, each.ended, "" if each.is_current else "past")
            for each in contact.positions
        ),
        cells.join(
            (each.institution, each.degree, each.field, each.started, each.ended)
            for each in contact.education
        ),
        cells.join((each.name, each.issuer, each.year, each.url) for each in contact.certifications),
        cells.join_list((each.name, each.kind) for each in contact.skills),
        cells.join_list((tag,) for tag in contact.tags),
    )
