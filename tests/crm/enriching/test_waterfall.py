"""One provider after the other: who is asked, for what, and with what is known by then."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm.enriching.waterfall import Result, look_up
from crm.providers import Answer, Usable
from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome, Suppressed, Transient
from enrichment.provider import FREE, Example, Price, Provider
from enrichment.request import Identity, Key, Request
from enrichment.values import Kind, Value

JANE = Identity(emails=("jane@example.com",), name="Jane Doe")
EMAIL = Value(Kind.WORK_EMAIL, "jane@example.com", 0.9)
MOBILE = Value(Kind.MOBILE, "+4915112345678", 0.9)
LINKEDIN = Value(Kind.PROFILE, "https://linkedin.com/in/jane-doe", 0.9)
PAID = Price(base=1)


@dataclass
class Vendors:
    """Each says what it was told to say; `asked` are their names and what was wanted of them, in order."""

    answers: dict[str, Outcome] = field(default_factory=dict)
    asked: list[tuple[str, Identity, frozenset[Kind]]] = field(default_factory=list)

    def one(
        self,
        name: str,
        outputs: Sequence[Kind],
        outcome: Outcome,
        *,
        price: Price = PAID,
        by: Key = Key.EMAIL,
    ) -> Usable:
        async def never(request: Request, key: str, client: Client) -> Outcome:
            raise AssertionError("the waterfall asks by what it was given")

        self.answers[name] = outcome
        inputs, example = (frozenset({by}),), Example(Identity(), (), ())
        return Usable(
            Provider(name, name, "", "", name, inputs, frozenset(outputs), never, example, price=price)
        )

    async def ask(self, whom: Usable, request: Request) -> Answer:
        self.asked.append((whom.provider.name, request.identity, request.wanted))
        return Answer(self.answers[whom.provider.name])

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.asked]


async def looked_up(vendors: Vendors, *usable: Usable, had: frozenset[str] = frozenset()) -> Result:
    return await look_up(vendors.ask, usable, JANE, had, "")


async def test_who_is_paid_is_asked_only_for_what_nobody_is_sure_of() -> None:
    vendors = Vendors()
    first = vendors.one("first", [Kind.MOBILE, Kind.PROFILE], Matched((MOBILE,)))
    second = vendors.one("second", [Kind.MOBILE, Kind.PROFILE], Matched((LINKEDIN,)))
    third = vendors.one("third", [Kind.MOBILE], NoMatch())
    await looked_up(vendors, first, second, third)
    assert vendors.names == ["first", "second"]
    assert vendors.asked[1][2] == {Kind.PROFILE}


async def test_what_the_profile_has_nobody_is_paid_to_say_again() -> None:
    vendors = Vendors()
    paid = vendors.one("paid", [Kind.WORK_EMAIL], Matched((EMAIL,)))
    free = vendors.one("free", [Kind.WORK_EMAIL], Matched((EMAIL,)), price=FREE)
    await looked_up(vendors, free, paid, had=frozenset({"email"}))
    assert vendors.names == ["free"]


async def test_each_hears_of_what_the_ones_before_have_found() -> None:
    vendors = Vendors()
    first = vendors.one("first", [Kind.PROFILE], Matched((LINKEDIN,)))
    by_profile = vendors.one("by profile", [Kind.MOBILE], Matched((MOBILE,)), by=Key.LINKEDIN)
    result = await looked_up(vendors, by_profile, first, by_profile)
    assert vendors.names == ["first", "by profile"]
    assert vendors.asked[1][1].linkedin == "jane-doe"
    assert result.attempts[0].outcome == "skipped"


async def test_what_may_be_about_somebody_else_settles_nothing() -> None:
    vendors = Vendors()
    stranger = (Value(Kind.NAME, "Max Stone", 0.9), MOBILE)
    doubtful = vendors.one("doubtful", [Kind.NAME, Kind.MOBILE], Matched(stranger))
    sure = vendors.one("sure", [Kind.MOBILE], Matched((MOBILE,)))
    result = await looked_up(vendors, doubtful, sure)
    assert vendors.names == ["doubtful", "sure"]
    assert [each.is_doubtful for each in result.said] == [True, False]


async def test_one_who_is_out_of_order_keeps_nobody_from_the_next() -> None:
    vendors = Vendors()
    broken = vendors.one("broken", [Kind.MOBILE], Transient("The vendor is out of order."))
    well = vendors.one("well", [Kind.MOBILE], Matched((MOBILE,)))
    result = await looked_up(vendors, broken, well)
    assert [each.outcome for each in result.attempts] == ["Transient", "Matched"]


async def test_who_has_asked_one_vendor_to_be_left_alone_is_left_alone_by_all() -> None:
    vendors = Vendors()
    first = vendors.one("first", [Kind.MOBILE], Matched((MOBILE,)))
    asked = vendors.one("asked", [Kind.PROFILE], Suppressed())
    last = vendors.one("last", [Kind.SKILL], NoMatch())
    result = await looked_up(vendors, first, asked, last)
    assert result.is_suppressed
    assert result.said == ()
    assert vendors.names == ["first", "asked"]


async def test_it_is_one_groups_turn_first_where_the_workspace_says_so() -> None:
    vendors = Vendors()
    general = vendors.one("general", [Kind.MOBILE, Kind.PROFILE], Matched((LINKEDIN,)))
    phones = vendors.one("phones", [Kind.MOBILE, Kind.PROFILE], Matched((MOBILE,)))
    first = Usable(phones.provider, "", frozenset({"phone"}))
    await looked_up(vendors, first, general, phones)
    assert [(name, wanted) for name, _, wanted in vendors.asked] == [
        ("phones", frozenset({Kind.MOBILE})),
        ("general", frozenset({Kind.PROFILE})),
    ]
