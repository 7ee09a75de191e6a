"""A batch, some people at a time: several are looked up beside each other, and each is settled by a transaction of its own.

That transaction moves the job on, keeps what was observed, shows it on the profile and charges for it. So a kill at any line leaves
nobody half enriched and nothing charged twice; who was being looked up is looked up again, and what a vendor has answered by then is
known from the cache. Credits are held before anybody is asked, and what was not charged is given back at the latest by the sweep.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from crm import jobs
from crm.credits import holds, prices
from crm.enriching import left
from crm.enriching.batches import get
from crm.enriching.knowing import known_of
from crm.enriching.projection import reference_of, run_in
from crm.enriching.reckoning import Reckoned, reckon
from crm.enriching.settling import Ended, keep
from crm.enriching.waterfall import Result, look_up
from crm.errors import ContactNotFound, UserError
from crm.holding import hold_who_is_left, who_is_left
from crm.providers import Answer, Usable, Vendors, ask, choosing, usable
from crm.suppression import add as add_to_suppressed
from crm.suppression import is_suppressed, suppressed_among
from crm.types import (
    Author,
    CreditHold,
    CreditRules,
    EnrichmentBatch,
    HoldState,
    Job,
    JobStatus,
    Origin,
    ProviderChoice,
    Tenant,
)
from enrichment.request import Request
from storage import models
from storage.database import transaction
from storage.queries import contacts as contact_rows
from storage.queries import enrichment as rows

A_STEP = 100
BESIDE_EACH_OTHER = 24
LOOK_SECONDS = 1.0

Whom = Callable[[EnrichmentBatch], AsyncIterator[Sequence[int]]]
"""The ids of whom a batch means by its query."""


async def work_next(tenant: Tenant, job_id: int, vendors: Vendors, whom: Whom) -> None:
    """Some of it. Ends the job where there is no more. Whoever calls twice does no harm. Raises UserError where credits have run out."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return
    batch = await get(tenant, job.reference)
    if batch.is_undone:
        raise UserError("This was taken back.")
    if not job.total and not await rows.is_chosen(tenant.key, batch.id):
        await _choose(tenant, job, batch, whom)
        return
    waiting = await rows.next_waiting(tenant.key, batch.id, A_STEP)
    if not waiting:
        await jobs.finish(tenant, job_id)
        return
    rules, choice = await prices.rules_of(tenant), await choosing.choice(tenant)
    await _Step(tenant, vendors, batch, rules, choice, job).work(waiting)


async def charges_of(hold: CreditHold) -> Mapping[str, int]:
    """What the run of a hold has found, as it is written down; nothing where it has not ended."""
    run = await rows.run(hold.tenant.key, run_in(hold.reference))
    return run.charges if run is not None else {}


@dataclass(slots=True)
class _Step:
    """`job` as it is after each of those who were settled, which they are one after the other. `is_on`: it was not stopped."""

    tenant: Tenant
    vendors: Vendors
    batch: EnrichmentBatch
    rules: CreditRules
    choice: ProviderChoice
    job: Job
    is_on: bool = True
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def work(self, waiting: Sequence[models.EnrichmentRun]) -> None:
        """Raises UserError where credits have run out: nobody else is begun, and whoever is being looked up is still settled."""
        can = await usable(self.tenant, self.vendors)
        last = await rows.last_finished(self.tenant.key, [run.contact_id for run in waiting])
        seats, problem = asyncio.Semaphore(BESIDE_EACH_OTHER), list[UserError]()

        async def one(run: models.EnrichmentRun) -> None:
            async with seats:
                if not problem and self.is_on:
                    try:
                        await self._one(run, can, last.get(run.contact_id))
                    except UserError as error:
                        problem.append(error)

        people = [asyncio.create_task(one(run)) for run in waiting]
        watcher = asyncio.create_task(self._cancel_when_stopped(people))
        try:
            ended = await asyncio.gather(*people, return_exceptions=True)
        finally:
            watcher.cancel()
        for each in (*problem, *ended):
            if isinstance(each, Exception):
                raise each

    async def _cancel_when_stopped(self, people: Sequence["asyncio.Task[None]"]) -> None:
        """A vendor may take a minute to answer; who presses Stop does not wait for that."""
        while self.is_on:
            await asyncio.sleep(LOOK_SECONDS)
            if await self._was_stopped():
                self.is_on = False
        for each in people:
            each.cancel()

    async def _was_stopped(self) -> bool:
        return (await jobs.get(self.tenant, self.job.id)).status is not JobStatus.RUNNING

    async def _one(
        self, run: models.EnrichmentRun, can: Sequence[Usable], last: models.EnrichmentRun | None
    ) -> None:
        """Raises UserError."""
        row = await self._contact(run)
        reckoned = await self._reckoned(row, can, last) if row else None
        if reckoned is None or reckoned.why:
            await self._leave(run, reckoned.why if reckoned else left.GONE)
            return
        hold = await self._reserve(run, reckoned)
        is_settled = False
        try:
            result = await look_up(
                partial(self._ask, run),
                reckoned.asked,
                reckoned.known,
                reckoned.had,
                self.vendors.region,
                most_paid=self.choice.most_paid,
            )
            result = await self._without_suppressed(run, reckoned, result)
            is_settled = await self._settle(run, reckoned, result, hold)
        finally:
            if hold and not is_settled and await self._was_stopped():
                await holds.release(self.tenant, hold.id)

    async def _reckoned(
        self, row: models.Contact, can: Sequence[Usable], last: models.EnrichmentRun | None
    ) -> Reckoned:
        return reckon(
            row,
            last,
            can,
            self.rules,
            self.choice.most_credits,
            asks_again=self.batch.asks_again,
            is_suppressed=await is_suppressed(self.tenant, self.vendors, known_of(row)),
        )

    async def _without_suppressed(
        self, run: models.EnrichmentRun, reckoned: Reckoned, result: Result
    ) -> Result:
        """A vendor whom the person has asked to be left alone speaks for all; and nothing is kept of who is not to be kept."""
        if result.is_suppressed:
            await add_to_suppressed(
                self.tenant,
                self._author(run),
                self.vendors,
                reckoned.known,
                "A provider has been asked for it",
            )
        kept = [
            each for each in result.said if not await suppressed_among(self.tenant, self.vendors, each.values)
        ]
        return replace(result, said=tuple(kept))

    async def _ask(self, run: models.EnrichmentRun, whom: Usable, request: Request) -> Answer:
        since = self.batch.created_at if self.batch.asks_again else None
        author, reference = self._author(run), reference_of(run.id)
        return await ask(self.tenant, author, self.vendors, whom, request, reference, since)

    async def _contact(self, run: models.EnrichmentRun) -> models.Contact | None:
        if row := await contact_rows.load(self.tenant.key, run.contact_id):
            return row
        try:
            contact_id = await who_is_left(self.tenant, run.contact_id)
        except ContactNotFound:
            return None
        return await contact_rows.load(self.tenant.key, contact_id)

    async def _reserve(self, run: models.EnrichmentRun, reckoned: Reckoned) -> CreditHold | None:
        """The same hold when the job goes on after a kill; a new one where that was given back meanwhile. Raises UserError."""
        if not reckoned.at_most:
            return None
        reference = reference_of(run.id)
        key, author = f"{reference}:{self.job.attempt}", self._author(run)
        while True:
            hold = await holds.reserve(
                self.tenant,
                author,
                key,
                reckoned.at_most,
                reference,
                is_automatic=self.batch.is_automatic,
            )
            if hold.state is HoldState.HELD:
                return hold
            key = f"{reference}:after:{hold.id}"

    def _author(self, run: models.EnrichmentRun) -> Author:
        return Author(self.batch.user_id, Origin.PROVIDER, reference_of(run.id))

    async def _leave(self, run: models.EnrichmentRun, why: str) -> None:
        async def leave() -> None:
            await rows.settle(self.tenant.key, run.id, "left", datetime.now(UTC), why=why)

        await self._moving_on(leave)

    async def _settle(
        self, run: models.EnrichmentRun, reckoned: Reckoned, result: Result, hold: CreditHold | None
    ) -> bool:
        """False where the job no longer runs."""

        async def settle() -> None:
            try:
                contact_id = await hold_who_is_left(self.tenant, run.contact_id)
            except ContactNotFound:  # deleted in this very moment
                await rows.settle(self.tenant.key, run.id, "left", datetime.now(UTC), why=left.GONE)
                if hold:
                    await holds.release(self.tenant, hold.id)
            else:
                await keep(
                    self.tenant,
                    self._author(run),
                    run.id,
                    contact_id,
                    Ended(reckoned, result, self.rules, hold),
                )

        return await self._moving_on(settle)

    async def _moving_on(self, settle: Callable[[], Awaitable[None]]) -> bool:
        """In one transaction with what moves the job on. False, and nothing is done, where it no longer runs."""
        async with self.turn:
            async with transaction():
                after = self.job.done + 1
                self.is_on = self.is_on and await jobs.advance(self.tenant, self.job, after)
                if self.is_on:
                    await settle()
            if self.is_on:
                self.job = replace(self.job, done=after)
            return self.is_on


async def _choose(tenant: Tenant, job: Job, batch: EnrichmentBatch, whom: Whom) -> None:
    """Where two do that at once, the first one counts."""
    ids = (
        sorted(batch.chosen_ids)
        if batch.chosen_ids is not None
        else [id_ async for some in whom(batch) for id_ in some]
    )
    if not ids:
        await jobs.finish(tenant, job.id)
        return
    async with transaction():
        if await jobs.start_over(tenant, job, len(ids)) and not await rows.is_chosen(tenant.key, batch.id):
            await rows.choose(tenant.key, batch.id, ids)
