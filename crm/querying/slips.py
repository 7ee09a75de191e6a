"""Words that nobody has are taken for the names that are one letter away."""

from collections.abc import Collection
from dataclasses import dataclass, field

from crm import search
from crm.types import Tenant
from storage.queries import finding
from storage.queries.conditions import Words
from storage.queries.planning import Known


@dataclass(slots=True)
class Slips:
    """What is known of the words of one query. `had`: whether somebody has them; `names`: those near a word."""

    tenant: Tenant
    known: Known
    had: dict[Words, bool] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    async def look_up(self, words: Collection[Words], *, is_lenient: bool) -> None:
        """All that is not known yet, at once."""
        if not words:
            return
        new = [each for each in dict.fromkeys(words) if each not in self.had]
        had = await finding.had(self.tenant.key, new, self.known)
        self.had |= {each: each in had for each in new}
        doubted = {each.words[0]: None for each in words if is_lenient or not self.had[each]}
        self.names |= await search.spellings(
            self.tenant, [word for word in doubted if word not in self.names]
        )
