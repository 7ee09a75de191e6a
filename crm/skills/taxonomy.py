"""The skills that Roster knows, as `skills.csv` has them: read at the first question, never at the start. Behind them those that an
operator has imported.

In the file several of something stand with a bar between them. `aliases` are other names of the very same thing. `parents` is what
it belongs to. `implies` is what whoever has it can do as well: React, so JavaScript. `only_as_written` is for names that are words
of the language, too ("Go", "Excel"): in a running text they are a skill only where they are written just so.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from crm.skills import imported
from crm.skills.known import KnownSkill
from storage.folding import of_skill

FILE = Path(__file__).with_name("skills.csv")
_REMEMBERED = 10_000
"""Names: a file has few skills and many people."""
_MOST_IMPORTED = 50


def add_from(folder: Path) -> None:
    """From now on also those that an operator has imported into it, where ours says nothing."""
    imported.use(folder)
    for remembered in (known, key_of, _reached):
        remembered.cache_clear()


@cache
def by_name() -> Mapping[str, KnownSkill]:
    """Takes a few milliseconds the first time."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: KnownSkill(
                name=row["name"],
                kind=row["kind"],
                aliases=_several(row["aliases"]),
                parents=_several(row["parents"]),
                implies=_several(row["implies"]),
                only_as_written=_several(row["only_as_written"]),
            )
            for row in csv.DictReader(file)
        }


@cache
def by_key() -> Mapping[str, KnownSkill]:
    """Of ours, by each of its spellings, folded."""
    return {of_skill(spelling): skill for skill in by_name().values() for spelling in skill.spellings}


@lru_cache(maxsize=_REMEMBERED)
def known(text: str) -> KnownSkill | None:
    key = of_skill(text)
    return by_key().get(key) or imported.spelt(key)


@lru_cache(maxsize=_REMEMBERED)
def key_of(text: str) -> str:
    """What makes two names one skill of a person: k8s and Kubernetes, "node js" and Node.js."""
    return of_skill(canonical(text))


def canonical(text: str) -> str:
    """What the skill is called, by whatever alias or spelling; what is not known stays as it was typed."""
    skill = known(text)
    return skill.name if skill else text


def kind_of(text: str) -> str:
    """technical or soft; "" where it is not known."""
    skill = known(text)
    return skill.kind if skill else ""


def parents(name: str) -> frozenset[str]:
    """What it belongs to, and what that belongs to, all the way up."""
    return _reached(name, "parents")


def implied(name: str) -> frozenset[str]:
    """What whoever has it can do as well, by way of others, too: Next.js, so React, so JavaScript."""
    return _reached(name, "implies")


def implying(name: str) -> frozenset[str]:
    """What implies it."""
    wanted = canonical(name)
    return frozenset(each for each in by_name() if wanted in implied(each))


def keys(names: Iterable[str]) -> tuple[str, ...]:
    """What each of them may be kept under, whichever of its spellings somebody once took."""
    found: dict[str, None] = {}
    for name in names:
        skill = known(name)
        found |= dict.fromkeys(map(of_skill, (name, *(skill.spellings if skill else ()))))
    return tuple(found)


def beginning_with(text: str) -> tuple[str, ...]:
    """The names of those of which a spelling begins so."""
    key = of_skill(text)
    if not key:
        return ()
    ours = (skill.name for spelling, skill in by_key().items() if spelling.startswith(key))
    return tuple(dict.fromkeys((*ours, *imported.beginning_with(key, _MOST_IMPORTED))))


@lru_cache(maxsize=_REMEMBERED)
def _reached(name: str, edge: str) -> frozenset[str]:
    skill = known(name)
    if skill is None:
        return frozenset()
    nearest: tuple[str, ...] = getattr(skill, edge)
    return frozenset(nearest).union(*(_reached(each, edge) for each in nearest))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(text for each in cell.split("|") if (text := each.strip()))
