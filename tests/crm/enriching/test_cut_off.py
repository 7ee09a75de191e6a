"""Looking people up that is cut off anywhere: it goes on, and then each has been looked up once, whole, and been charged for once."""

import os
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from crm.credits import holds
from crm.credits import vendors as units
from crm.enriching.projection import reference_of
from crm.providers import Vendors
from crm.types import Job
from storage.models import ContactEmail, EnrichmentAttempt, EnrichmentRun, Observation, TimelineEntry
from tests.crm.credits.book import balances, charged, is_sound
from tests.crm.enriching.looking_up import FINDER, GRANTED, PRICE, TENANT, added, begun, work
from tests.cutting import CutOff, cut_off_after

TOGETHER = 3
STEP = int(os.environ.get("TEST_CUT_STEP", "13"))
"""The work is cut off after every so many statements; 1 takes minutes."""
Traces = tuple[int, int, int, int, int, int]
TRACES: dict[str, Traces] = {"waiting": (0, 0, 0, 0, 0, 0), "found": (1, 1, 1, 1, PRICE, PRICE)}
"""Of a run in each state: addresses, observations of one, look-ups, entries in the timeline, credits written down and charged."""


async def are_whole(job: Job) -> list[str]:
    """What states its runs are in, if they were begun; all of that is there, and nothing else."""
    runs = await EnrichmentRun.filter(batch_id=job.reference)
    for run in runs:
        assert await traces(run) == TRACES[run.state]
    return [run.state for run in runs]


async def traces(run: EnrichmentRun) -> Traces:
    return (
        await ContactEmail.filter(contact_id=run.contact_id).count(),
        await Observation.filter(contact_id=run.contact_id, kind="work_email").count(),
        await EnrichmentAttempt.filter(run_id=run.id, provider=FINDER.name).count(),
        await TimelineEntry.filter(contact_id=run.contact_id, kind="enriched").count(),
        sum(run.charges.values()),
        (await charged(TENANT)).get(reference_of(run.id), 0),
    )


async def test_cut_off_after_any_statement_nobody_is_half_enriched_and_nothing_is_charged_twice(
    vendors: Vendors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other time nobody goes on before what was held has been given back."""
    for found in count(1):
        people = [await added(f"Jane Number{found}-{each}") for each in range(TOGETHER)]
        job, is_cut_off = await begun(str(found), *people), False
        with cut_off_after((found - 1) * STEP, monkeypatch):
            try:
                await work(job, vendors)
            except CutOff:
                is_cut_off = True
        await are_whole(job)
        if found % 2:
            await holds.sweep(datetime.now(UTC) + timedelta(days=1))
        await work(job, vendors)
        assert await are_whole(job) == ["found"] * TOGETHER
        if not is_cut_off:
            break
    assert found * STEP > 50
    await is_sound(TENANT)
    spent = PRICE * TOGETHER * found
    assert await balances(TENANT) == {
        "granted": -GRANTED,
        "wallet": GRANTED - spent,
        "held": 0,
        "spent": spent,
    }
    [used] = (await units.by_month(TENANT, "2026-01"))[f"{datetime.now(UTC):%Y-%m}"]
    assert (used.calls, used.units) == (TOGETHER * found, TOGETHER * found)
