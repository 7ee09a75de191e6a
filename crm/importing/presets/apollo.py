"""Apollo, contacts exported as CSV.

Headers from published exports: newer files say "Company Name", older ones "Company": verified in part. "Title" is what
somebody does; "Website" and the other "Company ..." columns are the company's; phones have an apostrophe in front. By the corporate phone
somebody can be reached, and it makes nobody one with a colleague.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Apollo",
    signatures=(
        ("Person Linkedin Url", "Apollo Contact Id"),
        ("Person Linkedin Url", "Email Status"),
        ("Person Linkedin Url", "Company Linkedin Url", "Company Name for Emails"),
        ("First Name", "Last Name", "Apollo Contact Id"),
        ("First Name", "Last Name", "Apollo Account Id"),
        ("First Name", "Last Name", "Person Linkedin Url", "# Employees"),
    ),
    columns={
        "title": ("Title",),
        "company": ("Company Name", "Company"),
        "emails": ("Email",),
        "email_other": ("Secondary Email", "Tertiary Email"),
        "phones": ("Phone", "First Phone"),
        "phone_work": ("Work Direct Phone", "Work Phone", "Corporate Phone"),
        "phone_home": ("Home Phone",),
        "phone_mobile": ("Mobile Phone",),
        "phone_other": ("Other Phone",),
        "linkedin": ("Person Linkedin Url",),
        "x": ("Twitter Url",),
        "city": ("City",),
        "region": ("State",),
        "country": ("Country",),
        "tags": ("Lists",),
    },
    unused=(
        *(
            "Company Name for Emails",
            "Company for Emails",
            "Website",
            "Company Phone",
            "Corporate Phone",
            "Facebook Url",
        ),
        *(
            "Company Linkedin Url",
            "Company Address",
            "Company City",
            "Company State",
            "Company Country",
            "Keywords",
        ),
        *(
            "Technologies",
            "Industry",
            "Seniority",
            "Departments",
            "Contact Owner",
            "Account Owner",
            "Stage",
            "Email Sent",
        ),
        *(
            "Email Status",
            "Email Confidence",
            "Email Open",
            "Email Bounced",
            "Email Source",
            "Primary Email Source",
        ),
        *(
            "Secondary Email Source",
            "Tertiary Email Source",
            "Primary Email Last Verified At",
            "Subsidiary of",
        ),
    ),
)
