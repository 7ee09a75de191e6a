"""The one way to ask a provider about somebody: what is known already is not asked again, nobody is asked twice at once or too often,
what a vendor takes is written down, and an answer that takes its time is waited for, also by who comes after a kill.
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crm.credits import vendors as units
from crm.providers import lasting, limiting
from crm.providers.usable import Usable
from crm.providers.vendors import Vendors
from crm.types import Author, Tenant
from enrichment.outcomes import Matched, NoMatch, Outcome, Pending, RateLimited, Transient
from enrichment.request import Request
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import lookups as rows

ASKING, PENDING, DONE = "asking", "pending", "done"
LOOK_SECONDS = 0.1
GRACE = timedelta(seconds=5)
"""Beyond the deadline, until whoever asks is taken for dead."""
PENDING_LASTS = timedelta(days=1)
SHORTEST_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_cached`: nobody was asked, it was known from an earlier look-up. `units` were spent in the vendor's unit, 0 where it is cached."""

    outcome: Outcome
    is_cached: bool = False
    units: float = 0.0
    milliseconds: int = 0


async def ask(
    tenant: Tenant,
    author: Author,
    vendors: Vendors,
    whom: Usable,
    request: Request,
    reference: str,
    since: datetime | None = None,
) -> Answer:
    """Never raises for what a vendor does. `reference` is the run on whose behalf, for example `enrichment:42`.

    `since`: what was answered before then is asked anew.
    """
    began = time.monotonic()
    if whom.provider.is_local:
        answer = Answer(await whom.provider.look_up(request, whom.key, vendors.client))
    else:
        answer = await _Question(tenant, author, vendors, whom, request, reference, since).answered()
    return replace(answer, milliseconds=round((time.monotonic() - began) * 1_000))


@dataclass(frozen=True, slots=True)
class _Question:
    tenant: Tenant
    author: Author
    vendors: Vendors
    whom: Usable
    request: Request
    reference: str
    since: datetime | None

    async def answered(self) -> Answer:
        ends = time.monotonic() + self.request.deadline
        state = await limiting.state_of(self.tenant, self.whom.provider)
        if why := limiting.paused(state):
            return Answer(Transient(why))
        while True:
            row = await self._claimed()
            if row.state == DONE:
                return Answer(lasting.read(row.outcome or {}), is_cached=True)
            if row.state == ASKING:
                return await self._ask(row, ends, state)
            if time.monotonic() + LOOK_SECONDS > ends:
                return Answer(Transient("Somebody else asks the same just now, and had no answer in time."))
            await asyncio.sleep(LOOK_SECONDS)

    async def _claimed(self) -> models.Lookup:
        """Done where it is known; asking where it is ours to ask now; else as it is with who asks it."""
        key, now = lasting.question(self.whom, self.request), datetime.now(UTC)
        lease = {
            "state": ASKING,
            "reference": self.reference,
            "asked_at": now,
            "lease_until": now + timedelta(seconds=self.request.deadline) + GRACE,
        }
        while True:
            known = await rows.get(self.tenant.key, key)
            if known is not None and self._is_known(known, now):
                return known
            if known is None:
                try:
                    return await rows.begin(
                        self.tenant.key, key=key, provider=self.whom.provider.name, **lease
                    )
                except AlreadyThere:  # somebody began to ask it in this moment
                    continue
            if row := await self._taken_on(key, lease, now):
                return row

    async def _taken_on(self, key: str, lease: Mapping[str, Any], now: datetime) -> models.Lookup | None:
        """One that was asked before; None where it was forgotten in this moment."""
        async with transaction():
            row = await rows.lock(self.tenant.key, key)
            if row is None or self._is_known(row, now):
                return row
            is_ours = row.reference == self.reference  # of before a kill: nobody else goes on with this run
            if row.state != DONE and row.lease_until > now and not is_ours:
                row.state = PENDING
                return row
            await rows.change(self.tenant.key, row.id, **lease)
            return row.update_from_dict({**lease})

    def _is_known(self, row: models.Lookup, now: datetime) -> bool:
        is_new_enough = self.since is None or row.asked_at >= self.since
        return row.state == DONE and row.expires_at is not None and row.expires_at > now and is_new_enough

    async def _ask(self, row: models.Lookup, ends: float, state: limiting.State) -> Answer:
        try:
            async with self._turn(ends) as limited:
                outcome: Outcome = limited or await self._outcome(row, ends)
        except BaseException:
            await asyncio.shield(rows.change(self.tenant.key, row.id, lease_until=datetime.now(UTC)))
            raise
        spent = self._units(outcome)
        keeping = asyncio.create_task(self._keep(row, outcome, spent))
        try:
            await asyncio.shield(keeping)
        except asyncio.CancelledError:  # the answer is paid for
            await keeping
            raise
        if not limited:
            await limiting.note(self.tenant, self.vendors.turns, self.whom, outcome, state)
        return Answer(outcome, units=spent or 0.0)

    def _turn(self, ends: float) -> AbstractAsyncContextManager[RateLimited | None]:
        return limiting.turn(self.tenant, self.vendors.turns, self.whom, ends - time.monotonic())

    async def _outcome(self, row: models.Lookup, ends: float) -> Outcome:
        """A vendor that is at work on it since earlier is asked for what has come of that."""
        provider, token = self.whom.provider, row.token
        outcome: Outcome = (
            await provider.poll(token, self._in(ends), self.whom.key, self.vendors.client)
            if token
            else await provider.look_up(self._in(ends), self.whom.key, self.vendors.client)
        )
        while isinstance(outcome, Pending):
            pause = max(outcome.poll_after, SHORTEST_POLL_SECONDS)
            row.token = outcome.token
            await rows.change(self.tenant.key, row.id, token=row.token)
            if time.monotonic() + pause >= ends:
                return outcome
            await asyncio.sleep(pause)
            outcome = await provider.poll(row.token, self._in(ends), self.whom.key, self.vendors.client)
        return outcome

    def _in(self, ends: float) -> Request:
        return replace(self.request, deadline=max(ends - time.monotonic(), 0.1))

    def _units(self, outcome: Outcome) -> float | None:
        """None where nothing was asked, or no end has come."""
        if isinstance(outcome, Matched | NoMatch):
            return outcome.units or 0.0
        return None

    async def _keep(self, row: models.Lookup, outcome: Outcome, spent: float | None) -> None:
        """The answer, and what it took, together. A vendor that cannot be asked just now is still at work on what it was."""
        now, lasts = datetime.now(UTC), lasting.lasts(outcome)
        is_at_work = bool(row.token) and isinstance(outcome, Pending | RateLimited | Transient)
        async with transaction():
            if is_at_work:
                await rows.change(self.tenant.key, row.id, lease_until=now, expires_at=now + PENDING_LASTS)
            elif lasts is None:
                await rows.forget(self.tenant.key, row.id)
            else:
                await rows.change(
                    self.tenant.key,
                    row.id,
                    state=DONE,
                    token="",
                    outcome=lasting.kept(outcome),
                    lease_until=now,
                    expires_at=now + lasts,
                )
            if spent:
                key = f"lookup:{row.id}:{row.asked_at.isoformat()}"
                is_miss = isinstance(outcome, NoMatch)
                await units.note(
                    self.tenant,
                    self.author,
                    key,
                    self.whom.provider.name,
                    spent,
                    self.reference,
                    is_miss=is_miss,
                )
