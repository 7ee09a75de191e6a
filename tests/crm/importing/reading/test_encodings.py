"""Which letters were meant: in many languages and encodings, in files of two lines and of many."""

import codecs

import pytest

from crm.errors import UnreadableFile
from crm.importing.reading import table_of

TEXTS = {
    "de": ("cp1252", "Vorname;Nachname;Firma\r\nJürgen;Müller;Söhne GmbH\r\nÄnne;Weißenfels;Größe AG\r\n"),
    "fr": (
        "cp1252",
        "Prénom;Nom;Société\r\nRené;Lefèvre;Café Gaîté\r\nHélène;Dubé;Société Générale – Été\r\n",
    ),
    "es": ("cp1252", "Nombre;Apellido;Empresa\r\nJosé;Núñez;Compañía Española\r\nÍñigo;Peña;Año Nuevo\r\n"),
    "pt": ("cp1252", "Nome;Empresa\r\nJoão Conceição;Ação\r\nInês Magalhães;Fundação\r\n"),
    "sv": ("cp1252", "Namn;Företag\r\nÅsa Öberg;Ängelholm\r\nBjörn Sjöström;Gävle\r\n"),
    "da": ("cp1252", "Navn;Firma\r\nSøren Kjær;Østerbro\r\nÅse Bæk;Rødovre\r\n"),
    "de-short": ("cp1252", "Name,Ort\r\nJürgen,Köln\r\n"),
    "ru": ("cp1251", "Имя;Фамилия;Компания\r\nИван;Петров;Рога и копыта\r\nАнна;Иванова;Яндекс\r\n"),
    "uk": ("cp1251", "Ім'я;Прізвище;Компанія\r\nОлексій;Шевченко;Київстар\r\nЇжак;Коваленко;Львів\r\n"),
    "pl": ("cp1250", "Imię;Nazwisko;Firma\r\nŁukasz;Żółkiewski;Źródło\r\nMałgorzata;Wiśniewska;Kraków\r\n"),
    "cs": ("cp1250", "Jméno;Příjmení;Firma\r\nJiří;Dvořák;Škoda\r\nTomáš;Šťastný;Plzeň\r\n"),
    "hu": ("cp1250", "Név;Cég\r\nÁrvíztűrő Tükörfúrógép;Győr\r\nSzűcs Erzsébet;Zrínyi\r\n"),
    "fr-mac": ("mac-roman", "Prénom;Nom;Société\rRené;Lefèvre;Café Gaîté\rHélène;Dubé;Société Générale\r"),
    "ja": ("cp932", "名前,メール,会社\r\n中川 恵美,emi@example.jp,株式会社例\r\n"),
    "ja-names": ("cp932", "姓,名,電話番号\r\n佐藤,太郎,03-5555-0100\r\n鈴木,花子,090-1234-5678\r\n"),
    "zh": ("gb18030", "姓名,公司,职位\r\n王小明,北京科技有限公司,工程师\r\n李华,上海贸易公司,经理\r\n"),
    "zh-big5": (
        "big5",
        "姓名,公司,職稱\r\n王小明,台北科技股份有限公司,工程師\r\n陳美玲,高雄貿易公司,經理\r\n",
    ),
    "ko": ("cp949", "이름,회사,직함\r\n김민수,삼성전자,엔지니어\r\n이영희,네이버,디자이너\r\n"),
    "el": ("cp1253", "Όνομα;Εταιρεία\r\nΓιώργος Παπαδόπουλος;Αθήνα\r\nΕλένη;Θεσσαλονίκη\r\n"),
    "tr": ("cp1254", "Adı;Soyadı;Şirket\r\nIşık;Gündoğdu;İstanbul\r\nÇağrı;Şahin;Türkiye\r\n"),
    "he": ("cp1255", "שם;חברה\r\nדוד כהן;תל אביב\r\nשרה לוי;ירושלים\r\n"),
    "ar": ("cp1256", "الاسم;الشركة\r\nمحمد علي;القاهرة\r\nفاطمة;دبي\r\n"),
    "ru-koi8": ("koi8-r", "Имя;Фамилия;Компания\r\nИван;Петров;Рога и копыта\r\n"),
    "th": ("cp874", "ชื่อ;บริษัท\r\nสมชาย;กรุงเทพ\r\n"),
    "lt": ("cp1257", "Vardas;Įmonė\r\nŽydrūnas;Šiauliai\r\nJūratė;Ąžuolas\r\n"),
    "de-dos": ("cp850", "Vorname;Nachname\r\nJürgen;Müller\r\nBjörn;Weiß\r\n"),
    "pl-iso": (
        "iso8859-2",
        "Imię;Nazwisko;Firma\r\nŁukasz;Żółkiewski;Źródło\r\nMałgorzata;Wiśniewska;Kraków\r\n",
    ),
    "ja-euc": ("euc_jp", "名前,メール,会社\r\n中川 恵美,emi@example.jp,株式会社テスト\r\n"),
    "de-mac": ("mac-roman", "Vorname;Nachname\rJürgen;Müller\rBjörn;Weiß\r"),
    "names": (
        "cp1252",
        "First Name;Last Name;Company\r\nRenée;Müller – Østby;Café & Söhne GmbH\r\nLukasz;Zizka;“Smart” Quotes, s.r.o.\r\n",
    ),
    "one-de": ("cp1252", "Name,City,Email\r\nMüller,Paris,a@example.org\r\n"),
    "one-fr": ("cp1252", "Name,City,Email\r\nRené,Paris,a@example.org\r\n"),
    "one-es": ("cp1252", "Name,City,Email\r\nNúñez,Paris,a@example.org\r\n"),
    "one-da": ("cp1252", "Name,City,Email\r\nSøren,Paris,a@example.org\r\n"),
    "one-pt": ("cp1252", "Name,City,Email\r\nJoão,Paris,a@example.org\r\n"),
    "one-tr": (
        "cp1254",
        "Name,City,Email\r\nMehmet Öztürk,Paris,a@example.org\r\nİbrahim Çelik,Koç,b@example.org\r\n",
    ),
    "one-uk": ("cp1251", "Name,Email,Company\r\nЄвген Їжак,a@example.org,Київстар\r\n"),
    "one-nl": ("cp1252", "Name,City,Email\r\nZoë,Paris,a@example.org\r\n"),
}
"""By language: the encoding that its programs write, and a small list."""
WIDE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def _cells(content: bytes) -> list[list[str]]:
    table = table_of(content)
    return [table.header, *(row.cells for row in table.rows())]


def _expected(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line]
    return [line.split(";" if ";" in lines[0] else ",") for line in lines]


@pytest.mark.parametrize("times", [1, 50])
@pytest.mark.parametrize("language", TEXTS)
def test_a_code_page_is_recognised_by_the_language(language: str, times: int) -> None:
    encoding, text = TEXTS[language]
    header, *people = _expected(text)
    assert _cells((text + "".join(text.splitlines(keepends=True)[1:]) * (times - 1)).encode(encoding)) == [
        header,
        *people * times,
    ]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_read_with_and_without_a_mark(language: str, encoding: str) -> None:
    text = TEXTS[language][1]
    for boms, name in ((0, encoding), (1, f"{encoding}+BOM"), (2, f"{encoding}+BOM")):
        content = BOMS[encoding] * boms + text.encode(encoding)
        assert table_of(content).recognised.encoding == name
        assert _cells(content) == _expected(text)


def test_a_mark_before_a_quote_is_no_part_of_the_name() -> None:
    assert _cells(codecs.BOM_UTF8 + b'"Name","Email"\r\n"Ada","ada@example.org"\r\n')[0] == ["Name", "Email"]


def test_ascii_is_utf_8() -> None:
    assert table_of(b"Name\nAda\n").recognised.encoding == "utf-8"


def test_a_single_letter_at_the_end_of_a_long_file_counts() -> None:
    content = b"Name,City\n" + b"Ada,London\n" * 150_000 + "René,Orléans\n".encode("cp1252")
    *_, last = table_of(content).rows()
    assert last.cells == ["René", "Orléans"]


def test_a_letter_across_the_border_of_two_chunks_is_whole() -> None:
    for shift in range(4):
        content = b"Name,Note\nAda," + b"x" * shift + "é€𝄞".encode() * 200_000 + b"\n"
        assert next(table_of(content).rows()).cells[1].endswith("é€𝄞")


def test_a_letter_that_was_cut_in_utf_8_is_said_and_the_rest_read() -> None:
    table = table_of(
        "Name,City\nJürgen,Köln\nRenée,Orléans\n".encode() + b"M\xc3,Bonn\n" + "Åsa,Gävle\n".encode()
    )
    assert [row.cells[0] for row in table.rows()] == ["Jürgen", "Renée", "M\ufffd", "Åsa"]
    assert "Line 4" in table.recognised.problems[0]


@pytest.mark.parametrize(
    "content",
    [
        "Name\nJürgen Mü".encode()[:-1],
        "Name\nAda\nBo\n".encode("utf-16")[:-1],
        "Name\nAda\n".encode("utf-16-be")[:-1],
        "Name\nAda\nBo\n".encode("utf-32")[:-2],
    ],
)
def test_a_file_that_ends_within_a_letter_was_cut_off(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="cut off"):
        table_of(content)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="not a text file"):
        table_of(bytes(range(1, 256)) * 20)


def test_a_zero_byte_is_named_by_line() -> None:
    with pytest.raises(UnreadableFile, match=r"Line 3 has a zero byte"):
        table_of(b"Name,Email\nAda,ada@example.org\nB\x00o,bo@example.org\n")
