"""The profile as a projection of what is observed.

What people and files have set is never touched. What providers have set is what their observations say now: it goes when the last
that says so goes, and of what a contact has once the surest one shows. What somebody has removed by hand does not come back by itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from crm import claims, timeline
from crm.contacts import refresh_search
from crm.enriching.kinds import ENOUGH, KINDS, same
from crm.enriching.observing import grouped, not_to_be_written_to, parted, weighed
from crm.errors import ContactNotFound, FieldErrors
from crm.profile import editing
from crm.profile.fields import Part, Values
from crm.profile.parts import BASIC, EMAIL, PHONE, POSITION, PROFILE, SKILL
from crm.profile.reading import items_of
from crm.types import Author, Change, Origin, Tenant
from storage import models
from storage.models import Observation
from storage.queries import contacts as rows
from storage.queries import observations as said
from storage.queries import profile as profile_rows
from storage.queries.contacts import Stamp

REPEATED = (EMAIL, PHONE, PROFILE, SKILL)
ONCE = ("headline", "location")


def reference_of(run_id: int) -> str:
    """What everything carries that a run has set."""
    return f"enrichment:{run_id}"


def run_in(reference: str) -> int:
    """The id of the run that is called so, 0 where it is no run's."""
    kind, _, number = reference.partition(":")
    return int(number) if kind == "enrichment" and number.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Observed:
    """A contact with all its parts, and the live observations of it; `new`: the ids of those that were added just now."""

    author: Author
    row: models.Contact
    observations: Sequence[Observation]
    new: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """A contact that is held, and what is said of it; `new`: just now."""

    tenant: Tenant
    author: Author
    row: models.Contact
    groups: Mapping[tuple[str, str], list[Observation]]
    verdicts: Sequence[Observation]
    new: Collection[int]
    now: datetime

    def weight(self, observations: Iterable[Observation]) -> float:
        return weighed(observations, self.verdicts, self.now.date()).confidence

    def stamp(self, observation: Observation) -> Stamp:
        return Stamp(Origin.PROVIDER, reference_of(observation.run_id), self.author.user_id, self.now)

    def best(self, key: str) -> Observation | None:
        """The surest of what the contact has once; None where nobody is sure enough."""
        sure = [
            (self.weight(group), max(each.id for each in group), group[-1])
            for (name, _), group in self.groups.items()
            if name == key
        ]
        best = max(sure, key=lambda each: each[:2], default=None)
        return best[2] if best and best[0] >= ENOUGH else None


async def project(
    tenant: Tenant, author: Author, contact_id: int, new: Collection[int] = ()
) -> tuple[Change, ...]:
    """One contact, as `project_all` does. Also of somebody who lies in the bin, or was merged. Raises ContactNotFound."""
    row = await rows.load_anyhow(tenant.key, contact_id)
    if row is None:
        raise ContactNotFound
    observed = Observed(author, row, await said.of(tenant.key, contact_id), new)
    return (await project_all(tenant, [observed]))[0]


async def project_all(tenant: Tenant, people: Sequence[Observed]) -> list[tuple[Change, ...]]:
    """Within the transaction that holds the contacts and has changed their observations. Nobody stands there twice.

    What has changed of each, none where they show nothing new: the entry in the timeline is the caller's.
    """
    now = datetime.now(UTC)
    changes_of = [await _project(tenant, each, now) for each in people]
    if changed := [each.row.id for each, changes in zip(people, changes_of, strict=True) if changes]:
        await rows.bump_version(tenant.key, changed, now)
        await refresh_search(tenant, *changed)
    return changes_of


async def _project(tenant: Tenant, observed: Observed, now: datetime) -> tuple[Change, ...]:
    placed, verdicts = parted(observed.observations)
    held = _Held(tenant, observed.author, observed.row, grouped(placed), verdicts, observed.new, now)
    return (
        *[change for part in REPEATED for change in await _remove(held, part)],
        *[change for part in REPEATED for change in await _add(held, part)],
        *await _place_position(held),
        *await _place_fields(held),
    )


async def tell(
    tenant: Tenant, author: Author, contact_id: int, changes: Sequence[Change], kind: str, **also: str
) -> None:
    """The entry in the timeline, within the same transaction; none where nothing has changed."""
    if changes:
        await timeline.record(tenant, author, contact_id, kind, told(changes, **also))


def told(changes: Sequence[Change], **also: str) -> dict[str, Any]:
    """What an entry says of them."""
    return {**also, "changes": [asdict(change) for change in changes]}


def shown_of(row: models.Contact) -> frozenset[tuple[str, str]]:
    """What the profile says, whoever has set it, as `observing.identity_of` has it."""
    fields = [(name, getattr(row, name).casefold()) for name in ("name", *ONCE)]
    parts = [
        (part.key, same(part, values))
        for part in (*REPEATED, POSITION)
        for _, shown in items_of(row, part)
        for values in _and_less(part, shown)
    ]
    return frozenset([*fields, *parts])


def _and_less(part: Part, shown: Values) -> Sequence[Values]:
    """Whoever says only the title of a position, or only its company, says nothing else than it."""
    return (shown, {**shown, "title": ""}, {**shown, "company": ""}) if part is POSITION else (shown,)


async def _remove(held: _Held, part: Part) -> list[Change]:
    """What a provider has set and nobody says any more."""
    changes = []
    for each, values in items_of(held.row, part):
        if each.origin == Origin.PROVIDER and (part.key, same(part, values)) not in held.groups:
            await profile_rows.remove(held.tenant.key, held.row.id, part.relation, each.id)
            changes.append(Change(part.key, part.line(values), ""))
    return changes


async def _add(held: _Held, part: Part) -> list[Change]:
    """What is said for the first time."""
    changes = []
    there = items_of(held.row, part)
    has = {same(part, values) for _, values in there}
    last = max((each.position for each, _ in there), default=-1)
    useless = not_to_be_written_to(held.verdicts)
    for (key, identity), group in held.groups.items():
        if key != part.key or identity in has or any(each.id not in held.new for each in group):
            continue
        first = group[0]
        if first.text in useless or held.weight(group) < ENOUGH:
            continue
        values = await _fitting(held, part, KINDS[first.kind].values(first.text, first.about))
        if values is None:
            continue
        last += 1
        columns = part.stored(values)
        await profile_rows.insert(
            held.tenant.key, held.row.id, part.relation, columns, last, held.stamp(first)
        )
        has.add(identity)
        changes.append(Change(part.key, "", part.line(values)))
    return changes


async def _fitting(held: _Held, part: Part, values: Values) -> Values | None:
    """As a profile takes it; None for what it does not take, and what is somebody else's."""
    try:
        checked = editing.checked(part, values)
    except FieldErrors:
        return None
    wanted = [claims.Wanted(part.fields[0].key, part, checked)] if part.claims else []
    return None if await claims.clashes(held.tenant, wanted, but=held.row.id) else checked


async def _place_position(held: _Held) -> list[Change]:
    """One, where nobody has entered any, or in the place of the one that a provider has set."""
    there = items_of(held.row, POSITION)
    ours = [(each, values) for each, values in there if each.origin == Origin.PROVIDER]
    best = held.best(POSITION.key)
    if not ours and (there or best is None or best.id not in held.new):
        return []
    shown, before = ours[0] if ours else (None, None)
    after = await _fitting(held, POSITION, KINDS[best.kind].values(best.text, best.about)) if best else None
    lines = [POSITION.line(values) if values else "" for values in (before, after)]
    if lines[0] == lines[1]:
        return []
    place = (held.tenant.key, held.row.id, POSITION.relation)
    if shown is not None and (after is None or best is None):
        await profile_rows.remove(*place, shown.id)
    elif best is not None and after is not None:
        columns, stamp = POSITION.stored(after), held.stamp(best)
        if shown is None:
            await profile_rows.insert(*place, columns, 0, stamp)
        else:
            await profile_rows.change(*place, shown.id, columns, stamp)
    return [Change(POSITION.key, *lines)]


async def _place_fields(held: _Held) -> list[Change]:
    """What a contact has once, where it is blank or a provider has set it."""
    sources = {each.field: each for each in held.row.sources}
    changes = []
    for name in ONCE:
        before, source = getattr(held.row, name), sources.get(name)
        is_ours = source is not None and source.origin == Origin.PROVIDER
        best = held.best(name)
        is_free = not before and source is None and best is not None and best.id in held.new
        after = _checked(name, best.text) if best else ""
        if before == after or not (is_ours or is_free):
            continue
        stamp = held.stamp(best) if best else source and rows.stamp_of(source)
        if stamp:
            await rows.set_fields(held.tenant.key, held.row.id, {name: after}, stamp)
        changes.append(Change(name, before, after))
    return changes


def _checked(name: str, text: str) -> str:
    """ "" for what the profile does not take."""
    try:
        return editing.checked(BASIC, {name: text})[name]
    except FieldErrors:
        return ""
