"""Who is not to be kept is recognised by what a provider says of them, in their own workspace, with the operator's secret."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crm import bin as bin_
from crm import contacts, suppression
from crm.errors import UserError
from crm.providers import Vendors
from crm.types import Author, ContactDraft, Tenant
from enrichment.http import Client
from enrichment.request import Identity
from enrichment.values import Kind, Value
from storage import models
from storage.models import Suppression
from tests.crm.importing.files import SECRET, csv_of, everyone, imported

pytestmark = pytest.mark.usefixtures("database")
ADA = Author("UADA")
TENANT = Tenant("T1", "E1")
ELSEWHERE = Tenant("T2", "E1")
VENDORS = Vendors((), Client(), "", SECRET)
OTHER_SECRET = replace(VENDORS, secret=bytes([1] * 32))
JANE = Identity(emails=("jane@example.com",), phones=("+49301234567",), profiles=("https://github.com/jane",))


async def test_somebody_is_recognised_by_any_one_thing_and_only_here(database: str) -> None:
    assert not await suppression.is_suppressed(TENANT, VENDORS, JANE)
    await suppression.add(TENANT, ADA, VENDORS, JANE, "451 at hunter")
    await suppression.add(TENANT, Author("UBEN"), VENDORS, JANE, "again")
    by_phone = Identity(emails=("other@example.com",), phones=JANE.phones)
    assert await suppression.is_suppressed(TENANT, VENDORS, by_phone)
    assert not await suppression.is_suppressed(TENANT, VENDORS, Identity(name="Jane"))
    assert not await suppression.is_suppressed(ELSEWHERE, VENDORS, JANE)
    known = await suppression.known(TENANT, VENDORS, by_phone)
    assert known is not None
    assert (known.reason, known.set_by) == ("451 at hunter", "UADA")
    kept = str(await Suppression.all().values())
    assert not any(each in kept for each in (*JANE.emails, *JANE.phones, *JANE.profiles))


async def test_what_comes_back_from_a_provider_is_looked_through(database: str) -> None:
    theirs = [
        Value(Kind.WORK_EMAIL, "jane@example.com", 0.9),
        Value(Kind.EMAIL_VERDICT, "deliverable", 0.9, about="jane@example.com"),
        Value(Kind.MOBILE, "+49301234567", 0.9),
        Value(Kind.PROFILE, "https://github.com/jane", 0.9),
    ]
    others = [Value(Kind.NAME, "jane@example.com", 0.9), Value(Kind.WORK_EMAIL, "bo@example.com", 0.9)]
    assert await suppression.suppressed_among(TENANT, VENDORS, [*theirs, *others]) == set()
    await suppression.add(TENANT, ADA, VENDORS, JANE, "asked")
    assert await suppression.suppressed_among(TENANT, VENDORS, [*theirs, *others]) == {*theirs}
    assert await suppression.lift(TENANT, VENDORS, JANE)
    assert not await suppression.lift(TENANT, VENDORS, JANE)
    assert await suppression.suppressed_among(TENANT, VENDORS, theirs) == set()


async def test_another_secret_recognises_nobody_and_that_is_said(database: str) -> None:
    await suppression.check_secret(TENANT, SECRET)
    await suppression.add(TENANT, ADA, VENDORS, JANE, "asked")
    assert not await suppression.is_suppressed(TENANT, OTHER_SECRET, JANE)
    assert (await suppression.overview(TENANT, VENDORS)).void == 0
    assert (await suppression.overview(TENANT, OTHER_SECRET)).void == 3
    await suppression.check_secret(TENANT, SECRET)
    with pytest.raises(UserError, match="ROSTER_SECRET"):
        await suppression.check_secret(TENANT, OTHER_SECRET.secret)


async def looked_up(contact_id: int) -> None:
    """A provider was asked about them, and what it answered is still known."""
    now = datetime.now(UTC)
    batch = await models.EnrichmentBatch.create(
        tenant=TENANT.key, user_id="UADA", line="", words="", created_at=now
    )
    run = await models.EnrichmentRun.create(tenant=TENANT.key, batch=batch, contact_id=contact_id)
    asked: dict[str, Any] = {"reference": f"enrichment:{run.id}", "asked_at": now, "lease_until": now}
    await models.Lookup.create(tenant=TENANT.key, key="a", provider="hunter", state="done", **asked)


async def test_what_others_have_too_keeps_nobody_out(database: str) -> None:
    await contacts.add(TENANT, ADA, ContactDraft(name="Bo", phone="+49 30 1234567"))
    switchboard = ContactDraft(name="Jane", email="jane@example.com", phone="+49 30 1234567")
    jane = await contacts.add(TENANT, ADA, switchboard, anyway="the switchboard")
    nobody = await contacts.add(TENANT, ADA, ContactDraft(name="Nobody", phone="+49 30 999999 ext. 7"))
    await looked_up(jane.id)
    assert (await suppression.never_keep(TENANT, ADA, VENDORS, jane.id, "asked")).is_recognised
    assert not await models.Lookup.exists()
    assert not (await suppression.never_keep(TENANT, ADA, VENDORS, nobody.id, "asked")).is_recognised
    assert (await suppression.overview(TENANT, VENDORS)).counts == {"email": 1}
    rows = [["Name", "Phone", "E-mail"], ["Amy", "+49 30 1234567", ""], ["J", "", "jane@example.com"]]
    run = await imported(csv_of(rows))
    assert (run.added, run.rejected) == (1, 1)


async def test_the_website_of_their_company_keeps_no_colleague_out(database: str) -> None:
    header = ["Name", "E-mail", "LinkedIn", "Profile link"]
    jane = ["Jane", "jane@acme.example", "linkedin.com/in/jane", "https://www.acme.example/team"]
    await imported(csv_of([header, jane]))
    (row,) = await everyone()
    assert (await suppression.never_keep(TENANT, ADA, VENDORS, row.id, "asked")).is_recognised
    by_email, by_profile = [*jane[:2], "", jane[3]], ["J.", "", *jane[2:]]
    colleagues = [["Bo", "bo@acme.example", "", jane[3]], ["Cy", "", "", jane[3]]]
    run = await imported(csv_of([header, by_email, by_profile, *colleagues]))
    assert (run.added, run.rejected) == (2, 2)


async def test_a_page_that_is_on_the_list_recognises_whoever_has_it(database: str) -> None:
    page = suppression.typed("jane.example/about")
    await suppression.add(TENANT, ADA, VENDORS, page, "asked")
    run = await imported(csv_of([["Name", "Profile link"], ["Jane", "https://jane.example/about/"]]))
    assert (run.added, run.rejected) == (0, 1)


async def test_who_lies_in_the_bin_goes_with_what_is_on_the_list(database: str) -> None:
    names = ("Jane", "Joan", "Bo")
    drafts = [ContactDraft(name=name, email=f"{name.lower()}@example.com") for name in names]
    ids = [(await contacts.add(TENANT, ADA, draft)).id for draft in drafts]
    for contact_id in ids[:2]:
        await bin_.delete(TENANT, ADA, contact_id)
    await suppression.add(
        TENANT, ADA, VENDORS, replace(JANE, emails=("bo@example.com", "jane@example.com")), "asked"
    )
    assert [each.name for each in await bin_.listed(TENANT)] == ["Joan"]
    assert (await contacts.get(TENANT, ids[2])).name == "Bo"
