"""Signed HTTP requests to the app, as Slack sends them."""

import json
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from workspace.clock import Clock
from workspace.delivery.acks import Ack, Kind, NotAcked, NotReached, Retry
from workspace.installation import Installation
from workspace.wire import Json

_FORM = "application/x-www-form-urlencoded"
_SUCCESS = range(200, 300)


class HttpDelivery:
    def __init__(self, app: Installation, clock: Clock) -> None:
        self._signer = SignatureVerifier(app.signing_secret)
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def send(self, url: str, kind: Kind, payload: Json, seconds: float, retry: Retry | None) -> Ack:
        """Raises NotAcked if no 2xx answer comes within that many seconds, NotReached if nobody listens there."""
        body, content_type = _encode(kind, payload)
        headers = self._sign(body) | {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (local workspace, not Slack)",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._client().post(
                url, data=body.encode(), headers=headers, timeout=timeout
            ) as answer:
                if answer.status not in _SUCCESS:
                    may_retry = answer.headers.get("X-Slack-No-Retry") != "1"
                    raise NotAcked("dispatch_failed", "http_error", may_retry=may_retry)
                return Ack(_decode(await answer.text(), answer.content_type))
        except TimeoutError:
            raise NotAcked("operation_timeout", "http_timeout") from None
        except aiohttp.ClientConnectorError:
            raise NotReached from None
        except (aiohttp.ClientError, ValueError):
            raise NotAcked("dispatch_failed", "connection_failed") from None

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _sign(self, body: str) -> dict[str, str]:
        timestamp = str(int(self._clock.now()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature or ""}


def _encode(kind: Kind, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), _FORM
    return urlencode({name: value for name, value in payload.items() if value is not None}), _FORM


def _decode(body: str, content_type: str) -> Json:
    if not body.strip():
        return {}
    if content_type != "application/json":
        return {"text": body}
    answer = json.loads(body)
    return answer if isinstance(answer, dict) else {}
