"""Salesforce: contacts and leads as a report, or by the names of the API (Data Loader, Data Export).

Both sets of names are those of the Contact and Lead objects in Salesforce's object reference: verified there. Reports
have the columns that somebody chose.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Salesforce",
    signatures=(
        ("First Name", "Last Name", "Account Name", "Mailing City"),
        ("First Name", "Last Name", "Account Name", "Contact Owner"),
        ("First Name", "Last Name", "Account Name", "Contact ID"),
        ("First Name", "Last Name", "Account Name", "Mailing Street"),
        ("First Name", "Last Name", "Account Name", "Title", "Email"),
        ("First Name", "Last Name", "Lead Owner", "Lead Status"),
        ("First Name", "Last Name", "Company / Account", "Lead Source"),
        ("Id", "FirstName", "LastName", "AccountId"),
        ("FirstName", "LastName", "MailingCity"),
        ("FirstName", "LastName", "LeadSource"),
        ("Full Name", "Account Name", "Contact Owner Alias"),
    ),
    columns={
        "name": ("Full Name",),
        "first_name": ("First Name",),
        "middle_name": ("Middle Name",),
        "last_name": ("Last Name",),
        "suffix": ("Suffix",),
        "title": ("Title",),
        "company": ("Account Name", "Company / Account", "Company", "Account.Name", "AccountName"),
        "emails": ("Email",),
        "phones": ("Phone", "Business Phone"),
        "phone_mobile": ("Mobile", "Mobile Phone"),
        "phone_home": ("Home Phone",),
        "phone_other": ("Other Phone",),
        "city": ("Mailing City", "City", "Other City"),
        "region": ("Mailing State/Province", "Mailing State", "State/Province", "State"),
        "country": ("Mailing Country", "Country"),
        "address": ("Mailing Address",),
        "photo_url": ("PhotoUrl",),
        "note": ("Description", "Contact Description"),
    },
    unused=(
        *(
            "Salutation",
            "Account ID",
            "Contact ID",
            "Account Owner",
            "Contact Owner",
            "Lead Owner",
            "Asst. Phone",
            "Assistant",
        ),
        *(
            "AssistantName",
            "AssistantPhone",
            "Fax",
            "Business Fax",
            "Website",
            "Rating",
            "Reports To",
            "Name",
        ),
        *("Account Site", "Last Activity", "Industry", "Street", "Mailing Street", "Mailing Zip/Postal Code"),
    ),
)
