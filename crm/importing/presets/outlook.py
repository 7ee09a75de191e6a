"""Outlook: the CSV of the desktop program, of Outlook.com, and Google's "Outlook CSV".

The English header is known from Microsoft's help and published files: verified. The German one is constructed from the
program's own words: not verified. "Title" is the honorific here; what somebody does is the "Job Title".
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Outlook",
    signatures=(
        ("First Name", "Last Name", "E-mail Address", "Business Phone", "Home Phone"),
        ("First Name", "Last Name", "E-mail Address", "Business Street", "Job Title"),
        ("First Name", "Last Name", "E-mail Display Name"),
        ("First Name", "Last Name", "E-mail 2 Address", "Web Page"),
        ("Vorname", "Nachname", "E-Mail-Adresse", "Telefon geschäftlich"),
        ("Vorname", "Nachname", "E-Mail-Adresse", "Mobiltelefon", "Webseite"),
    ),
    columns={
        "first_name": ("First Name", "Vorname"),
        "middle_name": ("Middle Name", "Weitere Vornamen"),
        "last_name": ("Last Name", "Nachname"),
        "suffix": ("Suffix",),
        "nickname": ("Nickname",),
        "emails": ("E-mail Address", "E-Mail-Adresse", "E-Mail : Adresse"),
        "phones": ("Primary Phone", "Haupttelefon"),
        "phone_mobile": ("Mobile Phone", "Mobiltelefon"),
        "phone_work": ("Business Phone", "Telefon geschäftlich"),
        "phone_home": ("Home Phone", "Telefon privat", "Telefon (privat)"),
        "phone_other": ("Other Phone", "Car Phone", "Weiteres Telefon", "Autotelefon"),
        "company": ("Company", "Firma"),
        "title": ("Job Title", "Position"),
        "city": ("Home City", "Business City", "Other City", "Ort privat", "Ort geschäftlich"),
        "region": ("Home State", "Business State", "Other State", "Bundesland/Kanton privat"),
        "country": (
            "Home Country",
            "Home Country/Region",
            "Business Country",
            "Business Country/Region",
            "Other Country",
            "Other Country/Region",
            "Land/Region privat",
            "Land/Region geschäftlich",
        ),
        "address": ("Home Address", "Business Address", "Other Address", "Location"),
        "profiles": ("Web Page", "Personal Web Page", "Webseite"),
        "tags": ("Categories", "Kategorien"),
        "note": ("Notes", "Notizen"),
    },
    unused=(
        *(
            "Title",
            "Anrede",
            "Initials",
            "Account",
            "Company Main Phone",
            "Assistant's Phone",
            "Business Fax",
            "Home Fax",
        ),
        *(
            "Other Fax",
            "Pager",
            "ISDN",
            "Radio Phone",
            "TTY/TDD Phone",
            "Telex",
            "Callback",
            "Keywords",
            "User",
            "Mileage",
        ),
        *(
            "Profession",
            "Office Location",
            "Department",
            "Language",
            "E-mail Type",
            "E-mail Display Name",
            "Schools",
        ),
        *(
            "Home Street",
            "Business Street",
            "Other Street",
            "Referred By",
            "Spouse",
            "Children",
            "Hobby",
            "Priority",
        ),
    ),
)
