"""Where each value of a profile comes from, and what providers say otherwise."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crm import claims
from crm.assembling import source_of
from crm.enriching.kinds import ENOUGH, KINDS, same
from crm.enriching.observing import grouped, not_to_be_written_to, parted, weighed
from crm.enriching.projection import ONCE, REPEATED, project, reference_of, shown_of, tell
from crm.errors import ContactNotFound, UserError
from crm.holding import hold_who_is_left
from crm.profile import editing
from crm.profile.parts import BASIC, POSITION
from crm.profile.reading import items_of
from crm.providers import Vendors
from crm.types import Author, Doubt, Opinion, Origin, Source, SourcedValue, Sources, Suggestion, Tenant
from storage import models
from storage.database import transaction
from storage.models import Observation
from storage.queries import contacts as rows
from storage.queries import observations as said

Groups = dict[tuple[str, str], list[Observation]]


async def sources(tenant: Tenant, vendors: Vendors, contact_id: int) -> Sources:
    """All of it. Raises ContactNotFound."""
    row = await _row(tenant, contact_id)
    live = await said.of(tenant.key, contact_id)
    placed, verdicts = parted(live)
    groups = dict(grouped(placed))
    reading = _Reading(tenant, vendors, row, groups, verdicts)
    doubtful = await said.of(tenant.key, contact_id, (said.DOUBTFUL,))
    return Sources(
        contact_id=contact_id,
        name=row.name,
        values=tuple(reading.values()),
        suggestions=tuple([each async for each in reading.suggestions()]),
        doubts=tuple(reading.doubts(doubtful)),
    )


async def waiting(tenant: Tenant, vendors: Vendors, contact_id: int) -> int:
    """How many suggestions and doubts wait for a person. Raises ContactNotFound."""
    if not await said.of(tenant.key, contact_id, (said.LIVE, said.DOUBTFUL)):
        return 0
    found = await sources(tenant, vendors, contact_id)
    return len(found.suggestions) + len(found.doubts)


async def accept(
    tenant: Tenant, author: Author, contact_id: int, observation_id: int, region: str = ""
) -> str:
    """A person says that it is so, and from then on it is theirs: no provider changes it. Returns it as one reads it.

    Raises UserError where it is gone, or another contact has it.
    """
    group = await _group(tenant, contact_id, observation_id)
    kind, first = KINDS[group[0].kind], group[0]
    if kind.field:
        whole = await rows.load(tenant.key, contact_id)
        if whole is None:
            raise ContactNotFound
        shown = BASIC.shown(whole)
        typed = {**shown, kind.field: first.text}
        await editing.save(tenant, author, contact_id, BASIC.key, 0, editing.marks(shown), typed, region)
    else:
        values = kind.values(first.text, first.about)
        await editing.save(tenant, author, contact_id, kind.part.key, 0, {}, values, region)
    return kind.line(first.text, first.about)


async def dismiss(tenant: Tenant, contact_id: int, observation_id: int) -> str:
    """It is not suggested again, whoever says the same up to now. Returns it as one reads it. Raises UserError."""
    group = await _group(tenant, contact_id, observation_id)
    await said.set_state(tenant.key, [each.id for each in group], (said.LIVE,), said.DISMISSED)
    return KINDS[group[0].kind].line(group[0].text, group[0].about)


async def decide(
    tenant: Tenant,
    author: Author,
    vendors: Vendors,
    contact_id: int,
    run_id: int,
    provider: str,
    *,
    is_same: bool,
) -> None:
    """Whether what a provider said in a run is about this person. Whoever comes second changes nothing. Raises ContactNotFound."""
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id)
        found = await said.of(tenant.key, contact_id, (said.DOUBTFUL,))
        ids = [each.id for each in found if (each.run_id, each.provider) == (run_id, provider)]
        await said.set_state(tenant.key, ids, (said.DOUBTFUL,), said.LIVE if is_same else said.DISMISSED)
        if is_same and ids:
            means = Author(author.user_id, Origin.PROVIDER, reference_of(run_id))
            changes = await project(tenant, means, contact_id, ids)
            await tell(tenant, means, contact_id, changes, "enriched", provider=_title(vendors, provider))


@dataclass(frozen=True, slots=True)
class _Reading:
    tenant: Tenant
    vendors: Vendors
    row: models.Contact
    groups: Groups
    verdicts: Sequence[Observation]

    def values(self) -> Iterator[SourcedValue]:
        """What the profile shows, in its order."""
        by_field = {each.field: source_of(each) for each in self.row.sources}
        for name in ("name", *ONCE):
            text = getattr(self.row, name)
            if text and name in by_field:
                yield self._sourced(name, text, by_field[name], (name, text.casefold()))
        for part in (*REPEATED[:3], POSITION, *REPEATED[3:]):
            for each, values in items_of(self.row, part):
                yield self._sourced(
                    part.one, part.line(values), source_of(each), (part.key, same(part, values))
                )

    async def suggestions(self) -> AsyncIterator[Suggestion]:
        """Sure enough, and not on the profile."""
        has = shown_of(self.row)
        useless = not_to_be_written_to(self.verdicts)
        for identity, group in self.groups.items():
            kind, first = KINDS[group[0].kind], group[0]
            sure = weighed(group, self.verdicts, datetime.now(UTC).date()).confidence >= ENOUGH
            is_named = kind.field == "name" and "@" not in self.row.name
            if identity in has or not sure or first.text in useless or is_named:
                continue
            yield Suggestion(
                key=str(first.id),
                label=kind.label,
                text=kind.line(first.text, first.about),
                instead=self._instead(identity[0]),
                owner=await self._owner(group),
                opinions=tuple(map(self._opinion, group)),
            )

    def doubts(self, doubtful: Sequence[Observation]) -> Iterator[Doubt]:
        by_run: dict[tuple[int, str], list[Observation]] = {}
        for each in parted(doubtful)[0]:
            by_run.setdefault((each.run_id, each.provider), []).append(each)
        for (run_id, provider), group in by_run.items():
            says = tuple(KINDS[each.kind].line(each.text, each.about) for each in group)
            yield Doubt(run_id, provider, _title(self.vendors, provider), says)

    def _instead(self, key: str) -> str:
        if key in ("name", *ONCE):
            return str(getattr(self.row, key))
        if key == POSITION.key and (there := items_of(self.row, POSITION)):
            return POSITION.line(there[0][1])
        return ""

    async def _owner(self, group: Sequence[Observation]) -> str:
        kind = KINDS[group[0].kind]
        if kind.field or not kind.part.claims:
            return ""
        values = kind.values(group[0].text, group[0].about)
        wanted = claims.Wanted(kind.part.fields[0].key, kind.part, values)
        found = await claims.clashes(self.tenant, [wanted], but=self.row.id)
        return found[0].owner.name if found else ""

    def _sourced(self, label: str, text: str, source: Source, identity: tuple[str, str]) -> SourcedValue:
        return SourcedValue(
            label=label,
            text=text,
            set_by=source.set_by,
            means="" if source.origin is Origin.PERSON else source.reference,
            set_at=source.set_at,
            is_locked=source.origin is not Origin.PROVIDER,
            opinions=tuple(map(self._opinion, self.groups.get(identity, ()))),
        )

    def _opinion(self, observation: Observation) -> Opinion:
        provider = next((each for each in self.vendors.providers if each.name == observation.provider), None)
        return Opinion(
            provider=_title(self.vendors, observation.provider),
            attribution=provider.attribution if provider else "",
            confidence=observation.confidence,
            evidence=observation.evidence,
            lawful_basis=observation.lawful_basis,
            observed_on=observation.observed_on,
            fetched_at=observation.fetched_at,
        )


def _title(vendors: Vendors, name: str) -> str:
    """Of one that this version no longer knows the name itself."""
    return next((each.title for each in vendors.providers if each.name == name), name)


async def _row(tenant: Tenant, contact_id: int) -> models.Contact:
    row = await rows.load(tenant.key, contact_id)
    if row is None:
        raise ContactNotFound
    return row


async def _group(tenant: Tenant, contact_id: int, observation_id: int) -> list[Observation]:
    """All who say the same as that one. Raises UserError."""
    placed, _ = parted(await said.of(tenant.key, contact_id))
    for group in grouped(placed).values():
        if any(each.id == observation_id for each in group):
            return group
    raise UserError("That is no longer suggested: somebody else has decided it, or it was taken back.")
