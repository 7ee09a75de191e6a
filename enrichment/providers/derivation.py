"""What follows from what is known already, without any network: the form of addresses and numbers, a headline, a name.

It adds nothing that is not there, so its confidence is below that of whoever has seen the person.
"""

from enrichment import headlines, identifiers, mail_domains, names
from enrichment.http import Client
from enrichment.outcomes import Matched, Outcome
from enrichment.provider import Example, Provider
from enrichment.request import Identity, Key, Request
from enrichment.values import EMAILS, PHONES, Kind, Value, Verdict

_FORM = 0.6
_HEADLINE = 0.5
_GUESS = 0.3


async def _ask(request: Request, _: str, __: Client) -> Outcome:
    known = request.identity
    found: list[Value] = []
    for each in known.emails:
        found += _of_email(each, name_is_known=bool(known.name))
    for each in known.phones:
        number, kind = identifiers.phone(each, request.region)
        found.append(Value(kind, number, _FORM, evidence="The form of the number"))
    found += [Value(Kind.PROFILE, each, _FORM, evidence="The address itself") for each in known.profiles]
    first, last = names.first_and_last(known.name)
    title, company = headlines.title_and_company(known.headline)
    found += [
        Value(Kind.FIRST_NAME, first, _FORM, evidence="The whole name"),
        Value(Kind.LAST_NAME, last, _FORM, evidence="The whole name"),
        Value(Kind.TITLE, title, _HEADLINE, evidence="The headline"),
        Value(Kind.COMPANY, company, _HEADLINE, evidence="The headline"),
    ]
    return Matched(tuple(found))


def _of_email(address: str, *, name_is_known: bool) -> list[Value]:
    where = "The form of the e-mail address"
    if mail_domains.is_disposable(address):
        return [Value(Kind.EMAIL_VERDICT, Verdict.DISPOSABLE, _FORM, evidence=where, about=address)]
    found = []
    if mail_domains.is_free(address):
        found.append(Value(Kind.PERSONAL_EMAIL, address, _FORM, evidence=where))
    else:
        found += [
            Value(Kind.WORK_EMAIL, address, _FORM, evidence=where),
            Value(Kind.COMPANY_DOMAIN, mail_domains.of(address), _FORM, evidence=where),
        ]
    if mail_domains.is_role(address):
        found.append(Value(Kind.EMAIL_VERDICT, Verdict.ROLE, _FORM, evidence=where, about=address))
    elif not name_is_known:
        found.append(Value(Kind.NAME, mail_domains.name_in(address), _GUESS, evidence=where))
    return found


PROVIDER = Provider(
    name="derived",
    title="Local derivation",
    home_page="https://github.com/daviddrysdale/python-phonenumbers",
    attribution="Derived from what was known",
    lineage="derived",
    is_local=True,
    inputs=tuple(
        frozenset({key}) for key in (Key.EMAIL, Key.PHONE, Key.LINKEDIN, Key.GITHUB, Key.NAME, Key.HEADLINE)
    ),
    outputs=EMAILS
    | PHONES
    | {
        Kind.PROFILE,
        Kind.NAME,
        Kind.FIRST_NAME,
        Kind.LAST_NAME,
        Kind.TITLE,
        Kind.COMPANY,
        Kind.COMPANY_DOMAIN,
        Kind.EMAIL_VERDICT,
    },
    ask=_ask,
    example=Example(
        identity=Identity(
            emails=("jane.doe@example.com",),
            phones=("+447400123456",),
            name="Dr. Jane van der Berg",
            headline="Staff Engineer at Example | Speaker",
        ),
        answers=(),
        finds=(
            (Kind.WORK_EMAIL, "jane.doe@example.com"),
            (Kind.COMPANY_DOMAIN, "example.com"),
            (Kind.MOBILE, "+447400123456"),
            (Kind.LAST_NAME, "van der Berg"),
            (Kind.TITLE, "Staff Engineer"),
            (Kind.COMPANY, "Example"),
        ),
    ),
)
