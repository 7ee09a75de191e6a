"""Removing all that one vendor ever said: as if it had never been asked."""

from collections.abc import AsyncIterator, Collection, Sequence

from crm import companies, timeline
from crm.enriching.kinds import KINDS
from crm.enriching.projection import project
from crm.types import Author, Origin, Tenant
from enrichment.providers import PROVIDERS
from storage.database import transaction
from storage.models import Observation
from storage.queries import changes, lookups
from storage.queries import contacts as rows
from storage.queries import observations as said
from storage.queries import timeline as timeline_rows

AT_ONCE = 50


def meant(name: str) -> tuple[str, ...]:
    """The providers: one by its name, or all whose data are those of a vendor, also one that this version no longer knows."""
    return (name, *(each.name for each in PROVIDERS if each.lineage == name != each.name))


async def count(tenant: Tenant, providers: Sequence[str]) -> tuple[int, int]:
    """How many people and how many companies they have said something of that is kept."""
    return await said.people_of(tenant.key, providers), await companies.said_by(tenant, providers)


async def sources(tenant: Tenant) -> list[str]:
    """The names of those who have said something that is kept."""
    return sorted({*await said.providers(tenant.key), *await companies.sources(tenant)})


async def purge(tenant: Tenant, author: Author, providers: Sequence[str], title: str) -> AsyncIterator[int]:
    """Yields how many people are done, some at a time. Whoever is cut off begins again and goes on with who is left.

    What a person has accepted is theirs, and stays. `title` is what the timeline calls them.
    """
    await lookups.forget_from(tenant.key, providers)
    await companies.forget(tenant, providers)
    done = 0
    while ids := await said.with_any(tenant.key, providers, AT_ONCE):
        for contact_id in ids:
            async with transaction():
                await _forget(tenant, author, contact_id, providers, title)
        done += len(ids)
        yield done


async def _forget(
    tenant: Tenant, author: Author, contact_id: int, providers: Sequence[str], title: str
) -> None:
    """Also of who lies in the bin, or was merged."""
    await rows.lock(tenant.key, [contact_id])
    await changes.note(tenant.key, [contact_id])
    everything = await said.of(tenant.key, contact_id, said.STATES)
    theirs = [each for each in everything if each.provider in providers]
    others = [each for each in everything if each.provider not in providers]
    await said.forget(tenant.key, providers, [contact_id])
    is_changed = bool(await project(tenant, author, contact_id))
    await _leave_out_of_timeline(tenant, contact_id, _lines(theirs) - _lines(others))
    if is_changed:
        await timeline.record(tenant, author, contact_id, "source_purged", {"provider": title})


async def _leave_out_of_timeline(tenant: Tenant, contact_id: int, lines: Collection[str]) -> None:
    """What providers' entries say of it: what was changed stays, and not to what."""
    for entry in await timeline_rows.of_origin(tenant.key, contact_id, Origin.PROVIDER):
        before: Sequence[dict[str, str]] = entry.data.get("changes", ())  # type: ignore[assignment] # as `tell` writes them
        after = [
            {**change, **{side: "" for side in ("before", "after") if _says(change[side], lines)}}
            for change in before
        ]
        if after != [*before]:
            kept = [change for change in after if change["before"] or change["after"]]
            data = {**entry.data, "changes": kept}
            await timeline_rows.set_data(tenant.key, entry.id, data)


def _says(text: str, lines: Collection[str]) -> bool:
    """Behind some things a change says of which kind they are."""
    return any(text == line or text.startswith(f"{line} (") for line in lines)


def _lines(observations: Sequence[Observation]) -> set[str]:
    """As one reads them."""
    return {KINDS[each.kind].line(each.text, each.about) for each in observations if each.kind in KINDS} - {
        ""
    }
