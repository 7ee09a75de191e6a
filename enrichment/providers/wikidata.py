"""Wikidata: what the public knows of a company. CC0, no key.

A company is searched for by its name and known by its official website, which must be of the domain that is known; without one, the name
must be the same. Claims are asked for one by one, because all those of a large company come to megabytes.
"""

from enrichment.http import Answer, Client
from enrichment.identifiers import domain
from enrichment.outcomes import Ended, Matched, NoMatch, Outcome, Transient
from enrichment.provider import Example, Provider, Rate
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import COMPANY, Kind, Value

_SERVER = "https://www.wikidata.org"
STATUSES: Statuses = USUAL
_CANDIDATES = 3
_BY_WEBSITE = 0.9
_BY_NAME = 0.6
_WEBSITE = "P856"
_NUMBERS = ((Kind.COMPANY_SIZE, "P1128", "amount"), (Kind.COMPANY_FOUNDED, "P571", "time"))
_THINGS = ((Kind.COMPANY_INDUSTRY, "P452"), (Kind.COMPANY_LOCATION, "P159"))


async def _ask(request: Request, _: str, client: Client) -> Outcome:
    known = request.identity
    found = await _call(client, action="wbsearchentities", search=known.company, language="en", limit="7")
    for candidate in found.record().records("search")[:_CANDIDATES]:
        item, label = candidate.text("id"), candidate.text("label")
        if not item:
            continue
        site = domain(_best(await _claims(client, item, _WEBSITE)).text("mainsnak", "datavalue", "value"))
        if site and (site == known.domain if known.domain else label.casefold() == known.company.casefold()):
            return await _of(client, item, label, site, _BY_WEBSITE if known.domain else _BY_NAME)
    return NoMatch()


async def _of(client: Client, item: str, label: str, site: str, confidence: float) -> Outcome:
    said = [(Kind.COMPANY, label), (Kind.COMPANY_DOMAIN, site)]
    for kind, claim, name in _NUMBERS:
        value = _best(await _claims(client, item, claim)).text("mainsnak", "datavalue", "value", name)
        said.append((kind, value.lstrip("+")))
    things = {
        kind: _best(await _claims(client, item, claim)).text("mainsnak", "datavalue", "value", "id")
        for kind, claim in _THINGS
    }
    if ids := "|".join(sorted(set(filter(None, things.values())))):
        named = await _call(client, action="wbgetentities", ids=ids, props="labels", languages="en")
        said += [
            (kind, named.record().text("entities", thing, "labels", "en", "value"))
            for kind, thing in things.items()
        ]
    where = f"https://www.wikidata.org/wiki/{item}"
    return Matched(tuple(Value(kind, text, confidence, evidence=where) for kind, text in said))


async def _claims(client: Client, item: str, claim: str) -> tuple[Record, ...]:
    answer = await _call(client, action="wbgetclaims", entity=item, property=claim)
    return answer.record().records("claims", claim)


def _best(claims: tuple[Record, ...]) -> Record:
    """The preferred one, else the newest of those that are not deprecated."""
    good = [each for each in claims if each.text("rank") != "deprecated"]
    return max(good, key=lambda each: (each.text("rank") == "preferred", _when(each)), default=Record(None))


def _when(claim: Record) -> str:
    moments = claim.records("qualifiers", "P585")
    return moments[0].text("datavalue", "value", "time") if moments else ""


async def _call(client: Client, **params: str) -> Answer:
    answer = await client.get(
        f"{_SERVER}/w/api.php", params={**params, "format": "json", "formatversion": "2"}, statuses=STATUSES
    )
    # Errors come with a 200; "maxlag" and "ratelimited" pass, and the rest would be a mistake of ours.
    if answer.record().record("error"):
        raise Ended(Transient("Wikidata does not answer at the moment."))
    return answer


def _claim(claim: str, value: object) -> dict[str, object]:
    return {"claims": {claim: [{"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"}]}}


_API = "/w/api.php"
PROVIDER = Provider(
    name="wikidata",
    title="Wikidata",
    home_page="https://www.wikidata.org",
    attribution="From Wikidata (CC0)",
    lineage="wikidata",
    server=_SERVER,
    inputs=(frozenset({Key.COMPANY}),),
    outputs=COMPANY - {Kind.COMPANY_PROFILE},
    rates=(Rate(5, 1),),
    calls=_CANDIDATES + 6,
    ask=_ask,
    example=Example(
        identity=Identity(company="Example", domain="example.com"),
        answers=(
            (_API, {"search": [{"id": "Q1", "label": "Example"}]}),
            (_API, _claim("P856", "https://www.example.com/")),
            (_API, _claim("P1128", {"amount": "+1200", "unit": "1"})),
            (_API, _claim("P571", {"time": "+1999-00-00T00:00:00Z", "precision": 9})),
            (_API, _claim("P452", {"id": "Q2", "entity-type": "item"})),
            (_API, _claim("P159", {"id": "Q3", "entity-type": "item"})),
            (
                _API,
                {
                    "entities": {
                        "Q2": {"labels": {"en": {"language": "en", "value": "software industry"}}},
                        "Q3": {"labels": {"en": {"language": "en", "value": "Berlin"}}},
                    }
                },
            ),
        ),
        finds=(
            (Kind.COMPANY, "Example"),
            (Kind.COMPANY_SIZE, "1200"),
            (Kind.COMPANY_FOUNDED, "1999"),
            (Kind.COMPANY_INDUSTRY, "software industry"),
            (Kind.COMPANY_LOCATION, "Berlin"),
        ),
    ),
)
