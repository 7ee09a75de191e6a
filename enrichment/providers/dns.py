"""The DNS: whether mail can get to an address's domain at all.

A resolver that is down, or filtered, says of every domain that it does not exist. So before a domain is called undeliverable, two that
everybody knows must be found; where they are not, the verdict is "unknown".
"""

import asyncio
from typing import Any

from email_validator import EmailNotValidError, EmailUndeliverableError, validate_email

from enrichment import mail_domains
from enrichment.http import Client
from enrichment.outcomes import Matched, Outcome
from enrichment.provider import Example, Provider, Rate
from enrichment.request import Identity, Key, Request
from enrichment.values import Kind, Value, Verdict

_CANARIES = ("somebody@gmail.com", "somebody@outlook.com")
_TAKES_MAIL = 0.6
"""The domain takes mail. Whether it has this address only its server knows."""
_TAKES_NONE = 0.95


async def _ask(request: Request, _: str, client: Client) -> Outcome:
    address = request.identity.email
    verdict, confidence = await asyncio.to_thread(_judge, address, client)
    return Matched((Value(Kind.EMAIL_VERDICT, verdict, confidence, evidence="DNS", about=address),))


def _judge(address: str, client: Client) -> tuple[Verdict, float]:
    if mail_domains.is_disposable(address):
        return Verdict.DISPOSABLE, _TAKES_NONE
    try:
        resolver = client.resolver()
    except Exception:  # noqa: BLE001 - dnspython's own, where the machine has no resolver
        return Verdict.UNKNOWN, 0
    takes = _takes_mail(address, resolver)
    if takes:
        return Verdict.DELIVERABLE, _TAKES_MAIL
    if takes is None or not all(_takes_mail(each, resolver) for each in _CANARIES):
        return Verdict.UNKNOWN, 0
    return Verdict.UNDELIVERABLE, _TAKES_NONE


def _takes_mail(address: str, resolver: Any) -> bool | None:
    """None where nobody knows."""
    try:
        checked = validate_email(address, check_deliverability=True, dns_resolver=resolver)
    except EmailUndeliverableError:
        return False
    except EmailNotValidError:
        return None
    # It is silent about what the resolver could not tell.
    return bool(getattr(checked, "mx", None)) or None


PROVIDER = Provider(
    name="dns",
    title="DNS",
    home_page="https://www.rfc-editor.org/rfc/rfc5321",
    attribution="From the DNS",
    lineage="dns",
    inputs=(frozenset({Key.EMAIL}),),
    outputs=frozenset({Kind.EMAIL_VERDICT}),
    rates=(Rate(50, 1),),
    ask=_ask,
    example=Example(
        identity=Identity(emails=("jane.doe@python.org",)),
        answers=(),
        finds=((Kind.EMAIL_VERDICT, "deliverable"),),
    ),
)
