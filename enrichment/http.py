"""The way to the vendors, made so that none of them can hurt us: bounded in time, in bytes and in where it leads.

What was asked for, and keys, stand in addresses and headers: no error and no log line made here holds any of it.
"""

import json
import math
import ssl
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from types import TracebackType
from typing import Any, Self

import httpx
from email_validator import caching_resolver

from enrichment.outcomes import BadResponse, Ended, Transient
from enrichment.quota import Left, left
from enrichment.reading import Record
from enrichment.statuses import Statuses, moment, otherwise

# httpx asks for sniffio, which nobody needs any more, at every lock it takes: what is not there is searched for in all folders.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]

MOST_BYTES = 512_000
"""Of a body. The largest profiles have a fifth of it."""
_TIMES = httpx.Timeout(10, connect=5).as_dict()
"""Of one step each; the whole look-up has a deadline of its own (`Provider.look_up`)."""
_SECONDS_FOR_DNS = 5
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 307, 308})
_GZIP = zlib.MAX_WBITS | 16
_SUCCESS = 200
_NO_MORE_SUCCESS = 300
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": "Roster/0.1 (self-hosted contact CRM; enrichment)",
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: httpx.Headers = field(repr=False)
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        return str(self.headers.get(name, "")).strip()

    def number(self, header: str) -> float | None:
        """What a header counts, such as credits spent."""
        try:
            found = float(self.header(header))
        except ValueError:
            return None
        return found if math.isfinite(found) and found >= 0 else None

    def calls_left(self) -> tuple[Left, ...]:
        """Until the limit of the current hour or day, as most who have such headers write them."""
        return left(
            self.number("x-ratelimit-remaining"),
            self.number("x-ratelimit-limit"),
            "calls",
            moment(self.header("x-ratelimit-reset"), datetime.now(UTC)),
        )

    def data(self) -> Any:
        """What the body says. Ends the look-up as a bad response where it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            kind = "HTML" if self.body.lstrip()[:1] == b"<" else "something"
            raise Ended(
                BadResponse(f"The vendor has answered {kind} that is not JSON (status {self.status}).")
            ) from None

    def record(self, *path: str) -> Record:
        """The object that the body is, or that stands in it at `path`. Ends the look-up as a bad response where there is none."""
        found = self.data()
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            raise Ended(
                BadResponse(
                    f"The vendor's answer has another shape than its contract (status {self.status})."
                )
            )
        return Record(found)

    def items(self) -> list[Any]:
        """The list that the body is. Ends the look-up as a bad response where it is none."""
        found = self.data()
        if not isinstance(found, list):
            raise Ended(
                BadResponse(
                    f"The vendor's answer has another shape than its contract (status {self.status})."
                )
            )
        return found


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Whose certificates count: to read them takes a tenth of a second."""
    return httpx.create_ssl_context(trust_env=False)


class Client:
    """One for the whole process, shared by all look-ups: `async with Client() as client`.

    `instead` says which server stands in for which: a vendor's sandbox, or one in a test. `proxy` is an address that all goes through.
    `resolver` answers for the DNS; None means the machine's.
    """

    def __init__(
        self, instead: Mapping[str, str] | None = None, proxy: str = "", resolver: Any = None
    ) -> None:
        self._instead = dict(instead or {})
        self._resolver = resolver
        self._proxy = proxy

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_transport" in vars(self):
            await self._transport.aclose()

    @cached_property
    def _transport(self) -> httpx.AsyncHTTPTransport:
        """Made for the first look-up, as a bot is to be up again quickly.

        Not httpx.AsyncClient: that one logs every address, and keeps the cookies of one look-up for the next.
        """
        return httpx.AsyncHTTPTransport(
            verify=_trusted(),
            trust_env=False,
            proxy=self._proxy or None,
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
        )

    async def get(
        self,
        url: str,
        *,
        statuses: Statuses,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        return await self._ask("GET", url, statuses, params=params, headers=headers)

    async def post(
        self,
        url: str,
        *,
        statuses: Statuses,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> Answer:
        return await self._ask("POST", url, statuses, params=params, headers=headers, body=body)

    def resolver(self) -> Any:
        """Of the DNS: a dnspython resolver, with a cache. Raises where the machine has none configured."""
        if self._resolver is None:
            self._resolver = caching_resolver(timeout=_SECONDS_FOR_DNS)
        return self._resolver

    async def _ask(
        self,
        method: str,
        url: str,
        statuses: Statuses,
        *,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        body: Any = None,
    ) -> Answer:
        """The answer, if it is one of success (200 to 299). All others end the look-up as `statuses` says."""
        address = httpx.URL(self._of(url), params={**params} if params else None)
        for _ in range(_MOST_REDIRECTS):
            request = httpx.Request(
                method,
                address,
                headers={**_HEADERS, **(headers or {})},
                json=body,
                extensions={"timeout": _TIMES},
            )
            answer = await self._answer(request)
            if answer.status not in _REDIRECTS:
                return _understood(answer, statuses)
            address = _further(request, answer)
        raise Ended(BadResponse("The vendor leads round in a circle."))

    async def _answer(self, request: httpx.Request) -> Answer:
        try:
            response = await self._transport.handle_async_request(request)
            response.request = request
            try:
                return Answer(response.status_code, response.headers, await _body(response))
            finally:
                await response.aclose()
        except httpx.TimeoutException:
            raise Ended(Transient("The vendor did not answer in time.")) from None
        except (httpx.RemoteProtocolError, zlib.error):
            raise Ended(BadResponse("The vendor's answer broke off, or is not HTTP.")) from None
        except (httpx.TransportError, OSError):
            raise Ended(Transient("The vendor cannot be reached.")) from None

    def _of(self, url: str) -> str:
        for server, other in self._instead.items():
            if url.startswith(server):
                return other + url.removeprefix(server)
        return url


def _understood(answer: Answer, statuses: Statuses) -> Answer:
    meant = statuses.get(answer.status)
    if meant is not None:
        raise Ended(meant(answer))
    if _SUCCESS <= answer.status < _NO_MORE_SUCCESS:
        return answer
    raise Ended(otherwise(answer))


def _further(request: httpx.Request, answer: Answer) -> httpx.URL:
    """Where a redirect leads: only a GET, and only within the same server, which alone is to see the key."""
    try:
        address = request.url.join(answer.header("location"))
    except (httpx.InvalidURL, ValueError):
        raise Ended(BadResponse("The vendor leads to an address that is none.")) from None
    here, there = ((each.scheme, each.host, each.port, each.username) for each in (request.url, address))
    if request.method != "GET" or here != there:
        raise Ended(BadResponse("The vendor leads to another server, where we do not follow."))
    return address


async def _body(response: httpx.Response) -> bytes:
    too_long = Ended(BadResponse("The vendor's answer is longer than any profile."))
    if int(response.headers.get("content-length", "0")) > MOST_BYTES:
        raise too_long
    unpack = _unpacking(response.headers.get("content-encoding", "identity").lower())
    read = bytearray()
    async for piece in response.aiter_raw():
        read += unpack(piece, MOST_BYTES + 1 - len(read))
        if len(read) > MOST_BYTES:
            raise too_long
    return bytes(read)


def _unpacking(encoding: str) -> Callable[[bytes, int], bytes]:
    """Takes a piece of a body, gives at most so many bytes of what is in it: a small packed body can unpack to gigabytes."""
    if encoding == "identity":
        return lambda piece, _: piece
    if encoding == "gzip":
        return zlib.decompressobj(_GZIP).decompress
    raise Ended(BadResponse("The vendor's answer is packed in a way that was not asked for."))
