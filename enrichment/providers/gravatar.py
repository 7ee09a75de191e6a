"""Gravatar: what somebody shows under their e-mail address. Only a hash of the address is sent, SHA-256.

From its OpenAPI (3.0.0). Without a key there are four verified accounts at most, and no links, languages or contact details.
"""

import hashlib

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, KeyNeed, Provider, Rate
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import Kind, Value

_SERVER = "https://api.gravatar.com"
STATUSES: Statuses = USUAL
_VERIFIED = 0.9
_OWN_WORDS = 0.8
_SINGLE = (
    (Kind.NAME, ("display_name",)),
    (Kind.TITLE, ("job_title",)),
    (Kind.COMPANY, ("company",)),
    (Kind.LOCATION, ("location",)),
    (Kind.TIME_ZONE, ("timezone",)),
    (Kind.PERSONAL_EMAIL, ("contact_info", "email")),
    (Kind.MOBILE, ("contact_info", "cell_phone")),
    (Kind.WORK_PHONE, ("contact_info", "work_phone")),
)
_EXAMPLE_EMAIL = "jane.doe@example.com"


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.get(
        f"{_SERVER}{_path(request.identity.email)}",
        headers={"Authorization": f"Bearer {key}"} if key else {},
        statuses=STATUSES,
    )
    profile = answer.record()
    if profile.true("is_organization"):
        return NoMatch(left=answer.calls_left())
    return Matched(_values(profile), left=answer.calls_left())


def _path(email: str) -> str:
    return f"/v3/profiles/{hashlib.sha256(email.strip().lower().encode()).hexdigest()}"


def _values(profile: Record) -> tuple[Value, ...]:
    where, seen = profile.text("profile_url"), profile.day("last_profile_edit")
    said = [(kind, profile.text(*path), _OWN_WORDS) for kind, path in _SINGLE]
    said += [(Kind.LANGUAGE, each.text("name"), _OWN_WORDS) for each in profile.records("languages")]
    said += [(Kind.WEBSITE, each.text("url"), _OWN_WORDS) for each in profile.records("links")]
    for each in profile.records("verified_accounts"):
        if not each.true("is_hidden"):
            # Of a network that we do not know it is a page all the same.
            said += [(kind, each.text("url"), _VERIFIED) for kind in (Kind.PROFILE, Kind.WEBSITE)]
    return tuple(Value(kind, text, sure, evidence=where, observed_on=seen) for kind, text, sure in said)


PROVIDER = Provider(
    name="gravatar",
    title="Gravatar",
    home_page="https://gravatar.com",
    attribution="From a Gravatar profile (gravatar.com)",
    lineage="gravatar",
    server=_SERVER,
    account="gravatar",
    key_need=KeyNeed.OPTIONAL,
    key_help="gravatar.com/developers: raises the limit from 100 an hour to 1,000, and shows the whole profile",
    inputs=(frozenset({Key.EMAIL}),),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE} | {Kind.WORK_EMAIL, Kind.LANGUAGE, Kind.WEBSITE, Kind.PROFILE}
    ),
    rates=(Rate(100, 3600),),
    rates_with_key=(Rate(1000, 3600),),
    ask=_ask,
    example=Example(
        identity=Identity(emails=(_EXAMPLE_EMAIL,)),
        answers=(
            (
                _path(_EXAMPLE_EMAIL),
                {
                    "hash": "31c5543c1734d25c7206f5fd591525d0295bec6fe84ff82f946a34fe970a1e66",
                    "display_name": "Jane Doe",
                    "profile_url": "https://gravatar.com/janedoe",
                    "avatar_url": "https://0.gravatar.com/avatar/31c5543c",
                    "avatar_alt_text": "",
                    "location": "Berlin",
                    "description": "Databases",
                    "job_title": "Staff Engineer",
                    "company": "Example",
                    "verified_accounts": [
                        {
                            "service_type": "github",
                            "service_label": "GitHub",
                            "service_icon": "https://gravatar.com/icons/github.svg",
                            "url": "https://github.com/jane-doe",
                            "is_hidden": False,
                        },
                        {
                            "service_type": "mastodon",
                            "service_label": "Mastodon",
                            "service_icon": "https://gravatar.com/icons/mastodon.svg",
                            "url": "https://mastodon.example/@jane",
                            "is_hidden": False,
                        },
                    ],
                    "pronunciation": "",
                    "pronouns": "she/her",
                    "contact_info": {"cell_phone": "+44 7700 900123"},
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.PROFILE, "https://github.com/jane-doe"),
            (Kind.WEBSITE, "https://mastodon.example/@jane"),
            (Kind.MOBILE, "+447700900123"),
        ),
    ),
)
