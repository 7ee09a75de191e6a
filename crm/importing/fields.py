"""What a column can be imported as, and by which headers it is recognised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """`headers` are folded (`crm.identity.fold`). `many`: several columns may be imported as this, one after the other."""

    key: str
    label: str
    headers: tuple[str, ...]
    many: bool = False


FIELDS = (
    Field("name", "Name", ("full name", "contact", "contact name", "person", "candidate", "candidate name")),
    Field("first_name", "First name", ("given name", "forename", "firstname", "vorname")),
    Field("last_name", "Last name", ("surname", "family name", "lastname", "nachname")),
    Field("headline", "Headline", ("summary", "tagline", "bio", "about")),
    Field("location", "Location", ("city", "place", "address", "residence", "region", "ort")),
    Field("email", "E-mail", ("email", "mail", "email address", "e mail address"), many=True),
    Field(
        "phone",
        "Phone",
        ("phone number", "telephone", "tel", "mobile", "mobile phone", "cell", "cell phone", "telefon"),
        many=True,
    ),
    Field("company", "Company", ("company name", "organisation", "organization", "employer", "firma")),
    Field("title", "Title", ("job title", "position", "role", "current title", "current position")),
    Field(
        "profile_url",
        "Profile links",
        (
            *("profile", "profile link", "profile url", "profiles", "linkedin", "linkedin url"),
            *("linkedin profile", "github", "github url", "gitlab", "xing", "twitter", "website", "url"),
        ),
        many=True,
    ),
    Field("positions", "Positions", ("work history", "career"), many=True),
    Field("education", "Education", ("studies", "degrees"), many=True),
    Field("certifications", "Certifications", ("certificates",), many=True),
    Field("skills", "Skills", ("skill", "technologies", "tech stack"), many=True),
    Field("tags", "Tags", ("tag", "labels", "label", "groups", "keywords"), many=True),
    Field("note", "Note", ("notes", "comment", "comments", "remarks"), many=True),
    Field("photo_url", "Photo link", ("photo", "photo url", "picture", "avatar", "image")),
)

BY_KEY = {field.key: field for field in FIELDS}
NAMING = frozenset({"name", "first_name", "last_name", "email"})
"""One of these has to be among the columns: a row with none of them is nobody."""
