"""Pipedrive, people exported from the list.

Headers are the program's field names with "Person - " before them, e-mails and phones by kind: as in its import page and
in others' descriptions, not verified by an export. Lists exported without the prefix have an "Organization" and an "Owner".
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Pipedrive",
    signatures=(
        ("Person - Name", "Person - Organization"),
        ("Person - Name", "Person - Email"),
        ("Person - Name", "Person - Email - Work"),
        ("Person - Name", "Person - Phone - Work"),
        ("Person - Name", "Person - ID"),
        ("Name", "Email - Work", "Phone - Work", "Organization"),
        ("Name", "Organization", "Open deals", "Closed deals"),
        ("Name", "Organization", "Won deals", "Next activity date"),
        ("Person - Name", "Organization - Name"),
    ),
    columns={
        "name": ("Person - Name", "Name"),
        "first_name": ("Person - First name", "First name"),
        "last_name": ("Person - Last name", "Last name"),
        "emails": ("Person - Email", "Email"),
        "email_work": ("Person - Email - Work", "Email - Work"),
        "email_personal": ("Person - Email - Home", "Email - Home"),
        "email_other": ("Person - Email - Other", "Email - Other"),
        "phones": ("Person - Phone", "Phone"),
        "phone_work": ("Person - Phone - Work", "Phone - Work"),
        "phone_home": ("Person - Phone - Home", "Phone - Home"),
        "phone_mobile": ("Person - Phone - Mobile", "Phone - Mobile"),
        "phone_other": ("Person - Phone - Other", "Phone - Other"),
        "company": ("Person - Organization", "Organization", "Organization - Name"),
        "title": ("Person - Job title", "Job title", "Person - Position"),
        "city": ("Person - Postal address - City", "Person - City/town/village/locality of Postal address"),
        "country": ("Person - Country of Postal address",),
        "address": ("Person - Postal address", "Postal address"),
        "linkedin": ("Person - LinkedIn", "Person - LinkedIn profile"),
        "tags": ("Person - Label", "Person - Labels", "Label", "Labels"),
        "note": ("Person - Notes", "Person - Note"),
    },
    unused=(
        "Person - Owner",
        "Owner",
        "Person - ID",
        "Person - Profile picture",
        "Organization - Address",
        "Instant messenger",
    ),
)
