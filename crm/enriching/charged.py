"""The ledger as people read it: providers by their titles, and whom a charge was for."""

from collections.abc import Sequence
from dataclasses import replace

from crm.enriching.projection import run_in
from crm.providers import Vendors
from crm.types import CreditPage, CreditTransaction, MonthOfCredits, Tenant
from storage.queries import contacts as people
from storage.queries import enrichment as runs


def told(vendors: Vendors, page: CreditPage) -> CreditPage:
    """What this version knows no longer keeps the name that the ledger has."""
    titles = {each.name: each.title for each in vendors.providers}

    def of_month(month: MonthOfCredits) -> MonthOfCredits:
        spent = tuple((titles.get(name, name), credits) for name, credits in month.by_provider)
        units = tuple(
            replace(each, provider=titles.get(each.provider, each.provider)) for each in month.units
        )
        return replace(month, by_provider=spent, units=units)

    transactions = tuple(
        replace(each, providers=tuple(titles.get(name, name) for name in each.providers))
        for each in page.transactions
    )
    return replace(page, months=tuple(map(of_month, page.months)), transactions=transactions)


async def of_whom(tenant: Tenant, transactions: Sequence[CreditTransaction]) -> tuple[CreditTransaction, ...]:
    """With the name of the person in the place of the run's, where the book has them still."""
    ids = {each.reference: run_in(each.reference) for each in transactions}
    contacts = await runs.contacts_of(tenant.key, [run_id for run_id in ids.values() if run_id])
    names = {each.id: each.name for each in await people.summaries(tenant.key, [*{*contacts.values()}])}
    return tuple(
        replace(each, reference=names.get(contacts.get(ids[each.reference], 0), each.reference))
        for each in transactions
    )
