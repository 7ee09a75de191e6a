"""What a person typed, checked before anything is looked up or stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from crm.errors import FieldErrors
from crm.identity import InvalidValue, canonical_profile, clean, clean_line, normalise_email, normalise_phone
from crm.types import ContactDraft

T = TypeVar("T")

LONGEST = {
    "name": 200,
    "headline": 500,
    "location": 200,
    "photo_url": 2000,
    "email": 254,
    "phone": 60,
    "company": 200,
    "title": 200,
    "profile_url": 500,
    "note": 20_000,
}
LONGEST_TAG = 60
MOST_TAGS = 40


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft whose texts are clean and whose identities are normal. `phone` is (E.164, extension, kind), or None."""

    draft: ContactDraft
    email: str
    phone: tuple[str, str, str] | None
    profile: tuple[str, str] | None


def check(draft: ContactDraft, default_region: str = "") -> CheckedDraft:
    """Raises FieldErrors with a sentence for each field that needs another look."""
    draft = _cleaned(draft)
    errors: dict[str, str] = {}
    for field, longest in LONGEST.items():
        if len(getattr(draft, field)) > longest:
            errors[field] = f"That is too long: at most {longest} characters."

    def checked(field: str, normalise: Callable[[str], T]) -> T | None:
        typed: str = getattr(draft, field)
        if not typed or field in errors:
            return None
        try:
            return normalise(typed)
        except InvalidValue as error:
            errors[field] = str(error)
            return None

    email = checked("email", normalise_email)
    phone = checked("phone", lambda typed: normalise_phone(typed, default_region))
    profile = checked("profile_url", canonical_profile)
    if not draft.name and not draft.email:
        errors["name"] = "A person needs a name, or at least an e-mail address."
    if draft.photo_url and not draft.photo_url.startswith("https://"):
        errors["photo_url"] = "The address of a picture begins with https://."
    if problem := problem_with_tags(draft.tags):
        errors["tags"] = problem
    if errors:
        raise FieldErrors(errors)
    return CheckedDraft(draft, email or "", phone, profile)


def problem_with_tags(tags: tuple[str, ...]) -> str:
    """A sentence, or "" where there is no problem."""
    if len(tags) > MOST_TAGS:
        return f"A person can have at most {MOST_TAGS} tags."
    if any(len(tag) > LONGEST_TAG for tag in tags):
        return f"A tag can have at most {LONGEST_TAG} characters."
    return ""


def cleaned_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Each tag once, in the order given, whatever its case."""
    kept = {clean_line(tag).casefold(): clean_line(tag) for tag in reversed(tags) if clean_line(tag)}
    return tuple(reversed(kept.values()))


def _cleaned(draft: ContactDraft) -> ContactDraft:
    lines = {field: clean_line(getattr(draft, field)) for field in LONGEST if field != "note"}
    return replace(draft, **lines, note=clean(draft.note), tags=cleaned_tags(draft.tags))
