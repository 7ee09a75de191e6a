"""Batches of people who are looked up, the run of each, and who was asked in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tortoise.functions import Count

from storage import bulk
from storage.models import EnrichmentAttempt, EnrichmentBatch, EnrichmentRun, Job

WAITING = "waiting"


async def create(tenant: str, **values: Any) -> EnrichmentBatch:
    return await EnrichmentBatch.create(tenant=tenant, **values)


async def get(tenant: str, batch_id: int) -> EnrichmentBatch | None:
    return await EnrichmentBatch.get_or_none(tenant=tenant, id=batch_id)


async def change_status(tenant: str, batch_id: int, before: str, after: str) -> bool:
    """True for the one who changed it."""
    return await EnrichmentBatch.filter(tenant=tenant, id=batch_id, status=before).update(status=after) == 1


async def choose(tenant: str, batch_id: int, contact_ids: Sequence[int]) -> None:
    """Who is meant; whoever is in it already stays as they are."""
    rows = [{"batch_id": batch_id, "contact_id": id_} for id_ in contact_ids]
    await bulk.insert(tenant, EnrichmentRun, rows, conflict=("batch_id", "contact_id"))


async def is_chosen(tenant: str, batch_id: int) -> bool:
    return await EnrichmentRun.filter(tenant=tenant, batch_id=batch_id).exists()


async def next_waiting(tenant: str, batch_id: int, limit: int) -> list[EnrichmentRun]:
    found = EnrichmentRun.filter(tenant=tenant, batch_id=batch_id, state=WAITING)
    return await found.order_by("id").limit(limit)


async def waiting_among(tenant: str, run_ids: Iterable[int]) -> list[int]:
    """Those that have not ended."""
    waiting = EnrichmentRun.filter(tenant=tenant, id__in=list(run_ids), state=WAITING)
    return [row["id"] for row in await waiting.order_by("id").values("id")]


async def next_found(tenant: str, batch_id: int, limit: int) -> list[EnrichmentRun]:
    """Those that came last and were not taken back yet."""
    found = EnrichmentRun.filter(tenant=tenant, batch_id=batch_id, state="found")
    return await found.order_by("-id").limit(limit)


async def run(tenant: str, run_id: int) -> EnrichmentRun | None:
    return await EnrichmentRun.get_or_none(tenant=tenant, id=run_id)


async def settle(tenant: str, run_id: int, state: str, now: datetime, **values: Any) -> None:
    """One that has ended already stays as it is."""
    waiting = EnrichmentRun.filter(tenant=tenant, id=run_id, state=WAITING)
    await waiting.update(state=state, finished_at=now, **values)


async def set_undone(tenant: str, run_ids: Iterable[int]) -> None:
    await EnrichmentRun.filter(tenant=tenant, id__in=list(run_ids)).update(state="undone")


async def count_by_state(tenant: str, batch_id: int) -> dict[tuple[str, str], int]:
    """By state and why."""
    found = EnrichmentRun.filter(tenant=tenant, batch_id=batch_id).annotate(number=Count("id"))
    return {
        (row["state"], row["why"]): row["number"]
        for row in await found.group_by("state", "why").values("state", "why", "number")
    }


async def found_in(tenant: str, batch_id: int) -> list[EnrichmentRun]:
    """All that have found something, also where that was taken back."""
    found = EnrichmentRun.filter(tenant=tenant, batch_id=batch_id, state__in=["found", "undone"])
    return await found.order_by("id")


async def last_finished(tenant: str, contact_ids: Sequence[int]) -> dict[int, EnrichmentRun]:
    """Of each contact the last run that found something, or nothing."""
    found = EnrichmentRun.filter(
        tenant=tenant, contact_id__in=list(contact_ids), state__in=["found", "nothing"]
    )
    return {each.contact_id: each for each in await found.order_by("id")}


async def contacts_of(tenant: str, run_ids: Sequence[int]) -> dict[int, int]:
    """The contact's id by that of each run."""
    found = EnrichmentRun.filter(tenant=tenant, id__in=list(run_ids))
    return {row["id"]: row["contact_id"] for row in await found.values("id", "contact_id")}


async def runs_of(tenant: str, contact_ids: Sequence[int]) -> list[int]:
    """Their ids."""
    found = EnrichmentRun.filter(tenant=tenant, contact_id__in=list(contact_ids)).order_by("id")
    return [row["id"] for row in await found.values("id")]


async def of_alone(tenant: str, contact_ids: Sequence[int]) -> list[int]:
    """The ids of batches of a single person, who is one of these: they are called by that person's name."""
    found = EnrichmentRun.filter(tenant=tenant, contact_id__in=list(contact_ids)).select_related("batch")
    return [run.batch_id for run in await found if run.batch.chosen_ids == [run.contact_id]]


async def rename(tenant: str, batch_ids: Sequence[int], words: str) -> None:
    """With the jobs that work on them."""
    await EnrichmentBatch.filter(tenant=tenant, id__in=list(batch_ids)).update(words=words)
    kinds = ("enrich", "enrich_undo")
    await Job.filter(tenant=tenant, kind__in=kinds, reference__in=list(batch_ids)).update(title=words)


async def leave(tenant: str, run_ids: Iterable[int], why: str, now: datetime) -> None:
    waiting = EnrichmentRun.filter(tenant=tenant, id__in=list(run_ids), state=WAITING)
    await waiting.update(state="left", finished_at=now, why=why)


async def note_attempts(tenant: str, attempts: Sequence[Mapping[str, Any]]) -> None:
    await bulk.insert(tenant, EnrichmentAttempt, attempts)


async def ended_as(tenant: str, batch_id: int) -> list[tuple[str, str]]:
    """Every provider and outcome of the batch's attempts, each once."""
    found = EnrichmentAttempt.filter(tenant=tenant, run__batch_id=batch_id).order_by("provider", "outcome")
    return [(row["provider"], row["outcome"]) for row in await found.distinct().values("provider", "outcome")]


async def forget_before(tenant: str, moment: datetime) -> None:
    """What was asked so long ago. What was observed stays."""
    await EnrichmentBatch.filter(tenant=tenant, created_at__lt=moment).delete()
