"""What people write under their name: "Staff Engineer at Example | Speaker". Pure."""

import re

from enrichment.identifiers import line

_PARTS = re.compile(r"\s*(?:[|•·]|\s[-\u2013\u2014]\s)\s*")
_AT = re.compile(
    r"^(?P<title>.{2,80}?)\s+(?:at|@|bei|chez|hos|presso)\s+(?P<company>.{2,80})$", re.IGNORECASE
)
_AT_SIGN = re.compile(r"^(?P<title>.{2,80}?)\s*@\s*(?P<company>.{2,80})$")
_NO_TITLE = re.compile(
    r"\b(?:looking|open to|seeking|former|formerly|ex|helping|student|passionate|i|we)\b", re.IGNORECASE
)
_NO_COMPANY = re.compile(
    r"^(?:the|a|an|my|our|your|scale|heart|work|home|night|large|stealth)\b", re.IGNORECASE
)


def title_and_company(headline: str) -> tuple[str, str]:
    """Of the first part that says both; "" and "" where none does, or where it is not about today."""
    for part in _PARTS.split(line(headline)):
        said = _AT.match(part) or _AT_SIGN.match(part)
        if said is None:
            continue
        # Behind a comma stands a place, or Inc.
        title, company = said["title"].strip(), said["company"].partition(",")[0].strip(" .")
        if not _NO_TITLE.search(title) and not _NO_COMPANY.match(company):
            return title, company
    return "", ""
