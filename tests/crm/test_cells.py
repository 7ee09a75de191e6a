"""What is written into a cell is read out of it again, whatever it is."""

from hypothesis import example, given
from hypothesis import strategies as st

from crm import cells
from crm.exporting.columns import HEADER, columns_of
from crm.exporting.person import Person
from crm.importing.mapping import guess, reader
from crm.importing.reading import table_of
from crm.importing.rows import PersonRow
from tests.crm.importing.files import csv_of
from tests.crm.importing.people import lines, nasty_text, people


@given(nasty_text())
def test_a_defused_cell_is_given_back_as_it_was(text: str) -> None:
    assert cells.fused(cells.defused(text)) == text


@given(st.lists(st.tuples(lines(filled=True), lines(), lines()), max_size=4))
def test_parts_are_read_as_they_were_written(parts: list[tuple[str, str, str]]) -> None:
    read = cells.split(cells.join(parts))
    assert [(*part, "", "")[:3] for part in read] == parts


@given(people())
@example(Person("© 2026", "", "", ""))
@example(Person("Totals", "", "", "", tags=("12 people",)))
def test_a_person_is_read_from_a_row_as_they_were_written(person: Person) -> None:
    table = table_of(csv_of([HEADER, [cells.defused(cell) for cell in columns_of(None, []).cells(person)]]))
    cells_read = next(table.rows()).cells
    assert reader(guess(table.header, [cells_read]), "").read(cells_read) == PersonRow(
        name=person.name,
        headline=person.headline,
        location=person.location,
        photo_url=person.photo_url,
        emails=tuple((each.address.lower(), each.address, each.kind) for each in person.emails),
        phones=tuple((each.number, each.extension, each.kind) for each in person.phones),
        profiles=tuple((each.network, each.url) for each in person.profiles),
        positions=tuple(
            (each.company, each.title, each.started, each.ended, each.is_current) for each in person.positions
        ),
        education=tuple(
            (each.institution, each.degree, each.field, each.started, each.ended) for each in person.education
        ),
        certifications=tuple((each.name, each.issuer, each.year, each.url) for each in person.certifications),
        skills=tuple((each.name, each.kind) for each in person.skills),
        tags=tuple(person.tags),
        company=person.positions[0].company if person.positions else "",
        title=person.positions[0].title if person.positions else "",
    )
