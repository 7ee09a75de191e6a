"""What providers have said, as it is kept: of the kinds that have a place, and of those only what adds something."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.enriching.kinds import KINDS, POSITION_KIND, VERDICT
from crm.enriching.same_person import DERIVED
from crm.enriching.waterfall import Said
from enrichment.values import Kind as SaidKind
from enrichment.values import Value
from storage.models import Observation
from storage.queries.observations import DOUBTFUL, LIVE

_HALF_LIFE_DAYS = 730
"""People move on: what was seen two years ago counts half."""
MOST = 0.99
_BAD = frozenset({"undeliverable", "disposable", "role"})


@dataclass(frozen=True, slots=True)
class Weight:
    """How sure all together are of one thing: several of one lineage count once, as they have it from the same place."""

    confidence: float
    lineages: int


def rows_of(run_id: int, said: Iterable[Said], known: Iterable[str], now: datetime) -> list[dict[str, Any]]:
    """`known`: the addresses, numbers and links that the contact has; what follows from what is known does not say these again."""
    had, rows = {*known}, list[dict[str, Any]]()
    for each in said:
        for kind, text, about, value in _kept(each.values):
            if each.provider.lineage == DERIVED and text in had:
                continue
            rows.append(
                {
                    "run_id": run_id,
                    "kind": kind,
                    "text": text,
                    "about": about,
                    "provider": each.provider.name,
                    "lineage": each.provider.lineage,
                    "confidence": value.confidence,
                    "evidence": value.evidence,
                    "lawful_basis": value.lawful_basis,
                    "observed_on": value.observed_on,
                    "fetched_at": now,
                    "state": DOUBTFUL if each.is_doubtful else LIVE,
                }
            )
    return rows


def identity_of(observation: Observation) -> tuple[str, str]:
    """What two observations share that say the same: the part's or the field's key, and what it is."""
    kind = KINDS[observation.kind]
    return kind.field or kind.part.key, kind.identity(observation.text, observation.about)


def weighed(observations: Iterable[Observation], verdicts: Iterable[Observation], today: date) -> Weight:
    """`observations` say the same; `verdicts` are those on e-mail addresses."""
    by_lineage: dict[str, float] = {}
    texts = set[str]()
    for each in observations:
        texts.add(each.text)
        by_lineage[each.lineage] = max(by_lineage.get(each.lineage, 0.0), each.confidence * _age(each, today))
    for verdict in verdicts:
        if verdict.about in texts and verdict.text == "deliverable":
            lineage = f"verdict {verdict.lineage}"
            by_lineage[lineage] = max(by_lineage.get(lineage, 0.0), verdict.confidence * _age(verdict, today))
    doubt = 1.0
    for confidence in by_lineage.values():
        doubt *= 1 - confidence
    return Weight(min(1 - doubt, MOST), len(by_lineage))


def not_to_be_written_to(verdicts: Iterable[Observation]) -> frozenset[str]:
    """The e-mail addresses of which somebody knows that they are no use."""
    return frozenset(each.about for each in verdicts if each.text in _BAD)


def parted(observations: Sequence[Observation]) -> tuple[list[Observation], list[Observation]]:
    """Those that have a place on a profile, and verdicts. What a later version has kept is left alone."""
    placed = [each for each in observations if each.kind in KINDS]
    return placed, [each for each in observations if each.kind == VERDICT]


def grouped(observations: Iterable[Observation]) -> Mapping[tuple[str, str], list[Observation]]:
    """Those that say the same, together."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for each in observations:
        found.setdefault(identity_of(each), []).append(each)
    return found


def _kept(values: Sequence[Value]) -> Iterator[tuple[str, str, str, Value]]:
    for value in values:
        if value.kind in KINDS:
            yield value.kind, value.text, "", value
        elif value.kind is SaidKind.EMAIL_VERDICT and value.confidence:
            yield VERDICT, value.text, value.about, value
    titles = [value for value in values if value.kind is SaidKind.TITLE]
    companies = [value for value in values if value.kind is SaidKind.COMPANY]
    if titles or companies:
        title, company = (next((each.text for each in some), "") for some in (titles, companies))
        yield POSITION_KIND, title, company, [*titles, *companies][0]


def _age(observation: Observation, today: date) -> float:
    seen = observation.observed_on or observation.fetched_at.date()
    return float(0.5 ** (max((today - seen).days, 0) / _HALF_LIFE_DAYS))
