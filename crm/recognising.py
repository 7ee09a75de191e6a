"""Which of our contacts a text speaks of: by e-mail address, profile link, phone number or whole name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from crm.contacts import summaries
from crm.identity import fold
from crm.knowing import known_by
from crm.mentioned import mentioned_in
from crm.types import ContactSummary, Tenant
from storage.queries import search as rows

MOST_NAMES = 12
"""Pairs of capitalised words that are looked up."""
OF_A_NAME = 3
_NAME_PAIR = 2
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


async def people_in(
    tenant: Tenant, text: str, limit: int = 5, default_region: str = ""
) -> tuple[ContactSummary, ...]:
    """The surest first: an address or number belongs to one, a name may be another's, too."""
    known = await known_by(tenant, mentioned_in(text, default_region))
    found = [*known, *await _by_name(tenant, text)]
    return await summaries(tenant, list(dict.fromkeys(found))[:limit])


async def _by_name(tenant: Tenant, text: str) -> list[int]:
    found: list[int] = []
    for words in list(dict.fromkeys(_names(text)))[:MOST_NAMES]:
        likely = await rows.having_words(tenant.key, [[word] for word in words], OF_A_NAME)
        found += [id_ for id_, name in likely if {*words} <= {*fold(name).split()}]
    return found


def _names(text: str) -> Iterator[tuple[str, ...]]:
    """Two capitalised words beside each other, folded."""
    found = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    for (one, _, end), (other, start, _) in pairwise(found):
        if one[0].isupper() and other[0].isupper() and text[end:start].isspace():
            words = (*fold(one).split(), *fold(other).split())
            if len(words) >= _NAME_PAIR:
                yield words
