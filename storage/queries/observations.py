"""What providers say of people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from storage import bulk
from storage.database import rows
from storage.models import Observation

LIVE, DOUBTFUL, DISMISSED, TAKEN_BACK = "live", "doubtful", "dismissed", "taken_back"
STATES = (LIVE, DOUBTFUL, DISMISSED, TAKEN_BACK)


async def add(tenant: str, observations: Sequence[Mapping[str, Any]]) -> None:
    await bulk.insert(tenant, Observation, observations)


async def of(tenant: str, contact_id: int, states: Sequence[str] = (LIVE,)) -> list[Observation]:
    """The newest last."""
    found = Observation.filter(tenant=tenant, contact_id=contact_id, state__in=list(states))
    return await found.order_by("id")


async def of_many(tenant: str, contact_ids: Sequence[int]) -> dict[int, list[Observation]]:
    """The live ones by contact, the newest last; of whom nothing is said, nothing."""
    found: dict[int, list[Observation]] = {}
    live = Observation.filter(tenant=tenant, contact_id__in=list(contact_ids), state=LIVE)
    for each in await live.order_by("id"):
        found.setdefault(each.contact_id, []).append(each)
    return found


async def of_runs(tenant: str, run_ids: Iterable[int]) -> list[Observation]:
    return await Observation.filter(tenant=tenant, run_id__in=list(run_ids)).order_by("id")


async def set_state(tenant: str, observation_ids: Iterable[int], before: Sequence[str], after: str) -> None:
    found = Observation.filter(tenant=tenant, id__in=list(observation_ids), state__in=list(before))
    await found.update(state=after)


async def people_of(tenant: str, providers: Sequence[str]) -> int:
    """Of how many contacts they have said something."""
    marks = ", ".join("?" for _ in providers)
    sql = f"SELECT count(DISTINCT contact_id) AS number FROM observation WHERE tenant = ? AND provider IN ({marks})"  # noqa: S608 - no texts
    found = await rows(sql, [tenant, *providers])
    return int(found[0]["number"])


async def providers(tenant: str) -> list[str]:
    """Who has said something that is kept."""
    found = Observation.filter(tenant=tenant).order_by("provider").distinct()
    return [row["provider"] for row in await found.values("provider")]


async def with_any(tenant: str, providers: Sequence[str], limit: int) -> list[int]:
    """The ids of contacts of whom they have said something."""
    found = Observation.filter(tenant=tenant, provider__in=list(providers)).order_by("contact_id").distinct()
    return [row["contact_id"] for row in await found.limit(limit).values("contact_id")]


async def forget(tenant: str, providers: Sequence[str], contact_ids: Sequence[int]) -> None:
    theirs = Observation.filter(tenant=tenant, provider__in=list(providers))
    await theirs.filter(contact_id__in=list(contact_ids)).delete()
