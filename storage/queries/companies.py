"""Companies, what they are called, and what is said of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage import bulk
from storage.models import Company, CompanyName, CompanyValue


async def named(tenant: str, folded: str) -> Company | None:
    row = await CompanyName.get_or_none(tenant=tenant, folded=folded).select_related("company")
    return row.company if row else None


async def with_domain(tenant: str, domain: str) -> Company | None:
    return await Company.get_or_none(tenant=tenant, domain=domain)


async def create(tenant: str, name: str) -> Company:
    """Without a name that it is found by yet."""
    return await Company.create(tenant=tenant, name=name)


async def add_name(tenant: str, company_id: int, folded: str) -> None:
    """What is another company's name already stays that."""
    name = {"company_id": company_id, "folded": folded}
    await bulk.insert(tenant, CompanyName, [name], conflict=("tenant", "folded"))


async def set_domain(tenant: str, company_id: int, domain: str | None) -> None:
    await Company.filter(tenant=tenant, id=company_id).update(domain=domain)


async def values(tenant: str, company_id: int) -> list[CompanyValue]:
    return await CompanyValue.filter(tenant=tenant, company_id=company_id).order_by("id")


async def said_by(tenant: str, providers: Sequence[str]) -> list[Company]:
    """Those of which they say something."""
    found = Company.filter(tenant=tenant, values_said__provider__in=list(providers))
    return await found.distinct().order_by("id")


async def providers(tenant: str) -> list[str]:
    found = CompanyValue.filter(tenant=tenant).exclude(provider="").order_by("provider").distinct()
    return [row["provider"] for row in await found.values("provider")]


async def delete(tenant: str, company_id: int) -> None:
    await Company.filter(tenant=tenant, id=company_id).delete()


async def put_values(tenant: str, company_id: int, said: Sequence[Mapping[str, Any]]) -> None:
    """Instead of what the same provider said of the same kind before."""
    await bulk.insert(
        tenant,
        CompanyValue,
        [{"company_id": company_id, **each} for each in said],
        conflict=("company_id", "kind", "provider"),
        update=("text", "confidence", "observed_on", "set_by", "set_at"),
    )


async def drop_values(tenant: str, company_id: int, providers: Sequence[str], kinds: Sequence[str]) -> None:
    said = CompanyValue.filter(tenant=tenant, company_id=company_id, provider__in=list(providers))
    await said.filter(kind__in=list(kinds)).delete()


async def absorb(tenant: str, company_id: int, other_id: int) -> None:
    """The other one was the same: its names are this one's, and what was said of it where nothing was said of this."""
    await CompanyName.filter(tenant=tenant, company_id=other_id).update(company_id=company_id)
    there = {(each.kind, each.provider) for each in await values(tenant, company_id)}
    news = [each.id for each in await values(tenant, other_id) if (each.kind, each.provider) not in there]
    await CompanyValue.filter(tenant=tenant, id__in=news).update(company_id=company_id)
    await Company.filter(tenant=tenant, id=other_id).delete()
