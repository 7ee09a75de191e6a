"""Several who are looked up, and settled, together."""

from crm import bin as bin_
from crm import contacts, jobs, merging
from crm.enriching import batches
from crm.providers import Vendors
from crm.types import ContactDraft
from storage.models import ContactEmail, EnrichmentRun
from tests.crm.credits.book import balances, is_sound
from tests.crm.enriching.test_cut_off import ADA, GRANTED, PRICE, TENANT, vendors, work

__all__ = ["vendors"]


async def test_who_was_merged_or_deleted_meanwhile_costs_nothing_more(vendors: Vendors) -> None:
    names = ("Jane Roe", "Jane Rowe", "Bo Ek", "Cy Oak")
    drafts = [ContactDraft(name=name, company="Halden", title="Engineer") for name in names]
    jane, double, deleted, cy = [(await contacts.add(TENANT, ADA, draft)).id for draft in drafts]
    job = await batches.start(TENANT, ADA, "", "4 people", [jane, double, deleted, cy], "D1", "together")
    await merging.merge(TENANT, ADA, jane, double)
    await bin_.delete(TENANT, ADA, deleted)
    await jobs.begin(TENANT, job.id, job.attempt)
    await work(job, vendors)
    states = {run.contact_id: run.state for run in await EnrichmentRun.filter(batch_id=job.reference)}
    assert sorted((states.pop(jane), states.pop(double))) == ["found", "nothing"], "whichever comes first"
    assert states == {deleted: "left", cy: "found"}
    found = await ContactEmail.all().order_by("contact_id").values_list("contact_id", "address")
    assert found == [(jane, "jane.roe@halden.example"), (cy, "cy.oak@halden.example")]
    assert await balances(TENANT) == {
        "granted": -GRANTED,
        "wallet": GRANTED - 2 * PRICE,
        "held": 0,
        "spent": 2 * PRICE,
    }
    await is_sound(TENANT)
