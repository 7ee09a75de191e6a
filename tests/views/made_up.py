"""Made-up people, timelines, jobs and files for the tests of views: any letters, and much of what would come alive in Slack."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from hypothesis import strategies as st

from crm.timeline.kinds import KINDS
from crm.types import (
    Author,
    Certification,
    Column,
    Contact,
    ContactDraft,
    ContactSummary,
    CustomValue,
    Education,
    Email,
    Entry,
    Existing,
    Expected,
    ImportOptions,
    ImportRun,
    ImportStatus,
    Job,
    JobStatus,
    Origin,
    Phone,
    Position,
    Profile,
    Recognised,
    Reminder,
    Skill,
    Source,
    Tenant,
)
from views import jobs as job_views

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
