"""LinkedIn, "Get a copy of your data", Connections.csv.

English headers as LinkedIn's help shows them and many published files have them: verified. Translated ones are known
from a German file that another importer is tested with; further languages are constructed from LinkedIn's own words
for them and are not verified; the shape of the table tells in any other. Hidden members are rows of nothing but commas.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="LinkedIn Connections",
    signatures=(
        ("First Name", "Last Name", "Connected On"),
        ("Vorname", "Nachname", "Verbunden am"),
        ("Vorname", "Nachname", "Vernetzt am"),
        ("Vorname", "Nachname", "Verknüpft am"),
        ("Prénom", "Nom", "En relation depuis le"),
        ("Prénom", "Nom", "Connecté le"),
        ("Prénom", "Nom", "Date de connexion"),
        ("Prénom", "Nom de famille", "Connecté le"),
        ("Prénom", "Nom de famille", "En relation depuis le"),
        ("Nombre", "Apellidos", "Conectado el"),
        ("Nombre", "Apellidos", "Fecha de conexión"),
        ("Nombre", "Apellidos", "Contacto desde"),
        ("Nome", "Cognome", "Collegato il"),
        ("Nome", "Cognome", "Data di collegamento"),
        ("Nome", "Sobrenome", "Conectado em"),
        ("Nome", "Sobrenome", "Conexão em"),
        ("Nome", "Apelido", "Ligado em"),
        ("Voornaam", "Achternaam", "Verbonden op"),
        ("Voornaam", "Achternaam", "Gekoppeld op"),
        ("Imię", "Nazwisko", "Data nawiązania kontaktu"),
        ("Imię", "Nazwisko", "Połączono"),
        ("Förnamn", "Efternamn", "Kontakt sedan"),
        ("Förnamn", "Efternamn", "Ansluten den"),
        ("Fornavn", "Efternavn", "Forbundet den"),
        ("Fornavn", "Etternavn", "Tilknyttet"),
        ("Jméno", "Příjmení", "Spojeno dne"),
        ("Ad", "Soyad", "Bağlantı Tarihi"),
        ("Имя", "Фамилия", "Дата установления контакта"),
        ("Имя", "Фамилия", "Дата контакта"),
        ("名", "姓", "つながった日"),
        ("名", "姓", "つながり日"),
        ("名", "姓", "联系人添加日期"),
        ("이름", "성", "1촌 맺은 날짜"),
    ),
    columns={
        "first_name": ("First Name",),
        "last_name": ("Last Name",),
        "title": ("Position",),
        "profiles": ("URL",),
    },
    unused=("Connected On",),
    shape=("first_name", "last_name", "profiles", "emails", "company", "title", ""),
)
