"""Naukri, applications exported as a workbook or CSV. Headers from published programs that read it: not verified by an export.

"Job Title" and "Role" are those of the job that somebody has applied for.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Naukri",
    signatures=(("Curr. Company name", "Curr. Company Designation"),),
    columns={
        "name": ("Name",),
        "emails": ("Email ID",),
        "phones": ("Phone Number",),
        "location": ("Current Location",),
        "company": ("Curr. Company name",),
        "title": ("Curr. Company Designation",),
        "headline": ("Resume Headline", "Summary"),
        "skills": ("Key Skills",),
        "school": ("UG University/institute Name",),
        "degree": ("Under Graduation degree",),
        "study": ("UG Specialization",),
    },
    unused=("Job Title", "Role"),
)
