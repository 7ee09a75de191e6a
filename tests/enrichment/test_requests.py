"""Where a vendor publishes its contract, we ask as it says, and understand what is made of it by chance of its own schemas."""

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from enrichment.outcomes import Matched, NoMatch
from enrichment.provider import Provider
from enrichment.providers import github, gravatar, people_data_labs
from enrichment.request import Identity, Request
from enrichment.values import EMAILS, EVERYTHING, PHONES, Kind
from tests.enrichment.vendors import JANE, KEY, Asked, Vendor, example_request

CONTRACTS = Path(__file__).parent / "contracts"
DRAWS = 25


class Contract:
    """An OpenAPI document, and where its server's paths begin."""

    def __init__(self, name: str, prefix: str = "") -> None:
        text = (CONTRACTS / name).read_text(encoding="utf-8")
        self._document: dict[str, Any] = (
            yaml.load(text, Loader=yaml.CSafeLoader) if name.endswith(".yaml") else json.loads(text)
        )
        self._prefix = prefix

    def schema(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._document["components"]["schemas"][name]
        return found

    def check(self, asked: Asked) -> None:
        operation = self._operation(asked)
        declared = {
            (each["in"], each["name"]): each for each in map(self._resolved, operation.get("parameters", []))
        }
        for name, value in asked.query.items():
            assert ("query", name) in declared, f"{name} is no parameter of {asked.path}"
            schema = declared["query", name].get("schema", {})
            Draft202012Validator(schema).validate(_typed(value, schema))
        required = {
            name for (where, name), each in declared.items() if where == "query" and each.get("required")
        }
        assert required <= set(asked.query)

    def _operation(self, asked: Asked) -> Mapping[str, Any]:
        for path, item in self._document["paths"].items():
            if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", self._prefix + path), asked.path):
                found: Mapping[str, Any] = item[asked.method.lower()]
                return found
        raise AssertionError(f"{asked.path} is no path of the contract")

    def _resolved(self, data: Any) -> Any:
        while isinstance(data, dict) and "$ref" in data:
            target: Any = self._document
            for step in data["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            data = target
        return data

    def drawn(self, schema: Any, chance: random.Random) -> Any:
        """Something of this schema: its own examples where it has some."""
        schema = self._resolved(schema)
        if (schema.get("nullable") or "null" in _types(schema)) and chance.random() < 0.3:
            return None
        if choices := schema.get("oneOf") or schema.get("anyOf"):
            return self.drawn(chance.choice(choices), chance)
        if "properties" in schema or "allOf" in schema:
            return self._object(schema, chance)
        if "array" in _types(schema):
            return [self.drawn(schema.get("items", {}), chance) for _ in range(chance.randint(0, 3))]
        return _single(schema, chance)

    def _object(self, schema: Any, chance: random.Random) -> dict[str, Any]:
        drawn = {
            name: self.drawn(inner, chance)
            for name, inner in schema.get("properties", {}).items()
            if name in schema.get("required", []) or chance.random() < 0.7
        }
        for part in schema.get("allOf", []):
            drawn |= self.drawn(part, chance) or {}
        return drawn


def _types(schema: Any) -> list[str]:
    kind = schema.get("type", "string")
    return kind if isinstance(kind, list) else [kind]


def _single(schema: Any, chance: random.Random) -> Any:
    if (
        examples := schema.get("enum")
        or schema.get("examples")
        or ([schema["example"]] if "example" in schema else [])
    ):
        return chance.choice(examples)
    by_type = {"integer": 7, "number": 0.5, "boolean": chance.random() < 0.5, "object": {}}
    return by_type.get(next((each for each in _types(schema) if each != "null"), ""), "words")


def _typed(value: str, schema: Mapping[str, Any]) -> Any:
    return {
        "integer": lambda: int(value),
        "boolean": lambda: {"true": True, "false": False}[value],
    }.get(str(schema.get("type")), lambda: value)()


PDL = Contract("people-data-labs.openapi.json")
GRAVATAR = Contract("gravatar.openapi.yaml", "/v3")
GITHUB = Contract("github.openapi.json")
WHOM = [
    JANE,
    Identity(phones=("+447700900123",)),
    Identity(profiles=("https://github.com/jane-doe",)),
    Identity(name="Jane Doe", company="Example"),
    Identity(name="Zoë Müller", location="São Paulo"),
]


@pytest.mark.parametrize("known", WHOM, ids=range(len(WHOM)))
@pytest.mark.parametrize("wanted", [EVERYTHING, EMAILS, PHONES], ids=["everything", "e-mails", "phones"])
async def test_people_data_labs_is_asked_by_its_contract(
    vendor: Vendor, known: Identity, wanted: frozenset[Kind]
) -> None:
    await people_data_labs.PROVIDER.look_up(Request(known, wanted), KEY, vendor.client)
    (asked,) = vendor.asked
    PDL.check(asked)
    assert asked.headers["X-API-Key"] == KEY
    assert ("required" in asked.query) == (wanted is not EVERYTHING)
    assert not {"sex", "birth_date", "birth_year"} & set(asked.query["data_include"].split(","))
    assert set(asked.query["data_include"].split(",")) <= set(PDL.schema("Person")["properties"])


@pytest.mark.parametrize(
    ("provider", "contract"),
    [(gravatar.PROVIDER, GRAVATAR), (github.PROVIDER, GITHUB)],
    ids=["Gravatar", "GitHub"],
)
async def test_the_free_ones_are_asked_by_their_contracts(
    vendor: Vendor, provider: Provider, contract: Contract
) -> None:
    vendor.plays(provider.example)
    await provider.look_up(example_request(provider), KEY, vendor.client)
    assert len(vendor.asked) == len(provider.example.answers)
    for asked in vendor.asked:
        contract.check(asked)
        assert asked.headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("seed", range(DRAWS))
async def test_any_person_of_people_data_labs_is_understood(vendor: Vendor, seed: int) -> None:
    chance = random.Random(seed)
    person = PDL.drawn({"$ref": "#/components/schemas/Person"}, chance)
    hidden = {name: True for name in person if chance.random() < 0.1}
    vendor.answers({"status": 200, "likelihood": chance.randint(6, 10), "data": {**person, **hidden}})
    outcome = await people_data_labs.PROVIDER.look_up(Request(JANE), KEY, vendor.client)
    assert isinstance(outcome, Matched | NoMatch)
    if "skills" in person and person["skills"] and "skills" not in hidden:
        assert isinstance(outcome, Matched)
        assert Kind.SKILL in {value.kind for value in outcome.values}


@pytest.mark.parametrize("seed", range(DRAWS))
async def test_any_profile_of_gravatar_is_understood(vendor: Vendor, seed: int) -> None:
    profile = GRAVATAR.drawn({"$ref": "#/components/schemas/Profile"}, random.Random(seed))
    vendor.answers(profile)
    outcome = await gravatar.PROVIDER.look_up(example_request(gravatar.PROVIDER), KEY, vendor.client)
    if profile.get("is_organization"):
        assert outcome == NoMatch()
    else:
        assert isinstance(outcome, Matched)
        assert (Kind.NAME, "Alex Morgan") in {(value.kind, value.text) for value in outcome.values}


@pytest.mark.parametrize("seed", range(DRAWS))
async def test_any_user_of_github_is_understood(vendor: Vendor, seed: int) -> None:
    chance = random.Random(seed)
    user = GITHUB.drawn({"$ref": "#/components/schemas/public-user"}, chance)
    accounts = [GITHUB.drawn({"$ref": "#/components/schemas/social-account"}, chance) for _ in range(3)]
    repositories = [
        GITHUB.drawn({"$ref": "#/components/schemas/minimal-repository"}, chance) for _ in range(9)
    ]
    paths = [path for path, _ in github.PROVIDER.example.answers]
    vendor.plays(tuple(zip(paths, (user, accounts, repositories), strict=True)))
    outcome = await github.PROVIDER.look_up(example_request(github.PROVIDER), KEY, vendor.client)
    assert isinstance(outcome, Matched | NoMatch)


async def test_gravatars_own_full_profile_is_read(vendor: Vendor) -> None:
    vendor.answers(json.loads((CONTRACTS / "gravatar.full-profile.json").read_text(encoding="utf-8")))
    request = Request(JANE, region="US")
    outcome = await gravatar.PROVIDER.look_up(request, KEY, vendor.client)

    assert isinstance(outcome, Matched)
    assert {(value.kind.value, value.text) for value in outcome.values} == {
        ("name", "John Appleseed"),
        ("title", "Engineer"),
        ("company", "A company"),
        ("location", "Atlanta GA"),
        ("personal_email", "thisisnotmy@email.com"),
        ("language", "English"),
        ("language", "Spanish"),
        ("website", "https://notreal.wordpress.com"),
    }


async def test_only_a_hash_of_the_address_goes_to_gravatar(vendor: Vendor) -> None:
    await gravatar.PROVIDER.look_up(Request(JANE), "", vendor.client)
    (asked,) = vendor.asked
    assert asked.path.rpartition("/")[2] == "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"
