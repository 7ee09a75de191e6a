"""What every provider is: what it says of itself, and one careful way to ask it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from enrichment.accepting import accepted
from enrichment.http import Client
from enrichment.outcomes import AuthError, Ended, InvalidInput, Matched, NoMatch, Outcome, Transient
from enrichment.quota import Left
from enrichment.request import Identity, Key, Request
from enrichment.values import Kind, Value

Ask = Callable[[Request, str, Client], Awaitable[Outcome]]
"""What is asked for, the vendor's key ("" for none), and the way there."""
AskAgain = Callable[[str, Request, str, Client], Awaitable[Outcome]]
"""The same with the token of a `Pending` before it."""
AskQuota = Callable[[str, Client], Awaitable[tuple[Left, ...]]]
"""The vendor's key, and the way there."""


class KeyNeed(Enum):
    NONE = "none"
    OPTIONAL = "optional"
    """With one there is more of it."""
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many calls in so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Price:
    """In the vendor's own unit: `base` where anything is found, more for any kind of a set in `each`, `miss` where nothing is."""

    base: float = 0
    each: tuple[tuple[frozenset[Kind], float], ...] = ()
    miss: float = 0
    unit: str = "credit"

    def at_most(self, wanted: frozenset[Kind]) -> float:
        return max(self.miss, self.base + sum(price for kinds, price in self.each if kinds & wanted))

    def spent(self, values: tuple[Value, ...]) -> float:
        found = frozenset(value.kind for value in values if value.text)
        return self.at_most(found) if found else self.miss


FREE = Price()


@dataclass(frozen=True, slots=True)
class Example:
    """A look-up as the vendor would answer it: documentation, and what the contract test plays.

    `answers` are bodies by path, in the order in which they are asked for; `finds` is some of what is understood of them.
    """

    identity: Identity
    answers: tuple[tuple[str, Any], ...]
    finds: tuple[tuple[Kind, str], ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """A question of what is left of the account, which the vendor answers for nothing. `example` is the path it asks, and a body."""

    ask: AskQuota
    example: tuple[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Provider:
    """`name` is what it is known by in settings and observations, `account` whose key it uses, `server` where it is reached.

    `inputs` are the sets of keys of which any one is enough. `lineage` names whose data it really is: two providers of one lineage
    do not confirm each other. `version` counts how its answers are understood: what is cached under an older one is asked anew.
    """

    name: str
    title: str
    home_page: str
    attribution: str
    lineage: str
    inputs: tuple[frozenset[Key], ...]
    outputs: frozenset[Kind]
    ask: Ask
    example: Example
    server: str = ""
    account: str = ""
    key_need: KeyNeed = KeyNeed.NONE
    key_help: str = ""
    """Where an admin finds the key."""
    price: Price = FREE
    rates: tuple[Rate, ...] = ()
    rates_with_key: tuple[Rate, ...] = ()
    """Where a key that may be missing raises them."""
    calls: int = 1
    """That one look-up makes at most."""
    ask_again: AskAgain | None = None
    quota: Quota | None = None
    """None where there is no such question, or where every answer says it (`Matched.left`)."""
    is_local: bool = False
    """It needs no network."""
    version: int = 1

    def lacks(self, identity: Identity) -> str:
        """ "" where enough is known to ask; else a sentence on what would be enough."""
        if any(needed <= identity.keys for needed in self.inputs):
            return ""
        ways = "; or ".join(" and ".join(sorted(needed)) for needed in self.inputs)
        return f"{self.title} needs one of: {ways}."

    async def look_up(self, request: Request, key: str, client: Client) -> Outcome:
        """Never raises, and ends within the request's deadline. Nothing is sent where too little is known, or the key is missing."""
        if lacking := self.lacks(request.identity):
            return InvalidInput(lacking)
        if not request.wanted & self.outputs:
            return InvalidInput(f"{self.title} has nothing of what is wanted.")
        return await self._within_deadline(self.ask, request, key, client)

    async def poll(self, token: str, request: Request, key: str, client: Client) -> Outcome:
        """What has come of a `Pending`. As `look_up`."""
        if self.ask_again is None:
            return InvalidInput(f"{self.title} answers at once: there is nothing to ask again.")
        ask_again = self.ask_again

        async def ask(request: Request, key: str, client: Client) -> Outcome:
            return await ask_again(token, request, key, client)

        return await self._within_deadline(ask, request, key, client)

    async def left(self, key: str, client: Client, seconds: float) -> tuple[Left, ...]:
        """What is left of the account. Never raises; nothing where that has no question, no answer within so many seconds, or another."""
        key = key.strip()
        if self.quota is None or self._refused(key):
            return ()
        try:
            async with asyncio.timeout(seconds):
                return await self.quota.ask(key, client)
        except (Ended, TimeoutError):
            return ()

    def _refused(self, key: str) -> AuthError | None:
        """Why nothing is sent with that key."""
        if self.key_need is KeyNeed.REQUIRED and not key:
            return AuthError(f"{self.title} has no key.")
        if not (key.isascii() and key.isprintable()):
            return AuthError("The key has characters that no key has.")
        return None

    async def _within_deadline(self, ask: Ask, request: Request, key: str, client: Client) -> Outcome:
        key = key.strip()  # as it comes from a clipboard
        if refused := self._refused(key):
            return refused
        try:
            async with asyncio.timeout(request.deadline):
                outcome = await ask(request, key, client)
        except Ended as ended:
            outcome = ended.outcome
        except TimeoutError:
            return Transient("The vendor did not answer in time.")
        return self._accepted(outcome, request) if isinstance(outcome, Matched) else outcome

    def _accepted(self, found: Matched, request: Request) -> Outcome:
        """Within the allow-list, and priced."""
        units = self.price.spent(found.values) if found.units is None else found.units
        values = accepted(found.values, self.outputs & request.wanted, request.region)
        if not values:
            return NoMatch(units, found.request_id, found.left)
        return replace(found, values=values, units=units)
