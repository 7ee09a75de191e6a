"""Lever: the template for moving to it, and its export with a row for each opportunity.

The template's names and rules (several values in one cell, parted by a comma without a blank) are in Lever's help:
verified there. Those of the export are constructed from the names of its API: not verified.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Lever",
    signatures=(
        ("Full-Name", "Date-Added", "Origin"),
        ("Full-Name", "Archive-Reason"),
        ("Full-Name", "Email", "Stage"),
        ("Opportunity ID", "Contact ID"),
        ("Opportunity ID", "Candidate Name"),
        ("Candidate Name", "Posting", "Archive Reason"),
        ("Candidate Name", "Posting Title", "Origin"),
    ),
    columns={
        "person_id": ("Candidate ID", "Contact ID"),
        "name": ("Full-Name", "Candidate Name", "Name", "Contact Name"),
        "emails": ("Email", "Emails", "Candidate Email", "Primary Email"),
        "phones": ("Phone", "Phones", "Candidate Phone", "Phone-Number"),
        "headline": ("Headline",),
        "company": ("Company", "Current-Company", "Candidate Company", "Organization"),
        "title": ("Title", "Current-Title", "Candidate Title"),
        "location": ("Location", "Candidate Location"),
        "profiles": ("Links", "Link", "Candidate Links", "URLs"),
        "tags": ("Tags", "Candidate Tags"),
        "note": ("Notes",),
    },
    unused=(
        *(
            "Sources",
            "Source",
            "Origin",
            "Stage",
            "Stage-Name",
            "Owner",
            "Posting",
            "Posting Title",
            "Posting Owner",
        ),
        *("Archive-Reason", "Archive-Date", "Date-Added", "Opportunity ID", "Referrer", "Posting-Location"),
    ),
)
