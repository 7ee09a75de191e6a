"""Made-up people of whom some are in the book twice, and which those are. The same for the same seed."""

import random
from dataclasses import dataclass, replace
from itertools import combinations

from crm.duplicates.nicknames import GROUPS

TWINS_EVERY = 20
"""One person in so many is there a second time, written otherwise."""
AT_THE_LARGEST = 20
"""One person in so many is at the same company."""

_SYLLABLES = "ba be bo da de do fa fe ga go ha he ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve wa zi".split()  # noqa: SIM905 - a line is easier to read than a list
_ENDINGS = "n r s nd rt ll nn ck son man berg feld mann sen ov ski ez".split()  # noqa: SIM905 - as above
_CITIES = "Berlin London Paris Madrid Zürich Kraków Dublin Lagos Singapore Utrecht Vienna Porto Oslo Turin Lyon".split()  # noqa: SIM905 - as above
_CYRILLIC = str.maketrans(dict(zip("abdefgklmnoprstvzi", "абдефгклмнопрствзи", strict=True)))
_GIVEN = [names for names in (group.split() for group in GROUPS.strip().split("\n")) if len(names) > 1]


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    company: str
    location: str
    email: str


def people(count: int, seed: int = 1) -> tuple[list[Made], set[tuple[int, int]]]:
    """So many people, shuffled, and the pairs of places that are one person (the lower place first)."""
    chance = random.Random(seed)
    originals = count * TWINS_EVERY // (TWINS_EVERY + 1)
    companies = [
        _word(chance).title() + " " + chance.choice(("Labs", "Robotics", "Data", "Pay"))
        for _ in range(count // 40 + 5)
    ]
    made = [_person(chance, companies, number) for number in range(originals)]
    twins = [(chance.randrange(originals), _twin) for _ in range(count - originals)]
    order = list(range(count))
    chance.shuffle(order)
    everyone = made + [twin(chance, made[whose]) for whose, twin in twins]
    place = {old: new for new, old in enumerate(order)}
    same: dict[int, list[int]] = {}
    for number, (whose, _) in enumerate(twins):
        same.setdefault(whose, [place[whose]]).append(place[originals + number])
    truth = {pair for places in same.values() for pair in combinations(sorted(places), 2)}
    return [everyone[old] for old in order], truth


def _person(chance: random.Random, companies: list[str], number: int) -> Made:
    given = chance.choice(_GIVEN)[0]
    family = _word(chance) + chance.choice(_ENDINGS)
    return Made(
        name=f"{given.title()} {family.title()}",
        company=companies[0] if number % AT_THE_LARGEST == 0 else chance.choice(companies),
        location=chance.choice(_CITIES),
        email=f"{given}.{family}{number}@example.com",
    )


def _twin(chance: random.Random, person: Made) -> Made:
    """The same person as somebody else writes them: another address, and one of the ways in which names differ."""
    way = chance.choice((_nickname, _slip, _other_script, _turned_round, _same))
    told = way(chance, replace(person, email=""))
    dropped = chance.random()
    return replace(told, location="") if dropped < 0.3 else replace(told, company=f"{told.company} GmbH")


def _nickname(chance: random.Random, person: Made) -> Made:
    given, _, family = person.name.partition(" ")
    names = next(group for group in _GIVEN if group[0] == given.lower())
    return replace(person, name=f"{chance.choice(names[1:]).title()} {family}")


def _slip(chance: random.Random, person: Made) -> Made:
    """One letter of the family name doubled, left out or swapped with the next."""
    given, _, family = person.name.partition(" ")
    at = chance.randrange(1, len(family) - 1)
    spelt = chance.choice(
        (
            family[:at] + family[at] + family[at:],
            family[:at] + family[at + 1 :],
            family[:at] + family[at + 1] + family[at] + family[at + 2 :],
        )
    )
    return replace(person, name=f"{given} {spelt}")


def _other_script(chance: random.Random, person: Made) -> Made:
    return replace(person, name=person.name.lower().translate(_CYRILLIC).title())


def _turned_round(chance: random.Random, person: Made) -> Made:
    given, _, family = person.name.partition(" ")
    return replace(person, name=f"{family}, {given} {chance.choice('ABKM')}.")


def _same(chance: random.Random, person: Made) -> Made:
    return person


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3)))
