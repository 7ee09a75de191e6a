"""The clock looks after runs whose job was never enqueued, and throws away what only takes room."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot import clock
from bot.jobs import JobEngine
from crm import deliveries, exporting, importing
from crm.durable import Steps
from crm.types import ExportStatus, ImportStatus, Tenant
from storage.queries.deliveries import claim
from tests.crm.importing.files import ADA, TENANT, csv_of, dropped


async def test_the_sweep_enqueues_runs_that_a_kill_left_without_a_job(database: str) -> None:
    waiting = await dropped(csv_of([["Name"], ["Bo"]]))
    started = await dropped(csv_of([["Name"], ["Ada"]]))
    await importing.start(TENANT, ADA, started.id)
    export = await exporting.start(TENANT, ADA, "", "D1")
    given: list[tuple[str, Tenant, int]] = []
    all_given = asyncio.Event()

    async def import_all(steps: Steps, tenant: Tenant, run_id: int) -> None:
        given.append(("import", tenant, run_id))
        while (await importing.import_next(tenant, run_id)).status is ImportStatus.RUNNING:
            pass
        if len(given) == 2:
            all_given.set()

    async def export_all(steps: Steps, tenant: Tenant, run_id: int) -> None:
        given.append(("export", tenant, run_id))
        await exporting.finish(tenant, run_id, 1)
        if len(given) == 2:
            all_given.set()

    jobs = JobEngine(database, "roster-1")
    async with jobs.working({"import": import_all, "export": export_all}):
        await clock.sweep(jobs)
        await clock.sweep(jobs)
        await all_given.wait()
    assert sorted(given) == [("export", TENANT, export.id), ("import", TENANT, started.id)]
    assert (await importing.get(TENANT, started.id)).status is ImportStatus.DONE
    assert (await importing.get(TENANT, waiting.id)).status is ImportStatus.READY
    assert (await exporting.get(TENANT, export.id)).status is ExportStatus.DONE


async def test_what_slack_delivered_long_ago_is_thrown_away_and_nothing_newer(database: str) -> None:
    await claim(TENANT.key, "Ev-old", datetime.now(UTC) - timedelta(days=3))
    assert await deliveries.claim(TENANT, "Ev-new")
    jobs = JobEngine(database, "roster-1")
    async with jobs.working({}), clock.ticking(jobs):
        await clock.tidy(jobs)
    assert await deliveries.claim(TENANT, "Ev-old")
    assert not await deliveries.claim(TENANT, "Ev-new")
