"""Outlook: the CSV of the desktop program, of Outlook.com, and Google's "Outlook CSV".

The English header is known from Microsoft's help and published files: verified. The German one is constructed from the
program's own words: not verified; the French one from published files. "Title" is the honorific here; what somebody does
is the "Job Title". In French both are called "Titre", the job behind the honorific.
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
        ("Prénom", "Nom", "Adresse de messagerie", "Téléphone (bureau)"),
        ("Prénom", "Nom", "Adresse de messagerie", "Tél. mobile"),
    ),
    columns={
        "first_name": ("First Name", "Vorname", "Prénom"),
        "middle_name": ("Middle Name", "Weitere Vornamen", "Deuxième prénom"),
        "last_name": ("Last Name", "Nachname", "Nom"),
        "suffix": ("Suffix",),
        "nickname": ("Nickname",),
        "emails": ("E-mail Address", "E-Mail-Adresse", "E-Mail : Adresse", "Adresse de messagerie"),
        "phones": ("Primary Phone", "Haupttelefon", "Téléphone principal"),
        "phone_mobile": ("Mobile Phone", "Mobiltelefon", "Tél. mobile"),
        "phone_work": ("Business Phone", "Telefon geschäftlich", "Téléphone (bureau)"),
        "phone_home": ("Home Phone", "Telefon privat", "Telefon (privat)", "Téléphone (domicile)"),
        "phone_other": (
            *("Other Phone", "Car Phone", "Weiteres Telefon", "Autotelefon", "Téléphone (autre)"),
            "Téléphone (voiture)",
        ),
        "company": ("Company", "Firma", "Société"),
        "title": ("Job Title", "Position", "Titre"),
        "city": (
            *("Home City", "Business City", "Other City", "Ort privat", "Ort geschäftlich"),
            *("Ville (domicile)", "Ville (bureau)", "Ville (autre)"),
        ),
        "region": (
            *("Home State", "Business State", "Other State", "Bundesland/Kanton privat"),
            *("Dép/Région (domicile)", "Dép/Région (bureau)", "Dép/Région (autre)"),
        ),
        "country": (
            "Home Country",
            "Home Country/Region",
            "Business Country",
            "Business Country/Region",
            "Other Country",
            "Other Country/Region",
            "Land/Region privat",
            "Land/Region geschäftlich",
            *("Pays/Région (domicile)", "Pays/Région (bureau)", "Pays/Région (autre)"),
        ),
        "address": ("Home Address", "Business Address", "Other Address", "Location"),
        "profiles": ("Web Page", "Personal Web Page", "Webseite", "Page Web"),
        "tags": ("Categories", "Kategorien", "Catégories"),
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
    last=("Titre",),
)
