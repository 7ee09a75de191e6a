"""Files of no known program: the names of columns in many languages, and the look of what stands in them."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.exporting.columns import HEADER as EXPORTED
from crm.importing.fields import FIELDS, key_of
from crm.importing.mapping import guess, names_somebody, reader, signature
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow, RowReader
from crm.importing.unused import UNUSED
from crm.types import Column
from tests.crm.importing.people import nasty_text


def fields(header: list[str], *rows: list[str]) -> list[str]:
    return [column.field for column in guess(header, rows)]


MEANT = ["first_name", "last_name", "emails", "phones", "company", "title", "city", "tags", "note"]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,E-mail,Phone,Company,Job title,City,Tags,Notes",
        "Vorname,Nachname,E-Mail-Adresse,Telefonnummer,Firma,Position,Ort,Schlagwörter,Notizen",
        "Prénom,Nom,Adresse e-mail,Téléphone,Entreprise,Poste,Ville,Étiquettes,Remarques",
        "Nombre,Apellidos,Correo electrónico,Teléfono,Empresa,Puesto,Ciudad,Etiquetas,Notas",
        "Nome,Cognome,Indirizzo e-mail,Telefono,Azienda,Ruolo,Città,Etichette,Note",
        "Nome,Sobrenome,E-mail,Telefone,Organização,Cargo,Cidade,Etiquetas,Observações",
        "Voornaam,Achternaam,E-mailadres,Telefoonnummer,Bedrijf,Functie,Plaats,Labels,Opmerkingen",
        "Imię,Nazwisko,Adres e-mail,Numer telefonu,Firma,Stanowisko,Miasto,Etykiety,Uwagi",
        "Förnamn,Efternamn,E-postadress,Telefon,Företag,Befattning,Stad,Etiketter,Anteckningar",
        "Fornavn,Etternavn,E-post,Tlf,Bedrift,Stilling,Poststed,Etiketter,Notat",
        "Fornavn,Efternavn,E-mail,Telefon,Virksomhed,Jobtitel,By,Etiketter,Noter",
        "Jméno,Příjmení,E-mailová adresa,Telefon,Společnost,Pozice,Město,Štítky,Poznámka",
        "Ad,Soyad,E-posta,Telefon,Şirket,Ünvan,Şehir,Etiketler,Notlar",
        "Имя,Фамилия,Электронная почта,Телефон,Компания,Должность,Город,Теги,Примечания",
        "Ім'я,Прізвище,Електронна пошта,Телефон,Компанія,Посада,Місто,Теги,Примітки",
        "名,姓,メールアドレス,電話番号,会社名,役職,市区町村,タグ,備考",
        "名,姓,电子邮件,电话,公司,职位,城市,标签,备注",
        "이름,성,이메일,전화번호,회사,직책,도시,태그,메모",
        "Keresztnév,Vezetéknév,E-mail cím,Telefonszám,Cégnév,Beosztás,Város,Címkék,Megjegyzések",
        "Prenume,Nume,Adresă de e-mail,Număr de telefon,Companie,Funcție,Oraș,Etichete,Observații",
        "Etunimi,Sukunimi,Sähköposti,Puhelin,Yritys,Tehtävänimike,Paikkakunta,Tunnisteet,Muistiinpanot",
        "Όνομα,Επώνυμο,Διεύθυνση email,Τηλέφωνο,Εταιρεία,Θέση,Πόλη,Ετικέτες,Σημειώσεις",
        "ΟΝΟΜΑ,ΕΠΩΝΥΜΟ,E-MAIL,ΤΗΛΕΦΩΝΟ,ΕΤΑΙΡΕΙΑ,ΘΕΣΗ,ΠΟΛΗ,ΕΤΙΚΕΤΕΣ,ΣΗΜΕΙΩΣΕΙΣ",
        "Nama depan,Nama belakang,Alamat email,No. Telepon,Perusahaan,Jabatan,Kota,Kategori,Catatan",
        "Tên,Họ,Địa chỉ email,Số điện thoại,Công ty,Chức vụ,Thành phố,Nhãn,Ghi chú",
        "Ten,Ho,Dia chi email,So dien thoai,Cong ty,Chuc vu,Thanh pho,Nhan,Ghi chu",
        'שם פרטי,שם משפחה,דוא"ל,טלפון,חברה,תפקיד,עיר,תגיות,הערות',
        "الاسم الأول,اسم العائلة,البريد الإلكتروني,رقم الهاتف,الشركة,المسمى الوظيفي,المدينة,الوسوم,ملاحظات",
        "Fornavn,Etternavn,E-post,Tlf.nr.,Virksomhet,Tittel,Poststed,Kategori,Merknader",
        "Fornavn,Efternavn,Mail,Telefonnr.,Selskab,Stillingsbetegnelse,By,Kategorier,Bemærkninger",
    ],
)
def test_columns_are_known_by_their_names_in_many_languages(header: str) -> None:
    columns = guess(header.split(","), [])
    assert [column.field for column in columns] == MEANT
    assert all(column.is_sure for column in columns)


@pytest.mark.parametrize(
    "header",
    [
        "Név,Mobilszám,Ország",
        "Nume și prenume,Telefon mobil,Țară",
        "Nimi,Matkapuhelin,Maa",
        "Ονοματεπώνυμο,Κινητό,Χώρα",
        "Nama Lengkap,No. HP,Negara",
        "Họ và tên,Di động,Quốc gia",
        "שם מלא,נייד,מדינה",
        "الاسم الكامل,رقم الجوال,الدولة",
    ],
)
def test_whole_names_mobiles_and_countries_are_known_too(header: str) -> None:
    assert fields(header.split(",")) == ["name", "phone_mobile", "country"]


@pytest.mark.parametrize(
    "name", ["E‑mail", " e-MAIL ", "\xa0Email\xa0Address", "E_Mail", "Email:", "E-mail 3"]
)
def test_case_blanks_hyphens_and_numbers_make_no_difference(name: str) -> None:
    assert fields([name]) == ["emails"]


def test_no_field_has_a_header_that_is_never_imported() -> None:
    assert {name for field in FIELDS for name in field.names} & UNUSED == set()


def test_all_fields_can_be_offered_in_one_select() -> None:
    assert len(FIELDS) < 100


def test_a_kind_in_the_name_is_kept() -> None:
    header = [
        "Work Email",
        "Personal e-mail",
        "Secondary Email",
        "Mobile Phone",
        "Home Phone",
        "Business Phone 2",
    ]
    assert fields(header) == [
        *("email_work", "email_personal", "email_other", "phone_mobile", "phone_home", "phone_work")
    ]


def test_a_name_that_is_only_like_one_is_unsure() -> None:
    (column,) = guess(["Compagny"], [["Acme"]])
    assert (column.field, column.is_sure) == ("company", False)


def test_a_name_that_the_values_contradict_is_unsure() -> None:
    name, email = guess(["Name", "E-mail"], [["Ada", "Engines"], ["Bo", "Court"]])
    assert (name.is_sure, email.field, email.is_sure) == (True, "emails", False)


def test_of_two_columns_with_one_name_the_first_is_taken_where_there_can_be_only_one() -> None:
    assert fields(["Name", "Name", "E-mail", "E-mail"]) == ["name", "", "emails", "emails"]


@pytest.mark.parametrize("whom", ["Candidate", "Applicant", "Contact", "Attendee", "Your"])
def test_a_name_that_says_of_whom_is_the_same(whom: str) -> None:
    names = ["First Name", "Last Name", "LinkedIn URL", "Current Company", "City", "Email 2"]
    meant = ["first_name", "last_name", "linkedin", "company", "city", "emails"]
    assert fields([f"{whom} {name}" for name in names]) == meant
    assert fields([f"{whom} Owner", f"{whom} Source"]) == ["", ""]


def test_the_present_employer_is_known_by_several_names() -> None:
    for name in ("Current Organisation", "Current Organization", "Present Company"):
        assert fields([name]) == ["company"]
    assert fields(["Primary Skills", "Skill Set"]) == ["skills", "skills"]


def test_first_and_last_are_names_where_both_stand() -> None:
    assert fields(["First", "Last", "E-mail"]) == ["first_name", "last_name", "emails"]
    assert fields(["FNAME", "LNAME"]) == ["first_name", "last_name"]
    assert fields(["Name (First)", "Name (Last)"]) == ["first_name", "last_name"]
    assert fields(["Symbol", "Last", "Change"]) == ["", "", ""]


@pytest.mark.parametrize("header", [["Name", "Vorname"], ["Naam", "Voornaam"], ["Name", "First name"]])
def test_a_name_beside_the_first_name_is_the_familys(header: list[str]) -> None:
    rows = [["Müller", "Änne"], ["von Arnim", "Bo"], ["Groß-Klein", "Cy"], ["Dee", ""]]
    assert fields(header, *rows) == ["last_name", "first_name"]
    assert fields([*reversed(header)], *([*reversed(row)] for row in rows)) == ["first_name", "last_name"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Ada Lovelace", "Ada"], ["Bo Diddley", "Bo"]],
        [["Robert Smith", "Bob"], ["William Jones", "Bill"]],
        [],
    ],
)
def test_a_whole_name_beside_the_first_name_stays_one(rows: list[list[str]]) -> None:
    assert fields(["Name", "First name"], *rows) == ["name", "first_name"]


def test_a_name_beside_first_and_last_name_stays_one() -> None:
    assert fields(["Name", "Vorname", "Nachname"], ["AM", "Änne", "Müller"])[0] == "name"


LAST_FIRST = [
    ["Doe, Jane"],
    ["García Márquez, Gabriel"],
    ["Nguyễn, Văn An"],
    ["O'Neil, Jean-Luc"],
    ["Kim, Se Hoon"],
]


@pytest.mark.parametrize("name", ["Name", "Candidate Name", "Name (Last, First)"])
def test_names_that_nearly_all_have_the_last_name_first_are_turned(name: str) -> None:
    columns = guess([name, "E-mail"], [[*row, "a@example.org"] for row in LAST_FIRST])
    assert columns[0].field == "name_last_first"
    read = reader(columns, "").read
    found = [person.name for row in LAST_FIRST if (person := read([*row, ""]))]
    assert found == ["Jane Doe", "Gabriel García Márquez", "Văn An Nguyễn", "Jean-Luc O'Neil", "Se Hoon Kim"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Jane Doe",
            "Jane Doe, PhD",
            "Jane Doe, Ph.D.",
            "Jane Doe, Jr.",
            "Jane Doe, PhD MBA",
            "Jane Doe, SPHR",
        ),
        *("Doe, Jane, PhD", "Doe Inc., Jane", "Doe, Inc.", "Jane Doe, Engineer", "Doe,", ", Jane", "Doe, 12"),
    ],
)
def test_what_is_otherwise_behind_a_comma_stays_there(name: str) -> None:
    (person,) = [RowReader(["name_last_first"]).read([name])]
    assert person is not None
    assert person.name == name
    assert fields(["Name"], *[[name]] * 3) == ["name"]
    assert fields(["Name"], [name], *LAST_FIRST) == ["name"]


@pytest.mark.parametrize("places", [["Berlin"] * 5, ["Berlin", "Paris", "Berlin", "Paris", "Paris"]])
def test_what_is_behind_the_comma_again_and_again_is_no_first_name(places: list[str]) -> None:
    rows = [
        [f"{name} Doe, {place}"] for name, place in zip(["Ada", "Bo", "Cy", "Di", "Ed"], places, strict=True)
    ]
    assert fields(["Name"], *rows) == ["name"]


def test_family_names_come_first_where_they_are_said_first() -> None:
    person = RowReader(["name_last_first"]).read(["山田, 太郎"])
    assert person is not None
    assert person.name == "山田 太郎"


def test_an_export_of_our_own_keeps_its_names() -> None:
    assert fields([*EXPORTED], ["Doe, Jane"], ["Roe, Richard"])[0] == "name"


PEOPLE = [
    [
        "Ada Lovelace",
        "ada@example.org",
        "+44 20 7946 0958",
        "https://www.linkedin.com/in/ada",
        "38",
        "2024-01-02",
    ],
    [
        "Jean-Luc O'Neil",
        "jl@example.org",
        "+33 1 99 00 11 22",
        "https://linkedin.com/in/jl",
        "41",
        "2024-01-03",
    ],
    ["Žofie Nováková", "-", "", "", "39", "2023-11-30"],
]


def test_without_names_the_values_tell() -> None:
    columns = guess([""] * 6, PEOPLE)
    assert [column.field for column in columns] == ["name", "emails", "phones", "linkedin", "", ""]
    assert [column.is_sure for column in columns[:4]] == [False, True, True, True]


def test_without_names_two_columns_of_words_are_first_and_last_name() -> None:
    assert fields(["", "", ""], ["Ada", "Lovelace", "a@example.org"], ["Bo", "Li", "b@example.org"]) == [
        *("first_name", "last_name", "emails")
    ]


def test_without_names_companies_and_titles_are_guessed() -> None:
    columns = guess(
        ["", "", ""],
        [["Ada King", "Engines Ltd", "Software engineer"], ["Bo Li", "Hof AG", "Product Manager"]],
    )
    assert [column.field for column in columns] == ["name", "company", "title"]
    assert not any(column.is_sure for column in columns)


def test_under_unknown_names_addresses_are_still_recognised() -> None:
    assert fields(["Wer", "Wohin schreiben", "Rufen"], *[row[:3] for row in PEOPLE]) == [
        "",
        "emails",
        "phones",
    ]


def test_an_address_that_stands_on_every_row_is_a_colleagues() -> None:
    rows = [[name, "boss@example.org"] for name in ("Ada", "Bo", "Cy")]
    assert fields(["Name", "Wohin schreiben"], *rows) == ["name", ""]


def test_a_website_of_several_people_is_no_profile() -> None:
    rows = [[name, "https://acme.example/about"] for name in ("Ada", "Bo", "Cy")]
    assert fields(["Name", "Website"], *rows) == ["name", ""]
    assert fields(["Name", "Website"], ["Ada", "https://ada.example"]) == ["name", "website"]


@pytest.mark.parametrize(
    "name", ["Created at", "Contact Owner", "Employees", "Postleitzahl", "Date of birth"]
)
def test_what_the_book_does_not_keep_is_left(name: str) -> None:
    assert fields([name], ["12"]) == [""]


def test_the_signature_is_of_the_names_and_their_order_only() -> None:
    same = signature(["First Name", "E-mail"])
    assert signature([" first name", "EMAIL"]) == same
    assert signature(["E-mail", "First Name"]) != same
    assert len(same) == 64


def test_a_column_of_an_older_run_is_sure() -> None:
    assert Column(header="Name", field="name", sample="Ada").is_sure


@pytest.mark.parametrize("field", ["name", "emails", "phone_mobile", "linkedin"])
def test_whoever_can_be_told_can_be_imported(field: str) -> None:
    assert names_somebody(["", field])


@pytest.mark.parametrize("field", ["", "company", "tags", "website", "person_id"])
def test_a_file_without_people_is_not_imported(field: str) -> None:
    assert not names_somebody(["", field])


def test_another_script_is_not_taken_for_latin_letters_that_sound_alike() -> None:
    assert key_of("姓") != key_of("XING")
    assert fields(["姓", "XING"]) == ["last_name", "xing"]


def test_numbers_without_a_plus_are_phones_only_by_guess() -> None:
    (column,) = guess(["Rufen"], [["030 123456-7"], ["(030) 123 4568"]])
    assert (column.field, column.is_sure) == ("phones", False)


@pytest.mark.parametrize("value", ["12345-678", "2026-01-02", "1716163200000", "4.5"])
def test_what_only_has_digits_is_no_phone(value: str) -> None:
    assert fields(["Zip 2"], [value]) == [""]


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=12), max_size=6),
    st.lists(st.lists(st.text(max_size=30), max_size=7), max_size=4),
)
def test_any_table_is_mapped_and_read_or_refused_with_a_reason(
    header: list[str], rows: list[list[str]]
) -> None:
    columns = guess(header, rows)
    assert len(columns) == len(header)
    read = reader(columns, "DE").read
    for row in rows:
        with contextlib.suppress(RowRejected):
            assert isinstance(read(row), PersonRow | None)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), nasty_text()))
def test_any_text_in_any_field_is_read_or_refused_with_a_reason(cells: dict[str, str]) -> None:
    with contextlib.suppress(RowRejected):
        assert isinstance(RowReader([*cells], "DE").read([*cells.values()]), PersonRow | None)
