"""All that a process can ask, and what it asks with."""

from dataclasses import dataclass, field

from crm.providers.turns import Turns
from enrichment.http import Client
from enrichment.provider import Provider


@dataclass(frozen=True, slots=True)
class Vendors:
    """Made once, in `bot`. `region` (ISO 3166) is for phone numbers without a country code.

    `secret` is the operator's, 32 bytes: with it keys are encrypted, and who is never to be looked up is known by a keyed hash.
    """

    providers: tuple[Provider, ...]
    client: Client
    region: str
    secret: bytes = field(repr=False)
    turns: Turns = field(default_factory=Turns, repr=False, compare=False)
