"""What a column can be imported as. One entry here: it is guessed by its header, can be chosen, and is exported.

A field with a `number` holds the whole of one repeated part: "E-mail 2" and "E-mail 2 kind" belong together.
"""

from dataclasses import dataclass

from crm.identity import fold


@dataclass(frozen=True, slots=True)
class Field:
    """`headers`: other names of the same, as other programs write them; compared folded."""

    key: str
    label: str
    headers: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in (self.label, self.key, *self.headers))


FIELDS: tuple[Field, ...] = (
    Field("name", "Name", ("full name", "display name", "contact", "candidate", "person", "contact name")),
    Field("first_name", "First name", ("given name", "firstname", "vorname", "prénom")),
    Field("last_name", "Last name", ("surname", "family name", "lastname", "nachname", "nom")),
    Field("headline", "Headline", ("summary", "about", "bio")),
    Field("location", "Location", ("city", "place", "address", "ort", "region")),
    Field("photo_url", "Photo", ("photo url", "picture", "avatar", "image url")),
    Field(
        "emails",
        "E-mails",
        ("email", "e-mail", "email address", "e-mail address", "mail", "work email", "primary email"),
    ),
    Field(
        "phones",
        "Phones",
        ("phone", "phone number", "mobile", "telephone", "mobile phone", "tel", "cell", "telefon"),
    ),
    Field(
        "company",
        "Company",
        ("organization", "organisation", "employer", "current company", "account", "firma"),
    ),
    Field("title", "Title", ("job title", "position", "role", "current title", "jobtitle")),
    Field(
        "profiles",
        "Profile links",
        ("profile", "profile url", "linkedin", "linkedin url", "url", "website", "github"),
    ),
    Field("positions", "Positions"),
    Field("education", "Education"),
    Field("certifications", "Certifications"),
    Field("skills", "Skills", ("skill", "technologies")),
    Field("tags", "Tags", ("tag", "labels", "label", "groups", "categories")),
    Field("note", "Note", ("notes", "comment", "comments", "remarks")),
)

BY_KEY = {field.key: field for field in FIELDS}
