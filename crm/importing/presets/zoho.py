"""Zoho CRM, contacts or leads exported from a module. Headers from memory of its default fields: not verified."""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Zoho CRM",
    signatures=(
        ("Record Id", "Contact Owner", "First Name", "Last Name", "Account Name", "Mailing City"),
        ("Record Id", "Contact Owner", "First Name", "Last Name", "Account Name"),
        ("Record Id", "Contact Owner.id", "First Name", "Last Name", "Account Name", "Mailing City"),
        ("Record Id", "Lead Owner", "First Name", "Last Name", "Company"),
    ),
    columns={
        "title": ("Title", "Designation"),
        "company": ("Account Name", "Company"),
        "emails": ("Email",),
        "email_other": ("Secondary Email",),
        "phones": ("Phone",),
        "phone_mobile": ("Mobile",),
        "phone_home": ("Home Phone",),
        "phone_other": ("Other Phone",),
        "city": ("Mailing City", "City", "Other City"),
        "region": ("Mailing State", "State"),
        "country": ("Mailing Country", "Country"),
        "x": ("Twitter",),
        "tags": ("Tag",),
        "note": ("Description",),
    },
    unused=(
        "Record Id",
        "Contact Owner",
        "Lead Owner",
        "Account Name.id",
        "Salutation",
        "Asst Phone",
        "Website",
        "Skype ID",
        "Fax",
    ),
)
