"""Google Contacts, "Google CSV": the one of today, and the one with "Type" and "Group Membership".

Both headers are known from Google's help and published files: verified. How many numbered columns there are depends on
the data; several values stand in one cell, parted by " ::: ", and "* " marks the first of a kind and Google's own groups.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Google Contacts",
    signatures=(
        ("First Name", "Phonetic First Name", "File As", "Labels"),
        ("First Name", "Last Name", "Organization Title", "Organization Department", "Labels"),
        ("Name", "Given Name", "Family Name", "Group Membership"),
        ("Given Name", "Family Name", "Yomi Name"),
        ("Name Prefix", "Name Suffix", "E-mail 1 - Value"),
        ("Name", "Given Name", "Phone 1 - Type", "Phone 1 - Value"),
    ),
    columns={
        "name": ("Name",),
        "first_name": ("First Name", "Given Name"),
        "middle_name": ("Middle Name", "Additional Name"),
        "last_name": ("Last Name", "Family Name"),
        "suffix": ("Name Suffix",),
        "nickname": ("Nickname",),
        "email_kind": ("E-mail - Label", "E-mail - Type"),
        "emails": ("E-mail - Value",),
        "phone_kind": ("Phone - Label", "Phone - Type"),
        "phones": ("Phone - Value",),
        "city": ("Address - City",),
        "region": ("Address - Region",),
        "country": ("Address - Country",),
        "address": ("Address - Formatted", "Location"),
        "company": ("Organization Name", "Organization 1 - Name"),
        "title": ("Organization Title", "Organization 1 - Title", "Occupation"),
        "profiles": ("Website - Value",),
        "photo_url": ("Photo",),
        "tags": ("Labels", "Group Membership"),
        "note": ("Notes",),
    },
    unused=(
        *(
            "Website - Label",
            "Website - Type",
            "Organization - Location",
            "Organization - Type",
            "Organization - Symbol",
        ),
        *(
            "Organization - Department",
            "Organization Department",
            "Custom Field - Value",
            "Relation - Value",
            "Language",
        ),
        *(
            "Address - Street",
            "Address - Postal Code",
            "Address - Extended Address",
            "Subject",
            "Billing Information",
        ),
    ),
)
