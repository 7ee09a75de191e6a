"""Slash commands as Slack sends them: a form, signed."""

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

PATH = "/slack/events"


@dataclass(frozen=True, slots=True)
class SignedCommand:
    body: str
    headers: dict[str, str]

    def as_http(self, host: str) -> bytes:
        """The whole request, as it goes through the wire."""
        headers = {"Host": host, "Content-Length": str(len(self.body)), **self.headers}
        lines = [f"POST {PATH} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()


def signed_command(
    team_id: str, secret: str, typed: str, *, response_url: str, trigger_id: str = "1.1.benchmark"
) -> SignedCommand:
    """`typed`: the command and what follows it. The same `trigger_id` again is the same command, which is done once."""
    command, _, text = typed.partition(" ")
    body = urlencode(
        {
            "token": "unused",
            "team_id": team_id,
            "team_domain": "local",
            "channel_id": "C0001",
            "channel_name": "general",
            "user_id": "U0001",
            "user_name": "ada",
            "command": command,
            "text": text,
            "api_app_id": "A0001",
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": trigger_id,
        }
    )
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }
    return SignedCommand(body, headers)
