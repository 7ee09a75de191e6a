"""Thunderbird's address book, exported as CSV.

Headers as in the program's strings for its export (English; German and French from its translations, from memory):
the English ones verified by published files, the others not.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Thunderbird",
    signatures=(
        ("First Name", "Last Name", "Display Name", "Primary Email", "Secondary Email"),
        ("Display Name", "Primary Email", "Screen Name"),
        ("Vorname", "Nachname", "Anzeigename", "Primäre E-Mail-Adresse"),
        ("Prénom", "Nom de famille", "Nom à afficher", "Première adresse électronique"),
    ),
    columns={
        "name": ("Display Name", "Anzeigename", "Nom à afficher"),
        "first_name": ("First Name", "Vorname", "Prénom"),
        "last_name": ("Last Name", "Nachname", "Nom de famille"),
        "nickname": ("Nickname", "Spitzname", "Surnom"),
        "emails": ("Primary Email", "Primäre E-Mail-Adresse", "Première adresse électronique"),
        "email_other": ("Secondary Email", "Sekundäre E-Mail-Adresse", "Adresse électronique secondaire"),
        "phone_work": ("Work Phone", "Tel. dienstlich", "Tél. professionnel"),
        "phone_home": ("Home Phone", "Tel. privat", "Tél. personnel"),
        "phone_mobile": ("Mobile Number", "Mobil-Tel.-Nr.", "Portable"),
        "city": ("Home City", "Work City", "Privat: Ort", "Dienstlich: Ort"),
        "region": ("Home State", "Work State", "Privat: Bundesland", "Dienstlich: Bundesland"),
        "country": ("Home Country", "Work Country", "Privat: Land", "Dienstlich: Land"),
        "address": ("Home Address", "Work Address"),
        "company": ("Organization", "Organisation", "Société"),
        "title": ("Job Title", "Arbeitstitel", "Profession", "Fonction"),
        "website": ("Web Page 1", "Web Page 2"),
        "note": ("Notes", "Notizen"),
    },
    unused=(
        "Screen Name",
        "Fax Number",
        "Pager Number",
        "Department",
        "Custom",
        "Birth Year",
        "Birth Month",
        "Birth Day",
    ),
)
