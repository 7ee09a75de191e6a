"""What the cells of one row say of a person."""

import pytest

from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow, RowReader


def read(region: str = "", /, **cells: str) -> PersonRow:
    person = RowReader([*cells], region, [*cells]).read([*cells.values()])
    assert person is not None
    return person


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("Frontend, Referral", ("Frontend", "Referral")),
        ("Frontend;Referral", ("Frontend", "Referral")),
        ("Frontend|Referral", ("Frontend", "Referral")),
        ('["Frontend","Referral"]', ("Frontend", "Referral")),
        ("#frontend #referral", ("frontend", "referral")),
        ("Candidates ::: VIP ::: * myContacts", ("Candidates", "VIP")),
        ("a, A , a", ("a",)),
        ("C#", ("C#",)),
        ("[not json", ("[not json",)),
        ("[1, null]", ("1",)),
    ],
)
def test_tags_however_they_are_parted(cell: str, tags: tuple[str, ...]) -> None:
    assert read(name="Ada", tags=cell).tags == tags


@pytest.mark.parametrize(
    "cell",
    [
        "a@example.org,b@example.org",
        "a@example.org; b@example.org",
        "a@example.org b@example.org",
        "a@example.org\nb@example.org",
        '["a@example.org", "b@example.org"]',
        "a@example.org ::: b@example.org",
        "Ada <a@example.org>, Bo <B@Example.org>",
        "a@example.org / b@example.org",
        "a@example.org and b@example.org",
        '[{"value": "a@example.org"}, {"value": "b@example.org"}]',
    ],
)
def test_several_addresses_in_one_cell(cell: str) -> None:
    assert [key for key, _, _ in read(emails=cell).emails] == ["a@example.org", "b@example.org"]


def test_a_word_in_brackets_says_which_one_it_is() -> None:
    person = read(
        emails="a@example.org (work), b@example.org (old)", phones="+49 171 2345678 (privat) / +49 30 123456"
    )
    assert [(key, kind) for key, _, kind in person.emails] == [
        ("a@example.org", "work"),
        ("b@example.org", "other"),
    ]
    assert [(number, kind) for number, _, kind in person.phones] == [
        ("+491712345678", "home"),
        ("+4930123456", "work"),
    ]
    assert read(emails="a@example.org (privat)").emails == (("a@example.org", "a@example.org", "personal"),)
    assert read(phones="+49 (0)171 2345678").phones == (("+491712345678", "", "mobile"),)


@pytest.mark.parametrize("cell", ["\u200bAda@example.org\xa0", "Ada@example.org>", "\ufeffAda@example.org"])
def test_an_address_is_kept_without_what_clings_to_it(cell: str) -> None:
    assert read(emails=cell).emails == (("ada@example.org", "ada@example.org", "other"),)
    assert read(emails="Ada@example.org").emails == (("ada@example.org", "Ada@example.org", "other"),)


@pytest.mark.parametrize(
    "cell",
    [
        "+49 30 123456; +49 30 123457",
        "+49 30 123456, +49 30 123457",
        "+49 30 123456 / +49 30 123457",
        "+49 30 123456 ::: +49 30 123457",
        '["+4930123456", "+4930123457"]',
        "0049 30 123456\n0049 30 123457",
    ],
)
def test_several_numbers_in_one_cell(cell: str) -> None:
    assert [number for number, _, _ in read(phones=cell).phones] == ["+4930123456", "+4930123457"]


@pytest.mark.parametrize(
    "blank", ["-", "n/a", "N/A", "none", "NULL", "unknown", "#N/A", "######", "#REF!", " — "]
)
def test_what_stands_for_nothing_is_nothing(blank: str) -> None:
    row = read(
        name="Ada", emails=blank, phones=blank, linkedin=blank, photo_url=blank, company=blank, tags=blank
    )
    assert row == PersonRow(name="Ada")
    assert RowReader(["name", "company"]).read([blank, blank]) is None


def test_there_are_people_called_null() -> None:
    assert read(first_name="Jennifer", last_name="Null").name == "Jennifer Null"
    assert read(first_name="Ada", last_name="-").name == "Ada"


@pytest.mark.parametrize("cell", ["4.91771E+11", "4,91771E+11", "-202"])
def test_a_number_that_a_spreadsheet_spoilt_is_left_out_and_said(cell: str) -> None:
    row = read(name="Ada", phones=cell)
    assert (row.name, row.phones) == ("Ada", ())
    ((column, sentence),) = row.left_out
    assert column == "phones"
    assert cell in sentence
    with pytest.raises(RowRejected, match="spreadsheet"):
        read(phones=cell)


def test_a_number_without_its_country_is_left_out_unless_the_country_is_known() -> None:
    assert (
        read(name="Ada", phones="030 123456")
        .left_out[0][1]
        .startswith("The phone number 030 123456 has no country code.")
    )
    assert read("DE", name="Ada", phones="030 123456").phones == (("+4930123456", "", "work"),)
    assert read(name="Ada", phones="030 123456", phone_country="DE").phones[0][0] == "+4930123456"
    assert read(name="Ada", phones="491771234567.0", phone_country="+49").left_out == ()


@pytest.mark.parametrize(("field", "cell"), [("emails", "ada(at)example.org"), ("phones", "+49 call me")])
def test_what_was_typed_wrongly_is_given_back_to_be_mended(field: str, cell: str) -> None:
    with pytest.raises(RowRejected, match=r"e-mail|phone"):
        read(**{"name": "Ada", field: cell})


def test_an_apostrophe_before_a_number_is_the_spreadsheets() -> None:
    assert read(name="Ada", phones="'+1 202-555-0101").phones[0][0] == "+12025550101"


def test_a_formula_is_a_text() -> None:
    row = read(first_name="=cmd|' /C calc'!A0", last_name="+Plus", company="@SUM(1,2)", tags="-tag")
    assert (row.name, row.company, row.tags) == ("=cmd|' /C calc'!A0 +Plus", "@SUM(1,2)", ("-tag",))


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"first_name": "Tobias", "last_name": "Ferncastle, Ph.D."}, "Tobias Ferncastle, Ph.D."),
        ({"first_name": "Ada", "middle_name": "B.", "last_name": "King", "suffix": "Jr."}, "Ada B. King Jr."),
        ({"last_name": "中川", "first_name": "恵美"}, "中川 恵美"),
        ({"first_name": "민준", "last_name": "김"}, "김 민준"),
        ({"first_name": "Emi", "last_name": "中川"}, "Emi 中川"),
        ({"name": "Björk", "nickname": "B"}, "Björk"),
        ({"first_name": "", "nickname": "Bo"}, "Bo"),
        ({"name": "", "first_name": "Zoë", "last_name": "Ångström"}, "Zoë Ångström"),
    ],
)
def test_a_name_is_put_together_as_it_is_said(parts: dict[str, str], name: str) -> None:
    assert read(**parts).name == name


@pytest.mark.parametrize(
    ("parts", "location"),
    [
        ({"city": "Lyon", "country": "France"}, "Lyon, France"),
        ({"city": "Singapore", "country": "Singapore"}, "Singapore"),
        ({"city": "", "address": "1 Sample Street\nSpringfield"}, "1 Sample Street Springfield"),
        ({"city": "Lyon", "location": "Greater Lyon Area"}, "Greater Lyon Area"),
    ],
)
def test_a_location_is_put_together_of_its_parts(parts: dict[str, str], location: str) -> None:
    assert read(name="Ada", **parts).location == location


def test_a_handle_is_a_profile_where_the_column_says_of_what() -> None:
    row = read(name="Ada", linkedin="ada-king", github="@ada", x="twitter.com/ada", website="ada.example/cv")
    assert [url for _, url in row.profiles] == [
        *(
            "https://linkedin.com/in/ada-king",
            "https://github.com/ada",
            "https://x.com/ada",
            "https://ada.example/cv",
        )
    ]


@pytest.mark.parametrize("between", [",", ";", " ", "\n", ", ", ",https://", " | "])
def test_several_links_in_one_cell(between: str) -> None:
    row = read(name="Ada", profiles=f"linkedin.com/in/ada{between}github.com/ada")
    assert [network for network, _ in row.profiles] == ["linkedin", "github"]


def test_a_slug_in_any_spelling_is_the_same_profile() -> None:
    spellings = [
        "https://www.linkedin.com/in/zo%C3%AB-ex/",
        "http://de.linkedin.com/in/Zoë-ex?trk=x",
        "linkedin.com/in/zoë-ex",
    ]
    assert len({read(linkedin=each).profiles for each in spellings}) == 1


def test_a_tick_is_no_handle() -> None:
    row = read(name="Ada", linkedin="Yes", x="@alexa", github="GitHub")
    assert row.profiles == (("x", "https://x.com/alexa"),)
    assert [column for column, _ in row.left_out] == ["linkedin", "github"]


def test_an_address_within_exchange_does_not_cost_the_person() -> None:
    row = read(name="Ada", emails="/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=ada")
    assert (row.name, row.emails, len(row.left_out)) == ("Ada", (), 1)


def test_a_school_is_education() -> None:
    assert read(name="Ada", school="TU", degree="MSc", study="Maths").education == (
        ("TU", "MSc", "Maths", "", ""),
    )


def test_cells_behind_the_last_column_are_left_out_and_said() -> None:
    row = RowReader(["name"]).read(["Ada", "extra", ""])
    assert row is not None
    assert row.left_out == (("", "The row has 3 cells, but there are 1 columns."),)


def test_a_row_may_be_too_short() -> None:
    assert RowReader(["name", "emails"]).read(["Ada"]) == PersonRow(name="Ada")


def test_a_row_of_nothing_says_nothing() -> None:
    assert RowReader(["name", "", "emails"]).read(["", "12 Mar 2024", " "]) is None


def test_in_rosters_own_files_every_text_is_meant() -> None:
    row = RowReader(["name", "headline"], literal=True).read(["None", "n/a"])
    assert row == PersonRow(name="None", headline="n/a")
