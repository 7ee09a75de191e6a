"""Files of people to import, of which it is known beforehand what is to become of each row."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.crm.importing.files import csv_of

NEW, KNOWN, REPEATED, BAD = 1_200, 1_200, 100, 100
HEADER = ("Name", "E-mail", "Company", "Title", "Tags", "Note")
FIRST_LINE = 2
"""The first is the header."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """`firm` is where all its new people work, and no other list's. `known`: names of other lists, which it adds to.

    Each row that says something has a note of its own, by which it is known again.
    """

    firm: str
    new: tuple[str, ...]
    known: tuple[str, ...]
    repeated: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def filename(self) -> str:
        return f"{self.firm}.csv"

    @property
    def content(self) -> bytes:
        return csv_of([HEADER, *self.rows])

    @property
    def notes(self) -> set[str]:
        return {note for *_, note in self.rows if note}

    @property
    def bad_lines(self) -> set[int]:
        return {line for line, (*_, note) in enumerate(self.rows, FIRST_LINE) if not note}

    @property
    def counts(self) -> dict[str, int]:
        """What becomes of the rows, by the columns of an import run."""
        return {
            "added": len(self.new),
            "updated": len(self.known),
            "unchanged": self.repeated,
            "rejected": len(self.bad_lines),
        }


def people_list(firm: str, known: Sequence[str], chance: random.Random) -> PeopleList:
    """New people of that firm, some of the `known` with something new, rows that say nothing new, and rows that are none."""
    new = tuple(f"{firm} {number}" for number in range(NEW))
    chosen = tuple(chance.sample(known, min(len(known), KNOWN)))
    bad = ("Nobody", "not an address", "", "", "", "")
    rows = [*(_new(firm, name) for name in new), *(_known(firm, name) for name in chosen), *[bad] * BAD]
    chance.shuffle(rows)
    for _ in range(REPEATED):
        where = chance.randrange(len(rows))
        if rows[where] != bad:
            rows.insert(chance.randint(where + 1, len(rows)), rows[where])
    return PeopleList(firm, new, chosen, len(rows) - len(set(rows)) - BAD + 1, tuple(rows))


def whom(firm: str) -> str:
    """The query for the new people of that firm: its name stands in notes about others too."""
    return f"name:{firm}"


def address_of(name: str) -> str:
    firm, _, number = name.partition(" ")
    return f"p{number}@{firm}.example.org".lower()


def _new(firm: str, name: str) -> tuple[str, ...]:
    number = name.partition(" ")[2]
    return (name, address_of(name), firm, f"Engineer {number}", f"csv|{firm}", f"{firm} met {name}")


def _known(firm: str, name: str) -> tuple[str, ...]:
    """Nothing by which somebody would be found who looks for the firm of this list."""
    return (name, address_of(name), "", "Lead", f"seen by {firm}", f"{firm} saw {name} again")
