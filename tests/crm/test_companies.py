"""What is learnt of companies: each known once, by its names and its domain, and what a person says goes before the rest."""

from datetime import date

import pytest

from crm import companies
from crm.errors import FieldErrors, UserError
from crm.types import Author, Company, Tenant
from enrichment.values import Kind, Value
from storage import models
from views.company_line import company_line

pytestmark = pytest.mark.usefixtures("database")
ADA = Author("UADA")
TENANT = Tenant("T1", "E1")
DOMAIN = Value(Kind.COMPANY_DOMAIN, "acme.com", 0.9)
SIZE = Value(Kind.COMPANY_SIZE, "201-500", 0.7, observed_on=date(2026, 1, 2))
INDUSTRY = Value(Kind.COMPANY_INDUSTRY, "Robotics", 0.7)
OF_A_PERSON = Value(Kind.WORK_EMAIL, "jane@acme.com", 0.9)


async def learnt(name: str, *values: Value, by: str = "hunter") -> Company:
    company = await companies.learn(TENANT, ADA, name, values, by)
    assert company is not None
    return company


async def test_a_company_is_found_by_every_spelling_and_by_its_domain(database: str) -> None:
    first = await learnt("Acme", DOMAIN, SIZE, INDUSTRY, OF_A_PERSON)
    assert company_line(first) == "Acme · 201-500 people · Robotics"
    assert first.values["size"].set_at.date() == date(2026, 1, 2)
    again = await learnt("ACME, Inc.", DOMAIN)
    for called in ("acme", "Acmé", "acme inc", "acme.com", "https://www.acme.com/jobs"):
        assert await companies.find(TENANT, called) == again
    assert (again.called, again.name, again.said("size")) == ("acme.com", "Acme", "201-500")
    assert await companies.find(Tenant("T2", "E1"), "acme") is None
    assert await companies.learn(TENANT, ADA, "Acme", (OF_A_PERSON,), "hunter") is None
    assert await companies.learn(TENANT, ADA, "", (SIZE,), "hunter") is None


async def test_two_that_turn_out_to_have_one_domain_are_one(database: str) -> None:
    await learnt("Acme Robotics", SIZE)
    await learnt("Acme", DOMAIN)
    one = await learnt("Acme Robotics", DOMAIN, INDUSTRY)
    assert (one.name, one.said("size"), one.said("industry")) == ("Acme", "201-500", "Robotics")
    assert await companies.find(TENANT, "acme robotics") == one
    assert await models.Company.all().count() == 1


async def test_one_of_the_same_name_with_another_domain_is_another_one(database: str) -> None:
    first = await learnt("Acme", DOMAIN, SIZE)
    namesake = await learnt("Acme", Value(Kind.COMPANY_DOMAIN, "acme.de", 0.8), INDUSTRY)
    assert (namesake.called, namesake.said("size")) == ("acme.de", "")
    assert await companies.find(TENANT, "Acme") == first
    changed = await companies.change(TENANT, ADA, namesake.called, {}, {"place": "Bonn"})
    assert (changed.called, changed.said("industry"), changed.said("place")) == (
        "acme.de",
        "Robotics",
        "Bonn",
    )
    assert await companies.find(TENANT, "Acme") == first


async def test_the_surest_counts_and_a_person_before_it(database: str) -> None:
    await learnt("Acme", SIZE)
    await learnt("Acme", Value(Kind.COMPANY_SIZE, "51-200", 0.9), by="apollo")
    company = await learnt("Acme", Value(Kind.COMPANY_SIZE, "11-50", 0.3), by="github")
    assert (company.said("size"), company.values["size"].provider) == ("51-200", "apollo")
    shown = {"size": "51-200", "industry": ""}
    company = await companies.change(TENANT, ADA, "acme", shown, {"size": "300", "industry": ""})
    assert (company.values["size"].text, company.values["size"].provider) == ("300", "")
    company = await learnt("Acme", Value(Kind.COMPANY_SIZE, "1000", 1.0), by="apollo")
    assert company.said("size") == "300"
    company = await companies.change(TENANT, ADA, "Acme", {"size": "300"}, {"size": ""})
    assert company.said("size") == "1000"


async def test_what_cannot_be_is_refused(database: str) -> None:
    await learnt("Acme", DOMAIN)
    with pytest.raises(FieldErrors, match="That is the website of Acme"):
        await companies.change(TENANT, ADA, "Halden", {}, {"domain": "www.acme.com"})
    with pytest.raises(FieldErrors, match="Write a year"):
        await companies.change(TENANT, ADA, "Halden", {}, {"founded": "last year"})
    with pytest.raises(UserError, match="is no name of a company"):
        await companies.change(TENANT, ADA, "!", {}, {"size": "1"})
    assert await companies.find(TENANT, "Halden") is None
