"""Roster's own export (`crm.exporting.columns`): its headers are the labels of the fields. Verified by a test."""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="Roster",
    signatures=(
        (
            "Name",
            "Headline",
            "Photo",
            "E-mails",
            "Phones",
            "Profile links",
            "Positions",
            "Certifications",
            "Skills",
        ),
    ),
    literal=True,
)
