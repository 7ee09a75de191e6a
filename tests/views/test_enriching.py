"""The same of looking people up: prices, outcomes, sources, providers."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.types import (
    Doubt,
    EnrichmentBatch,
    EnrichmentOutcome,
    EnrichmentPrice,
    Finding,
    Job,
    Opinion,
    ProviderChoice,
    ProviderPage,
    QuotaLeft,
    SourcedValue,
    Sources,
    Suggestion,
)
from tests.views.accepting import accepted_message, accepted_view
from tests.views.made_up import JOBS, NASTY, NOW, WORDS
from views import enriching
from views.providers import choice_form, key_form, providers_view
from views.sources import sources_view

WHY = {"fresh": 3, "unknown": 1, "do_not_contact": 2, "suppressed": 1, "gone": 1}
PAID = tuple(f"Vendor {number}" for number in range(14))


@given(WORDS, st.integers(0, 10**9), st.booleans())
@settings(max_examples=25, deadline=None)
def test_prices_are_accepted_and_harmless(words: str, credits: int, is_paid: bool) -> None:
    paid = PAID if is_paid else ()
    price = EnrichmentPrice(10**6, 2_000, WHY, credits, credits * 2, 7, ("Local derivation", *paid), paid)
    accepted_view(enriching.price_form(price, words, "{}"))
    accepted_view(enriching.price_form(replace(price, people=1, left={"gone": 1}), words, "{}"))
    accepted_view(enriching.begun(words))


@given(JOBS, NASTY, st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_outcomes_are_accepted_and_harmless(job: Job, text: str, is_one: bool, is_undone: bool) -> None:
    batch = EnrichmentBatch(7, "U1", False, False, text, text, (1,), is_undone, NOW)
    found = EnrichmentOutcome(
        batch=batch,
        contact_id=1 if is_one else None,
        found=1,
        nothing=2,
        left=WHY,
        undone=0,
        credits=14,
        kinds={"work e-mail address": 10**6},
        providers=dict.fromkeys(PAID, 1),
        findings=tuple(
            Finding("skill", text[:300] or "x", PAID[0], is_suggested=is_undone) for _ in range(200)
        ),
        doubtful=int(is_undone),
        unreachable=PAID,
        refused=PAID,
    )
    accepted_message(enriching.outcome(job, found))
    accepted_message(enriching.outcome(job, replace(found, findings=(), found=0, credits=0)))
    accepted_message(enriching.taken_back(job))


@given(NASTY, st.booleans())
@settings(max_examples=25, deadline=None)
def test_sources_are_accepted_and_harmless(text: str, is_locked: bool) -> None:
    text = text[:300] or "x"
    opinion = Opinion(text[:64], text, 0.95, text, text, NOW.date(), NOW)
    sources = Sources(
        contact_id=1,
        name=text[:200],
        values=(SourcedValue("skill", text, "U1", "import:42", NOW, is_locked, (opinion,) * 9),) * 200,
        suggestions=(Suggestion("7", "headline", text, text, text, (opinion,) * 9),) * 30,
        doubts=(Doubt(1, "hunter", text, (text,) * 30),) * 9,
    )
    accepted_view(sources_view(sources, {"U1": text}, "{}", text))
    accepted_view(sources_view(Sources(1, text[:200], (), (), ()), {}, "{}"))


@given(NASTY, st.sampled_from(("", "entered", "missing", "optional", "unreadable")), st.booleans())
@settings(max_examples=25, deadline=None)
def test_providers_are_accepted_and_harmless(text: str, key: str, is_admin: bool) -> None:
    page = ProviderPage(
        name="hunter",
        title=text[:64] or "x",
        account="hunter",
        key=key,
        key_help=text,
        price="1 credit",
        finds=("E-mail addresses", "Skills"),
        is_on=is_admin,
        is_asked=is_admin,
        paused_until=NOW,
        problem=text,
        problem_at=NOW,
        answered_at=NOW,
        left=(QuotaLeft(1e12, 1e12, text, NOW, is_low=is_admin),) * 3,
        left_at=NOW,
    )
    order = {"E-mail addresses": [text] * 16, "Skills": []}
    pages = [replace(page, name=f"vendor-{number}") for number in range(16)]
    accepted_view(providers_view(pages, order, is_admin=is_admin, said=text))
    accepted_view(key_form({f"account-{number}": text or "x" for number in range(10)}))
    first = {"email": ("E-mail addresses", [(each.name, each.title) for each in pages])}
    accepted_view(choice_form(pages, ProviderChoice(("vendor-3",), {"email": "vendor-5"}), first))
    accepted_view(choice_form(pages, ProviderChoice(tuple(each.name for each in pages)), {}))
