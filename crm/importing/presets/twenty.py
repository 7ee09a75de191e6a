"""Twenty, people exported from the table.

Headers from Twenty's page on importing by CSV: verified there. The names of a field and its part are joined by " / ";
several e-mails and phones stand as JSON in a cell; a phone is parted in number, country and calling code.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Twenty",
    signatures=(
        ("Name / First Name", "Name / Last Name"),
        ("Emails / Primary Email", "Phones / Primary Phone Number"),
    ),
    columns={
        "first_name": ("Name / First Name",),
        "last_name": ("Name / Last Name",),
        "emails": ("Emails / Primary Email", "Emails / Additional Emails"),
        "phones": ("Phones / Primary Phone Number", "Phones / Additional Phones"),
        "phone_country": ("Phones / Primary Phone Calling Code", "Phones / Primary Phone Country Code"),
        "linkedin": ("Linkedin / Link URL", "Linkedin / URL", "Linkedin / Primary Link Url"),
        "x": ("X / Link URL", "X / URL", "X / Primary Link Url"),
        "title": ("Job Title",),
        "city": ("City",),
        "company": ("Company / Name", "Company"),
        "photo_url": ("Avatar", "Avatar URL"),
    },
    unused=(
        "Id",
        "Company Id",
        "Linkedin / Link Label",
        "X / Link Label",
        "Created by / Name",
        "Position",
        "Creation Date",
    ),
)
