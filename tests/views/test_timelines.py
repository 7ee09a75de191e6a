"""The same of timelines, and of what followers are told."""

import json
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.timeline.kinds import GROUPS, KINDS, kinds_of
from crm.types import (
    Author,
    Entry,
    EntryDetail,
    Followed,
    Look,
    NewsItem,
    TimelinePage,
    Version,
)
from tests.views.accepting import accepted_message, accepted_view
from tests.views.made_up import (
    NOW,
    SHORT,
    WORDS,
    entries,
)
from views import (
    following,
    timeline,
)
from views.entry import deleted, entry_blocks, entry_view


@given(st.lists(entries(), max_size=10), WORDS)
@settings(max_examples=25, deadline=None)
def test_a_timeline_is_accepted_and_harmless(found: list[Entry], name: str) -> None:
    everything = TimelinePage(1, name, (), tuple(found), "older~1~2", "newer~1~2", pinned=tuple(found[:5]))
    for look in (Look(), Look("emails", "U1", "older~1~2")):
        accepted_view(timeline.timeline(everything, look, NOW, ZoneInfo("Asia/Tokyo"), "{}"))
    for each in found:
        version = Version(NOW, each.text, each.data, each.rich, "U2", NOW)
        accepted_view(entry_view(EntryDetail(each, name, (version,) * 10, is_own=True), "{}"))
        accepted_message(entry_blocks(EntryDetail(each, name, (), is_own=False)))
    accepted_view(deleted(name))


def test_every_kind_of_entry_has_its_sentence_and_its_place_in_the_filter() -> None:
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)
    for kind in KINDS.values():
        bare = Entry(1, 1, kind.key, NOW, NOW, Author("U1"), "", {})
        assert kind.sentence(bare) == kind.sentence(bare).strip() != "", kind.key
        assert kind.key in kinds_of(kind.group)
        accepted_view(entry_view(EntryDetail(bare, "Jane Doe", (), is_own=True), "{}"))


def test_whoever_is_not_known_is_somebody() -> None:
    joined = Entry(1, 1, "list_joined", NOW, NOW, Author("U1"), "", {"list": "Alumni", "by": "\u202e"})
    blocks = entry_blocks(EntryDetail(joined, "Jane Doe", (), is_own=False))
    accepted_message(blocks)
    assert "somebody" in json.dumps([block.to_dict() for block in blocks])


@given(st.lists(entries(), min_size=1, max_size=15), SHORT)
@settings(max_examples=25, deadline=None)
def test_what_followers_are_told_is_accepted_and_harmless(found: list[Entry], name: str) -> None:
    items = [NewsItem(replace(each, contact_id=each.id), name) for each in found]
    accepted_message(following.news(items, {"U1": name}, is_discreet=True))
    accepted_message(following.imported(name, 10_000, name))
    accepted_message(following.followed([Followed("tag", 1, name or "x")] * 80, "You follow"))
    accepted_view(following.follow_form(name, ["C1"], "{}", follows=True))
    assert "<" not in following.news_text(items, is_discreet=False) + following.follow_text(
        Followed("tag", 1, name)
    )


def test_no_address_and_no_number_is_told_in_a_channel() -> None:
    address, number = "new@example.com", "+49301234567"
    changes = [
        {"field": field, "before": "", "after": value}
        for field, value in (("email", address), ("phone", number), ("primary e-mail address", address))
    ]
    said: list[tuple[str, dict[str, Any]]] = [
        ("updated", {"changes": changes}),
        ("updated", {"changes": [{"field": "Assistant", "before": "", "after": f"{address}, {number}"}]}),
        ("shared", {"value": address, "name": "Bo", "reason": "a desk"}),
        ("note", {}),
    ]
    entries_ = [
        Entry(n, n, kind, NOW, NOW, Author("U1"), f"call {number} or write to {address}", data)
        for n, (kind, data) in enumerate(said)
    ]
    for is_discreet in (True, False):
        items = [NewsItem(entry, address) for entry in entries_]
        told = json.dumps([block.to_dict() for block in following.news(items, {}, is_discreet=is_discreet)])
        told += following.news_text(items, is_discreet=is_discreet)
        assert ("example.com" in told) == (number in told) == (not is_discreet)
