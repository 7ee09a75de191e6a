"""How long an answer is taken for true, and how it is kept meanwhile."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from crm.providers.usable import Usable
from enrichment.outcomes import Matched, NoMatch, Outcome, Suppressed
from enrichment.request import Identity, Key, Request
from enrichment.values import COMPANY, Kind, Value

FOUND, NOTHING = timedelta(days=90), timedelta(days=14)
VERDICTS, COMPANIES = timedelta(days=30), timedelta(days=180)
FOR_GOOD = timedelta(days=36_500)
_FIELDS: Mapping[Key, str] = {
    Key.EMAIL: "emails",
    Key.PHONE: "phones",
    Key.LINKEDIN: "profiles",
    Key.GITHUB: "profiles",
    Key.NAME: "name",
    Key.COMPANY: "company",
    Key.DOMAIN: "domain",
    Key.LOCATION: "location",
    Key.HEADLINE: "headline",
}


def question(whom: Usable, request: Request) -> str:
    """The same for the same question to the same provider, whoever asks it: a hash, from which nobody reads whom it was about."""
    provider = whom.provider
    asked_by = frozenset().union(*provider.inputs)
    parts = [
        provider.name,
        provider.version,
        bool(whom.key),
        {name: _folded(request.identity, name) for name in sorted({_FIELDS[key] for key in asked_by})},
        sorted(request.wanted & provider.outputs),
        request.region,
    ]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def lasts(outcome: Outcome) -> timedelta | None:
    """None for what says nothing of the person: it is asked anew the next time."""
    if isinstance(outcome, Suppressed):
        return FOR_GOOD
    if isinstance(outcome, NoMatch):
        return NOTHING
    if not isinstance(outcome, Matched):
        return None
    kinds = {value.kind for value in outcome.values}
    if kinds <= {Kind.EMAIL_VERDICT}:
        return VERDICTS
    return COMPANIES if kinds <= COMPANY else FOUND


def kept(outcome: Outcome) -> dict[str, Any]:
    """As JSON, of an outcome that lasts."""
    if isinstance(outcome, Matched):
        return {"matched": [_value(each) for each in outcome.values]}
    return {"suppressed": True} if isinstance(outcome, Suppressed) else {}


def read(kept: Mapping[str, Any]) -> Outcome:
    """Nothing was spent on what is known already."""
    if "matched" in kept:
        return Matched(tuple(_read_value(each) for each in kept["matched"]), 0)
    return Suppressed() if "suppressed" in kept else NoMatch()


def _value(value: Value) -> dict[str, Any]:
    seen = value.observed_on.isoformat() if value.observed_on else ""
    return {
        "kind": value.kind,
        "text": value.text,
        "confidence": value.confidence,
        "evidence": value.evidence,
        "observed_on": seen,
        "about": value.about,
        "lawful_basis": value.lawful_basis,
    }


def _read_value(kept: Mapping[str, Any]) -> Value:
    seen = date.fromisoformat(kept["observed_on"]) if kept["observed_on"] else None
    return Value(**{**kept, "kind": Kind(kept["kind"]), "observed_on": seen})


def _folded(identity: Identity, name: str) -> Any:
    found = getattr(identity, name)
    return found.casefold() if isinstance(found, str) else list(found)
