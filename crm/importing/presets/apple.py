"""Apple's Contacts and iCloud give vCards, which the reader makes a table of with Roster's own labels.

This is for the tables that programs make of them with the names of vCard's properties (RFC 6350) in the header: the
names are the RFC's, that they stand in a header is constructed.
"""

from crm.importing.presets.preset import Preset

PRESET = Preset(
    name="vCard",
    signatures=(("FN", "TEL"), ("FN", "EMAIL"), ("FN", "ORG"), ("N", "FN")),
    columns={
        "name": ("FN", "Formatted Name"),
        "nickname": ("NICKNAME",),
        "emails": ("EMAIL",),
        "phones": ("TEL",),
        "company": ("ORG",),
        "title": ("TITLE", "ROLE"),
        "profiles": ("URL", "X-SOCIALPROFILE"),
        "photo_url": ("PHOTO",),
        "address": ("ADR",),
        "tags": ("CATEGORIES",),
        "note": ("NOTE",),
    },
    unused=("N", "BDAY", "REV", "UID", "VERSION", "PRODID"),
)
