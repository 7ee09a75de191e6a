"""How well a skill is proven follows from who says so, what was seen, and what a colleague said last."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crm import contacts, merging
from crm.errors import FieldErrors, UserError
from crm.profile import reading
from crm.skills import verdicts
from crm.skills.evidence import LISTS, SELF, evidence, status_of
from crm.skills.proving import proven
from crm.types import Author, ContactDraft, Proof, Tenant
from storage import models
from tests.crm.profile.forms import Form

TENANT = Tenant("T1")
ADA, BEN = Author("U1"), Author("U2")
STATED = evidence(SELF, Proof.STATED)
MENTIONED = evidence(SELF, Proof.MENTIONED)
LISTED = evidence(LISTS, Proof.LISTED)
CODE = evidence("github", Proof.CODE)
CERTIFICATE = evidence("certificate of cncf", Proof.CERTIFICATE)
CONFIRMED = evidence("colleague U1", Proof.CONFIRMED)
DISPUTED = evidence("colleague U2", Proof.DISPUTED)


@pytest.mark.parametrize(
    ("found", "status"),
    [
        ((), "stated"),
        ((STATED,), "stated"),
        ((STATED, MENTIONED, STATED), "stated"),
        ((LISTED, LISTED, LISTED), "stated"),
        ((STATED, LISTED), "corroborated"),
        ((STATED, CODE), "verified"),
        ((CERTIFICATE,), "verified"),
        ((STATED, CONFIRMED), "verified"),
        ((STATED, CODE, CONFIRMED, DISPUTED), "disputed"),
        ((STATED, DISPUTED, CODE, CERTIFICATE), "disputed"),
        ((STATED, DISPUTED, CONFIRMED), "verified"),
    ],
)
def test_status(found: tuple[object, ...], status: str) -> None:
    assert status_of(found) == status  # type: ignore[arg-type] # evidence, each of them


async def test_titles_certificates_and_lists_speak_for_a_skill(database: str) -> None:
    draft = ContactDraft(name="Jane Doe", company="Halden", title="Senior Go developer")
    jane = await contacts.add(TENANT, ADA, draft)
    for name in ("Go", "Kubernetes", "Rust", "Falconry"):
        await (await Form.opened(TENANT, jane.id, "skill")).save(ADA, name=name)
    cka = {"name": "Certified K8s Administrator", "issuer": "CNCF", "year": "2023"}
    await (await Form.opened(TENANT, jane.id, "certification")).save(ADA, **cka)
    await (await Form.opened(TENANT, jane.id, "certification")).save(ADA, name="Basics of Rust")
    await observed(jane.id, "rocketreach", "Go", "Docker")
    await observed(jane.id, "apollo", "golang", "Falconry", state="dismissed")
    await observed(jane.id, "directory", "falconry")
    await observed(jane.id, "github", "Rust", evidence="https://github.com/jane?tab=repositories")
    by_provider: dict[str, Any] = {
        "origin": "provider",
        "set_by": "",
        "set_at": datetime.now(UTC),
        "tenant": TENANT.key,
    }
    await models.ContactSkill.create(
        contact_id=jane.id, name="Docker", folded="docker", kind="technical", **by_provider
    )

    found = (await reading.whole_and_proven(TENANT, jane.id)).proven
    assert {name: (each.status, [proof.kind for proof in each.evidence]) for name, each in found.items()} == {
        "Go": ("corroborated", ["mentioned", "stated", "listed"]),
        "Kubernetes": ("verified", ["stated", "certificate"]),
        "Rust": ("verified", ["stated", "mentioned", "code"]),
        "Falconry": ("stated", ["stated", "listed"]),
        "Docker": ("stated", ["listed"]),
    }
    assert found["Go"].evidence[0].where == "Senior Go developer at Halden"
    assert found["Kubernetes"].evidence[1].where == "Certified K8s Administrator, CNCF, 2023"


async def test_what_colleagues_have_seen_goes_along_with_the_contact(database: str) -> None:
    jane, bo = [await contacts.add(TENANT, ADA, ContactDraft(name=name)) for name in ("Jane Doe", "Bo Li")]
    for whose in (jane, bo):
        await (await Form.opened(TENANT, whose.id, "skill")).save(ADA, name="Kubernetes")
    await verdicts.give(TENANT, ADA, jane.id, "k8s", Proof.CONFIRMED, "ran ours  for a year")
    assert await statuses(jane.id) == {"Kubernetes": "verified"}
    await verdicts.give(TENANT, BEN, jane.id, "Kubernetes", Proof.DISPUTED, "only read about it")
    assert await statuses(jane.id) == {"Kubernetes": "disputed"}
    assert await statuses(bo.id) == {"Kubernetes": "stated"}
    contact = await contacts.get(TENANT, jane.id)
    assert [each.where for each in (await proven(TENANT, contact))["Kubernetes"].evidence] == [
        *("", "ran ours for a year", "only read about it")
    ]

    merge_id = await merging.merge(TENANT, ADA, bo.id, jane.id)
    assert await statuses(bo.id) == {"Kubernetes": "disputed"}
    await verdicts.give(TENANT, BEN, jane.id, "Kubernetes", Proof.CONFIRMED, "she does know it")
    assert await statuses(bo.id) == {"Kubernetes": "verified"}
    await merging.unmerge(TENANT, ADA, merge_id)
    assert await statuses(jane.id) == {"Kubernetes": "disputed"}
    assert await statuses(bo.id) == {"Kubernetes": "verified"}

    for skill, reason, problem in (("Kubernetes", " ", FieldErrors), ("Kubernetes", "x" * 301, FieldErrors), ("Rust", "x", UserError)):  # fmt: skip
        with pytest.raises(problem):
            await verdicts.give(TENANT, ADA, jane.id, skill, Proof.CONFIRMED, reason)


async def observed(
    contact_id: int, provider: str, *skills: str, evidence: str = "", state: str = "live"
) -> None:
    for text in skills:
        await models.Observation.create(
            tenant=TENANT.key,
            contact_id=contact_id,
            run_id=1,
            kind="skill",
            text=text,
            provider=provider,
            lineage=provider,
            confidence=0.6,
            evidence=evidence,
            fetched_at=datetime.now(UTC),
            state=state,
        )


async def statuses(contact_id: int) -> dict[str, str]:
    found = await proven(TENANT, await contacts.get(TENANT, contact_id))
    return {name: each.status.value for name, each in found.items()}
