"""What a column can be imported as. One entry here: it is guessed by its header, and can be chosen.

A field with a `number` holds the whole of one repeated part: "E-mail 2" and "E-mail 2 kind" belong together.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from crm.identity import fold

_NO_LETTER = re.compile(r"[\W_]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u1f00-\U0010ffff]")
"""Between them are Latin letters, of Vietnamese."""
_ACUTE = "\u0301"


def key_of(header: str) -> str:
    """What makes two headers the same: no case, accents, blanks or punctuation; "E-Mail-Adresse" is `emailadresse`.

    Other scripts stay as they are: in Latin letters, the Chinese word for a family name is a network's name. But Greek
    capitals have no accents, wherever the small letters have one.
    """
    text = _NO_LETTER.sub("", unicodedata.normalize("NFKC", header).casefold())
    if not _OTHER_SCRIPT.search(text):
        return fold(text).replace(" ", "")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace(_ACUTE, ""))


@dataclass(frozen=True, slots=True)
class Field:
    """`headers`: other names of the same, as other programs and languages write them. `many`: several columns may give it.

    Of several texts where a person has one, such as a city, the first that is filled counts.
    """

    key: str
    label: str
    headers: tuple[str, ...] = ()
    many: bool = False

    @property
    def names(self) -> frozenset[str]:
        return frozenset(key_of(name) for name in (self.label, self.key, *self.headers))


def _words(text: str) -> tuple[str, ...]:
    """Names parted by commas, which none of them has."""
    return tuple(name.strip() for name in text.split(","))


def _both_ways(kinds: str, names: Iterable[str]) -> tuple[str, ...]:
    """`work email` and `email work` for each of the kinds and names."""
    return tuple(
        f"{a} {b}" for kind, name in product(_words(kinds), names) for a, b in ((kind, name), (name, kind))
    )


_EMAIL = _words(
    "email, e-mail, emails, email address, e-mail address, email addresses, mail, mail address, primary email,"
    "primary email address, main email, contact email, candidate email, email-adresse, e-mailadresse, mailadresse,"
    "adresse e-mail, adresse email, courriel, adresse courriel, mél, correo, correo electrónico,"
    "dirección de correo electrónico, dirección de correo, indirizzo e-mail, indirizzo email, posta elettronica,"
    "endereço de e-mail, endereço de email, e-mailadres, adres e-mail, adres email, e-postadress, e-post, epost,"
    "mejladress, e-mail adresse, e-postadresse, e-mailová adresa, e-posta, eposta, e-posta adresi, почта,"
    "электронная почта, эл. почта, адрес электронной почты, электронный адрес, имейл, пошта, електронна пошта,"
    "електронна адреса, адреса електронної пошти, メール, メールアドレス, eメール, 电子邮件, 电子邮件地址, 电子邮箱, 邮箱, 邮件, 電子郵件, 電子郵件地址, 이메일,"
    "이메일 주소, 전자 메일,"
    "e-mail cím, e-mail címe, adresă de e-mail, adresa de e-mail, adresă email, poștă electronică, sähköposti, sähköpostiosoite,"
    "ηλεκτρονικό ταχυδρομείο, ηλεκτρονική διεύθυνση, διεύθυνση email, διεύθυνση ηλεκτρονικού ταχυδρομείου, alamat email, surel,"
    "alamat surel, địa chỉ email, thư điện tử, דואל, דואר אלקטרוני, כתובת דואל, כתובת דואר אלקטרוני, אימייל, כתובת אימייל, מייל,"
    "כתובת מייל, البريد الإلكتروني, البريد الالكتروني, بريد إلكتروني, بريد الكتروني, عنوان البريد الإلكتروني, عنوان البريد الالكتروني,"
    "الإيميل, الايميل, إيميل, ايميل"
)
_PHONE = _words(
    "phone, phones, phone number, phone numbers, telephone, telephone number, tel, tel no, contact number,"
    "primary phone, primary phone number, main phone, candidate phone, telefon, telefonnummer, rufnummer, téléphone,"
    "numéro de téléphone, teléfono, número de teléfono, telefono, numero di telefono, telefone, número de telefone,"
    "telefoon, telefoonnummer, numer telefonu, tlf, telefonní číslo, telefon numarası, телефон, номер телефона,"
    "номер телефону, 電話, 電話番号, 电话, 电话号码, 電話號碼, 전화, 전화번호,"
    "telefonnr, tlfnr, telefonszám, număr de telefon, număr telefon, nr telefon, puhelin, puhelinnumero, puh, τηλέφωνο, τηλέφωνα,"
    "τηλ, αριθμός τηλεφώνου, τηλέφωνο επικοινωνίας, telepon, nomor telepon, no telepon, telp, no telp, điện thoại, số điện thoại, sđt,"
    "טלפון, מספר טלפון, טל, هاتف, الهاتف, رقم الهاتف, تلفون, التلفون, رقم التلفون, تليفون, التليفون, رقم التليفون"
)
_MOBILE = _words(
    "mobile, mobile phone, mobile number, mobile phone number, cell, cell phone, cellphone, cellular, handy,"
    "handynummer, mobil, mobilnummer, mobiltelefon, portable, téléphone portable, mobile phone 1, móvil, celular,"
    "teléfono móvil, cellulare, telefono cellulare, telemóvel, mobiel, mobiele telefoon, mobiel nummer, komórka,"
    "telefon komórkowy, mobiltelefonnummer, mobilní telefon, cep telefonu, cep telefonu numarası, cep, мобильный, мобильный телефон,"
    "мобільний, мобільний телефон, 携帯, 携帯電話, 携帯番号, 手机, 手机号, 手机号码, 手機, 휴대폰, 휴대전화, 핸드폰,"
    "gsm, mobilnr, mobilszám, mobiltelefonszám, telefon mobil, număr de mobil, matkapuhelin, matkapuhelinnumero, kännykkä, κινητό,"
    "κινητό τηλέφωνο, αριθμός κινητού, ponsel, nomor ponsel, no hp, nomor hp, handphone, no handphone, nomor handphone, telepon seluler,"
    "di động, điện thoại di động, số di động, נייד, טלפון נייד, מספר נייד, סלולרי, טלפון סלולרי, الجوال, جوال, رقم الجوال, الموبايل, موبايل,"
    "رقم الموبايل, المحمول, رقم المحمول, الهاتف المحمول, الهاتف الجوال, الهاتف النقال"
)

FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "Name",
        _words(
            "full name, display name, contact, candidate, person, contact name, candidate name, applicant, applicant name,"
            "employee name, full name of contact, vollständiger name, ansprechpartner, vor- und nachname, kandidat, bewerber,"
            "nom complet, nom et prénom, prénom et nom, candidat, nombre completo, nombre y apellidos, candidato,"
            "nome completo, nome e cognome, volledige naam, naam, kandidaat, imię i nazwisko, namn, fullständigt namn,"
            "för- och efternamn, navn, fulde navn, fullt navn, celé jméno, jméno a příjmení, ad soyad, adı soyadı, isim,"
            "фио, имя и фамилия, полное имя, піб, повне ім'я, ім'я та прізвище, 氏名, 名前, お名前, 姓名, 全名, 성명,"
            "kontaktperson, ansøger, søker, név, teljes név, jelölt, jelölt neve, nume complet, nume și prenume, nume prenume, prenume și nume,"
            "nimi, koko nimi, hakija, hakijan nimi, ονοματεπώνυμο, πλήρες όνομα, όνομα και επώνυμο, υποψήφιος, nama, nama lengkap,"
            "nama kandidat, nama pelamar, họ và tên, họ tên, tên đầy đủ, ứng viên, tên ứng viên, שם, שם מלא, שם המועמד, מועמד,"
            "الاسم, الإسم, الاسم الكامل, الإسم الكامل, الاسم الثلاثي, الاسم الرباعي, اسم المرشح, المرشح"
        ),
    ),
    Field(
        "name_last_first",
        "Name (Last, First)",
        _words(
            "last first, last name first name, surname first name, nachname vorname, name vorname, nom prénom, apellidos nombre, cognome nome"
        ),
    ),
    Field(
        "first_name",
        "First name",
        _words(
            "given name, forename, preferred name, fname, name first, vorname, rufname, prénom, nombre, primer nombre, nombre de pila, nome,"
            "nome próprio, primeiro nome, voornaam, imię, förnamn, fornavn, jméno, křestní jméno, ad, adı, имя, ім'я, 名,"
            "名（漢字）, ファーストネーム, 名字, 이름,"
            "keresztnév, utónév, prenume, etunimi, όνομα, nama depan, tên, שם פרטי, الاسم الأول, الاسم الاول, الإسم الأول"
        ),
    ),
    Field(
        "middle_name",
        "Middle name",
        _words(
            "middle names, middle initial, name middle, additional name, zweiter vorname, deuxième prénom, segundo nombre,"
            "secondo nome, segundo nome, tussenvoegsel, tweede naam, drugie imię, mellannamn, mellemnavn, mellomnavn,"
            "prostřední jméno, ikinci ad, отчество, по батькові, ミドルネーム, 中间名, 중간 이름,"
            "toinen nimi, μεσαίο όνομα, πατρώνυμο, nama tengah, tên đệm, שם אמצעי, الاسم الأوسط, الاسم الاوسط, اسم الأب"
        ),
    ),
    Field(
        "last_name",
        "Last name",
        _words(
            "surname, family name, lname, name last, nachname, familienname, zuname, nom, nom de famille, apellido, apellidos, cognome,"
            "apelido, sobrenome, achternaam, familienaam, nazwisko, efternamn, efternavn, etternavn, příjmení, soyad,"
            "soyadı, soyisim, фамилия, прізвище, 姓, 苗字, 名字（姓）, 姓氏, 성,"
            "vezetéknév, családnév, nume, nume de familie, sukunimi, επώνυμο, επίθετο, nama belakang, nama keluarga, họ,"
            "họ và tên đệm, שם משפחה, اسم العائلة, اسم العائله, الاسم الأخير, الاسم الاخير"
        ),
    ),
    Field(
        "suffix",
        "Name suffix",
        _words("suffix, generation suffix, credentials, namenszusatz, suffixe, sufijo, suffisso"),
    ),
    Field(
        "nickname",
        "Nickname (where there is no name)",
        _words(
            "nickname, nick name, spitzname, surnom, apodo, soprannome, bijnaam, pseudonim, smeknamn, псевдоним"
        ),
    ),
    Field(
        "headline", "Headline", _words("summary, about, bio, tagline, linkedin headline, kurzprofil, slogan")
    ),
    Field(
        "location",
        "Location",
        _words(
            "place, current location, candidate location, standort, wohnort, lieu, localisation, ubicación, localidad,"
            "località, luogo, localização, locatie, lokalizacja, plats, sted, lokalita, místo, konum, местоположение,"
            "місцезнаходження, 所在地, 勤務地, 地点, 所在地区, 위치, 근무지,"
            "lakóhely, sijainti, asuinpaikka, τοποθεσία, domisili, địa điểm, nơi ở, מיקום, מקום מגורים, مكان الإقامة, مكان الاقامة"
        ),
    ),
    Field(
        "city",
        "City",
        _words(
            "town, city town, home city, person city, mailing city, ort, stadt, ville, ciudad, población, città, cidade, stad, plaats,"
            "woonplaats, miasto, miejscowość, by, poststed, město, şehir, il, город, місто, 市区町村, 市, 城市, 도시,"
            "város, település, oraș, localitate, kaupunki, paikkakunta, πόλη, kota, thành phố, tỉnh/thành phố, עיר, ישוב, יישוב, עיר מגורים,"
            "المدينة, المدينه, مدينة"
        ),
        many=True,
    ),
    Field(
        "region",
        "State or region",
        _words(
            "state, region, province, state region, state province, county, prefecture, home state, person state, mailing state,"
            "bundesland, kanton, région, provincia, estado, regione, regio, provincie, województwo, län,"
            "landskap, fylke, kraj, bölge, область, регион, регіон, 都道府県, 省, 省份, 지역,"
            "megye, județ, maakunta, περιφέρεια, νομός, provinsi, tỉnh, מחוז, المنطقة, المحافظة"
        ),
        many=True,
    ),
    Field(
        "country",
        "Country",
        _words(
            "country region, country code, country name, nation, home country, mailing country, land, staat, pays, país,"
            "paese, nazione, kraj zamieszkania, państwo, země, stát, ülke, страна, країна, 国, 国名, 国家, 國家, 국가, 나라,"
            "ország, țară, țara, maa, χώρα, negara, quốc gia, מדינה, ארץ, الدولة, دولة, البلد, بلد"
        ),
        many=True,
    ),
    Field(
        "address",
        "Address (where there is no city)",
        _words(
            "postal address, full address, mailing address, home address, street address, adresse, anschrift, adresse postale, dirección,"
            "domicilio, indirizzo, endereço, morada, adres, adress, adresa, адрес, адреса, 住所, 地址, 주소,"
            "lakcím, adresă, osoite, διεύθυνση, alamat, alamat lengkap, địa chỉ, כתובת, عنوان السكن"
        ),
        many=True,
    ),
    Field(
        "photo_url",
        "Photo",
        _words(
            "photo url, picture, picture url, avatar, avatar url, image, image url, profile picture, profile photo,"
            "profile image url, foto, bild, zdjęcie, фото, 写真, 照片, 사진"
        ),
    ),
    Field("emails", "E-mails", _EMAIL, many=True),
    Field(
        "email_work",
        "E-mail (work)",
        (
            *_both_ways(
                "work, business, office, company, corporate, professional, geschäftlich, beruflich, dienstlich",
                _EMAIL[:8],
            ),
            *_words(
                "e-mail (geschäftlich), e-mail professionnel, email professionnel, correo del trabajo, рабочая почта"
            ),
            *_words(
                "firmen-e-mail, zakelijk e-mailadres, służbowy e-mail, 会社メールアドレス, 工作邮箱, 회사 이메일"
            ),
        ),
        many=True,
    ),
    Field(
        "email_personal",
        "E-mail (personal)",
        (
            *_both_ways("personal, private, home, privat", _EMAIL[:8]),
            *_words(
                "e-mail (privat), e-mail personnel, email personnel, correo personal, личная почта, 個人メールアドレス"
            ),
        ),
        many=True,
    ),
    Field(
        "email_other",
        "E-mail (other)",
        _both_ways(
            "other, secondary, tertiary, alternate, alternative, additional, second, third, weitere",
            _EMAIL[:8],
        ),
        many=True,
    ),
    Field(
        "email_kind",
        "Kind of the e-mail beside it",
        _words("email type, e-mail type, email label, e-mail label, type of email, e-mails kind"),
        many=True,
    ),
    Field("phones", "Phones", _PHONE, many=True),
    Field("phone_mobile", "Phone (mobile)", _MOBILE, many=True),
    Field(
        "phone_work",
        "Phone (work)",
        (
            *_both_ways("work, business, office, direct, work direct, professional", _PHONE[:8]),
            *_words(
                "direct dial, direct line, desk phone, telefon geschäftlich, telefon (geschäftlich), diensttelefon, durchwahl"
            ),
            *_words(
                "téléphone professionnel, teléfono del trabajo, telefoon werk, telefon służbowy, рабочий телефон"
            ),
            *_words("勤務先電話番号, 工作电话, 회사 전화"),
        ),
        many=True,
    ),
    Field(
        "phone_home",
        "Phone (home)",
        (
            *_both_ways("home, private, personal", _PHONE[:8]),
            *_words(
                "telefon privat, telefon (privat), téléphone domicile, teléfono particular, домашний телефон, 自宅電話番号"
            ),
        ),
        many=True,
    ),
    Field(
        "phone_other",
        "Phone (other)",
        _both_ways("other, secondary, alternate, alternative, additional, second, weitere", _PHONE[:8]),
        many=True,
    ),
    Field(
        "phone_kind",
        "Kind of the phone beside it",
        _words("phone type, phone label, type of phone, phones kind"),
        many=True,
    ),
    Field(
        "phone_country",
        "Country or calling code of the phone beside it",
        _words(
            "phone country code, phone calling code, calling code, dialing code, phone country, ländervorwahl, indicatif"
        ),
        many=True,
    ),
    Field(
        "company",
        "Company",
        _words(
            "company name, current company, current company name, current organization, current organisation, present company, organization, organisation, organization name, employer,"
            "current employer, account, account name, firma, unternehmen, arbeitgeber, firmenname, entreprise, société,"
            "employeur, empresa, compañía, organización, azienda, società, organizzazione, companhia, organização, bedrijf,"
            "bedrijfsnaam, organisatie, werkgever, pracodawca, przedsiębiorstwo, företag, organisation namn, virksomhed,"
            "selskap, bedrift, firmanavn, společnost, zaměstnavatel, şirket, şirket adı, firma adı, kurum, компания, организация,"
            "место работы, компанія, організація, 会社, 会社名, 企業名, 勤務先, 公司, 公司名称, 单位, 회사, 회사명, 직장,"
            "virksomhet, virksomhedsnavn, selskab, arbejdsgiver, arbeidsgiver, arbetsgivare, arbejdsplads, arbeidsplass, arbetsplats,"
            "cég, cégnév, cég neve, vállalat, munkáltató, munkahely, companie, compania, nume companie, numele companiei, angajator, organizație, yritys,"
            "yrityksen nimi, työnantaja, työpaikka, organisaatio, εταιρεία, εταιρία, επωνυμία εταιρείας, επιχείρηση, εργοδότης, οργανισμός,"
            "perusahaan, nama perusahaan, instansi, công ty, tên công ty, nơi làm việc, cơ quan, doanh nghiệp, tổ chức, חברה, שם חברה, שם החברה,"
            "מעסיק, מעסיק נוכחי, ארגון, מקום עבודה, الشركة, شركة, اسم الشركة, الشركة الحالية, جهة العمل, صاحب العمل, المؤسسة, المنظمة"
        ),
    ),
    Field(
        "title",
        "Title",
        _words(
            "job title, position, role, current title, current job title, current position, current role, job position,"
            "designation, occupation, jobbezeichnung, berufsbezeichnung, stellenbezeichnung, funktion, position im unternehmen,"
            "poste, fonction, intitulé du poste, intitulé de poste, titre, puesto, cargo, posición, puesto de trabajo,"
            "posizione, ruolo, qualifica, posição, função, título do cargo, functie, functietitel, positie, stanowisko,"
            "stanowisko pracy, befattning, jobbtitel, stilling, jobtitel, stillingstittel, pozice, funkce, pozisyon, unvan,"
            "ünvan, görev, görevi, должность, позиция, посада, 役職, 職位, 職種, 肩書き, 肩書, 职位, 职务, 职称, 職稱, 직책, 직위, 직함,"
            "rolle, tittel, stillingsbetegnelse, yrke, beosztás, munkakör, pozíció, foglalkozás, funcție, funcția, poziție, poziția, titlul postului,"
            "denumirea postului, titteli, tehtävänimike, työnimike, ammattinimike, rooli, θέση, θέση εργασίας, τίτλος εργασίας, ιδιότητα,"
            "ρόλος, επάγγελμα, jabatan, jabatan saat ini, posisi, posisi saat ini, pekerjaan, chức vụ, chức danh, vị trí, vị trí công việc,"
            "vị trí hiện tại, nghề nghiệp, תפקיד, תפקיד נוכחי, עיסוק, المسمى الوظيفي, الوظيفة, الوظيفه, الوظيفة الحالية, المنصب, المهنة"
        ),
    ),
    Field(
        "profiles",
        "Profile links",
        _words(
            "profile, profile link, profile url, adres url, url-adresse, url-adres, url-adress, adresse url, url adresi, profil url adresi, url профиля, url-адрес, адрес url, url-адреса, adresa url, nettadresse, 网址, 網址, public profile, public profile url, url, urls, links, link, social profile,"
            "social profiles, social media, profil, profil-url, profillink, lien du profil, url du profil, perfil,"
            "url del perfil, profilo, url profilo, ссылка, ссылка на профиль, プロフィール, 프로필"
        ),
        many=True,
    ),
    Field(
        "linkedin",
        "LinkedIn",
        _words(
            "linkedin url, linkedin profile, linkedin profile url, linkedin link, linkedin id, person linkedin url,"
            "linkedin public url, linkedin public profile url, linkedin bio, linkedin-profil, profil linkedin, li url"
        ),
        many=True,
    ),
    Field(
        "github",
        "GitHub",
        _words("github url, github profile, github profile url, github username, github link, github handle"),
        many=True,
    ),
    Field("gitlab", "GitLab", _words("gitlab url, gitlab profile, gitlab username, gitlab link"), many=True),
    Field(
        "x",
        "X (Twitter)",
        _words("twitter, twitter url, x url, twitter profile, twitter handle, twitter username, x handle"),
        many=True,
    ),
    Field("xing", "XING", _words("xing url, xing profile, xing-profil, xing link"), many=True),
    Field(
        "website",
        "Website",
        _words(
            "web page, webpage, web site, homepage, home page, personal website, portfolio, portfolio url, blog, webseite, internetseite,"
            "site web, página web, sito web, site, webbplats, hjemmeside, nettsted, strona internetowa, web sitesi, сайт,"
            "веб-сайт, ウェブサイト, 网站, 웹사이트"
        ),
        many=True,
    ),
    Field("positions", "Positions", _words("work history, employment history, work experience, experience")),
    Field(
        "education",
        "Education",
        _words("educations, education history, ausbildung, formation, formación, образование, 学歴"),
    ),
    Field(
        "school",
        "School",
        _words(
            "university, college, institution, alma mater, schule, hochschule, universität, école, université, universidad, университет, 大学, 学校, 학교"
        ),
    ),
    Field(
        "degree",
        "Degree",
        _words("education level, abschluss, diplôme, titulación, titolo di studio, степень, 学位, 학위"),
    ),
    Field(
        "study",
        "Field of study",
        _words("major, course of study, studienfach, studiengang, discipline, специальность, 专业, 전공"),
    ),
    Field(
        "certifications",
        "Certifications",
        _words("certification, certificates, licenses, zertifikate, zertifizierungen"),
    ),
    Field(
        "skills",
        "Skills",
        _words(
            "skill, technologies, tech stack, key skills, primary skill, primary skills, skill set, top skills, kenntnisse, fähigkeiten, compétences, competencias, habilidades,"
            "competenze, competências, vaardigheden, umiejętności, kompetenser, kompetencer, dovednosti, beceriler, навыки,"
            "ключевые навыки, навички, スキル, 技能, 기술"
        ),
        many=True,
    ),
    Field(
        "tags",
        "Tags",
        _words(
            "tag, labels, label, groups, group, group membership, category, categories, keywords, lists, candidate tags,"
            "tags (comma), schlagwörter, schlagworte, kategorien, kategorie, étiquettes, catégories, etiquetas, categorías,"
            "etichette, categorie, etiquetas de contato, labels van contact, etykiety, kategorie kontaktu, etiketter,"
            "kategorier, štítky, etiketler, теги, метки, категории, мітки, теги контакту, タグ, ラベル, 标签, 分组, 태그,"
            "kategori, címke, címkék, etichete, tunnisteet, avainsanat, ετικέτα, ετικέτες, κατηγορία, κατηγορίες, nhãn, nhóm, תגית, תגיות, קטגוריה,"
            "קטגוריות, الوسوم, وسوم, العلامات, التصنيف, التصنيفات, الفئات"
        ),
        many=True,
    ),
    Field(
        "note",
        "Note",
        _words(
            "notes, comment, comments, remark, remarks, description, background, memo, notiz, notizen, bemerkung,"
            "bemerkungen, anmerkung, anmerkungen, kommentar, remarque, remarques, commentaire, commentaires, nota, notas,"
            "observaciones, comentarios, note personali, commenti, observações, comentários, opmerking, opmerkingen, notitie,"
            "notities, notatka, notatki, uwagi, anteckning, anteckningar, noter, notat, poznámka, poznámky, not, notlar,"
            "açıklama, заметка, заметки, примечание, примечания, комментарий, комментарии, нотатка, нотатки, примітки, メモ,"
            "備考, 备注, 備註, 메모, 비고,"
            "notater, merknad, merknader, bemærkning, bemærkninger, megjegyzés, megjegyzések, jegyzet, jegyzetek, observații, notițe, comentarii,"
            "mențiuni, muistiinpanot, huomautus, huomautukset, lisätiedot, kommentti, kommentit, σημείωση, σημειώσεις, σχόλια,"
            "παρατηρήσεις, catatan, keterangan, komentar, ghi chú, nhận xét, הערה, הערות, ملاحظة, ملاحظات, الملاحظات, تعليقات"
        ),
        many=True,
    ),
    Field(
        "person_id",
        "Their number there (rows with the same are one person)",
        _words("candidate id, candidate number, person id, applicant id, kandidaten-id, bewerber-id"),
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
BY_NAME = {name: field for field in reversed(FIELDS) for name in field.names}
"""By the folded header. Where two have the same name, the first one's it is."""
_OF_WHOM = re.compile(r"^(candidate|applicant|contact|attendee|your)(?=.)")


def field_called(key: str) -> Field | None:
    """By a folded header, which may also say of whom: "Candidate City" is the city."""
    return BY_NAME.get(key) or BY_NAME.get(_OF_WHOM.sub("", key))
