"""HubSpot, contacts exported from a view or an index page.

Headers from HubSpot's list of default contact properties: verified there. The columns are those of the exporting view,
or all of them, 200 and more; the record's id is always among them. Whole companies share a website, so it is no profile.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="HubSpot",
    signatures=(
        ("Record ID", "Lifecycle Stage"),
        ("Record ID", "Lead Status"),
        ("Record ID", "Contact owner"),
        ("Record ID", "Marketing contact status"),
        ("Record ID", "First Name", "Last Name"),
        ("Record ID - Contact",),
        ("Contact ID", "Lifecycle Stage"),
        ("Datensatz-ID", "Vorname", "Nachname"),
        ("Eintrags-ID", "Vorname", "Nachname"),
        ("ID de registro", "Nombre", "Apellidos"),
        ("ID de fiche d'informations", "Prénom", "Nom de famille"),
    ),
    columns={
        "first_name": ("First Name",),
        "last_name": ("Last Name",),
        "emails": ("Email",),
        "email_work": ("Work email",),
        "email_other": ("Additional email addresses", "Member email"),
        "phones": ("Phone Number", "WhatsApp Phone Number"),
        "phone_mobile": ("Mobile Phone Number",),
        "title": ("Job Title",),
        "company": ("Company Name", "Associated Company", "Primary Company", "Associated Company (Primary)"),
        "city": ("City",),
        "region": ("State/Region",),
        "country": ("Country/Region", "Country"),
        "linkedin": ("LinkedIn URL", "LinkedIn Bio"),
        "x": ("Twitter Username",),
        "school": ("School",),
        "degree": ("Degree",),
        "study": ("Field of study",),
    },
    unused=(
        *(
            "Record ID",
            "Website URL",
            "Website",
            "Contact owner",
            "Associated Company IDs",
            "Job function",
            "Message",
        ),
        *(
            "Associated Contact",
            "Associated Note",
            "Fax Number",
            "Street Address",
            "Salutation",
            "Email Domain",
            "Industry",
        ),
        *(
            "Associated Company IDs (Primary)",
            "Number of times contacted",
            "Owner's email address",
            "Time zone",
        ),
    ),
)
