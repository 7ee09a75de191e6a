"""One call of the app's: of a Web API method, with its arguments however slack_sdk sent them, or of another address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from workspace.faults import Fault
from workspace.wire import Json, SlackError


@dataclass(frozen=True)
class Call:
    """`arguments` from the query and the body together; in a form, nested ones are JSON in a string.

    `at`: when it came, in seconds since 1970. `fault`: the bad day it met.
    """

    method: str
    token: str | None
    arguments: Mapping[str, Any]
    at: float
    fault: Fault | None = None

    def text(self, name: str) -> str | None:
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """Raises SlackError(error) where it is missing."""
        value = self.text(name)
        if value is None:
            raise SlackError(error, **_messages(f"missing required field: {name}", name))
        return value

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        try:
            return default if value is None else int(value)
        except ValueError:
            raise SlackError("invalid_arguments", **_messages("must be an integer", name)) from None

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name)
        return default if value is None else value.lower() in ("1", "true")

    def words(self, name: str) -> list[str]:
        """Of a comma-separated list."""
        value = self.arguments.get(name)
        items = value if isinstance(value, list) else str(value or "").split(",")
        return [word for word in (str(item).strip() for item in items) if word]

    def nested(self, name: str) -> Any:
        """A list or an object. Raises `invalid_json` where it is sent as a string that is none."""
        value = self.arguments.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError("invalid_json") from None


async def read_call(request: web.Request, at: float, fault: Fault | None) -> Call:
    """From the query, a form, JSON or multipart; the token from the header or an argument."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await _read_json(request)
    elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        arguments |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = token if scheme.lower() == "bearer" else arguments.get("token")
    arguments.pop("token", None)
    return Call(request.match_info["method"], given or None, arguments, at, fault)


async def _read_json(request: web.Request) -> Json:
    body = await request.text()
    if not body:
        return {}
    try:
        content = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(content, dict):
        raise SlackError("json_not_object")
    return content


def _messages(sentence: str, name: str) -> Json:
    return {"response_metadata": {"messages": [f"[ERROR] {sentence} [json-pointer:/{name}]"]}}
