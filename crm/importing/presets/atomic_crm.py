"""Atomic CRM, contacts exported from the list. Headers from its published source's import sample: verified there."""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Atomic CRM",
    signatures=(
        ("first_name", "last_name", "email_work", "email_home"),
        ("first_name", "last_name", "has_newsletter", "linkedin_url"),
    ),
    columns={
        "title": ("title",),
        "company": ("company",),
        "email_work": ("email_work",),
        "email_personal": ("email_home",),
        "email_other": ("email_other",),
        "phone_work": ("phone_work",),
        "phone_home": ("phone_home",),
        "phone_other": ("phone_other",),
        "linkedin": ("linkedin_url",),
        "tags": ("tags",),
        "note": ("background",),
        "photo_url": ("avatar",),
    },
    unused=(
        "gender",
        "first_seen",
        "last_seen",
        "has_newsletter",
        "status",
        "sales",
        "sales_id",
        "company_id",
    ),
)
