"""Gem, the sheet for putting people into a project.

The sheet itself is on no page that is published; the names are those of the article about it: constructed, not verified.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Gem",
    signatures=(
        ("First name", "Last name", "Title", "School", "LinkedIn URL"),
        ("First name", "Last name", "School", "LinkedIn URL", "Notes"),
        ("Full name", "LinkedIn URL", "School", "Title"),
    ),
    columns={
        "name": ("Full name",),
        "title": ("Title", "Job title"),
        "company": ("Company", "Current company"),
        "school": ("School",),
        "location": ("Location",),
        "emails": ("Email", "Email address"),
        "email_personal": ("Personal email",),
        "email_work": ("Work email",),
        "phones": ("Phone", "Phone number"),
        "linkedin": ("LinkedIn URL", "LinkedIn"),
        "github": ("GitHub URL",),
        "tags": ("Tags",),
        "note": ("Notes", "Note"),
    },
    unused=("Project", "Project name", "Sequence", "Stage", "Gem URL"),
)
