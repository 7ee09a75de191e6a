"""Every part of a profile. One entry here: it is shown, edited, checked, and its changes stand in the timeline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crm import telephone
from crm.identity import canonical_profile, normalise_email, normalise_phone
from crm.profile import dates
from crm.profile.fields import YES, Field, Kind, Part, Shelf, Values
from crm.skills import taxonomy
from storage.folding import of_skill

EMAIL_KINDS = ("personal", "work", "other")
PHONE_KINDS = ("mobile", "work", "home", "other")
SKILL_KINDS = ("technical", "soft")
_OTHER = "other"


def _email(typed: str, _: str) -> str:
    """As typed, where that is the bare address."""
    normal = normalise_email(typed)
    return typed if "<" not in typed and typed.lower() == normal else normal


def _phone(typed: str, default_region: str) -> str:
    number, extension, _ = normalise_phone(typed, default_region)
    return telephone.with_extension(number, extension)


def _year(typed: str, _: str) -> str:
    return dates.year(typed)


def _profile(typed: str, _: str) -> str:
    return canonical_profile(typed)[1]


def _with_kind(what: str, kind: str) -> str:
    return f"{what} ({kind})" if kind not in ("", _OTHER) else what


def _joined(*parts: str, by: str = ", ") -> str:
    return by.join(part for part in parts if part)


def _email_columns(values: Values) -> dict[str, Any]:
    return {
        "address": values["address"],
        "normalised": normalise_email(values["address"]),
        "kind": values["kind"] or _OTHER,
    }


def _phone_columns(values: Values) -> dict[str, Any]:
    number, extension, kind = normalise_phone(values["number"])
    return {"number": number, "extension": extension, "kind": values["kind"] or kind}


def _profile_columns(values: Values) -> dict[str, Any]:
    network, url = canonical_profile(values["url"])
    return {"network": network, "url": url}


def _skill_columns(values: Values) -> dict[str, Any]:
    name = values["name"]
    kind = values["kind"] or taxonomy.kind_of(name) or SKILL_KINDS[0]
    return {"name": name, "folded": of_skill(name), "kind": kind}


def _skill(typed: str, _: str) -> str:
    return taxonomy.canonical(typed)


def _position_line(values: Values) -> str:
    period = dates.period(values["started"], values["ended"], is_current=values["is_current"] == YES)
    past = "" if period or values["is_current"] == YES else "in the past"
    return _joined(_joined(values["title"], values["company"], by=" at "), period or past)


def _position_problems(values: Values) -> dict[str, str]:
    if not values["company"] and not values["title"]:
        return {"company": "Say the company, the title, or both."}
    if values["is_current"] == YES and values["ended"]:
        return {"is_current": "It cannot have ended and be current; change one of the two."}
    return _period_problems(values)


def _period_problems(values: Values) -> dict[str, str]:
    started, ended = values["started"], values["ended"]
    if started and ended and ended[: len(started)] < started[: len(ended)]:
        return {"ended": f"That is before it began, which was {dates.written(started)}."}
    return {}


def _education_line(values: Values) -> str:
    studied = _joined(values["degree"], values["field"], by=" in ")
    return _joined(studied, values["institution"], dates.period(values["started"], values["ended"]))


def _certification_line(values: Values) -> str:
    return _joined(values["name"], values["issuer"], values["year"], values["url"])


def _contact_problems(values: Values) -> dict[str, str]:
    if values["do_not_contact"] == YES and not values["do_not_contact_reason"]:
        return {"do_not_contact_reason": "Say why, so that colleagues understand."}
    return {}


def _contact_columns(values: Values) -> dict[str, Any]:
    """A reason without the thing itself is none."""
    if values.get("do_not_contact", YES) == YES:
        return dict(values)
    return {**values, "do_not_contact_reason": ""}


STARTED = Field("started", "From", Kind.DATE, 40, example="Mar 2021, 03/2021 or 2021")
ENDED = Field("ended", "To", Kind.DATE, 40, example="2023")

COMPANY = Field("company", "Company", Kind.COMPANY, example="Halden Robotics")
BASIC = Part(
    "basic",
    "Basic",
    "basic",
    (
        Field("name", "Name", required=True, example="Jane Doe"),
        Field("headline", "Headline", longest=500, example="Staff engineer, databases and Go"),
        Field("location", "Location", example="Berlin"),
        Field("photo_url", "Photo by link", Kind.LINK, 2000, example="https://example.com/jane.png"),
        Field("photo_file", "Photo by upload", Kind.PICTURE, 64),
    ),
    line=lambda values: _joined(values["name"], values["headline"], values["location"]),
    shelf=Shelf.COLUMNS,
)
EMAIL = Part(
    "email",
    "E-mail addresses",
    "e-mail address",
    (
        Field("address", "E-mail", longest=254, required=True, example="jane@example.com", check=_email),
        Field("kind", "Kind", Kind.CHOICE, choices=EMAIL_KINDS),
    ),
    line=lambda values: _with_kind(values["address"], values["kind"]),
    relation="emails",
    columns=_email_columns,
    identity=lambda values: normalise_email(values["address"]),
    claims=True,
)
PHONE = Part(
    "phone",
    "Phone numbers",
    "phone number",
    (
        Field("number", "Phone", longest=60, required=True, example="+49 30 123456", check=_phone),
        Field("kind", "Kind", Kind.CHOICE, choices=PHONE_KINDS),
    ),
    line=lambda values: _with_kind(telephone.written(values["number"]), values["kind"]),
    relation="phones",
    columns=_phone_columns,
    identity=lambda values: values["number"],
)
PROFILE = Part(
    "profile",
    "Profile links",
    "profile link",
    (
        Field(
            "url",
            "Profile link",
            longest=500,
            required=True,
            example="linkedin.com/in/jane-doe",
            check=_profile,
        ),
    ),
    line=lambda values: values["url"].removeprefix("https://"),
    relation="profiles",
    columns=_profile_columns,
    identity=lambda values: values["url"],
    claims=True,
)
POSITION = Part(
    "position",
    "Experience",
    "position",
    (
        COMPANY,
        Field("title", "Title", example="Staff Engineer"),
        STARTED,
        ENDED,
        Field("is_current", "Still there", Kind.TICK),
    ),
    line=_position_line,
    relation="positions",
    problems=_position_problems,
    goes_first=lambda values: values["is_current"] == YES,
)
EDUCATION = Part(
    "education",
    "Education",
    "education",
    (
        Field("institution", "Institution", required=True, example="TU Berlin"),
        Field("degree", "Degree", example="MSc"),
        Field("field", "Field", example="Computer science"),
        STARTED,
        ENDED,
    ),
    line=_education_line,
    relation="education",
    problems=_period_problems,
)
CERTIFICATION = Part(
    "certification",
    "Certifications",
    "certification",
    (
        Field("name", "Certification", required=True, example="Kubernetes Administrator"),
        Field("issuer", "Issuer", example="Cloud Native Computing Foundation"),
        Field("year", "Year", longest=10, example="2023", check=_year),
        Field("url", "Link", Kind.LINK, 2000, example="https://example.com/certificate"),
    ),
    line=_certification_line,
    relation="certifications",
)
SKILL = Part(
    "skill",
    "Skills",
    "skill",
    (
        Field("name", "Skill", Kind.SKILL, 60, required=True, example="Kubernetes", check=_skill),
        Field("kind", "Kind", Kind.CHOICE, choices=SKILL_KINDS),
    ),
    line=lambda values: f"{values['name']} (soft)" if values["kind"] == "soft" else values["name"],
    relation="skills",
    columns=_skill_columns,
    identity=lambda values: taxonomy.key_of(values["name"]),
)
CONTACTING = Part(
    "contacting",
    "Owner and do-not-contact",
    "owner",
    (
        Field("owner_id", "Owner", Kind.PERSON, 64),
        Field("do_not_contact", "Do not contact", Kind.TICK),
        Field("do_not_contact_reason", "Why not", longest=500, example="Asked us in May not to write again"),
    ),
    line=lambda values: values["do_not_contact_reason"],
    shelf=Shelf.COLUMNS,
    columns=_contact_columns,
    problems=_contact_problems,
)
CUSTOM = "custom"
"""The key of the part that the workspace's own fields make up; see `crm.profile.custom`."""

PARTS = {
    part.key: part
    for part in (BASIC, EMAIL, PHONE, PROFILE, POSITION, EDUCATION, CERTIFICATION, SKILL, CONTACTING)
}


@dataclass(frozen=True, slots=True)
class Section:
    """Parts, by their keys, that are shown under one heading."""

    key: str
    label: str
    parts: tuple[str, ...]


SECTIONS: Mapping[str, Section] = {
    section.key: section
    for section in (
        Section("basic", "Basic", ("basic",)),
        Section("reach", "Contact details", ("email", "phone", "profile")),
        Section("experience", "Experience", ("position",)),
        Section("education", "Education", ("education",)),
        Section("certifications", "Certifications", ("certification",)),
        Section("skills", "Skills", ("skill",)),
        Section("custom", "Your team's fields", (CUSTOM,)),
        Section("contacting", "Owner and do-not-contact", ("contacting",)),
    )
}


def section_of(part: str) -> Section:
    return next(section for section in SECTIONS.values() if part in section.parts)


def primary(part: Part) -> str:
    """How it is called in the timeline that another one of them goes first."""
    return f"primary {part.one}"


def labels() -> Iterator[tuple[str, str]]:
    """(field or part, how a change of it is called)."""
    for part in PARTS.values():
        if part.is_repeated:
            yield part.key, part.one
        else:
            yield from ((field.key, field.label.lower()) for field in part.fields)
