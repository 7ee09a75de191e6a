"""Greenhouse: the sheet for importing prospects, and reports with a row for each application.

The sheet's names are in Greenhouse's help (203871039): verified there. Reports have the columns that somebody chose;
their names are the program's own as help pages and others' tables show them: not verified by an export. Rows with the
same candidate id are one person.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Greenhouse",
    signatures=(
        ("First Name", "Last Name", "Who gets credit"),
        ("First Name", "Last Name", "Prospect Pool"),
        ("Candidate ID", "Application ID"),
        ("Candidate Name", "Application ID"),
        ("Candidate Id", "Application Id", "Candidate Name"),
        ("Candidate Name", "Job Name", "Job Status"),
        ("Candidate Name", "Current Stage", "Application Status"),
    ),
    columns={
        "person_id": ("Candidate ID", "Person ID"),
        "name": ("Candidate Name", "Name", "Candidate"),
        "first_name": ("First Name", "Candidate First Name"),
        "last_name": ("Last Name", "Candidate Last Name"),
        "company": ("Company", "Current Company", "Candidate Company"),
        "title": ("Title", "Current Title", "Candidate Title"),
        "emails": (
            "Email",
            "Emails",
            "Candidate Email",
            "Candidate Emails",
            "Email Address",
            "Email Addresses",
            "Primary Email",
        ),
        "email_personal": ("Personal Email", "Personal Email Addresses"),
        "email_work": ("Work Email",),
        "phones": ("Phone", "Phones", "Candidate Phone", "Phone Numbers", "Phone Number"),
        "profiles": (
            "Social Media",
            "Website",
            "Candidate Social Media",
            "Social Media Addresses",
            "Website Addresses",
        ),
        "linkedin": ("LinkedIn", "LinkedIn Profile", "LinkedIn URL"),
        "address": ("Address", "Addresses", "Candidate Address"),
        "tags": ("Tags", "Candidate Tags"),
        "note": ("Notes",),
    },
    unused=(
        *(
            "Application ID",
            "Source",
            "Who gets credit",
            "Job",
            "Jobs",
            "Job Name",
            "Department",
            "Office",
            "Prospect Pool",
        ),
        *(
            "Prospect Stage",
            "Recruiter",
            "Coordinator",
            "Referrer",
            "Hiring Manager",
            "Stage",
            "Current Stage",
            "Status",
        ),
        *(
            "Recruiter Email",
            "Referrer Email",
            "Coordinator Email",
            "Credited To",
            "Location",
            "Job Location",
        ),
    ),
)
