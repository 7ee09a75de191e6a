"""Ashby, candidates as a report: the columns are those that somebody chose.

No header of an export is published; the names follow the fields of its API: not verified. A report may have a row for
each application.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Ashby",
    signatures=(
        ("Candidate Name", "Primary Email Address"),
        ("Candidate Name", "Current Interview Stage"),
        ("Candidate Name", "Application Created At"),
        ("Candidate Name", "Primary Phone Number", "LinkedIn URL"),
        ("Candidate ID", "Primary Email Address"),
        ("Candidate ID", "Current Interview Stage"),
    ),
    columns={
        "person_id": ("Candidate ID",),
        "name": ("Candidate Name", "Name", "Candidate"),
        "emails": ("Primary Email Address", "Email", "Candidate Email"),
        "email_other": ("Alternate Email Addresses", "Secondary Email Addresses", "Other Email Addresses"),
        "phones": ("Primary Phone Number", "Phone Number", "Alternate Phone Numbers"),
        "linkedin": ("LinkedIn URL", "LinkedIn"),
        "github": ("GitHub URL", "GitHub"),
        "website": ("Website URL", "Website"),
        "company": ("Current Company", "Company"),
        "title": ("Current Title", "Title", "Position"),
        "location": ("Location", "Candidate Location", "Primary Location"),
        "school": ("School",),
        "tags": ("Tags", "Candidate Tags"),
        "note": ("Notes",),
    },
    unused=(
        "Source",
        "Job",
        "Job Title",
        "Current Interview Stage",
        "Status",
        "Application Created At",
        "Application ID",
    ),
)
