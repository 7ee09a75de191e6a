"""Finding a person by what somebody remembers: an identity, or words, misspelt if need be."""

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from crm.assembling import summary_of
from crm.identity import (
    InvalidValue,
    canonical_profile,
    fold,
    looks_like_phone,
    looks_like_profile,
    normalise_email,
    normalise_phone,
)
from crm.types import Found, Tenant
from storage.queries import contacts as contact_rows
from storage.queries import identities
from storage.queries import search as rows

MOST_WORDS = 8
SPELLINGS = 8
SHORTEST_MISSPELT = 3
_WHOLE_NAME = 2


async def find(tenant: Tenant, text: str, limit: int = 10, default_region: str = "") -> Found:
    """Best first. An e-mail address, a phone number or a profile address finds exactly who has it."""
    owners = await _owners(tenant, text, default_region)
    if owners is not None:
        return await _found(tenant, owners, limit, exact=True)
    words = fold(text).split()[:MOST_WORDS]
    candidates = await _candidates(tenant, words, rows.CANDIDATES)
    return await _found(tenant, _best(candidates, words), limit, exact=False)


def may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST_MISSPELT


async def spellings(tenant: Tenant, words: Iterable[str]) -> dict[str, list[str]]:
    """For each folded word the known words of names that are one letter away."""
    known = await rows.words_like(tenant.key, [word for word in words if may_be_misspelt(word)])
    return {
        word: [each for each in like if each != word and OSA.distance(word, each, score_cutoff=1) <= 1][
            :SPELLINGS
        ]
        for word, like in known.items()
    }


async def _candidates(tenant: Tenant, words: list[str], limit: int | None) -> list[tuple[int, str]]:
    """As typed, or, where nobody matches, misspelt."""
    found = await rows.having_words(tenant.key, [[word] for word in words], limit)
    return found or await rows.having_words(tenant.key, await _misspelt(tenant, words), limit)


async def _owners(tenant: Tenant, text: str, default_region: str) -> list[int] | None:
    """Who has the identity that was typed; None where what was typed is none."""
    try:
        if "@" in text:
            address = normalise_email(text)
            return list((await identities.by_email(tenant.key, [address])).values())
        if looks_like_profile(text):
            _, url = canonical_profile(text)
            return list((await identities.by_profile(tenant.key, [url])).values())
        if looks_like_phone(text):
            number, _, _ = normalise_phone(text, default_region)
            return list((await identities.by_phone(tenant.key, [number])).get(number, ()))
    except InvalidValue:
        return None
    return None


async def _misspelt(tenant: Tenant, words: list[str]) -> list[list[str]]:
    """For each word itself and the known words that are one letter wrong, missing, surplus, or swapped."""
    meant = await spellings(tenant, words)
    return [[word, *meant.get(word, ())] for word in words]


def _best(candidates: list[tuple[int, str]], words: list[str]) -> list[int]:
    """Nearest name first. A whole name typed in full means that person, though others have longer ones."""
    typed = " ".join(words)
    same = [id_ for id_, name in candidates if sorted(fold(name).split()) == sorted(words)]
    if len(same) == 1 and len(words) >= _WHOLE_NAME:
        return same
    ranked = sorted(
        candidates, key=lambda each: (-fuzz.token_sort_ratio(typed, fold(each[1])), each[1], each[0])
    )
    return [id_ for id_, _ in ranked]


async def _found(tenant: Tenant, ids: list[int], limit: int, *, exact: bool) -> Found:
    shown = await contact_rows.summaries(tenant.key, ids[:limit])
    return Found(tuple(summary_of(row) for row in shown), exact, more=len(ids) > limit)
