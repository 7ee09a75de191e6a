"""Hunter's email verifier. 202 is "still at it, ask again"; 222, "the other server misbehaved", is from memory."""

from enrichment.http import Answer, Client
from enrichment.outcomes import Matched, Outcome, Pending
from enrichment.provider import Example, Price, Rate
from enrichment.providers import hunter
from enrichment.request import Identity, Key, Request
from enrichment.statuses import Heard, Statuses, transient
from enrichment.values import Kind, Value, Verdict

_POLL_AFTER = 5.0
_AGAIN = "again"
"""Asking again is asking for the same address once more."""


def _pending(_: Heard) -> Outcome:
    return Pending(_POLL_AFTER, _AGAIN)


STATUSES: Statuses = {**hunter.STATUSES, 202: _pending, 222: transient}


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.get(
        f"{hunter.SERVER}/v2/email-verifier",
        params={"email": request.identity.email},
        headers=hunter.headers(key),
        statuses=STATUSES,
    )
    return _verdict(answer, request.identity.email)


async def _ask_again(_: str, request: Request, key: str, client: Client) -> Outcome:
    return await _ask(request, key, client)


def _verdict(answer: Answer, address: str) -> Outcome:
    data = answer.record("data")
    verdict = hunter.VERDICTS.get(data.text("status"), Verdict.UNKNOWN)
    # Of free mail the status says only that it is that; the conversation with the server says more.
    if data.text("status") == "webmail" and data.true("smtp_check"):
        verdict = Verdict.DELIVERABLE
    confidence = (data.number("score") or 0) / 100
    if verdict is Verdict.UNDELIVERABLE:
        confidence = 1 - confidence
    return Matched((Value(Kind.EMAIL_VERDICT, verdict, confidence, about=address),))


PROVIDER = hunter.provider(
    name="hunter-verifier",
    title="Hunter Email Verifier",
    inputs=(frozenset({Key.EMAIL}),),
    outputs=frozenset({Kind.EMAIL_VERDICT}),
    # Half a credit by its newer pages, a whole one by older ones.
    price=Price(base=1),
    rates=(Rate(10, 1), Rate(300, 60)),
    ask=_ask,
    ask_again=_ask_again,
    example=Example(
        identity=Identity(emails=("jane.doe@example.com",)),
        answers=(
            (
                "/v2/email-verifier",
                {
                    "data": {
                        "status": "valid",
                        "score": 98,
                        "email": "jane.doe@example.com",
                        "regexp": True,
                        "gibberish": False,
                        "disposable": False,
                        "webmail": False,
                        "mx_records": True,
                        "smtp_server": True,
                        "smtp_check": True,
                        "accept_all": False,
                        "block": False,
                    }
                },
            ),
        ),
        finds=((Kind.EMAIL_VERDICT, "deliverable"),),
    ),
)
