"""Some of a batch: people are looked up beside each other, and settled some at a time.

Whoever is settled is so in one transaction, which moves the job on, keeps what was observed, shows it on the profile and charges for
it. So a kill at any line leaves nobody half enriched and nothing charged twice; who was being looked up is looked up again, and what
a vendor has answered by then is known from the cache. Credits are held before anybody is asked, and what was not charged is given
back at the latest by the sweep.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from crm import jobs, suppression
from crm.credits import holds
from crm.credits.errors import CreditsRefused
from crm.enriching import left
from crm.enriching.knowing import known_of
from crm.enriching.projection import reference_of
from crm.enriching.reckoning import Reckoned, reckon
from crm.enriching.settling import Ended, keep
from crm.enriching.waterfall import Result, look_up
from crm.holding import hold_who_are_left, who_are_left
from crm.providers import Answer, Usable, Vendors, ask, usable
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
from storage.queries import lookups

TOGETHER = 25
"""So many are begun together, and at most so many settled: they share what that costs."""
WAITS_SECONDS = 0.5
"""So long whoever was looked up waits for others at most, and not where nobody else is being looked up."""
BESIDE_EACH_OTHER = 48
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    run: models.EnrichmentRun
    reckoned: Reckoned


@dataclass(frozen=True, slots=True)
class _Left:
    run: models.EnrichmentRun
    why: str


@dataclass(frozen=True, slots=True)
class _LookedUp:
    run: models.EnrichmentRun
    reckoned: Reckoned
    result: Result


_Ready = _Left | _LookedUp


@dataclass(slots=True)
class Step:
    """`job` as it is after those who were settled. `is_on`: it was not stopped. `held`: the credits of those who are not settled yet,
    by run. `ready`: who is to be settled, and None after the last. `problems`: for which nobody else is begun.
    """

    tenant: Tenant
    vendors: Vendors
    batch: EnrichmentBatch
    rules: CreditRules
    choice: ProviderChoice
    job: Job
    is_on: bool = True
    held: dict[int, CreditHold] = field(default_factory=dict)
    ready: "asyncio.Queue[_Ready | None]" = field(default_factory=asyncio.Queue)
    problems: list[Exception] = field(default_factory=list)

    async def work(self, waiting: Sequence[models.EnrichmentRun]) -> None:
        """Raises CreditsRefused where there are credits for nobody; where there are for some, it is the others' turn in the next step.

        Whoever is being looked up is so to the end, whatever happens to another: a vendor's answer is paid for.
        """
        looking = asyncio.create_task(self._look_up_all(waiting))
        looking.add_done_callback(lambda _: self.ready.put_nowait(None))
        watcher = asyncio.create_task(self._cancel_when_stopped(looking))
        try:
            while some := await self._some_ready():
                try:
                    await self._settle(some)
                except Exception as error:  # noqa: BLE001 - it is raised when the others are settled
                    self.problems.append(error)
        finally:
            watcher.cancel()
            looking.cancel()
            await asyncio.gather(watcher, looking, return_exceptions=True)
            if self.held and await self._was_stopped():
                await holds.settle(self.tenant, {hold.id: {} for hold in self.held.values()})
        for problem in self.problems:
            raise problem

    async def _look_up_all(self, waiting: Sequence[models.EnrichmentRun]) -> None:
        async with asyncio.TaskGroup() as people:
            try:
                await self._begin(waiting, people)
            except Exception as error:  # noqa: BLE001 - `work` raises it when the others are settled
                self.problems.append(error)

    async def _begin(self, waiting: Sequence[models.EnrichmentRun], people: asyncio.TaskGroup) -> None:
        """One after the other. Raises CreditsRefused where there are credits for nobody."""
        seats, has_begun = asyncio.Semaphore(BESIDE_EACH_OTHER), False
        for start in range(0, len(waiting), TOGETHER):
            if self.problems:
                return
            can = await usable(self.tenant, self.vendors)  # as admins have it by now
            wanted = await self._to_be_asked(waiting[start : start + TOGETHER], can)
            try:
                asked = await self._with_credits(wanted)
            except CreditsRefused:
                if has_begun:  # they may need less than is held for them
                    return
                raise
            for each in asked:
                await seats.acquire()
                if self.problems:
                    return
                people.create_task(self._look_up(each, seats))
                has_begun = True
            if len(asked) < len(wanted):
                return

    async def _to_be_asked(
        self, waiting: Sequence[models.EnrichmentRun], can: Sequence[Usable]
    ) -> list[_Asked]:
        """The others are left."""
        last = await rows.last_finished(self.tenant.key, [run.contact_id for run in waiting])
        there = await self._contacts(waiting)
        identities = [known_of(row) for row in there.values()]
        suppressed = await suppression.among(self.tenant, self.vendors.secret, identities)
        who_is_suppressed = {run_id for place, run_id in enumerate(there) if place in suppressed}
        asked = []
        for run in waiting:
            if run.id not in there:
                self.ready.put_nowait(_Left(run, left.GONE))
                continue
            reckoned = reckon(
                there[run.id],
                last.get(run.contact_id),
                can,
                self.rules,
                self.choice.most_credits,
                asks_again=self.batch.asks_again,
                is_suppressed=run.id in who_is_suppressed,
            )
            if reckoned.why:
                self.ready.put_nowait(_Left(run, reckoned.why))
            else:
                asked.append(_Asked(run, reckoned))
        return asked

    async def _contacts(self, waiting: Sequence[models.EnrichmentRun]) -> dict[int, models.Contact]:
        """By run: of whoever was merged who is left, of whoever was deleted none."""
        left_of = await who_are_left(self.tenant, [run.contact_id for run in waiting])
        ids = [*dict.fromkeys(left_of.values())]
        live = {row.id: row for row in await contact_rows.load_many(self.tenant.key, ids)}
        ids_of = {run.id: left_of.get(run.contact_id, 0) for run in waiting}
        return {run_id: live[contact_id] for run_id, contact_id in ids_of.items() if contact_id in live}

    async def _with_credits(self, wanted: Sequence[_Asked]) -> list[_Asked]:
        """Those for whom credits are held now, or who cost none. Raises CreditsRefused where there are for nobody.

        It is the same hold when the job goes on after a kill; a new one where that was given back meanwhile, unless that was because
        another replica has settled them.
        """
        lacking = {
            each.run.id: holds.Wanted(
                f"{reference_of(each.run.id)}:{self.job.attempt}",
                each.reckoned.at_most,
                reference_of(each.run.id),
            )
            for each in wanted
            if each.reckoned.at_most
        }
        author = Author(self.batch.user_id, Origin.PROVIDER)
        while lacking:
            try:
                found = await holds.reserve_all(
                    self.tenant, author, [*lacking.values()], is_automatic=self.batch.is_automatic
                )
            except CreditsRefused:
                if any(each.run.id in self.held for each in wanted):
                    break
                raise
            there = {run_id: found[each.key] for run_id, each in lacking.items() if each.key in found}
            no_longer = {run_id: hold for run_id, hold in there.items() if hold.state is not HoldState.HELD}
            self.held |= {run_id: hold for run_id, hold in there.items() if run_id not in no_longer}
            lacking = {
                run_id: replace(
                    lacking[run_id], key=f"{no_longer[run_id].reference}:after:{no_longer[run_id].id}"
                )
                for run_id in await rows.waiting_among(self.tenant.key, no_longer)
            }
        return [each for each in wanted if not each.reckoned.at_most or each.run.id in self.held]

    async def _look_up(self, asked: _Asked, seats: asyncio.Semaphore) -> None:
        try:
            result = await look_up(
                partial(self._ask, asked.run),
                asked.reckoned.asked,
                asked.reckoned.known,
                asked.reckoned.had,
                self.vendors.region,
                most_paid=self.choice.most_paid,
            )
        except Exception as error:  # noqa: BLE001 - `work` raises it when the others are settled
            self.problems.append(error)
        else:
            self.ready.put_nowait(_LookedUp(asked.run, asked.reckoned, result))
        finally:
            seats.release()

    async def _ask(self, run: models.EnrichmentRun, whom: Usable, request: Request) -> Answer:
        since = self.batch.created_at if self.batch.asks_again else None
        author = self._author(run)
        return await ask(self.tenant, author, self.vendors, whom, request, author.reference, since)

    def _author(self, run: models.EnrichmentRun) -> Author:
        return Author(self.batch.user_id, Origin.PROVIDER, reference_of(run.id))

    async def _cancel_when_stopped(self, looking: "asyncio.Task[None]") -> None:
        """A vendor may take a minute to answer; who presses Stop does not wait for that."""
        try:
            while self.is_on:
                await asyncio.sleep(LOOK_SECONDS)
                if await self._was_stopped():
                    self.is_on = False
            looking.cancel()
        except Exception as error:  # noqa: BLE001 - `work` raises it when the others are settled
            self.problems.append(error)

    async def _was_stopped(self) -> bool:
        """Also where it was taken up again since: then another step does the rest, with credits of its own."""
        job = await jobs.get(self.tenant, self.job.id)
        return job.status is not JobStatus.RUNNING or job.attempt != self.job.attempt

    async def _some_ready(self) -> list[_Ready]:
        """Some who are to be settled, as they come; none after the last."""
        first = await self.ready.get()
        some = [first] if first else []
        with suppress(TimeoutError):
            async with asyncio.timeout(WAITS_SECONDS):
                while some and len(some) < TOGETHER:
                    if (another := await self.ready.get()) is None:
                        self.ready.put_nowait(None)
                        break
                    some.append(another)
        return some

    async def _settle(self, some: Sequence[_Ready]) -> None:
        """Nothing is done where the job no longer runs."""
        found = await self._without_suppressed([each for each in some if isinstance(each, _LookedUp)])
        after = self.job.done + len(some)
        async with transaction():
            self.is_on = self.is_on and await jobs.advance(self.tenant, self.job, after)
            if self.is_on:
                await self._leave([each for each in some if isinstance(each, _Left)])
                if found:
                    await self._keep(found)
        if self.is_on:
            self.job = replace(self.job, done=after)
            for each in some:
                self.held.pop(each.run.id, None)

    async def _without_suppressed(self, looked_up: Sequence[_LookedUp]) -> list[_LookedUp]:
        """A vendor whom the person has asked to be left alone speaks for all; and nothing is kept of who is not to be kept."""
        for each in looked_up:
            if each.result.is_suppressed:
                await suppression.add(
                    self.tenant,
                    self._author(each.run),
                    self.vendors,
                    each.reckoned.known,
                    "A provider has been asked for it",
                )
        known = [
            each.reckoned.known for each in looked_up
        ]  # they may have come onto the list since they were begun
        listed = await suppression.among(self.tenant, self.vendors.secret, known)
        values = [value for each in looked_up for said in each.result.said for value in said.values]
        suppressed = await suppression.suppressed_among(self.tenant, self.vendors, values)
        return [
            replace(
                each,
                result=each.result.of_suppressed() if place in listed else each.result.without(suppressed),
            )
            for place, each in enumerate(looked_up)
        ]

    async def _leave(self, people: Sequence[_Left]) -> None:
        now = datetime.now(UTC)
        for why in {each.why for each in people}:
            await rows.leave(self.tenant.key, [each.run.id for each in people if each.why == why], why, now)
        if gone := [reference_of(each.run.id) for each in people if each.why == left.GONE]:
            await lookups.forget_of(self.tenant.key, gone)  # what was answered since they were removed

    async def _keep(self, looked_up: Sequence[_LookedUp]) -> None:
        """Whoever was merged is settled as who is left."""
        left_of = await hold_who_are_left(self.tenant, [each.run.contact_id for each in looked_up])
        gone = [each for each in looked_up if each.run.contact_id not in left_of]  # deleted in this moment
        await self._leave([_Left(each.run, left.GONE) for each in gone])
        ended = [
            self._ended(each, left_of[each.run.contact_id])
            for each in looked_up
            if each.run.contact_id in left_of
        ]
        await keep(self.tenant, ended, [self.held[each.run.id] for each in gone if each.run.id in self.held])

    def _ended(self, each: _LookedUp, contact_id: int) -> Ended:
        hold = self.held.get(each.run.id)
        author = self._author(each.run)
        return Ended(each.run.id, author, contact_id, each.reckoned, each.result, self.rules, hold)
