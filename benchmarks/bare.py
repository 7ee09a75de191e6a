"""The smallest Bolt app there can be: one listener that acks. What Roster's own acks are compared with.

`python -m benchmarks.bare PORT SIGNING_SECRET [--process-before-response]`
"""

import argparse

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-bare", bot_user_id="U1", bot_id="B1"
    )


async def acknowledge(ack: AsyncAck) -> None:
    await ack()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("port", type=int)
    arguments.add_argument("signing_secret")
    arguments.add_argument("--process-before-response", action="store_true")
    chosen = arguments.parse_args()
    app = AsyncApp(
        signing_secret=chosen.signing_secret,
        authorize=authorize,
        process_before_response=chosen.process_before_response,
    )
    app.command("/contact")(acknowledge)
    app.start(port=chosen.port, path="/slack/events", host="127.0.0.1")


if __name__ == "__main__":
    main()
