"""The skills of a contact with what speaks for each of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from crm.skills.evidence import LISTS, SELF, evidence, status_of
from crm.skills.finding import found_in
from crm.skills.taxonomy import key_of
from crm.skills.verdicts import KINDS
from crm.types import Certification, Contact, Evidence, Origin, Position, Proof, ProvenSkill, Skill, Tenant
from storage import models
from storage.queries import observations
from storage.queries import timeline as rows

MOST_VERDICTS = 500
SKILL = "skill"
"""As `crm.enriching.kinds` calls it."""
_BEGINNING = datetime.min.replace(tzinfo=UTC)

Found = tuple[str, Evidence]
"""The key of a skill, and something that speaks for it."""


async def proven(tenant: Tenant, contact: Contact) -> Mapping[str, ProvenSkill]:
    """By the name of each of their skills."""
    wanted = rows.Wanted(kinds=tuple(KINDS))
    entries = await rows.older(tenant.key, contact.id, wanted, None, MOST_VERDICTS)
    observed = [each for each in await observations.of(tenant.key, contact.id) if each.kind == SKILL]
    found = (*_all_of(contact), *map(_observed, observed), *map(_said, entries[::-1]))
    return {skill.name: _proven(skill, found) for skill in contact.skills}


def _proven(skill: Skill, found: Iterable[Found]) -> ProvenSkill:
    key = key_of(skill.name)
    own = sorted((each for of, each in found if of == key), key=lambda each: each.seen_on or _BEGINNING)
    return ProvenSkill(skill.name, status_of(own), tuple(own))


def _all_of(contact: Contact) -> Iterator[Found]:
    """What a provider has set is observed, too, and said there."""
    yield from (_stated(skill) for skill in contact.skills if skill.source.origin is not Origin.PROVIDER)
    for position in contact.positions:
        yield from _mentioned(position)
    for certification in contact.certifications:
        yield from _certified(certification)


def _stated(skill: Skill) -> Found:
    return key_of(skill.name), evidence(SELF, Proof.STATED, skill.source.set_at, by=skill.source.set_by)


def _mentioned(position: Position) -> Iterator[Found]:
    where = " at ".join(filter(None, (position.title, position.company)))
    for name in found_in(position.title):
        yield (
            key_of(name),
            evidence(SELF, Proof.MENTIONED, position.source.set_at, where, position.source.set_by),
        )


def _certified(certification: Certification) -> Iterator[Found]:
    """One that nobody has issued, and that cannot be looked at, is somebody's own word."""
    issuer, source = certification.issuer or certification.url, certification.source
    kind = Proof.CERTIFICATE if issuer else Proof.MENTIONED
    lineage = f"certificate of {issuer.casefold()}" if issuer else SELF
    where = ", ".join(filter(None, (certification.name, certification.issuer, certification.year)))
    for name in found_in(certification.name):
        yield key_of(name), evidence(lineage, kind, source.set_at, certification.url or where, source.set_by)


def _observed(observation: models.Observation) -> Found:
    """Public code is somebody's own work; the operator's directory is what people said of themselves."""
    lineage = {"github": "github", "directory": SELF}.get(observation.lineage, LISTS)
    kind = Proof.CODE if lineage == "github" else Proof.LISTED
    day = observation.observed_on
    seen = (
        datetime(day.year, day.month, day.day, tzinfo=UTC) if day else observation.fetched_at.astimezone(UTC)
    )
    return key_of(observation.text), evidence(
        lineage, kind, seen, observation.evidence or observation.provider
    )


def _said(entry: models.TimelineEntry) -> Found:
    name, reason = (str(entry.data.get(each) or "") for each in ("skill", "reason"))
    by = entry.user_id
    return key_of(name), evidence(
        f"colleague {by}", KINDS[entry.kind], entry.occurred_at.astimezone(UTC), reason, by
    )
