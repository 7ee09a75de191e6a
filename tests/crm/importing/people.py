"""Made-up people for property tests: awkward in every text, but such as the book can hold."""

import string
from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from crm.exporting.person import (
    Certification,
    Education,
    Email,
    Person,
    Phone,
    Position,
    Profile,
    Skill,
)
from crm.identity import clean_line, normalise_phone
from crm.skills import taxonomy

T = TypeVar("T")

_NUMBERS = ("+493012345678", "+4915123456789", "+442079460958", "+14155552671")


def nasty_text(longest: int = 40) -> st.SearchStrategy[str]:
    """Any letters, and often what cells, spreadsheets and lists make something of."""
    marks = st.sampled_from(
        ["=", "+", "-", "@", "'", '"', "\\", "|", ";", ",", "\t", "＝", " ; ", " | ", "\\;"]
    )
    pieces = st.one_of(marks, st.text(st.characters(codec="utf-8"), max_size=8))
    return st.lists(pieces, max_size=6).map(lambda texts: "".join(texts)[:longest])


def lines(*, filled: bool = False) -> st.SearchStrategy[str]:
    """As the book holds them: one line, clean."""
    cleaned = nasty_text().map(clean_line)
    return cleaned.filter(bool) if filled else cleaned


def dates() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "2019", "2019-03", "2020-12-31"])


def _emails() -> st.SearchStrategy[Email]:
    local = st.text(string.ascii_letters + string.digits + "+-_'", min_size=1, max_size=8)
    address = st.builds(lambda name: f"{name}@example.org", local)
    return st.builds(Email, address, st.sampled_from(["personal", "work", "other"]))


def _phones() -> st.SearchStrategy[Phone]:
    kinds = st.sampled_from(["mobile", "work", "home", "other"])
    extension = st.sampled_from(["", "7", "4321"])
    return st.builds(Phone, st.sampled_from(_NUMBERS), extension, kinds).filter(
        lambda phone: bool(normalise_phone(phone.number))
    )


def _profiles() -> st.SearchStrategy[Profile]:
    known = [
        ("linkedin", "https://linkedin.com/in/ada"),
        ("github", "https://github.com/ada"),
        ("web", "https://example.org/a;b,c"),
        ("web", "https://example.org/%7C"),
    ]
    return st.sampled_from(known).map(lambda each: Profile(*each))


def people() -> st.SearchStrategy[Person]:
    positions = st.builds(Position, lines(filled=True), lines(), dates(), dates(), st.booleans())
    education = st.builds(Education, lines(filled=True), lines(), lines(), dates(), dates())
    years = st.sampled_from(["", "2021"])
    certificates = st.builds(Certification, lines(filled=True), lines(), years, lines())
    skills = st.builds(
        Skill, lines(filled=True).map(taxonomy.canonical), st.sampled_from(["technical", "soft"])
    )
    return st.builds(
        Person,
        name=lines(filled=True),
        headline=lines(),
        location=lines(),
        photo_url=st.sampled_from(["", "https://example.org/a.png?b=1;c"]),
        emails=_several(_emails(), lambda email: email.address.lower()),
        phones=_several(_phones(), lambda phone: (phone.number, phone.extension)),
        profiles=_several(_profiles(), lambda profile: profile.url),
        positions=_several(positions, _casefolded),
        education=_several(education, _casefolded),
        certifications=_several(certificates, _casefolded),
        skills=_several(skills, lambda skill: taxonomy.key_of(skill.name)),
        tags=_several(lines(filled=True), str.casefold).map(
            lambda tags: tuple(sorted(tags, key=lambda tag: (tag.casefold(), tag)))
        ),
    )


def _several(values: st.SearchStrategy[T], key: Callable[[T], object]) -> st.SearchStrategy[tuple[T, ...]]:
    """Up to three, no two with the same key."""
    return st.lists(values, max_size=3).map(lambda found: tuple({key(each): each for each in found}.values()))


def _casefolded(part: object) -> str:
    return repr(part).casefold()
