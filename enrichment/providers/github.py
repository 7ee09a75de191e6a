"""GitHub: what somebody says of themselves there, and which languages their own repositories are in.

Only for a login that is known already: a search by name would find somebody else. 403 and 429 are "slow down" where the headers say
that nothing is left or when to come again, else 403 is "you may not". A repository of one language says more than a
line in a profile: two of them, or one of 10 kB, in the last three years in which they have pushed anything.
"""

from collections import defaultdict
from datetime import date, timedelta
from urllib.parse import quote

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, KeyNeed, Provider, Rate
from enrichment.reading import Record, records
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Heard, Statuses, plan_forbids, rate_limited
from enrichment.values import Kind, Value

_SERVER = "https://api.github.com"
_OWN_WORDS = 0.85
_OF_CODE = 0.8
_REPOSITORIES = 50
_FEWEST_REPOSITORIES = 2
_LEAST_KILOBYTES = 10
_RECENT = timedelta(days=3 * 365)


def _forbidden(answer: Heard) -> Outcome:
    slow_down = answer.header("x-ratelimit-remaining") == "0" or answer.header("retry-after")
    return rate_limited(answer) if slow_down else plan_forbids(answer)


STATUSES: Statuses = {**USUAL, 403: _forbidden}


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    person = f"{_SERVER}/users/{quote(request.identity.github, safe='')}"
    answer = await client.get(person, headers=headers, statuses=STATUSES)
    user = answer.record()
    if user.text("type") == "Organization":
        return NoMatch(left=answer.calls_left())
    found = _profile(user)
    if Kind.PROFILE in request.wanted:
        answer = await client.get(f"{person}/social_accounts", headers=headers, statuses=STATUSES)
        found += [
            Value(Kind.PROFILE, each.text("url"), _OWN_WORDS, evidence=user.text("html_url"))
            for each in records(answer.items())
        ]
    if Kind.SKILL in request.wanted:
        answer = await client.get(
            f"{person}/repos",
            params={"type": "owner", "sort": "pushed", "per_page": str(_REPOSITORIES)},
            headers=headers,
            statuses=STATUSES,
        )
        found += _languages(records(answer.items()), user.text("html_url"))
    return Matched(tuple(found), left=answer.calls_left())


def _profile(user: Record) -> list[Value]:
    where, seen = user.text("html_url"), user.day("updated_at")
    said = [
        (Kind.NAME, user.text("name")),
        (Kind.COMPANY, user.text("company").lstrip("@")),
        (Kind.LOCATION, user.text("location")),
        (Kind.HEADLINE, user.text("bio")),
        (Kind.WEBSITE, user.text("blog")),
        (Kind.PERSONAL_EMAIL, user.text("email")),
        (Kind.PROFILE, where),
    ]
    if handle := user.text("twitter_username"):
        said.append((Kind.PROFILE, f"https://x.com/{handle}"))
    return [Value(kind, text, _OWN_WORDS, evidence=where, observed_on=seen) for kind, text in said]


def _languages(repositories: tuple[Record, ...], profile: str) -> list[Value]:
    days = [day for each in repositories if (day := each.day("pushed_at"))]
    since = max(days, default=date.max) - _RECENT
    pushed: dict[str, list[date]] = defaultdict(list)
    kilobytes: dict[str, float] = defaultdict(float)
    for each in repositories:
        language, day = each.text("language"), each.day("pushed_at")
        if language and day and day >= since and not each.true("fork"):
            pushed[language].append(day)
            kilobytes[language] += each.number("size") or 0
    return [
        Value(
            Kind.SKILL,
            language,
            _OF_CODE,
            evidence=f"{profile}?tab=repositories&language={quote(language.lower(), safe='')}",
            observed_on=max(pushes),
        )
        for language, pushes in pushed.items()
        if len(pushes) >= _FEWEST_REPOSITORIES or kilobytes[language] >= _LEAST_KILOBYTES
    ]


PROVIDER = Provider(
    name="github",
    title="GitHub",
    home_page="https://github.com",
    attribution="From a public GitHub profile",
    lineage="github",
    server=_SERVER,
    account="github",
    key_need=KeyNeed.OPTIONAL,
    key_help="github.com/settings/tokens: a token without any scope raises the limit from 60 an hour to 5,000",
    inputs=(frozenset({Key.GITHUB}),),
    outputs=frozenset(
        {
            Kind.NAME,
            Kind.COMPANY,
            Kind.LOCATION,
            Kind.HEADLINE,
            Kind.WEBSITE,
            Kind.WORK_EMAIL,
            Kind.PERSONAL_EMAIL,
            Kind.PROFILE,
            Kind.SKILL,
        }
    ),
    rates=(Rate(60, 3600),),
    rates_with_key=(Rate(5000, 3600),),
    calls=3,
    ask=_ask,
    example=Example(
        identity=Identity(profiles=("https://github.com/jane-doe",)),
        answers=(
            (
                "/users/jane-doe",
                {
                    "login": "jane-doe",
                    "html_url": "https://github.com/jane-doe",
                    "type": "User",
                    "name": "Jane Doe",
                    "company": "@example",
                    "blog": "jane.example.com",
                    "location": "Berlin",
                    "email": None,
                    "bio": "Databases",
                    "twitter_username": "janedoe",
                    "updated_at": "2026-10-01T12:00:00Z",
                },
            ),
            (
                "/users/jane-doe/social_accounts",
                [{"provider": "linkedin", "url": "https://www.linkedin.com/in/jane-doe"}],
            ),
            (
                "/users/jane-doe/repos",
                [
                    {"language": "Go", "fork": False, "size": 420, "pushed_at": "2026-09-01T12:00:00Z"},
                    {"language": "Perl", "fork": True, "size": 9000, "pushed_at": "2026-09-01T12:00:00Z"},
                    {"language": "C", "fork": False, "size": 9000, "pushed_at": "2009-09-01T12:00:00Z"},
                    {"language": None, "fork": False, "size": 1, "pushed_at": "2026-09-01T12:00:00Z"},
                ],
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.COMPANY, "example"),
            (Kind.WEBSITE, "https://jane.example.com"),
            (Kind.PROFILE, "https://linkedin.com/in/jane-doe"),
            (Kind.PROFILE, "https://x.com/janedoe"),
            (Kind.SKILL, "Go"),
        ),
    ),
)
