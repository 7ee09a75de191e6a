"""LinkedIn Recruiter: the profiles of a project, and the candidates of LinkedIn's Talent Hub.

Talent Hub's Candidates.csv is described field by field in LinkedIn's help (a526782): verified there. Recruiter's own
export has no such page; its headers are those that other importers are tested with: not verified. It has no e-mail
column, so who is meant is told by the profile's address.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="LinkedIn Recruiter",
    signatures=(
        ("First Name", "Last Name", "Profile URL", "Project", "Stage"),
        ("First Name", "Last Name", "Profile URL", "Pipeline stage"),
        ("First Name", "Last Name", "Profile URL", "Current Title", "Current Company"),
        ("First Name", "Last Name", "Profile URL", "Active Project"),
        ("First name", "Last name", "Pipeline stage", "Note visibility"),
        ("candidate_id", "hiring_state_id", "profile_url", "sourcing_channels"),
    ),
    columns={
        "title": ("Title", "Current Title", "Job title"),
        "company": ("Company", "Current Company"),
        "profiles": ("Profile URL",),
        "emails": ("Email", "Email Address", "emails"),
        "phones": ("Phone Number", "phone_numbers"),
        "note": ("Note", "Notes"),
        "tags": ("Tags",),
        "person_id": ("candidate_id",),
    },
    unused=("Project", "Active Project", "Stage", "Pipeline stage", "Note visibility", "project_id"),
)
