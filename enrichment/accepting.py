"""What is taken of what a provider has found: of the kinds that were asked for, in normal form, each once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from enrichment import identifiers, mail_domains
from enrichment.values import EMAILS, PHONES, Kind, Value, Verdict

MOST_VALUES = 200


def accepted(values: Iterable[Value], wanted: frozenset[Kind], region: str) -> tuple[Value, ...]:
    """The one with the most confidence of those that say the same."""
    best: dict[tuple[Kind, str, str], Value] = {}
    for value in values:
        normal = _normal(value, region)
        if not normal.text or normal.kind not in wanted:
            continue
        same = (normal.kind, normal.text.casefold(), normal.about)
        if same not in best or best[same].confidence < normal.confidence:
            best[same] = normal
    return tuple(best.values())[:MOST_VALUES]


def _normal(value: Value, region: str) -> Value:
    kind, text = value.kind, value.text
    if kind in EMAILS:
        text = identifiers.email(text)
        # Whatever the vendor calls it, nobody works for gmail.com.
        kind = Kind.PERSONAL_EMAIL if mail_domains.is_free(text) else kind
        text = "" if mail_domains.is_disposable(text) else text
    elif kind in PHONES:
        text, by_form = identifiers.phone(text, region)
        # A landline is no mobile, whoever sells it as one; a form that may be either says nothing.
        kind = kind if by_form is Kind.OTHER_PHONE else _phone_kind(kind, by_form)
    else:
        text = _READ.get(kind, identifiers.line)(text)
    return replace(
        value,
        kind=kind,
        text=text,
        confidence=min(max(value.confidence, 0.0), 1.0),
        evidence=identifiers.line(value.evidence),
        about=identifiers.email(value.about) if kind is Kind.EMAIL_VERDICT else "",
        lawful_basis=identifiers.line(value.lawful_basis),
    )


def _phone_kind(said: Kind, by_form: Kind) -> Kind:
    if said is Kind.OTHER_PHONE or (said, by_form) == (Kind.MOBILE, Kind.WORK_PHONE):
        return by_form
    return said


def _verdict(text: str) -> str:
    return text if text in set(Verdict) else ""


def _year(text: str) -> str:
    found = re.match(r"[12][0-9]{3}(?![0-9])", text.strip())
    return found[0] if found else ""


_READ: dict[Kind, Callable[[str], str]] = {
    Kind.PROFILE: identifiers.profile,
    Kind.WEBSITE: identifiers.page,
    Kind.COMPANY_DOMAIN: identifiers.domain,
    Kind.COMPANY_PROFILE: identifiers.page,
    Kind.COMPANY_FOUNDED: _year,
    Kind.EMAIL_VERDICT: _verdict,
}
