"""Which column is what: by its header, if need be misspelt, and by the e-mail addresses in it."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from crm.identity import InvalidValue, fold, normalise_email
from crm.importing.fields import FIELDS, Field
from crm.types import Column

EXACT = 100.0
NEAR = 85.0
_KIND_WORDS = {
    "email": {"work": "work", "business": "work", "office": "work", "private": "personal"}
    | {"personal": "personal", "home": "personal"},
    "phone": {"mobile": "mobile", "cell": "mobile", "work": "work", "office": "work", "business": "work"}
    | {"home": "home", "private": "home"},
}


def guess(headers: Sequence[str], samples: Sequence[str]) -> tuple[Column, ...]:
    """The nearest headers choose first; a field that takes one column only is given once."""
    scored = sorted(
        (
            (-score, place, field)
            for place, header in enumerate(headers)
            for field, score in _candidates(header)
        ),
        key=lambda each: each[:2],
    )
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for _, place, field in scored:
        if place not in chosen and (field.many or field.key not in taken):
            chosen[place] = field.key
            taken.add(field.key)
    if "email" not in taken:
        chosen |= {place: "email" for place in _first_with_addresses(samples, chosen)}
    return tuple(
        Column(header, chosen.get(place, ""), samples[place]) for place, header in enumerate(headers)
    )


def kind_said_by(header: str, field: str) -> str:
    """"Work e-mail" says of which kind its addresses are; "" where a header says nothing."""
    said = _KIND_WORDS.get(field, {})
    return next((said[word] for word in fold(header).split() if word in said), "")


def _candidates(header: str) -> list[tuple[Field, float]]:
    words = fold(header)
    plain = _without_kind(words)
    if not words:
        return []
    scores = ((field, max(_likeness(words, field), _likeness(plain, field))) for field in FIELDS)
    return [(field, score) for field, score in scores if score >= NEAR]


def _likeness(words: str, field: Field) -> float:
    names = (fold(field.label), *field.headers)
    if words in names:
        return EXACT
    return max(fuzz.ratio(words, name) for name in names) - 1.0


def _without_kind(words: str) -> str:
    """`work email 2` without what says only which of several it is."""
    kinds = {word for said in _KIND_WORDS.values() for word in said}
    kept = [word for word in words.split() if not word.isdigit() and word not in kinds]
    return " ".join(kept) or words


def _first_with_addresses(samples: Sequence[str], chosen: dict[int, str]) -> list[int]:
    for place, sample in enumerate(samples):
        if place not in chosen and "@" in sample:
            try:
                normalise_email(sample)
            except InvalidValue:
                continue
            return [place]
    return []
