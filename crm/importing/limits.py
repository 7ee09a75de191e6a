"""What the book cannot hold: texts that are too long, dates that are none."""

import re
from collections.abc import Mapping
from typing import Any

from crm.drafts import LONGEST, problem_with_tags
from crm.importing.rejected import RowRejected
from storage.folding import LONGEST_SKILL

LONGEST_PART = 200
LONGEST_LINK = 2000
_TEXTS = ("name", "headline", "location", "photo_url", "company", "title", "note")
_CAREER = ("positions", "education", "certifications")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|")
_YEAR = re.compile(r"\d{4}|")


def check(said: Mapping[str, Any]) -> None:
    """`said` has the fields of a `PersonRow` that are filled. Raises RowRejected."""
    for name in _TEXTS:
        if name in said and len(said[name]) > LONGEST[name]:
            raise RowRejected(f"The {name} is longer than {LONGEST[name]} characters.")
    if "tags" in said and (problem := problem_with_tags(said["tags"])):
        raise RowRejected(problem)
    if any(len(name.casefold()) > LONGEST_SKILL for name, _ in said.get("skills", ())):
        raise RowRejected(f"A skill is longer than {LONGEST_SKILL} characters.")
    if not said.keys().isdisjoint(_CAREER):
        _check_career(*(said.get(part, ()) for part in _CAREER))


def _check_career(positions: Any, education: Any, certifications: Any) -> None:
    texts = [text for each in positions for text in each[:2]]
    texts += [text for each in education for text in each[:3]]
    texts += [text for each in certifications for text in each[:2]]
    if any(len(text) > LONGEST_PART for text in texts):
        raise RowRejected(
            f"A company, title, school or certificate is longer than {LONGEST_PART} characters."
        )
    dates = [date for each in positions for date in each[2:4]]
    dates += [date for each in education for date in each[3:5]]
    for date in dates:
        if not _DATE.fullmatch(date):
            raise RowRejected(f"{date[:LONGEST_SKILL]} is no date, for example 2021-03.")
    for _, _, year, url in certifications:
        if not _YEAR.fullmatch(year):
            raise RowRejected(f"{year[:LONGEST_SKILL]} is no year, for example 2021.")
        if len(url) > LONGEST_LINK:
            raise RowRejected("The link of a certificate is too long.")
