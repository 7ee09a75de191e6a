"""An import is taken back: who was added is gone, what was changed is as before, and what somebody has changed since stays."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm import activities, contacts, importing, jobs, merging, notes, rich_text, search, timeline
from crm.errors import UserError
from crm.importing import undoing
from crm.types import ActivityDraft, Author, Contact, ContactDraft, Entry, ImportRun, JobStatus, NoteDraft
from storage import models
from storage.models import ImportChange
from tests.crm.importing.files import ADA, SECRET, TENANT, csv_of, dropped, everyone, imported
from tests.crm.profile.forms import Form

pytestmark = pytest.mark.usefixtures("database")

HEADER = ["Name", "E-mail", "Phone", "Headline", "Location", "Company", "Title", "Tags", "Skills", "Note"]
EARLIER = csv_of(
    [
        HEADER,
        ["Ada", "ada@example.org", "", "Analyst", "", "Engines", "Clerk", "math", "Logic", "Likes numbers"],
        ["Bo Li", "", "+49 30 123456", "", "", "", "", "", "", ""],
    ]
)
LATER = csv_of(
    [
        HEADER,
        [
            *("Ada L.", "ada@example.org;ada@example.net", "+49 30 1", "Countess", "London", "Court", "Lady"),
            *("math,poetry", "Logic,Prose", "Wrote a poem"),
        ],
        ["bo li", "bo@example.org", "+49 30 123456", "", "Berlin", "", "", "", "", ""],
        ["Cy", "cy@example.org", "", "", "", "Acme", "CTO", "new", "Go", "Met at a fair"],
        ["Ada", "ada@example.net", "", "Duchess", "", "", "", "", "", ""],
        ["Typed", "typed@example.org", "", "Ignored", "Paris", "Ignored", "", "", "", ""],
    ]
).replace(b"+49 30 1,", b"+49 30 123457,")


async def taken_back(run: ImportRun) -> undoing.Kept:
    """To the end: nothing of it is left to be taken back."""
    job = await undoing.start(TENANT, Author("UBEN"), run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    while await undoing.undo_next(TENANT, job.id):
        pass
    job = await jobs.get(TENANT, job.id)
    assert job.status is JobStatus.DONE
    assert job.done == job.total
    assert await ImportChange.filter(run_id=run.id, is_kept=False).count() == 0
    return await undoing.kept(TENANT, run.id)


async def book() -> list[tuple[Contact, list[Entry]]]:
    """Everyone with their timeline, but for what says how often and when a contact was written."""
    return [
        (
            replace(each, version=0, updated_at=each.created_at),
            list((await timeline.page(TENANT, each.id)).entries),
        )
        for each in await everyone()
    ]


async def test_everything_is_as_it_was_before() -> None:
    await contacts.add(TENANT, ADA, ContactDraft(name="Typed", email="typed@example.org", company="Own"))
    await imported(EARLIER)
    before = await book()
    run = await imported(LATER)
    assert (run.added, run.updated) == (1, 4)
    assert len(await everyone()) == 4
    assert await taken_back(run) == undoing.Kept(0, {})
    assert await book() == before
    assert (await search.find(TENANT, "poetry")).contacts == ()
    assert [each.name for each in (await search.find(TENANT, "engines")).contacts] == ["Ada"]


async def test_the_same_file_can_be_imported_again_as_if_it_were_new() -> None:
    run = await imported(EARLIER)
    first = [replace(each, id=0) for each, _ in await book()]
    await taken_back(run)
    assert await everyone() == []
    again = await imported(EARLIER)
    assert (again.added, len(await everyone())) == (2, len(first))


async def test_whom_somebody_has_touched_since_is_kept_and_named() -> None:
    run = await imported(csv_of([["Name", "E-mail"], *[[name, f"{name}@example.org"] for name in "ABCDE"]]))
    noted, called, edited, merged, _ = [each.id for each in await everyone()]
    await notes.add(TENANT, ADA, noted, NoteDraft(rich_text.of_plain("Knows Go"), "", {}, ()))
    moment = (await contacts.get(TENANT, called)).created_at
    await activities.log(TENANT, ADA, [called], ActivityDraft(kind="call", occurred_at=moment))
    await (await Form.opened(TENANT, edited)).save(ADA, headline="Typed")
    other = await contacts.add(TENANT, ADA, ContactDraft(name="D. Other"))
    await merging.merge(TENANT, ADA, other.id, merged)
    done = await taken_back(run)
    assert done.number == 4
    assert [*done.names.values()] == ["A", "B", "C"]
    assert [each.name for each in await everyone()] == ["A", "B", "C", "D. Other"]


async def test_a_value_that_somebody_has_changed_since_stays_and_the_others_go_back() -> None:
    await imported(EARLIER)
    run = await imported(LATER)
    ada = (await everyone())[0]
    await (await Form.opened(TENANT, ada.id)).save(ADA, headline="Typed since")
    done = await taken_back(run)
    assert (done.number, [*done.names.values()]) == (1, ["Ada"])
    ada = await contacts.get(TENANT, ada.id)
    assert (ada.headline, ada.location, ada.tags) == ("Typed since", "", ("math",))
    assert [(each.company, each.title) for each in ada.positions] == [("Engines", "Clerk")]
    assert [each.address for each in ada.emails] == ["ada@example.org"]


async def test_two_imports_are_taken_back_one_after_the_other() -> None:
    first = await imported(EARLIER)
    second = await imported(LATER)
    await taken_back(second)
    await taken_back(first)
    assert await everyone() == []


async def test_taken_back_while_a_colleague_imports_the_same_people_loses_nothing_of_theirs() -> None:
    def people(numbers: range, headline: str) -> bytes:
        rows = [[f"P{number}", f"p{number}@example.org", headline] for number in numbers]
        return csv_of([["Name", "E-mail", "Headline"], *rows])

    async def imported_and_taken_back() -> None:
        await taken_back(await imported(people(range(180), "Taken back")))

    _, theirs = await asyncio.gather(
        imported_and_taken_back(), imported(people(range(259, 79, -1), "Theirs"))
    )
    assert theirs.rejected == 0
    found = sorted((each.emails[0].address, each.headline) for each in await everyone())
    assert found == sorted((f"p{number}@example.org", "Theirs") for number in range(80, 260))


async def test_it_is_done_once_whoever_asks_how_often_and_goes_on_after_a_stop() -> None:
    rows = [[f"Person {number}", f"p{number}@example.org"] for number in range(1203)]
    run = await imported(csv_of([["Name", "E-mail"], *rows]))
    job = await undoing.start(TENANT, ADA, run.id)
    assert await undoing.start(TENANT, Author("UBEN"), run.id) == job
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await undoing.undo_next(TENANT, job.id)
    await jobs.stop(TENANT, ADA, job.id)
    assert not await undoing.undo_next(TENANT, job.id)
    left = (await contacts.counts(TENANT)).contacts
    assert left == 1203 - undoing.CHUNK
    resumed = await jobs.resume(TENANT, job.id)
    assert resumed is not None
    await jobs.begin(TENANT, job.id, resumed.attempt)
    while await undoing.undo_next(TENANT, job.id):
        pass
    assert (await contacts.counts(TENANT)).contacts == 0
    assert (await undoing.kept(TENANT, run.id)).number == 0


async def test_an_import_under_way_is_stopped_first_and_does_not_go_on_once_it_is_taken_back() -> None:
    rows = [[f"Person {number}", f"p{number}@example.org"] for number in range(600)]
    run = await dropped(csv_of([["Name", "E-mail"], *rows]))
    with pytest.raises(UserError, match="under way"):
        await undoing.start(TENANT, ADA, run.id)
    job = await importing.start(TENANT, ADA, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await importing.import_next(TENANT, job.id, SECRET)
    with pytest.raises(UserError, match="stop it first"):
        await undoing.start(TENANT, ADA, run.id)
    await jobs.stop(TENANT, ADA, job.id)
    assert (await contacts.counts(TENANT)).contacts == importing.rows_at_once()
    assert (await taken_back(run)).number == 0
    resumed = await jobs.resume(TENANT, job.id)
    assert resumed is not None
    await jobs.begin(TENANT, job.id, resumed.attempt)
    with pytest.raises(UserError, match="taken back"):
        await importing.import_next(TENANT, job.id, SECRET)
    assert await everyone() == []


async def test_after_ninety_days_it_stays_as_it_is() -> None:
    run = await imported(EARLIER)
    await undoing.forget_old(TENANT, datetime.now(UTC) + undoing.KEPT_FOR - timedelta(minutes=1))
    assert await ImportChange.filter(run_id=run.id).count() == 2
    await undoing.forget_old(TENANT, datetime.now(UTC) + undoing.KEPT_FOR)
    assert await ImportChange.filter(run_id=run.id).count() == 0
    await models.ImportRun.filter(id=run.id).update(created_at=datetime.now(UTC) - undoing.KEPT_FOR)
    with pytest.raises(UserError, match="older than 90 days"):
        await undoing.start(TENANT, ADA, run.id)
