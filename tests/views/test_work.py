"""The same of lists, imports, exports, credits, jobs and reminders."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.types import (
    CapKind,
    ContactSummary,
    Counts,
    CreditCap,
    CreditKind,
    CreditPage,
    CreditRules,
    CreditTransaction,
    Digest,
    Expected,
    ExportRun,
    ExportSettings,
    Found,
    HomePage,
    ImportRun,
    Job,
    ListPage,
    ListPeople,
    MonthOfCredits,
    PeopleList,
    Preview,
    Reminder,
    SavedSearch,
    Search,
    VendorUnits,
    WhyOnList,
    WorkspaceSettings,
)
from handlers.commands import COMMANDS
from tests.views.accepting import accepted_message, accepted_view
from tests.views.made_up import EXPECTED, JOBS, NASTY, NOW, REMINDERS, RUNS, SUMMARIES, WORDS
from views import credits as credit_views
from views import (
    exporting,
    finding,
    home,
    importing,
    notices,
    reminders,
)
from views import jobs as job_views
from views import lists as list_views
from views.digest import digest
from views.help import help_text
from views.modals import loading, problem, saving
from views.settings import settings_form, settings_saved

CHOICES = (("name", "Name"), ("emails", "E-mails"))


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
    accepted_view(list_views.whole_list(one, text, on_it, "name", "{}", first=not flag))
    accepted_view(list_views.list_form("{}", name, text[:500], query if flag else None, text, is_new=flag))
    found = Preview(text[:1000], text, flag, 9, tuple(people[:3]))
    accepted_view(list_views.preview(name, found, "{}"))
    accepted_view(list_views.why_view(WhyOnList(name, flag, text, ((text, flag),))))
    accepted_view(list_views.share_form(one, "{}"))
    accepted_view(list_views.make_static_form(replace(one, query=query or "tag:go"), text, "{}"))
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
    found = Found(tuple(people), exact=False, more=True)
    for is_discreet in (False, True):
        accepted_message(finding.several(text, found, is_discreet=is_discreet))
    accepted_message([*finding.nobody(text), finding.meant("/contact add", "")])
    accepted_message(home.overview(Counts(1, 1, 1), people))
    accepted_view(home.home_for_guests())
    some = tuple(people)
    page = HomePage(Counts(1, 1, 1), some, some, some, (), (), False, NO_LISTS, ())
    accepted_view(home.home("U1", page, NOW, greets=True, is_admin=True))
    accepted_message(notices.sentence(text))


@given(RUNS, EXPECTED, JOBS)
@settings(max_examples=25, deadline=None)
def test_imports_are_accepted_and_harmless(run: ImportRun, expected: Expected, job: Job) -> None:
    for is_counting in (True, False):
        accepted_message(importing.preview(run, expected, CHOICES, is_counting=is_counting))
    accepted_view(importing.options_form(run, "{}", 2))
    accepted_message(importing.taken_back(job, job.done, {1: run.filename or "?", 2: "b"}))
    accepted_message(importing.cancelled(run))
    for left in ("", "unchanged", "skipped"):
        accepted_message(importing.outcome(job, run, left))
    accepted_view(importing.mapped(run, CHOICES))
    for page in range(-(-len(run.columns) // importing.columns_a_page(CHOICES))):
        accepted_view(importing.mapping_form(run, CHOICES, page, "{}"))


RUN = ExportRun(1, "U1", "<!here>", None, None, "xlsx", None, 7, NOW)


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
    accepted_view(exporting.nobody(search))
    asked = replace(RUN, text=text, chosen_fields=tuple(key for key, _ in fields))
    labels = {"name": "Name"} | dict(fields)
    accepted_message(exporting.audit_trail([asked] * 20, labels, {}))
    accepted_message(exporting.audit_trail([], labels, {}))


@given(JOBS, st.lists(NASTY, max_size=12))
@settings(max_examples=15, deadline=None)
def test_how_an_export_of_chosen_people_ended_is_accepted_and_harmless(job: Job, names: list[str]) -> None:
    run = replace(RUN, chosen_ids=(*range(20),))
    accepted_message(exporting.outcome(job, run, names))
    accepted_message(exporting.audit_trail([run], {}, {}))


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
    accepted_view(credit_views.rules_form(rules, is_automatic=True))
    accepted_view(credit_views.rules_form(CreditRules(), is_automatic=False))
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
