"""Slack's rich text as plain text, and without what would notify somebody."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import rich_text

TEXTS = st.text(min_size=1, max_size=40)
PARTS = st.one_of(
    st.fixed_dictionaries({"type": st.just("text"), "text": TEXTS}),
    st.fixed_dictionaries({"type": st.just("text"), "text": TEXTS, "style": st.just({"bold": True})}),
    st.fixed_dictionaries({"type": st.just("link"), "url": TEXTS}, optional={"text": TEXTS}),
    st.fixed_dictionaries({"type": st.just("user"), "user_id": st.sampled_from(["U1", "U2", "W3"])}),
    st.fixed_dictionaries({"type": st.just("usergroup"), "usergroup_id": st.just("S1")}),
    st.fixed_dictionaries({"type": st.just("channel"), "channel_id": st.just("C1")}),
    st.fixed_dictionaries({"type": st.just("broadcast"), "range": st.sampled_from(["here", "channel"])}),
    st.fixed_dictionaries(
        {"type": st.just("emoji"), "name": TEXTS}, optional={"unicode": st.sampled_from(["1f600", "x"])}
    ),
    st.fixed_dictionaries({"type": st.just("new_in_2030"), "text": TEXTS}),
)
SECTIONS = st.fixed_dictionaries(
    {"type": st.just("rich_text_section"), "elements": st.lists(PARTS, max_size=5)}
)
ELEMENTS = st.one_of(
    SECTIONS,
    st.fixed_dictionaries({"type": st.just("rich_text_quote"), "elements": st.lists(PARTS, max_size=4)}),
    st.fixed_dictionaries(
        {"type": st.just("rich_text_preformatted"), "elements": st.lists(PARTS, max_size=2)}
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("rich_text_list"),
            "style": st.sampled_from(["bullet", "ordered"]),
            "indent": st.integers(0, 8),
            "elements": st.lists(SECTIONS, max_size=3),
        }
    ),
)
RICH = st.fixed_dictionaries({"type": st.just("rich_text"), "elements": st.lists(ELEMENTS, max_size=6)})


slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine."""


def section(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [*parts]}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


NOTE = {
    "type": "rich_text",
    "elements": [
        section(text("Ask "), {"type": "user", "user_id": "U1"}, text(" "), text("today", bold=True)),
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [
                section(text("salary")),
                section({"type": "link", "url": "https://a.example", "text": "offer"}),
            ],
        },
        {"type": "rich_text_quote", "elements": [text("no\nremote")]},
        section(
            {"type": "emoji", "name": "tada", "unicode": "1f389"}, {"type": "broadcast", "range": "here"}
        ),
    ],
}


def test_it_reads_as_people_would_write_it_without_formatting() -> None:
    assert rich_text.plain(NOTE, {"U1": "Ben"}) == (
        "Ask @Ben today\n  1. salary\n  2. offer (https://a.example)\n> no\n> remote\n🎉@here"
    )


def test_in_a_message_it_pings_nobody_and_keeps_the_rest() -> None:
    quiet = rich_text.without_pings(NOTE, {"U1": "Ben"})
    assert quiet["elements"][0]["elements"][1] == text("@Ben")
    assert quiet["elements"][3]["elements"][1] == text("@here")
    assert quiet["elements"][1:3] == NOTE["elements"][1:3]


@slowly
@given(RICH)
def test_no_mention_is_left_however_deep_it_stood(rich: dict[str, Any]) -> None:
    written = json.dumps(rich_text.without_pings(rich))
    assert not [kind for kind in ("user", "usergroup", "broadcast") if f'"type": "{kind}"' in written]


@slowly
@given(RICH)
def test_what_is_quiet_reads_the_same(rich: dict[str, Any]) -> None:
    assert rich_text.plain(rich_text.without_pings(rich)) == rich_text.plain(rich)


@slowly
@given(TEXTS)
def test_plain_text_reads_as_it_was_typed(typed: str) -> None:
    assert rich_text.plain(rich_text.of_plain(typed)) == typed.removesuffix("\n").strip()


@slowly
@given(RICH)
def test_all_but_the_null_character_is_storable_as_it_is(rich: dict[str, Any]) -> None:
    kept = rich_text.storable(rich)
    assert kept == json.loads(json.dumps(rich).replace("\\u0000", ""))
