"""What of a person is compared, brought into a form in which two spellings of the same are the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from crm.duplicates.nicknames import roots
from crm.identity import fold

LONGEST_KEY = 120
_ROOTS = roots()
_TITLES = "dr prof mr mrs ms miss sir jr sr phd mba md ii iii iv herr frau dipl ing"
_LEGAL_FORMS = """
inc incorporated gmbh mbh ltd limited llc llp ag se corp corporation co company kg bv nv sa sas srl spa ab as oy plc pty
the group holding
"""
_SHARED = "info contact hello office mail admin jobs career careers hr sales support team kontakt noreply"
_NO_NAME = frozenset(_TITLES.split())
_NO_COMPANY = frozenset(_LEGAL_FORMS.split())
_ANYBODY = frozenset(_SHARED.split())
_SHORTEST_HANDLE = 5
_NO_LETTER = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the book has them; each text as it stands there."""

    id: int
    name: str
    location: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    profiles: tuple[tuple[str, str], ...]  # network, address
    companies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """`words` are those of the name, sorted; `roots` the same with nicknames made full."""

    id: int
    words: tuple[str, ...]
    roots: tuple[str, ...]
    emails: frozenset[str]
    phones: frozenset[str]
    profiles: frozenset[tuple[str, str]]
    handles: frozenset[str]
    companies: frozenset[str]
    location: str


def traits_of(person: Known) -> Traits:
    words = name_words(person.name)
    return Traits(
        id=person.id,
        words=words,
        roots=tuple(sorted(_ROOTS.get(word, word) for word in words)),
        emails=frozenset(person.emails),
        phones=frozenset(person.phones),
        profiles=frozenset(person.profiles),
        handles=frozenset(_handles(person)),
        companies=frozenset(filter(None, map(company_key, person.companies))),
        location=fold(person.location.partition(",")[0]),
    )


def name_words(name: str) -> tuple[str, ...]:
    """Without titles and initials, sorted: "Dr. Jane M. Doe" and "doe, jane" are the same."""
    words = fold(name).split()
    kept = [word for word in words if len(word) > 1 and word not in _NO_NAME]
    return tuple(sorted(kept or words))


def company_key(company: str) -> str:
    """Without its legal form: "Halden Robotics, Inc." and "Halden Robotics GmbH" are the same."""
    words = fold(company).split()
    return " ".join([word for word in words if word not in _NO_COMPANY] or words)


def keys_of(traits: Traits) -> frozenset[str]:
    """Who shares one of these with somebody may be the same person; who shares none is not looked at."""
    return frozenset(key[:LONGEST_KEY] for key in _keys(traits))


def _keys(traits: Traits) -> Iterator[str]:
    if len(traits.roots) > 1:
        yield f"n:{' '.join(traits.roots)}"
        # One word as it is, and how another begins: a slip in the rest of that one makes no difference.
        for word, other in permutations(_outer(traits.roots), 2):
            yield f"w:{word}:{other[:3]}"
    for company in traits.companies:
        for word in _outer(traits.roots):
            yield f"c:{company}:{word}"
    for phone in traits.phones:
        yield f"p:{phone}"
    for handle in traits.handles:
        yield f"h:{handle}"


def _outer(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((words[0], words[-1]))) if words else ()


def _handles(person: Known) -> Iterator[str]:
    """How somebody calls themselves before the @ and at the end of a profile's address."""
    names = [email.partition("@")[0].partition("+")[0] for email in person.emails]
    names += [address.rstrip("/").rpartition("/")[2] for _, address in person.profiles]
    for name in names:
        letters = _NO_LETTER.sub("", name.lower())
        if len(letters) >= _SHORTEST_HANDLE and letters not in _ANYBODY:
            yield letters
