"""The book under all that is done with credits: double entry, one transaction for each key, nothing is ever changed."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from crm.credits.prices import rules_of
from crm.types import CreditKind, Tenant
from storage import models
from storage.database import transaction
from storage.queries import credits as rows
from storage.queries.credits import Move


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger of a tenant, which nobody else writes into meanwhile. Balances are those from before."""

    tenant: Tenant
    accounts: Mapping[str, models.CreditAccount]

    def balance(self, account: str) -> int:
        return int(self.accounts[account].balance)

    async def done(self, key: str) -> models.CreditTransaction | None:
        """What was written under that key."""
        return await rows.with_key(self.tenant.key, key)

    async def write(
        self,
        key: str,
        kind: CreditKind,
        user_id: str,
        moves: Sequence[Move],
        *,
        hold_id: int | None = None,
        reason: str = "",
        reference: str = "",
    ) -> models.CreditTransaction:
        """Once for each block of `opened`: whoever has seen that there is enough, has seen it in these balances."""
        if sum(move.amount for move in moves):
            raise ValueError("What goes into some accounts comes out of others.")
        made = await rows.add(
            self.tenant.key,
            self.accounts,
            moves,
            key=key,
            kind=kind,
            user_id=user_id,
            hold_id=hold_id,
            reason=reason,
            reference=reference,
            now=datetime.now(UTC),
        )
        await self._warn(moves)
        return made

    async def _warn(self, moves: Sequence[Move]) -> None:
        """Where it is now, and was not before, that few are left: held ones count, as they may come back."""
        before = self.balance(rows.WALLET) + self.balance(rows.HELD)
        after = before + sum(move.amount for move in moves if move.account in (rows.WALLET, rows.HELD))
        if after < before and after < (await rules_of(self.tenant)).warning_below <= before:
            await rows.warn(self.tenant.key, after)


@asynccontextmanager
async def opened(tenant: Tenant) -> AsyncIterator[Book]:
    """One transaction; others who want to write wait until the block ends."""
    async with transaction():
        yield Book(tenant, await rows.lock(tenant.key))
