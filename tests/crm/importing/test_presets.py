"""Whose file it is, and what its columns mean there."""

import random
from pathlib import Path

import pytest

from crm.exporting.columns import HEADER
from crm.importing import mapping, presets
from crm.importing.fields import BY_KEY
from crm.importing.presets import PRESETS, detect
from crm.importing.rows import PersonRow

FOLDER = Path(presets.__file__).parent

HEADERS = {
    "LinkedIn Connections": [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,En relation depuis le",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
    ],
    "LinkedIn Recruiter": [
        "First Name,Last Name,Title,Company,Location,Profile URL,Project,Stage",
        "candidate_id,project_id,first_name,last_name,emails,phone_numbers,tags,profile_url,sourcing_channels,hiring_state_id",
    ],
    "Sales Navigator": [
        "profileUrl,fullName,firstName,lastName,companyName,title,vmid,defaultProfileUrl,location"
    ],
    "Google Contacts": [
        "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name",
        "First Name,Last Name,Phonetic First Name,File As,Phone 1 - Label,Phone 1 - Value,Labels",
    ],
    "Outlook": [
        "First Name,Last Name,Title,E-mail Address,E-mail 2 Address,Web Page,Business Phone,Home Phone,Job Title",
        "Titre,Prénom,Nom,Société,Titre,Ville (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie",
    ],
    "vCard": ["N,FN,ORG,TITLE,TEL,EMAIL,NOTE"],
    "Thunderbird": [
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone"
    ],
    "HubSpot": [
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status",
        "Record ID,Email,Lifecycle Stage",
    ],
    "Salesforce": [
        "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Phone,Mobile,Email,Account Owner",
        "Id,AccountId,LastName,FirstName,Salutation,MailingCity,Phone,MobilePhone,Email,Title,LeadSource",
    ],
    "Pipedrive": [
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work"
    ],
    "Zoho CRM": ["Record Id,Contact Owner,First Name,Last Name,Account Name,Email,Title,Mailing City,Tag"],
    "Twenty": ["Id,Name / First Name,Name / Last Name,Emails / Primary Email,Job Title,City"],
    "Atomic CRM": [
        "first_name,last_name,gender,title,has_newsletter,tags,linkedin_url,company,email_work,email_home"
    ],
    "Apollo": [
        "First Name,Last Name,Title,Company,Email,Email Status,Person Linkedin Url,Website,# Employees"
    ],
    "Greenhouse": [
        "First Name,Last Name,Company,Title,Phone,Email,Social Media,Who gets credit,Prospect Pool",
        "Application ID,Candidate ID,Candidate Name,Candidate Email,Job Name,Recruiter,Status,Source",
    ],
    "Lever": ["Full-Name,Email,Date-Added,Stage,Archive-Reason,Archive-Date,Sources,Origin"],
    "Ashby": ["Candidate Name,Primary Email Address,LinkedIn URL,Current Company,Current Title,Job,Status"],
    "Gem": ["First name,Last name,Company,Title,School,Location,Email,Phone,LinkedIn URL,Notes"],
    "Naukri": [
        "Job Title,Date of application,Name,Email ID,Phone Number,Current Location,Preferred Locations,Curr. Company name,Curr. Company Designation,Role,Key Skills,Resume Headline,Summary"
    ],
    "Roster": [",".join(HEADER), ",".join([*HEADER, "Visa", "Notice period"])],
}


def test_every_file_of_the_folder_is_in_the_table() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "preset"}
    assert len(PRESETS) == len(files)
    assert {preset.name for preset in PRESETS} == HEADERS.keys()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_gives_only_fields_that_there_are(preset: presets.Preset) -> None:
    assert preset.columns.keys() <= BY_KEY.keys()


@pytest.mark.parametrize(
    ("name", "header"), [(name, each) for name, many in HEADERS.items() for each in many]
)
def test_a_program_is_known_by_its_headers_in_any_order_and_among_others(name: str, header: str) -> None:
    names = header.split(",")
    random.Random(header).shuffle(names)
    for known in (names, [*names, "Shoe size", "Favourite colour"], [each.upper() for each in names]):
        found = detect(known)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize(
    "header",
    [["Name", "Email"], ["First Name", "Last Name", "Email", "Phone", "Company", "Tags"], ["", "", ""], []],
)
def test_a_plain_list_is_nobodys(header: list[str]) -> None:
    assert detect(header) is None


def person(header: list[str], *cells: str, region: str = "") -> PersonRow:
    read = mapping.reader(mapping.guess(header, [list(cells)]), region).read(cells)
    assert read is not None
    return read


def test_title_is_an_honorific_in_outlook_and_a_job_in_apollo() -> None:
    outlook = person(
        ["First Name", "Last Name", "Title", "E-mail Address", "E-mail 2 Address", "Web Page", "Job Title"],
        *("Renée", "O'Sheehan", "Ms.", "r@example.com", "r@example.org", "", "Scrum Master"),
    )
    assert (outlook.name, outlook.title) == ("Renée O'Sheehan", "Scrum Master")
    apollo = person(
        [
            "First Name",
            "Last Name",
            "Title",
            "Company",
            "Email",
            "Email Status",
            "Person Linkedin Url",
            "Website",
        ],
        *(
            "Jane",
            "Rousseau",
            "CTO",
            "Acme",
            "j@example.ca",
            "Verified",
            "linkedin.com/in/jane",
            "http://acme.example",
        ),
    )
    assert (apollo.title, apollo.company) == ("CTO", "Acme")
    assert apollo.profiles == (("linkedin", "https://linkedin.com/in/jane"),)


def test_the_job_that_somebody_has_applied_for_at_naukri_is_not_theirs() -> None:
    said = {
        "Job Title": "Data Lead",
        "Name": "Asha Rao",
        "Email ID": "asha@example.org",
        "Phone Number": "98765 43210",
        "Current Location": "Pune",
        "Preferred Locations": "Mumbai",
        "Curr. Company name": "Acme",
        "Curr. Company Designation": "Analyst",
        "Role": "Data Analyst",
        "Key Skills": "SQL, Python",
        "Resume Headline": "Analyst of 5 years",
        "Summary": "I am",
    }
    asha = person([*said], *said.values(), region="IN")
    assert (asha.name, asha.title, asha.company, asha.location) == ("Asha Rao", "Analyst", "Acme", "Pune")
    assert (asha.emails[0][0], asha.phones[0][0]) == ("asha@example.org", "+919876543210")
    assert (asha.headline, [name for name, _ in asha.skills]) == ("Analyst of 5 years", ["SQL", "Python"])
    assert person(["Job Title", "Name"], "Analyst", "Asha Rao").title == "Analyst"


def test_of_two_columns_called_titre_in_a_french_outlook_the_second_is_the_job() -> None:
    header = ["Titre", "Prénom", "Nom", "Société", "Titre", "Ville (bureau)"]
    header += [
        "Téléphone (bureau)",
        "Téléphone 2 (bureau)",
        "Adresse de messagerie",
        "Adresse de messagerie 2",
    ]
    numbers = ("+33 1 99 00 11 22", "+33 1 99 00 11 23")
    ada = person(
        header, "Mme", "Ada", "King", "Café", "Chef", "Lyon", *numbers, "a@example.fr", "b@example.fr"
    )
    assert (ada.name, ada.title, ada.company, ada.location) == ("Ada King", "Chef", "Café", "Lyon")
    assert [kind for *_, kind in ada.phones] == ["work", "work"]
    assert [key for key, _, _ in ada.emails] == ["a@example.fr", "b@example.fr"]


def test_google_says_what_kind_each_value_is_however_many_columns_there_are() -> None:
    numbers = range(1, 6)
    header = ["Labels", "First Name", "Last Name", "Phonetic First Name", "File As", "Organization 1 - Title"]
    header += [f"E-mail {n} - {part}" for n in numbers for part in ("Value", "Label")]
    header += [f"Phone {n} - {part}" for n in numbers for part in ("Label", "Value")]
    emails = [cell for n in numbers for cell in (f"a{n}@example.org", "* Work" if n == 1 else "Privat")]
    phones = [cell for n in numbers for cell in ("Komórka" if n == 1 else "Домашний", f"+49 30 12345{n}")]
    ada = person(header, "A ::: * myContacts", "Ada", "Lovelace", "", "", "Analyst", *emails, *phones)
    assert [kind for _, _, kind in ada.emails] == ["work", *["personal"] * 4]
    assert [kind for _, _, kind in ada.phones] == ["mobile", *["home"] * 4]
    assert (ada.tags, ada.title) == (("A",), "Analyst")


def test_a_kind_belongs_to_the_value_whose_header_begins_alike() -> None:
    header = ["Name", "Phone 2 Type", "Phone 1", "Phone 2", "Phone 1 Type"]
    ada = person(header, "Ada", "Home", "+44 20 7946 0958", "+44 20 7946 0959", "Mobile")
    assert [kind for _, _, kind in ada.phones] == ["mobile", "home"]


def test_googles_own_groups_are_no_tags() -> None:
    header = ["Name", "Given Name", "Family Name", "Group Membership", "E-mail 1 - Value"]
    assert person(header, "Ada", "Ada", "", "* myContacts", "a@example.org ::: b@example.org").tags == ()


def test_twentys_phone_is_put_together_of_its_parts() -> None:
    header = [
        *("Name / First Name", "Name / Last Name", "Phones / Primary Phone Calling Code"),
        *("Phones / Additional Phones", "Phones / Primary Phone Number", "Emails / Additional Emails"),
    ]
    additional = '[{"number":"2025550145","callingCode":"+1","countryCode":"US"}]'
    ada = person(header, "Ada", "King", "+1", additional, "2025550144", '["a@example.org","b@example.org"]')
    assert {number for number, _, _ in ada.phones} == {"+12025550144", "+12025550145"}
    assert [key for key, _, _ in ada.emails] == ["a@example.org", "b@example.org"]


def test_a_translated_export_of_linkedin_is_known_by_its_shape() -> None:
    polish = ["Imię", "Nazwisko", "Adres URL", "Adres e-mail", "Firma", "Stanowisko", "Data połączenia"]
    found = detect(polish)
    assert found is not None
    assert found.name == "LinkedIn Connections"
    assert detect(polish[:-1]) is None
    assert detect([*polish[1:], polish[0]]) is None


@pytest.mark.parametrize(
    "header",
    [
        "Имя,Фамилия,URL-адрес,Адрес электронной почты,Компания,Должность,Дата установления контакта",
        "Ім'я,Прізвище,URL-адреса,Адреса електронної пошти,Компанія,Посада,Дата контакту",
        "Jméno,Příjmení,Adresa URL,E-mailová adresa,Společnost,Pozice,Datum spojení",
        "Fornavn,Etternavn,Nettadresse,E-postadresse,Firma,Stilling,Tilknyttet siden",
        "名字,姓氏,网址,电子邮件地址,公司,职位,建立联系日期",
        "名字,姓氏,網址,電子郵件地址,公司,職稱,建立聯絡日期",
    ],
)
def test_the_profile_in_a_translated_export_of_linkedin_is_kept(header: str) -> None:
    names = header.split(",")
    ada = person(names, "Ada", "King", "https://www.linkedin.com/in/ada-king", "", "", "", "05 Mar 2024")
    assert (ada.name, ada.profiles) == ("Ada King", (("linkedin", "https://linkedin.com/in/ada-king"),))
    found = detect(names)
    assert found is not None
    assert found.name == "LinkedIn Connections"


def test_the_first_of_two_columns_is_the_one_that_the_program_means() -> None:
    header = ["Name", "Given Name", "Family Name", "Occupation", "Group Membership", "Organization 1 - Title"]
    assert person(header, "Ada", "", "", "", "", "Analyst").title == "Analyst"
    two = ["Organization 2 - Name", "Organization 1 - Name", "Given Name", "Family Name", "Yomi Name"]
    assert person(two, "Before", "Now", "Ada", "", "").company == "Now"


def test_a_colleague_or_a_company_is_never_taken_for_the_person() -> None:
    header = [
        "Candidate ID",
        "Application ID",
        "Candidate Name",
        "Recruiter",
        "Recruiter Email",
        "Referrer Email",
    ]
    ada = person(header, "1", "2", "Ada", "Bo", "bo@example.org", "cy@example.org")
    assert (ada.name, ada.emails) == ("Ada", ())
    unknown = ["Name", "Hiring manager e-mail", "Company website", "Account phone"]
    assert person(unknown, "Ada", "bo@example.org", "acme.example", "+49 30 123456") == PersonRow(name="Ada")
