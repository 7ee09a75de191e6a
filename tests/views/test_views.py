"""Whatever people and files bring in, every view is one that Slack accepts, and nothing in it comes alive."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from crm.profile import custom
from crm.profile.fields import YES, Kind, Part, WholeProfile
from crm.profile.parts import PARTS, SECTIONS
from crm.timeline.kinds import GROUPS, KINDS, kinds_of
from crm.types import (
    ActivityDraft,
    Author,
    Binned,
    CapKind,
    Certification,
    Column,
    Comparison,
    Contact,
    ContactDraft,
    ContactPair,
    ContactSummary,
    Counts,
    CreditCap,
    CreditKind,
    CreditPage,
    CreditRules,
    CreditTransaction,
    CustomField,
    CustomValue,
    Digest,
    Education,
    Email,
    Entry,
    EntryDetail,
    Existing,
    Expected,
    ExportRun,
    ExportSettings,
    Followed,
    Found,
    HomePage,
    ImportOptions,
    ImportRun,
    ImportStatus,
    Item,
    Job,
    JobStatus,
    ListPage,
    ListPeople,
    Look,
    MergeChoice,
    Merged,
    MonthOfCredits,
    NewsItem,
    Origin,
    PairGroup,
    PeopleList,
    Phone,
    Position,
    Preview,
    Profile,
    RecentContact,
    Recognised,
    Reminder,
    SavedSearch,
    Search,
    Skill,
    Source,
    Tenant,
    TimelinePage,
    VendorUnits,
    Version,
    WhyOnList,
    WorkspaceSettings,
)
from handlers.commands import COMMANDS
from views import bin as bin_views
from views import (
    contact_form,
    duplicates,
    exporting,
    finding,
    following,
    home,
    importing,
    knowing,
    merging,
    notices,
    reminders,
    sharing,
    timeline,
)
from views import credits as credit_views
from views import jobs as job_views
from views import lists as list_views
from views.activity_form import activity_form, correction_form
from views.card import card, short_card
from views.cooldown import cooldown_warning
from views.digest import digest
from views.do_not_contact import do_not_contact
from views.entry import deleted, entry_blocks, entry_view
from views.help import help_text
from views.modals import loading, problem, saving
from views.note_form import AUDIENCES, note_form
from views.profile import custom_fields
from views.profile import whole as profile_views
from views.profile.form import conflict_form, form, notice
from views.profile.owner import you_own
from views.settings import settings_form, settings_saved
from workspace.blocks import message_faults, view_faults

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOURCE = Source(Origin.IMPORT, "import:1", "U1", NOW)

NASTY = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "",
            " ",
            "<!channel> <@U1> <#C1> <http://a.b|c>",
            "*b* _i_ ~s~ `c` ```p``` > q",
            "\x00\x07\u202e\u2066\u200b",
            ":tada: &amp; & < >",
            "x" * 200,
            "🚀" * 100,
            "\n\n\n",
        ]
    ),
)
SHORT = NASTY.map(lambda text: text[:60])
DATES = st.sampled_from(["", "2021", "2021-03", "2021-03-09"])
WORDS = NASTY.map(lambda text: text.strip() or "x")


def contacts() -> st.SearchStrategy[Contact]:
    return st.builds(
        Contact,
        id=st.integers(1, 2**53),
        version=st.just(1),
        name=WORDS,
        headline=NASTY.map(lambda text: text * 2),
        location=NASTY,
        photo_url=st.sampled_from(["", "https://example.com/jane.png"]),
        emails=st.lists(st.builds(Email, WORDS, SHORT, st.just(SOURCE)), max_size=8).map(tuple),
        phones=st.lists(
            st.builds(Phone, st.just("+49301234567"), st.just("12"), SHORT, st.just(SOURCE)), max_size=8
        ).map(tuple),
        profiles=st.lists(
            st.builds(
                Profile, st.just("web"), WORDS.map(lambda text: f"https://a.b/{quote(text)}"), st.just(SOURCE)
            ),
            max_size=8,
        ).map(tuple),
        positions=st.lists(
            st.builds(Position, NASTY, NASTY, DATES, DATES, st.booleans(), st.just(SOURCE)),
            max_size=8,
        ).map(tuple),
        education=st.lists(
            st.builds(Education, NASTY, NASTY, NASTY, DATES, DATES, st.just(SOURCE)), max_size=5
        ).map(tuple),
        certifications=st.lists(
            st.builds(
                Certification, WORDS, NASTY, SHORT, st.sampled_from(["", "https://a.b"]), st.just(SOURCE)
            ),
            max_size=5,
        ).map(tuple),
        skills=st.lists(st.builds(Skill, SHORT, st.just("technical"), st.just(SOURCE)), max_size=60).map(
            tuple
        ),
        tags=st.lists(SHORT.map(lambda text: text.strip() or "t"), max_size=40, unique=True).map(tuple),
        sources=st.just({}),
        last_activity=st.one_of(st.none(), entries()),
        created_at=st.just(NOW),
        updated_at=st.just(NOW),
        photo_file=st.sampled_from(["", "F1"]),
        owner_id=st.just("U1"),
        do_not_contact=st.booleans(),
        do_not_contact_reason=NASTY,
        custom=st.lists(
            st.builds(CustomValue, st.just(1), SHORT, st.sampled_from(["text", "date", "person"]), NASTY),
            max_size=8,
        ).map(tuple),
    )


def entries() -> st.SearchStrategy[Entry]:
    change = st.fixed_dictionaries({"field": SHORT, "before": NASTY, "after": NASTY})
    data = st.fixed_dictionaries(
        {},
        optional={
            "changes": st.lists(change, max_size=8),
            "added": st.lists(SHORT, max_size=5),
            "removed": st.lists(SHORT, max_size=5),
            "minutes": st.integers(1, 1440),
            "outcome": NASTY,
            "colleagues": st.dictionaries(st.sampled_from(["U2", "U3"]), NASTY),
            "others": st.lists(NASTY, max_size=5),
            "by": NASTY,
            "filename": NASTY,
            "subject": NASTY,
            "sequence": SHORT,
            "step": st.integers(1, 9),
            "from": SHORT,
            "to": SHORT,
            "reason": NASTY,
            "provider": SHORT,
            "list": SHORT,
            "name": NASTY,
            "after": st.sampled_from(["", "U1"]),
        },
    )
    return st.builds(
        Entry,
        id=st.integers(1),
        contact_id=st.integers(1),
        kind=st.sampled_from(list(KINDS)),
        occurred_at=st.just(NOW),
        recorded_at=st.just(NOW),
        author=st.builds(Author, st.just("U1"), st.sampled_from(Origin), SHORT),
        text=NASTY.map(lambda text: text * 50),
        data=data,
    )


SUMMARIES = st.builds(ContactSummary, st.integers(1), WORDS, NASTY, NASTY, NASTY, NASTY, NASTY)
DRAFTS = st.builds(
    ContactDraft, NASTY, NASTY, NASTY, st.just(""), NASTY, NASTY, NASTY, NASTY, NASTY, st.just(()), NASTY
)
RUNS = st.builds(
    ImportRun,
    id=st.integers(1),
    status=st.sampled_from(ImportStatus),
    user_id=st.just("U1"),
    filename=NASTY,
    columns=st.lists(
        st.builds(Column, NASTY, st.sampled_from(["", "name", "emails"]), SHORT), min_size=1, max_size=60
    ).map(tuple),
    rows=st.integers(1, 200_000),
    added=st.integers(0),
    updated=st.integers(0),
    unchanged=st.integers(0),
    rejected=st.integers(0),
    channel_id=st.just("C1"),
    thread_ts=st.just("1.1"),
    skipped=st.integers(0),
    changes=st.dictionaries(SHORT, st.integers(1), max_size=9),
    recognised=st.builds(
        Recognised,
        st.sampled_from(["csv", "xlsx", "vcard"]),
        SHORT,
        st.sampled_from(["", ",", "\t", "^"]),
        st.integers(0, 9),
        sheet=NASTY,
        problems=st.lists(NASTY, max_size=20).map(tuple),
        preset=SHORT,
    ),
    options=st.builds(
        ImportOptions,
        st.sampled_from(Existing),
        st.lists(st.text(min_size=1, max_size=60), max_size=5, unique=True).map(tuple),
        st.sampled_from(["", "DE"]),
    ),
    is_remembered=st.booleans(),
)
EXPECTED = st.builds(
    Expected,
    *([st.integers(0, 5_000)] * 6),
    problem=NASTY,
    people=st.lists(NASTY, max_size=5).map(tuple),
)
JOBS = st.builds(
    Job,
    id=st.integers(1),
    kind=st.sampled_from([*job_views.KINDS]),
    reference=st.integers(1),
    title=NASTY,
    tenant=st.just(Tenant("T1")),
    status=st.sampled_from(JobStatus),
    attempt=st.integers(1, 9),
    total=st.integers(0, 200_000),
    done=st.integers(0, 200_000),
    done_before=st.integers(0, 200_000),
    user_id=st.just("U1"),
    stopped_by=st.just("U2"),
    problem=NASTY,
    channel_id=st.just("C1"),
    thread_ts=st.just("1.1"),
    created_at=st.just(NOW),
    started_at=st.none() | st.just(NOW - timedelta(seconds=90)),
    finished_at=st.none(),
)
REMINDERS = st.builds(
    Reminder,
    id=st.integers(1),
    tenant=st.just(Tenant("T1")),
    contact_id=st.integers(1),
    contact_name=NASTY,
    user_id=st.just("U1"),
    text=NASTY,
    repeat=st.sampled_from(["", "daily", "weekly", "monthly"]),
    restarts=st.booleans(),
    timezone=st.just("Europe/Berlin"),
    due_at=st.sampled_from([NOW, NOW + timedelta(days=1)]),
    next_at=st.none(),
    told=st.integers(0, 3),
)
CHOICES = (("name", "Name"), ("emails", "E-mails"))


@given(contacts(), NASTY, SUMMARIES)
@settings(max_examples=25, deadline=None)
def test_a_card_is_accepted_and_harmless(contact: Contact, words: str, other: ContactSummary) -> None:
    accepted_message(card(contact, words))
    accepted_message(short_card(contact, words))
    accepted_message(sharing.unfurled(contact, for_colleagues=True))
    accepted_message([sharing.shared_by(words, words), *card(contact)])
    accepted_message(sharing.link_answer(contact.name, "https://a.b/c/1"))
    accepted_message(bin_views.merged(words, other))
    accepted_view(sharing.share_form(contact.name, "1", words))
    accepted_view(sharing.shared(contact.name))
    accepted_view(contact_form.added(contact, "The card was posted in the channel."))
    accepted_message(knowing.acquaintances([contact]))
    accepted_message(knowing.stranger(words))


@given(DRAFTS, contacts(), SUMMARIES)
@settings(max_examples=25, deadline=None)
def test_forms_are_accepted_and_harmless(
    mine: ContactDraft, owner: Contact, with_whom: ContactSummary
) -> None:
    warned = cooldown_warning(owner.name, RecentContact("U2", "call", NOW, 30))
    accepted_view(contact_form.add_form(mine, "{}", (mine.email, owner)))
    accepted_view(contact_form.add_form(mine, "{}", suggested_name=owner.name))
    accepted_view(contact_form.tags_form(owner.name, ("go", "c++"), "{}"))
    for audience in AUDIENCES:
        accepted_view(
            note_form(owner.name, "{}", audience=audience, files=mine.note, warnings=do_not_contact(owner))
        )
    accepted_view(activity_form([with_whom], NOW, "{}", [*do_not_contact(owner), *warned]))
    logged = ActivityDraft("note", NOW, 45, mine.headline, mine.note, {"U2": "Ben"})
    accepted_view(correction_form(owner.name, logged, "{}"))


@given(contacts(), contacts(), st.lists(WORDS, min_size=2, max_size=2))
@settings(max_examples=25, deadline=None)
def test_merging_is_accepted_and_harmless(stays: Contact, brought: Contact, says: list[str]) -> None:
    choices = tuple(MergeChoice(field, "", *says) for field in merging.LABELS)
    choices += (MergeChoice("custom_1", says[0], *says),)
    done = Merged(1, 1, stays.name, 2, brought.name, "U1", NOW, NOW)
    accepted_view(merging.choose_form(stays.name, [done] * 12, "{}", says[0]))
    accepted_view(merging.compare_form(Comparison(stays, brought, choices), {}, "{}"))
    accepted_view(merging.merged_into(stays, done))
    accepted_view(merging.parted_modal(done))


@given(st.lists(SUMMARIES, min_size=2, max_size=30))
@settings(max_examples=25, deadline=None)
def test_a_list_of_duplicates_is_accepted_and_harmless(people: list[ContactSummary]) -> None:
    pairs = [
        ContactPair(number, one, other, 0.9, tuple(duplicates.REASONS))
        for number, (one, other) in enumerate(pairwise(people))
    ]
    accepted_message(duplicates.duplicate_list([PairGroup(tuple(pairs))], 1000))
    accepted_message(duplicates.duplicate_list([PairGroup((pair,)) for pair in pairs], 1000))
    accepted_message(duplicates.duplicate_list([], 0))


def values_of(part: Part) -> st.SearchStrategy[dict[str, str]]:
    """What can stand in its fields: any text where one types, else what its input holds."""
    held = {
        Kind.LINK: st.sampled_from(["", "https://example.com/a"]),
        Kind.NUMBER: st.sampled_from(["", "12.5"]),
        Kind.DATE: st.sampled_from(["", "2021-03", "2021"]),
        Kind.DAY: st.sampled_from(["", "2021-03-05"]),
        Kind.PERSON: st.sampled_from(["", "U1"]),
        Kind.TICK: st.sampled_from(["", YES]),
        Kind.PICTURE: st.sampled_from(["", "F1"]),
        Kind.CHOICE: SHORT.map(str.strip),
    }
    return st.fixed_dictionaries({field.key: held.get(field.kind, NASTY) for field in part.fields})


OWN_FIELDS = custom.part_of(
    [CustomField(n, f"Field {n}", kind, ("a", "b"), is_archived=False) for n, kind in enumerate(custom.KINDS)]
)
ALL_PARTS = {**PARTS, OWN_FIELDS.key: OWN_FIELDS}


@given(contacts(), st.data(), SUMMARIES)
@settings(max_examples=15, deadline=None)
def test_a_profile_is_accepted_and_harmless(
    contact: Contact, data: st.DataObject, owner: ContactSummary
) -> None:
    items = {}
    for key, part in ALL_PARTS.items():
        drawn = st.lists(values_of(part), min_size=0 if part.is_repeated else 1, max_size=1)
        many = 90 if part.is_repeated and data.draw(st.booleans()) else 1
        items[key] = tuple(Item(n, values) for n, values in enumerate(data.draw(drawn) * many))
    whole = WholeProfile(contact, ALL_PARTS, items)
    accepted_view(profile_views.profile(whole, "{}", contact.name))
    for section in SECTIONS.values():
        if ALL_PARTS[section.parts[0]].is_repeated:
            accepted_view(profile_views.items(whole, section, "{}", contact.name))
    for part in ALL_PARTS.values():
        mine, theirs = data.draw(values_of(part)), data.draw(values_of(part))
        accepted_view(form(part, mine, "{}", notice(owner.name), is_new=True, suggested_name="Jane Doe"))
        accepted_view(conflict_form(part, mine, theirs, tuple(mine), "U1", "{}"))
    accepted_message(you_own(contact, "U1"))


@given(
    st.lists(
        st.builds(
            CustomField,
            st.integers(1),
            WORDS,
            st.sampled_from([*custom.KINDS]),
            st.lists(SHORT, max_size=9).map(tuple),
            st.booleans(),
        ),
        max_size=60,
    )
)
@settings(max_examples=15, deadline=None)
def test_own_fields_are_accepted_and_harmless(fields: list[CustomField]) -> None:
    for may_change in (True, False):
        accepted_view(custom_fields.field_list(fields, may_change=may_change))
    accepted_view(custom_fields.field_form(None, "{}", "No.", "a", "b"))
    for field in fields:
        accepted_view(custom_fields.field_form(field, "{}"))


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


NO_LISTS = ListPage((), more=False)


@given(st.lists(SUMMARIES, max_size=10), WORDS, st.booleans())
@settings(max_examples=25, deadline=None)
def test_lists_are_accepted_and_harmless(people: list[ContactSummary], text: str, flag: bool) -> None:
    name, query = text[:60] or "x", text[:1000] if flag else ""
    one = PeopleList(
        1,
        name,
        "key",
        text[:500],
        query,
        "UTC",
        text if flag else "",
        9,
        flag,
        flag,
        "C1" if flag else "",
        "U1",
        NOW,
    )
    page = ListPage((one,) * 20, more=flag, archived=3)
    accepted_view(list_views.list_of_lists(page, first=flag))
    accepted_view(list_views.list_of_lists(page, first=not flag, archived=True))
    accepted_view(list_views.list_of_lists(NO_LISTS, first=True, archived=flag))
    on_it = ListPeople(tuple(people), "name~x~1" if flag else "")
    accepted_view(list_views.whole_list(one, text, on_it, "name", first=not flag))
    accepted_view(list_views.list_form("{}", name, text[:500], query if flag else None, text, is_new=flag))
    found = Preview(text[:1000], text, flag, 9, tuple(people[:3]))
    accepted_view(list_views.preview(name, found, "{}"))
    accepted_view(list_views.why_view(WhyOnList(name, flag, text, ((text, flag),))))
    accepted_view(list_views.share_form(one, "{}"))
    accepted_message(list_views.shared(one, text, text, is_told=flag))
    assert "<" not in list_views.shared_text(one)
    accepted_view(list_views.contact_lists_form(text, [one], [one] * 30, "{}"))
    search = SavedSearch(1, name, text[:1000], "U1" if flag else "", "U1")
    whole = HomePage(
        Counts(1, 1, 1), (), (), (), (), (), False, ListPage((one,) * 5, more=True), (search,) * 5
    )
    accepted_view(home.home("U1", whole, NOW, greets=flag, is_admin=True))


@given(st.lists(SUMMARIES, max_size=10), WORDS)
@settings(max_examples=25, deadline=None)
def test_lists_of_people_are_accepted_and_harmless(people: list[ContactSummary], text: str) -> None:
    accepted_message(finding.several(text, Found(tuple(people), exact=False, more=True)))
    accepted_message([*finding.nobody(text), finding.meant("/contact add", "")])
    accepted_message(home.overview(Counts(1, 1, 1), people))
    some = tuple(people)
    page = HomePage(Counts(1, 1, 1), some, some, some, (), (), False, NO_LISTS, ())
    accepted_view(home.home("U1", page, NOW, greets=True, is_admin=True))
    accepted_message(notices.sentence(text))


@given(WORDS)
@settings(max_examples=25, deadline=None)
def test_the_bin_is_accepted_and_harmless(name: str) -> None:
    binned = Binned(1, name, "U1", NOW, NOW + timedelta(days=30))
    accepted_message(bin_views.deleted(binned))
    accepted_message(bin_views.bin_list([binned] * 20, 21, NOW))
    accepted_message(bin_views.bin_list([], 0, NOW))
    accepted_view(bin_views.delete_form(name, "{}"))
    accepted_view(contact_form.add_form(ContactDraft(name=name), "{}", offered=binned))
    assert "<" not in bin_views.deleted_text(binned)


@given(RUNS, EXPECTED, JOBS)
@settings(max_examples=25, deadline=None)
def test_imports_are_accepted_and_harmless(run: ImportRun, expected: Expected, job: Job) -> None:
    accepted_message(importing.preview(run, expected, CHOICES))
    accepted_view(importing.options_form(run, "{}"))
    accepted_message(importing.taken_back(job, job.done, {1: run.filename or "?", 2: "b"}))
    accepted_message(importing.cancelled(run))
    accepted_message(importing.outcome(job, run))
    accepted_view(importing.mapped(run, CHOICES))
    for page in range(-(-len(run.columns) // importing.COLUMNS_A_PAGE)):
        accepted_view(importing.mapping_form(run, CHOICES, page, "{}"))


RUN = ExportRun(1, "U1", "<!here>", None, "xlsx", None, 7, NOW)


@given(
    st.text(max_size=400),
    st.lists(
        st.tuples(st.from_regex(r"own:\d{1,9}", fullmatch=True), st.text(max_size=60)),
        min_size=1,
        unique_by=lambda field: field[0],
    ),
)
@settings(max_examples=25, deadline=None)
def test_the_form_of_an_export_and_its_audit_trail_are_accepted(
    text: str, fields: list[tuple[str, str]]
) -> None:
    search = Search(text, text, was_mixed=False, count=7)
    saved = [ExportSettings(number, text or "x", "xlsx", (text,), "U1") for number in range(1, 100)]
    formats = [("csv", "CSV"), ("xlsx", "Excel")]
    accepted_view(exporting.export_form(search, fields, formats, saved, saved[0], text, may_remove=True))
    accepted_message(exporting.audit_trail([replace(RUN, text=text)] * 20, {}))
    accepted_message(exporting.audit_trail([], {}))


@given(st.lists(NASTY, min_size=1, max_size=12), st.booleans())
@settings(max_examples=15, deadline=None)
def test_credits_and_their_forms_are_accepted(texts: list[str], is_by_field: bool) -> None:
    kinds = (CreditKind.CAPTURE, CreditKind.GRANT, CreditKind.REFUND)
    done = [
        CreditTransaction(number, kind, "U1", -number, (text[:64], "pdl"), text[:200], text[:200], NOW)
        for number, (text, kind) in enumerate(product(texts, kinds))
    ]
    months = MonthOfCredits(
        "2026-11",
        2**60,
        (("", 7), *((f"U{number}", number) for number, _ in enumerate(texts))),
        tuple((text[:64], 7) for text in texts),
        tuple(VendorUnits(text[:64], 2, 1.5, 0.5) for text in texts),
    )
    caps = tuple(CreditCap(kind, 0, 2**60) for kind in CapKind)
    rules = CreditRules(is_by_field=is_by_field, charges_local=is_by_field, workspace_month_cap=0)
    page = CreditPage(2**60, 1, rules, caps, (months,) * 3, tuple(done[:10]))
    accepted_view(credit_views.credits_view(page, is_admin=True, said="Given back."))
    accepted_view(credit_views.credits_view(replace(page, transactions=()), is_admin=False))
    accepted_view(credit_views.refund_form(done, {"U1": texts[0]}))
    accepted_view(credit_views.rules_form(rules))
    accepted_view(credit_views.rules_form(CreditRules()))
    accepted_view(credit_views.grant_form())
    accepted_view(credit_views.nothing_to_refund())
    accepted_message(credit_views.low_credits(1))


@given(st.lists(JOBS, max_size=10))
@settings(max_examples=25, deadline=None)
def test_jobs_are_accepted_and_harmless(jobs: list[Job]) -> None:
    accepted_message(job_views.job_list(jobs, NOW))
    page = HomePage(Counts(1, 1, 1), (), (), (), (), tuple(jobs), True, NO_LISTS, ())
    accepted_view(home.home("U1", page, NOW, greets=False, is_admin=False))
    for job in jobs:
        accepted_message(job_views.progress(job, NOW))
        accepted_message(exporting.outcome(job, RUN))
        assert "<" not in exporting.comment(job, job.done, "") + job_views.job_text(job)


@given(st.lists(REMINDERS, max_size=20), st.lists(SUMMARIES, max_size=10))
@settings(max_examples=25, deadline=None)
def test_reminders_are_accepted_and_harmless(found: list[Reminder], people: list[ContactSummary]) -> None:
    accepted_message(reminders.reminder_list(found, 30, NOW))
    accepted_message(digest(Digest(tuple(found), tuple(found), tuple(people))))
    page = HomePage(Counts(1, 1, 1), (), (), tuple(people), tuple(found), (), True, NO_LISTS, ())
    accepted_view(home.home("U1", page, NOW, greets=False, is_admin=False))
    for reminder in found:
        accepted_message(reminders.reminding(reminder))
        accepted_message(reminders.reminder_done(reminder))
        accepted_message(reminders.snoozed(reminder, NOW))
        accepted_view(reminders.snooze_form(reminder, NOW, "{}"))
        accepted_view(reminders.reminder_set(reminder.contact_name, NOW))
        assert "<" not in reminders.reminder_text(reminder)
        for picked in (None, NOW):
            choices = [(key, NOW) for key, _ in reminders.PRESETS]
            accepted_view(reminders.reminder_form(reminder.contact_name, choices, picked, "{}"))


def test_what_holds_no_text_of_people_is_accepted() -> None:
    accepted_message(help_text(COMMANDS))
    accepted_view(importing.import_form())
    accepted_view(settings_saved())
    for view in (loading("Edit"), saving("Edit"), problem("Edit", "No."), settings_form(WorkspaceSettings())):
        accepted_view(view)


def accepted_message(blocks: Iterable[Block]) -> None:
    payload = {"text": "x", "blocks": [block.to_dict() for block in blocks]}
    assert message_faults(payload) == []
    harmless(payload)


def accepted_view(view: View) -> None:
    payload = view.to_dict()
    assert view_faults(payload) == []
    harmless(payload)


def harmless(payload: dict[str, Any]) -> None:
    """No mrkdwn anywhere, so no mention, link or formatting can come of what people typed; nothing hidden in it."""
    written = json.dumps(payload, ensure_ascii=False)
    assert '"mrkdwn"' not in written
    assert not {"\u202e", "\u2066"} & set(written)
