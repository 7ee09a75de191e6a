"""What a batch came to."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from crm.enriching.batches import get
from crm.enriching.kinds import KINDS
from crm.enriching.observing import grouped, parted
from crm.enriching.projection import shown_of
from crm.enriching.waterfall import REFUSED, UNREACHABLE, is_paid
from crm.providers import Vendors
from crm.types import EnrichmentOutcome, Finding, Tenant
from storage import models
from storage.queries import contacts as contact_rows
from storage.queries import enrichment as rows
from storage.queries import observations as said


async def outcome(tenant: Tenant, vendors: Vendors, batch_id: int) -> EnrichmentOutcome:
    """As far as it is. Raises UserError."""
    batch = await get(tenant, batch_id)
    counts = await rows.count_by_state(tenant.key, batch_id)
    states = Counter[str]()
    for (state, _), number in counts.items():
        states[state] += number
    found = await rows.found_in(tenant.key, batch_id)
    titles = {each.name: each.title for each in vendors.providers}
    contact_id = batch.chosen_ids[0] if batch.chosen_ids is not None and len(batch.chosen_ids) == 1 else None
    observed = await said.of_runs(tenant.key, [run.id for run in found]) if contact_id else []
    by_provider = await rows.ended_as(tenant.key, batch_id)
    paid = {each.name for each in vendors.providers if is_paid(each)}
    return EnrichmentOutcome(
        batch=batch,
        contact_id=contact_id,
        found=states["found"],
        nothing=states["nothing"],
        left={why: number for (state, why), number in counts.items() if state == "left"},
        undone=states["undone"],
        credits=sum(sum(run.charges.values()) for run in found),
        kinds=_people(found, 0, {key: kind.label for key, kind in KINDS.items()}),
        providers=_people(found, 1, titles),
        findings=tuple(_findings(found, observed, titles, await _profile(tenant, contact_id))),
        doubtful=sum(each.state == said.DOUBTFUL for each in observed),
        unreachable=tuple(
            titles.get(name, name)
            for name, how in by_provider
            if how in UNREACHABLE and (how != "RateLimited" or name in paid)
        ),
        refused=tuple(titles.get(name, name) for name, how in by_provider if how in REFUSED),
    )


def _people(found: Sequence[models.EnrichmentRun], place: int, words: dict[str, str]) -> dict[str, int]:
    """Of how many people each, most first."""
    counted = Counter(
        word for run in found for word in {words.get(each[place], each[place]) for each in run.found}
    )
    return dict(counted.most_common())


def _findings(
    found: Sequence[models.EnrichmentRun],
    observed: Sequence[models.Observation],
    titles: dict[str, str],
    shown: Collection[tuple[str, str]],
) -> Iterator[Finding]:
    new = {(each[0], each[1]) for run in found for each in run.found}
    placed = [each for each in parted(observed)[0] if each.state == said.LIVE]
    for identity, group in grouped(placed).items():
        first = next((each for each in group if (each.kind, each.provider) in new), None)
        if first is not None:
            kind = KINDS[first.kind]
            who = dict.fromkeys(titles.get(each.provider, each.provider) for each in group)
            line = kind.line(first.text, first.about)
            yield Finding(kind.label, line, ", ".join(who), is_suggested=identity not in shown)


async def _profile(tenant: Tenant, contact_id: int | None) -> frozenset[tuple[str, str]]:
    """What it says now; nothing where there is none."""
    row = await contact_rows.load(tenant.key, contact_id) if contact_id else None
    return shown_of(row) if row else frozenset()
