"""response_urls: answering an interaction without a token, five times within thirty minutes."""

import secrets
from dataclasses import dataclass

from workspace.clock import Clock
from workspace.wire import SlackError

LIFETIME_SECONDS = 30 * 60
USES = 5


@dataclass
class ResponseUrl:
    """`message_ts`: the message the person acted on, if on one."""

    user_id: str
    channel_id: str
    message_ts: str | None
    issued: float
    uses: int = 0


class ResponseUrls:
    """`origin`: the workspace's own address."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._urls: dict[str, ResponseUrl] = {}
        self.origin = ""

    def issue(self, user_id: str, channel_id: str, message_ts: str | None = None) -> str:
        token = secrets.token_urlsafe(18)
        self._urls[token] = ResponseUrl(user_id, channel_id, message_ts, self._clock.now())
        return f"{self.origin}/slack/response/{token}"

    def use(self, token: str) -> ResponseUrl:
        """Raises `expired_url` after thirty minutes (or for one never issued), `used_url` at the sixth use."""
        url = self._urls.get(token)
        if url is None or self._clock.now() - url.issued > LIFETIME_SECONDS:
            raise SlackError("expired_url")
        if url.uses >= USES:
            raise SlackError("used_url")
        url.uses += 1
        return url
