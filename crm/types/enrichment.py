"""Looking people up: what it may cost, what came of it, and what is said of somebody by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EnrichmentPrice:
    """What enriching `people` may cost. `left`: how many are left out, by why (`crm.enriching.left.WHY`).

    `reckoned` is for how many that was looked into one by one. At most `at_most` credits of the `available`, or `at_most_again` where those who were looked up lately are, too.
    `providers` are the titles of who may be asked, `paid` those of them that cost credits.
    """

    people: int
    reckoned: int
    left: Mapping[str, int]
    at_most: int
    at_most_again: int
    available: int
    providers: tuple[str, ...]
    paid: tuple[str, ...]

    @property
    def asked(self) -> int:
        """About how many somebody will be asked."""
        return self.people - sum(self.left.values())


@dataclass(frozen=True, slots=True)
class AutomaticEnrichment:
    """Whether new contacts are looked up by themselves: those with a higher id than `enriches_after`, None for nobody.

    `enriches_for` is the id of who has switched it on.
    """

    enriches_after: int | None = None
    enriches_for: str = ""


@dataclass(frozen=True, slots=True)
class EnrichmentBatch:
    """`chosen_ids`: None for all whom the query `line` finds. `words`: how they are called."""

    id: int
    user_id: str
    is_automatic: bool
    asks_again: bool
    line: str
    words: str
    chosen_ids: tuple[int, ...] | None
    is_undone: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something new about one person: the kind of thing, in words, and the title of who said so.

    `is_suggested`: the profile does not say it.
    """

    kind: str
    text: str
    provider: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class EnrichmentOutcome:
    """What a batch came to. `findings` are those of a batch of one person, `doubtful` how many may be of somebody else.

    `kinds`: of how many people what kind of thing was found. `providers`: of how many by whom. `left` as with the price.
    `unreachable` are the titles of providers that could not answer some time, `refused` of those that did not take the key.
    """

    batch: EnrichmentBatch
    contact_id: int | None
    found: int
    nothing: int
    left: Mapping[str, int]
    undone: int
    credits: int
    kinds: Mapping[str, int]
    providers: Mapping[str, int]
    findings: tuple[Finding, ...]
    doubtful: int
    unreachable: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one source says. `provider` is a title; `is_doubtful`: it may speak of somebody else."""

    provider: str
    attribution: str
    confidence: float
    evidence: str
    lawful_basis: str
    observed_on: date | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """A value on a profile: what it is (`label`), how it reads, who or what set it, and who says the same.

    `set_by` is a user's id, `means` how ("" by hand), `is_locked`: no provider changes it.
    """

    label: str
    text: str
    set_by: str
    means: str
    set_at: datetime
    is_locked: bool
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that providers say and the profile does not. `instead`: what the profile says, "" where it says nothing.

    `owner`: whose it is already, "" nobody's. `is_doubtful`: it may be about somebody else of that name.
    """

    key: str
    label: str
    text: str
    instead: str
    owner: str
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one provider said in one run of somebody who may be another person: asked before anything of it is taken."""

    run_id: int
    provider_name: str
    provider: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is known of where a profile comes from."""

    contact_id: int
    name: str
    values: tuple[SourcedValue, ...]
    suggestions: tuple[Suggestion, ...]
    doubts: tuple[Doubt, ...]
