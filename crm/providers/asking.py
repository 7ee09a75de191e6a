"""Asking a provider about somebody."""

from dataclasses import dataclass

from crm.providers.usable import Usable
from crm.providers.vendors import Vendors
from crm.types import Author, Tenant
from enrichment.outcomes import Outcome
from enrichment.request import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_cached`: nobody was asked, it was known from an earlier look-up. `units` were spent in the vendor's unit, 0 where it is cached."""

    outcome: Outcome
    is_cached: bool
    units: float
    milliseconds: int


async def ask(
    tenant: Tenant, author: Author, vendors: Vendors, whom: Usable, request: Request, reference: str
) -> Answer:
    """Never raises for what a vendor does. `reference` is the run on whose behalf, for example `enrichment:42`."""
    outcome = await whom.provider.look_up(request, whom.key, vendors.client)
    return Answer(outcome, is_cached=False, units=getattr(outcome, "units", None) or 0.0, milliseconds=0)
