"""vCards of every version become rows in Roster's own columns, which the importer reads as people."""

import pytest

from crm.errors import UnreadableFile
from crm.importing.mapping import guess, reader
from crm.importing.reading import Limits, table_of
from crm.importing.rows import PersonRow

V21 = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;Dr.
FN;CHARSET=ISO-8859-1;ENCODING=quoted-printable:J=FCrgen M=FCller
TEL;CELL;PREF:+49 151 23456789
TEL;WORK;FAX:+49 30 1234567
TEL;HOME:+49 30 7654321
EMAIL;INTERNET;WORK:juergen@example.de
ORG:Beispiel AG;Entwicklung
TITLE:Entwickler
ADR;HOME:;;Hauptstr. 1;Berlin;;10115;Germany
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:first line=0D=0A=
second; with =C3=A4 and a long tail
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQ

BDAY:1980-01-01
END:VCARD
"""
V30 = """BEGIN:VCARD
VERSION:3.0
N:Lovelace;Ada;King;Countess;
FN:Ada Lovelace
item1.EMAIL;type=INTERNET:ada@example.org
item1.X-ABLabel:_$!<Home>!$_
EMAIL;type=INTERNET;type=WORK:ada@example.com
TEL;type=CELL,VOICE:+44 7700 900123
ORG:Engines\\, Ltd.;;
TITLE:Analyst
URL:https://github.com/ada
X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ada
CATEGORIES:math,myContacts,early\\, bird
NOTE:a note that is fo
 lded\\nand has two lines
END:VCARD
"""
V40 = """BEGIN:VCARD
VERSION:4.0
FN:Grace Hopper
TEL;VALUE=uri;TYPE="work,voice":tel:+1-202-555-0100;ext=7
EMAIL;TYPE=home:grace@example.org
ORG:Navy
ROLE:Admiral
ADR;LABEL="1 Road":;;1 Road;Arlington;VA;22201;USA
SOCIALPROFILE;SERVICE-TYPE=GitHub:https://github.com/grace
END:VCARD
"""


def _people(text: str) -> list[PersonRow]:
    table = table_of(text.encode())
    rows = [row.cells for row in table.rows()]
    read = reader(guess(table.header, rows), "").read
    return [person for row in rows if (person := read(row))]


def test_version_2_1_is_read() -> None:
    [person] = _people(V21)
    assert person.name == "Jürgen Müller"
    assert person.emails == (("juergen@example.de", "juergen@example.de", "work"),)
    assert [(number, kind) for number, _, kind in person.phones] == [
        ("+4915123456789", "mobile"),
        ("+49307654321", "home"),
    ]
    assert (person.company, person.title, person.location) == ("Beispiel AG", "Entwickler", "Berlin, Germany")
    assert person.note == "first line\nsecond; with ä and a long tail\nDepartment: Entwicklung"


def test_version_3_0_is_read() -> None:
    [person] = _people(V30)
    assert person.name == "Ada Lovelace"
    assert {(address, kind) for _, address, kind in person.emails} == {
        ("ada@example.org", "personal"),
        ("ada@example.com", "work"),
    }
    assert [kind for *_, kind in person.phones] == ["mobile"]
    assert (person.company, person.title) == ("Engines, Ltd.", "Analyst")
    assert [network for network, _ in person.profiles] == ["github", "linkedin"]
    assert set(person.tags) == {"math", "early, bird"}
    assert person.note == "a note that is folded\nand has two lines"


def test_version_4_0_is_read() -> None:
    [person] = _people(V40)
    assert (person.name, person.title, person.location) == ("Grace Hopper", "Admiral", "Arlington, VA, USA")
    assert person.phones == (("+12025550100", "7", "work"),)
    assert [kind for *_, kind in person.emails] == ["personal"]
    assert [network for network, _ in person.profiles] == ["github"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_several_cards_in_any_encoding_are_rows_with_their_lines(encoding: str, end: str) -> None:
    content = (V30 + V21.replace("Hauptstr", "Mühlstr") + V40).replace("\n", end).encode(encoding)
    table = table_of(content)
    assert table.recognised.format == "vcard"
    assert [(row.line, row.cells[0]) for row in table.rows()] == [
        (1, "Ada Lovelace"),
        (1 + V30.count("\n"), "Jürgen Müller"),
        (1 + (V30 + V21).count("\n"), "Grace Hopper"),
    ]


def test_a_card_with_only_parts_of_a_name_is_named() -> None:
    [person] = _people(
        "BEGIN:VCARD\nVERSION:2.1\nN:Hopper;Grace;Brewster;;PhD\nEMAIL:g@example.org\nEND:VCARD\n"
    )
    assert person.name == "Grace Brewster Hopper PhD"


def test_a_broken_line_that_is_not_read_ends_all_the_same() -> None:
    label = "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Road=0D=0A=\n2 Arlington=\n, VA\n"
    card = f"BEGIN:VCARD\nVERSION:2.1\nFN:Grace Hopper\n{label}EMAIL;PREF;INTERNET:g@example.org\nEND:VCARD\n"
    people = _people(card + V30)
    assert [(each.name, each.emails[0][0]) for each in people] == [
        ("Grace Hopper", "g@example.org"),
        ("Ada Lovelace", "ada@example.org"),
    ]


def test_a_link_as_google_writes_it_is_read() -> None:
    url = "item1.URL:https\\://www.linkedin.com/in/grace\nitem1.X-ABLabel:PROFILE"
    [person] = _people(f"BEGIN:VCARD\nVERSION:3.0\nFN:Grace Hopper\n{url}\nEND:VCARD\n")
    assert person.profiles == (("linkedin", "https://linkedin.com/in/grace"),)


@pytest.mark.parametrize("kind", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
def test_a_group_of_cards_is_nobody(kind: str) -> None:
    group = f"BEGIN:VCARD\nVERSION:3.0\nN:Clients\nFN:Clients\n{kind}\nEND:VCARD\n"
    person = V40.replace("FN:", "KIND:individual\nFN:")
    assert [each.name for each in _people(group + person)] == ["Grace Hopper"]


def test_a_link_without_https_is_read_and_another_scheme_left() -> None:
    urls = ("www.linkedin.com/in/grace", "github.com/grace", "mailto:g@example.org", "x-apple:grace")
    lines = "\n".join(f"URL;WORK:{url}" for url in urls)
    [person] = _people(f"BEGIN:VCARD\nVERSION:2.1\nFN:Grace Hopper\n{lines}\nEND:VCARD\n")
    assert [network for network, _ in person.profiles] == ["linkedin", "github"]


def test_a_broken_card_among_good_ones_is_a_problem_by_line() -> None:
    broken = "BEGIN:VCARD\nFN:Never Ends\n"
    odd = "BEGIN:VCARD\nthis is no property\nFN:Bo\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=martian:=FF\nTITLE;QUOTED-PRINTABLE;ENCODING=8BIT:=FF\nEND:VCARD\n"
    table = table_of((V40 + broken + odd + V30).encode())
    assert [row.cells[0] for row in table.rows()] == ["Grace Hopper", "Bo", "Ada Lovelace"]
    begins = V40.count("\n") + 1
    assert table.recognised.problems == (
        f"Lines {begins + 3}, {begins + 5} and {begins + 6} have something that is no vCard's; it was left out.",
        f"Line {begins} has a card that never ends; it was left out.",
    )


def test_a_card_that_says_nothing_is_no_row() -> None:
    assert table_of(f"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n{V40}".encode()).row_count == 1


def test_more_cards_than_the_limit_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 1 cards"):
        table_of((V30 + V40).encode(), Limits(rows=1))


def test_a_file_without_a_whole_card_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no whole card"):
        table_of(b"BEGIN:VCARD\nFN:Ada\n")


def test_a_long_photo_and_many_commas_take_no_long_time() -> None:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\n ".join(["A" * 74] * 50_000)
    commas = "TEL;A" + "," * 5_000
    table = table_of(f"BEGIN:VCARD\nFN:Ada\n{photo}\n{commas}\nEND:VCARD\n".encode())
    assert next(table.rows()).cells[0] == "Ada"
