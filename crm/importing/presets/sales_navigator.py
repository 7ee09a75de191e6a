"""Leads of LinkedIn Sales Navigator. It has no export of its own; what people have are files of programs that read it.

Headers from memory of such programs' published files (leads as camelCase, and as "Sales Navigator URL"): not verified.
An address of Sales Navigator (/sales/lead/...) names nobody outside of it, so the public address is the identity.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Sales Navigator",
    signatures=(
        ("firstName", "lastName", "vmid"),
        ("firstName", "lastName", "defaultProfileUrl"),
        ("firstName", "lastName", "linkedInProfileUrl", "companyName"),
        ("First Name", "Last Name", "Sales Navigator URL"),
        ("First Name", "Last Name", "LinkedIn Sales Navigator URL"),
        ("First Name", "Last Name", "Sales Navigator Profile URL"),
        ("First Name", "Last Name", "Sales Nav URL"),
    ),
    columns={
        "first_name": ("firstName",),
        "last_name": ("lastName",),
        "name": ("fullName",),
        "title": ("title", "Current Job", "Job Title"),
        "company": ("companyName", "Company", "Current Company"),
        "headline": ("headline",),
        "location": ("location", "Prospect Location"),
        "linkedin": (
            *(
                "linkedInProfileUrl",
                "defaultProfileUrl",
                "LinkedIn URL",
                "Linkedin URL Public",
                "LinkedIn Profile URL",
            ),
            *("Prospect Linkedin URL", "LinkedIn Public URL"),
        ),
        "photo_url": ("profileImageUrl", "profilePictureUrl"),
        "emails": ("email", "Email Address"),
    },
    unused=(
        *(
            "profileUrl",
            "Sales Navigator URL",
            "LinkedIn Sales Navigator URL",
            "Sales Navigator Profile URL",
            "Sales Nav URL",
        ),
        *(
            "vmid",
            "summary",
            "titleDescription",
            "industry",
            "companyId",
            "companyUrl",
            "regularCompanyUrl",
            "companyLocation",
        ),
        *(
            "query",
            "timestamp",
            "name",
            "searchAccountFullName",
            "Company Website",
            "Company Domain",
            "Company Location",
        ),
        *("Company LinkedIn URL", "Website", "Email Status", "Matching Filters", "pastExperienceCompanyName"),
    ),
)
