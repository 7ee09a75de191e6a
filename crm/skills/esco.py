"""ESCO's skills: skills_en.csv of the package that the European Commission publishes, some 13,900 of them, each with its other names.

Where ours has a skill by a name of ESCO's, it is ours. Another name that two of ESCO's have says which is meant no more, and is left out.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crm.errors import UserError
from crm.skills import taxonomy
from crm.skills.known import KnownSkill
from storage.folding import LONGEST_SKILL, of_skill

_OF_A_SKILL = "/esco/skill/"
_NEEDED = ("conceptUri", "preferredLabel", "altLabels")
_SPELLINGS = ("altLabels", "hiddenLabels")
"""One a line."""
_RELEASED = ("", "released")
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """`ours`: how many Roster has by a name of its own."""

    skills: tuple[KnownSkill, ...]
    ours: int


@dataclass(frozen=True, slots=True)
class _Concept:
    """`spellings` by their folded form, the name's own not among them."""

    name: str
    kind: str
    spellings: Mapping[str, str]


def read(path: Path) -> Read:
    """Raises UserError for another file, OSError where it cannot be opened."""
    concepts = list(_concepts(path))
    if not concepts:
        raise UserError(f"{path} has no skills of ESCO: {_WHICH}")
    ours = taxonomy.by_key().keys()
    named: dict[str, _Concept] = {}
    known = 0
    for each in concepts:
        key = of_skill(each.name)
        if key in ours or of_skill(_without_bracket(each.name)) in ours:
            known += 1
        else:
            named.setdefault(key, each)
    owners = Counter(key for each in named.values() for key in each.spellings)
    taken = {*ours, *named, *(key for key, number in owners.items() if number > 1)}
    return Read(
        tuple(
            KnownSkill(
                each.name,
                each.kind,
                tuple(text for key, text in each.spellings.items() if key not in taken),
            )
            for each in named.values()
        ),
        known,
    )


def _concepts(path: Path) -> Iterator[_Concept]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                raise UserError(f"{path} has no column {missing[0]}: {_WHICH}")
            for row in rows:
                if _OF_A_SKILL in (row["conceptUri"] or "") and (row.get("status") or "") in _RELEASED:
                    yield from _concept(row)
    except (UnicodeDecodeError, csv.Error):
        raise UserError(f"{path} is no CSV file in UTF-8: {_WHICH}") from None


def _concept(row: Mapping[str, str | None]) -> Iterator[_Concept]:
    name = _line(row["preferredLabel"] or "")
    if not 0 < len(name) <= LONGEST_SKILL:
        return
    others = [
        _without_bracket(name),
        *(text for cell in _SPELLINGS for text in (row.get(cell) or "").split("\n")),
    ]
    spellings: dict[str, str] = {}
    for text in map(_line, others):
        if 0 < len(text) <= LONGEST_SKILL:
            spellings.setdefault(of_skill(text), text)
    spellings.pop(of_skill(name), None)
    kind = "soft" if row.get("reuseLevel") == "transversal" else "technical"
    yield _Concept(name, kind, spellings)


def _without_bracket(name: str) -> str:
    """ "Java (computer programming)" is Java."""
    return name.partition(" (")[0] if name.endswith(")") else name


def _line(text: str) -> str:
    return " ".join(text.split())


_WHICH = "it is to be skills_en.csv of ESCO's classification as CSV, from https://esco.ec.europa.eu/en/use-esco/download."
