"""A query is said back in words that somebody would use."""

import pytest
from hypothesis import given, settings

from crm.querying.fields import FIELDS
from crm.querying.parsing import parse
from crm.querying.tree import Query
from crm.querying.words import in_words
from tests.crm.querying.trees import QUERIES

SAID = {
    "": "everybody",
    "tag:go -tag:dnc location:berlin touched:>90d": "in Berlin tagged go, not tagged dnc, last touched more than 90 days ago",
    "staff engineer": "matching “staff” and “engineer”",
    '"staff engineer"': "matching “staff engineer”",
    "staff tag:go engineer": "matching “staff” and “engineer”, tagged go",
    "-staff": "not matching “staff”",
    "tag:(go,rust)": "tagged go or rust",
    "tag:(go,rust,c)": "tagged go, rust or c",
    "-tag:(go,rust)": "not tagged go or rust",
    "tag:go*": "tagged go…",
    "skill:kubernetes": "skilled in Kubernetes",
    "-skill:kubernetes": "not skilled in Kubernetes",
    "skill:(k8s,falconry)": "skilled in Kubernetes or falconry",
    "skill:kube*": "skilled in kube…",
    "knows:javascript": "skilled in JavaScript or in something that includes it",
    "-knows:javascript": "skilled neither in JavaScript nor in something that includes it",
    "name:jane": "called “jane”",
    'company:"Acme Inc"': "at Acme Inc",
    "-company:acme": "not at acme",
    "title:staff": "with “staff” in the title",
    "-title:staff": "without “staff” in the title",
    "former:initech": "formerly at or as “initech”",
    "headline:remote": "with “remote” in the headline",
    "location:berlin": "in Berlin",
    'location:"New York"': "in New York",
    "-location:berlin": "not in Berlin",
    "location:(berlin,paris)": "in Berlin or Paris",
    "email:acme.com": "with the e-mail address acme.com",
    "note:relocate": "with “relocate” in a note",
    "phone:+4930": "with the phone number +4930",
    "profile:github": "with the profile github",
    "list:alumni": "on the list alumni",
    "-list:alumni": "not on the list alumni",
    "owner:me": "owned by you",
    "owner:none": "owned by nobody",
    "owner:@ada": "owned by Ada",
    "owner:@bo": "owned by @bo",
    "-owner:me": "not owned by you",
    "by:me": "touched by you",
    "has:email": "with an e-mail address",
    "-has:email": "without an e-mail address",
    "has:(email,phone)": "with an e-mail address or a phone number",
    "no:phone": "without a phone number",
    "-no:phone": "with a phone number",
    "source:person": "added by hand",
    "source:Person": "added by hand",
    "source:import": "imported",
    "-source:import": "not imported",
    "source:import:42": "in import 42",
    "source:import:42:added": "added by import 42",
    "-source:import:42:updated": "not updated by import 42",
    "source:import:42:skipped": "skipped by import 42",
    "dnc:yes": "not to be contacted",
    "dnc:no": "free to be contacted",
    "added:2026-01-01": "added on 1 January 2026",
    "added:2026-01": "added in January 2026",
    "added:2026": "added in 2026",
    "added:<2026-01-01": "added before 1 January 2026",
    "added:<=2026-01": "added until January 2026",
    "added:>2026-01-01": "added after 1 January 2026",
    "added:>=2026-01-01": "added from 1 January 2026 on",
    "added:2025-01-01..2025-06-30": "added from 1 January 2025 to 30 June 2025",
    "added:2025..": "added from 2025 on",
    "added:..2025": "added until 2025",
    "added:today": "added today",
    "added:this-month": "added this month",
    "added:<this-month": "added before this month",
    "-added:today": "not added today",
    "changed:<2w": "changed in the last 2 weeks",
    "touched:>90d": "last touched more than 90 days ago",
    "touched:>1w": "last touched more than a week ago",
    "touched:>1h": "last touched more than an hour ago",
    "touched:<90d": "touched in the last 90 days",
    "touched:<1w": "touched in the last week",
    "-touched:<90d": "not touched in the last 90 days",
    "touched:30d..90d": "last touched between 30 days and 90 days ago",
    "touched:never": "never touched",
    "-touched:never": "touched at some time",
    "enriched:<30d": "enriched in the last 30 days",
    "called:<30d by:me": "called by you in the last 30 days",
    "called:>30d by:(me,@ada)": "last called by you or Ada more than 30 days ago",
    "-called:<30d by:me": "not called by you in the last 30 days",
    "emailed:never by:me": "never emailed by you",
    "messaged:<2w interviewed:this-year -noted:today": "messaged in the last 2 weeks, interviewed this year, not noted today",
    "met:last-week": "last met last week",
    "(title:staff or title:principal)": "either with “staff” in the title or with “principal” in the title",
    "tag:go (location:berlin or location:paris)": "tagged go, either in Berlin or in Paris",
    "tag:go or (location:berlin has:email)": "either tagged go or (both in Berlin and with an e-mail address)",
    "-(tag:go or tag:rust)": "other than those tagged go or tagged rust",
    "-(tag:go has:email)": "other than those both tagged go and with an e-mail address",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_it_is_said(typed: str, said: str) -> None:
    wanted = said if said == "everybody" else f"people {said}"
    assert in_words(parse(typed).query, {"ada": "Ada"}) == wanted


def test_the_example_of_the_manual_is_said() -> None:
    typed = (
        "tag:go -tag:dnc location:berlin touched:>90d (title:staff OR title:principal) skill:kubernetes"
        ' company:"Acme Inc" has:email list:alumni added:<2026-01-01 staff engineer'
    )
    assert in_words(parse(typed).query) == (
        "people in Berlin tagged go, not tagged dnc, last touched more than 90 days ago,"
        " either with “staff” in the title or with “principal” in the title, skilled in Kubernetes, at Acme Inc,"
        " with an e-mail address, on the list alumni, added before 1 January 2026, matching “staff” and “engineer”"
    )


def test_each_field_is_said_in_words_that_are_tested() -> None:
    said = " ".join(SAID)
    assert [name for name in FIELDS if f"{name}:" not in said] == []


@settings(max_examples=100, deadline=None)
@given(QUERIES)
def test_every_query_can_be_said(query: Query) -> None:
    said = in_words(query)
    assert said
    assert "{" not in said
