"""The programs whose files are known. To add one: a file here with a `PRESET`, and its line in `PRESETS`."""

from collections.abc import Sequence

from crm.importing.presets import (
    apollo,
    apple,
    ashby,
    atomic_crm,
    gem,
    google,
    greenhouse,
    hubspot,
    lever,
    linkedin_connections,
    linkedin_recruiter,
    naukri,
    outlook,
    pipedrive,
    roster,
    sales_navigator,
    salesforce,
    thunderbird,
    twenty,
    zoho,
)
from crm.importing.presets.preset import Preset, best

__all__ = ["PRESETS", "Preset", "detect"]

PRESETS: tuple[Preset, ...] = (
    roster.PRESET,
    linkedin_connections.PRESET,
    linkedin_recruiter.PRESET,
    sales_navigator.PRESET,
    google.PRESET,
    outlook.PRESET,
    apple.PRESET,
    thunderbird.PRESET,
    hubspot.PRESET,
    salesforce.PRESET,
    zoho.PRESET,
    pipedrive.PRESET,
    twenty.PRESET,
    atomic_crm.PRESET,
    apollo.PRESET,
    greenhouse.PRESET,
    lever.PRESET,
    ashby.PRESET,
    gem.PRESET,
    naukri.PRESET,
)


def detect(header: Sequence[str]) -> Preset | None:
    """Whose file has this header; None where no program is known by it."""
    return best(PRESETS, header)
