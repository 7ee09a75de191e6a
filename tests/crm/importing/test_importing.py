"""A dropped file becomes people: each row counted once, nobody twice, nothing that a person typed overwritten."""

import asyncio
import select
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm import contacts, importing, jobs, lists, search, timeline
from crm.errors import EditConflict, UserError
from crm.importing import apart, kept_files, undoing
from crm.importing.apart import FEW_ROWS
from crm.types import (
    Author,
    ContactDraft,
    Existing,
    ImportOptions,
    ImportStatus,
    JobStatus,
    ListDraft,
    Origin,
    Tenant,
)
from storage.database import rows
from storage.models import ContactSkill, ImportCandidate
from tests.crm.importing.files import (
    ADA,
    SECRET,
    TENANT,
    csv_of,
    dropped,
    everyone,
    given_back,
    imported,
    on_disk,
    profile_of,
    rows_of,
    whom,
)
from tests.crm.profile.forms import Form

pytestmark = pytest.mark.usefixtures("database")


async def test_the_obvious_columns_are_recognised() -> None:
    run = await dropped(
        csv_of(
            [
                ["First Name", "Last Name", "Email Address", "Company", "Position", "Mobile", "Shoe size"],
                ["Ada", "Lovelace", "ada@example.org", "Engines Ltd", "Analyst", "+44 20 7946 0958", "38"],
            ]
        )
    )
    assert [column.field for column in run.columns] == [
        *("first_name", "last_name", "emails", "company", "title", "phone_mobile", "")
    ]
    assert run.columns[2].sample == "ada@example.org"
    assert (run.status, run.rows) == (ImportStatus.READY, 1)


async def test_new_people_are_added_with_all_that_the_row_says() -> None:
    run = await imported(
        csv_of(
            [
                ["Name", "E-mail", "Phone", "Company", "Title", "LinkedIn", "Tags", "Note"],
                [
                    *("Zoë Ängström", "Zoe@Example.org", "+46 8 123 456 78", "Atelier", "Designer"),
                    *("https://www.linkedin.com/in/Zoe/?utm=1", "design, Free", "Met at a fair"),
                ],
            ]
        )
    )
    assert (run.added, run.rejected) == (1, 0)
    [zoe] = await everyone()
    assert profile_of(zoe) | {"education": [], "certifications": [], "skills": []} == {
        "single": ("Zoë Ängström", "", "", ""),
        "emails": [("Zoe@Example.org", "other")],
        "phones": [("+46812345678", "", "work")],
        "profiles": [("linkedin", "https://linkedin.com/in/zoe")],
        "positions": [("Atelier", "Designer", "", "", True)],
        "education": [],
        "certifications": [],
        "skills": [],
        "tags": ("design", "Free"),
    }
    entries = (await timeline.page(TENANT, zoe.id)).entries
    assert {(entry.kind, entry.author.reference) for entry in entries} == {
        ("imported", f"import:{run.id}"),
        ("note", f"import:{run.id}"),
    }
    assert (await search.find(TENANT, "angstrom zoe")).contacts[0].id == zoe.id


async def test_rows_that_cannot_be_kept_come_back_with_line_and_reason() -> None:
    content = csv_of(
        [
            ["Name", "E-mail", "Phone", "Company"],
            ["Ada", "ada@example.org", "", ""],
            ["Bo", "not an address", "", ""],
            ["", "", "", "Acme"],
            ["Cy", "cy@example.org", "call me", ""],
            ["=1+1", "'-1", "", ""],
            ["", "", "4.9E+11", ""],
        ]
    )
    run = await imported(content)
    assert (run.added, run.rejected) == (1, 5)
    header, *rejected = rows_of(await given_back(run.id))
    assert header == ["Name", "E-mail", "Phone", "Company", "Line", "Reason"]
    assert [row[-2] for row in rejected] == ["3", "4", "5", "6", "7"]
    reasons = [row[-1] for row in rejected]
    for reason, words in zip(
        reasons, ("e-mail", "no name and no e-mail", "call me", "e-mail", "spreadsheet"), strict=True
    ):
        assert words in reason
    assert rejected[-2][:2] == ["'=1+1", "'-1"]
    assert [contact.name for contact in await everyone()] == ["Ada"]


async def test_one_bad_value_does_not_lose_the_person() -> None:
    run = await imported(
        csv_of(
            [
                ["Name", "E-mail", "Phone", "Photo", "LinkedIn"],
                ["Di", "di@example.org", "", "http://x/y.png", "linkedin.com/company/acme"],
                ["Ed", "ed@example.org", "030 123456", "", "", "one", "two"],
                ["=1+1", "-", "#N/A", "", ""],
            ]
        )
    )
    assert (run.added, run.rejected) == (3, 0)
    people = await everyone()
    assert [contact.name for contact in people] == ["Di", "Ed", "=1+1"]
    assert not any(contact.phones or contact.photo_url or contact.profiles for contact in people)
    _, *returned = rows_of(await given_back(run.id))
    assert [row[-2] for row in returned] == ["2", "3"]
    assert all(row[-1].startswith("Imported, but for what follows. ") for row in returned)
    assert "Photo: The address of a picture" in returned[0][-1]
    assert "LinkedIn: linkedin.com/company/acme" in returned[0][-1]
    assert "7 cells, but there are 5 columns" in returned[1][-1]
    assert "Phone: The phone number 030 123456 has no country code." in returned[1][-1]


async def test_a_value_that_was_left_out_comes_with_the_mended_row() -> None:
    run = await imported(csv_of([["Name", "E-mail", "Phone"], ["Bo", "bo@example.org", "030 123456"]]))
    content = (await given_back(run.id)).replace(b"030", b"+49 30")
    again = await imported(content)
    assert (again.updated, again.rejected) == (1, 0)
    assert [phone.number for contact in await everyone() for phone in contact.phones] == ["+4930123456"]
    assert await importing.rejections_file(TENANT, again.id) is None


async def test_who_has_no_name_is_called_by_what_is_known_until_a_name_comes() -> None:
    content = csv_of([["Phone", "LinkedIn"], ["+49 30 123456", ""], ["", "linkedin.com/in/ada"]])
    assert (await imported(content)).added == 2
    assert [contact.name for contact in await everyone()] == ["+4930123456", "linkedin.com/in/ada"]
    assert (await imported(content)).unchanged == 2
    named = csv_of([["Name", "LinkedIn"], ["Ada Lovelace", "linkedin.com/in/ada"]])
    assert (await imported(named)).updated == 1
    assert [contact.name for contact in await everyone()] == ["+4930123456", "Ada Lovelace"]


async def test_rows_that_say_nothing_change_nothing() -> None:
    run = await imported(
        csv_of([["Name", "E-mail", "Connected On"], ["", "n/a", "12 Mar 2024"], ["Bo", "-", ""]])
    )
    assert (run.added, run.unchanged, run.rejected) == (1, 1, 0)


async def test_several_rows_of_one_candidate_are_one_person() -> None:
    header = ["Candidate ID", "Candidate Name", "Application ID", "Email", "Company", "Tags"]
    rows = [
        ["7", "Ada King", "1", "", "Engines", "math"],
        ["7", "Ada Lovelace", "2", "ada@example.org", "", "poetry"],
        ["7", "A. Lovelace", "3", "ada@example.net", "", ""],
        ["8", "Ada King", "4", "", "Court", ""],
    ]
    run = await imported(csv_of([header, *rows]))
    assert (run.recognised.preset, run.added, run.updated) == ("Greenhouse", 2, 2)
    ada, other = await everyone()
    assert (ada.name, ada.tags) == ("Ada King", ("math", "poetry"))
    assert [each.address for each in ada.emails] == ["ada@example.org", "ada@example.net"]
    assert [each.company for each in other.positions] == ["Court"]


async def test_rows_of_one_candidate_may_be_far_apart() -> None:
    """As far as several transactions, where nothing but the number says that it is they."""
    header = ["Candidate ID", "Candidate Name", "Application ID", "Email", "Company", "Tags"]
    others = [[str(n), f"Person {n}", str(n), "", "", ""] for n in range(importing.rows_at_once() + 5)]
    first, last = (
        ["c7", "Ada King", "1", "", "Engines", "math"],
        ["c7", "Ada Lovelace", "2", "", "", "poetry"],
    )
    run = await imported(csv_of([header, first, *others, last]))
    assert (run.added, run.updated, run.rejected) == (len(others) + 1, 1, 0)
    (ada,) = [each for each in await everyone() if each.name.startswith("Ada")]
    assert (ada.name, ada.tags) == ("Ada King", ("math", "poetry"))
    assert await ImportCandidate.all().count() == 0


async def test_who_is_known_by_the_name_alone_is_tagged_goes_onto_a_list_and_is_not_added_again() -> None:
    content = csv_of([["Name", "Location"], ["Ada King", "London"]])
    await imported(content)
    meetup = await lists.create(TENANT, ADA, ListDraft("Meetup"))
    run = await imported(content, options=ImportOptions(tags=("meetup",), list_id=meetup.id))
    assert (run.added, run.updated) == (0, 1)
    (ada,) = await everyone()
    assert ada.tags == ("meetup",)
    assert (await lists.get(TENANT, meetup.id)).people == 1


async def test_the_rejected_rows_once_mended_import() -> None:
    run = await imported(csv_of([["Name", "E-mail"], ["Bo", "bo@"]]))
    mended = (await given_back(run.id)).replace(b"bo@,", b"bo@example.org,")
    again = await imported(mended)
    assert (again.added, again.rejected) == (1, 0)


async def test_what_a_person_typed_stays_and_blanks_are_filled() -> None:
    typed = ContactDraft(name="Ada King", headline="Countess", email="ada@example.org", company="Engines Ltd")
    ada = await contacts.add(TENANT, ADA, typed)
    run = await imported(
        csv_of(
            [
                ["Name", "E-mail", "Headline", "Location", "Company", "Title"],
                ["A. Lovelace", "ADA@example.org", "Analyst", "London", "engines ltd", "Analyst"],
            ]
        )
    )
    assert (run.updated, run.added) == (1, 0)
    ada = await contacts.get(TENANT, ada.id)
    assert (ada.name, ada.headline, ada.location) == ("Ada King", "Countess", "London")
    assert [(each.company, each.title) for each in ada.positions] == [("Engines Ltd", "Analyst")]
    assert ada.sources["location"].origin is Origin.IMPORT
    assert ada.sources["headline"].origin is Origin.PERSON


async def test_what_an_import_set_gives_way_to_a_later_one() -> None:
    header = ["Name", "E-mail", "Headline", "Company"]
    await imported(csv_of([header, ["Ada", "ada@example.org", "Analyst", "Engines"]]))
    run = await imported(csv_of([header, ["Ada", "ada@example.org", "Countess", "Court"]]))
    assert run.updated == 1
    [ada] = await everyone()
    assert (ada.headline, [each.company for each in ada.positions]) == ("Countess", ["Court"])
    kinds = [entry.kind for entry in (await timeline.page(TENANT, ada.id)).entries]
    assert kinds == ["updated", "imported"]


async def test_blank_cells_erase_nothing_and_tags_are_only_added() -> None:
    await imported(
        csv_of([["Name", "E-mail", "Location", "Tags"], ["Ada", "a@example.org", "London", "math"]])
    )
    await imported(csv_of([["Name", "E-mail", "Location", "Tags"], ["", "a@example.org", "", "poetry"]]))
    [ada] = await everyone()
    assert (ada.name, ada.location, ada.tags) == ("Ada", "London", ("math", "poetry"))


async def test_an_address_that_stood_in_for_a_name_gives_way_to_the_name() -> None:
    await contacts.add(TENANT, ADA, ContactDraft(email="ada@example.org"))
    await imported(csv_of([["Name", "E-mail"], ["Ada Lovelace", "ada@example.org"]]))
    assert [contact.name for contact in await everyone()] == ["Ada Lovelace"]


async def test_the_same_file_twice_changes_nothing() -> None:
    content = csv_of(
        [
            ["Name", "E-mail", "Phone", "Company", "Tags", "Note"],
            ["Ada", "ada@example.org", "", "Engines", "math", "Likes numbers"],
            ["Bo Li", "", "+49 30 123456", "", "", ""],
            ["Only Name", "", "", "Acme", "x", ""],
        ]
    )
    assert (await imported(content)).added == 3
    before = [replace(contact) for contact in await everyone()]
    run = await imported(content)
    assert (run.unchanged, run.added, run.updated) == (3, 0, 0)
    assert await everyone() == before


async def test_a_namesake_of_whom_something_else_is_said_is_somebody_else() -> None:
    await contacts.add(TENANT, ADA, ContactDraft(name="Anna Schmidt", company="Acme"))
    run = await imported(csv_of([["Name", "Company"], ["Anna Schmidt", "Bosch"], ["Anna Schmidt", "acme"]]))
    assert (run.added, run.unchanged) == (1, 1)
    assert [contact.positions[0].company for contact in await everyone()] == ["Acme", "Bosch"]


async def test_the_same_person_twice_in_a_file_becomes_one() -> None:
    run = await imported(
        csv_of(
            [
                ["Name", "E-mail", "Email 2", "Phone"],
                ["Ada", "ada@example.org", "", "+49 30 123456"],
                ["Ada", "ADA@example.org", "ada@example.net", ""],
                ["Ada", "", "ada@example.net", ""],
                ["ada", "", "", "+49 (0)30 123456"],
            ]
        )
    )
    assert (run.added, run.updated, run.unchanged) == (1, 1, 2)
    [ada] = await everyone()
    assert [each.address for each in ada.emails] == ["ada@example.org", "ada@example.net"]


async def test_a_shared_phone_does_not_make_two_people_one() -> None:
    run = await imported(csv_of([["Name", "Phone"], ["Ada", "+49 30 123456"], ["Bo", "+49 30 123456"]]))
    assert run.added == 2


async def test_the_website_of_their_company_does_not_make_two_people_one() -> None:
    rows = [["Name", "E-mail", "Profile link"]] + [
        [name, email, "http://www.acme.example"]
        for name, email in (("Ada", "ada@acme.example"), ("Bo", ""), ("Cy", "cy@acme.example"), ("", ""))
    ]
    run = await imported(csv_of(rows))
    assert (run.added, run.rejected) == (4, 0)
    assert [[each.url for each in person.profiles] for person in await everyone()] == [
        ["https://acme.example"]
    ] * 4
    again = await imported(csv_of(rows))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)
    more = await imported(csv_of([["Name", "E-mail", "Website"], ["Bo", "bo@acme.example", "acme.example"]]))
    assert (more.added, more.updated) == (0, 1)


async def test_whoever_has_typed_the_website_first_keeps_it() -> None:
    await contacts.add(TENANT, ADA, ContactDraft(name="Ada", profile_url="https://acme.example"))
    run = await imported(csv_of([["Name", "Website"], ["Bo", "acme.example"], ["Ada", "acme.example/"]]))
    assert (run.added, run.updated, run.unchanged, run.rejected) == (1, 0, 1, 0)


async def test_a_row_that_means_two_people_is_rejected() -> None:
    await contacts.add(TENANT, ADA, ContactDraft(name="Ada", email="ada@example.org"))
    await contacts.add(TENANT, ADA, ContactDraft(name="Bo", email="bo@example.org"))
    run = await imported(csv_of([["Name", "E-mail"], ["Ada", "ada@example.org; bo@example.org"]]))
    assert run.rejected == 1
    assert b"Ada and Bo" in await given_back(run.id)


async def test_several_values_in_one_cell_as_other_programs_write_them() -> None:
    await imported(
        csv_of(
            [
                ["Name", "E-mail", "Phone", "LinkedIn", "Skills"],
                [
                    *(
                        "Ada",
                        "ada@example.org, ada@example.net;ada@example.com",
                        "+49 30 123456; +49 30 123457",
                    ),
                    *(
                        "linkedin.com/in/ada github.com/ada",
                        "golang, Rust; C++; k8s; Kubernetes; team player; Falconry",
                    ),
                ],
            ]
        )
    )
    [ada] = await everyone()
    assert len(ada.emails) == 3
    assert len(ada.phones) == 2
    assert [each.network for each in ada.profiles] == ["linkedin", "github"]
    kept = [*[(each, "technical") for each in ("Go", "Rust", "C++", "Kubernetes")], ("Teamwork", "soft")]
    assert [(each.name, each.kind) for each in ada.skills] == [*kept, ("Falconry", "technical")]


async def test_a_skill_that_somebody_has_by_another_name_is_not_added_again() -> None:
    header = ["Name", "E-mail", "Skills"]
    await imported(csv_of([header, ["Ada", "ada@example.org", "Kubernetes; React"]]))
    of_ada = ContactSkill.filter(name="Kubernetes")
    await of_ada.update(name="k8s", folded="k8s")  # as somebody typed it before Roster knew
    run = await imported(csv_of([header, ["Ada", "ada@example.org", "kubernetes; ReactJS; react.js"]]))
    assert (run.unchanged, run.updated) == (1, 0)
    [ada] = await everyone()
    assert [each.name for each in ada.skills] == ["k8s", "React"]


async def test_values_too_long_for_the_book_are_rejected_and_the_rest_goes_on() -> None:
    rows = [
        ["Name", "Positions", "Certifications", "Skills", "Tags"],
        ["a" * 201, "", "", "", ""],
        ["Ada", "Acme ; CTO ; yesterday", "", "", ""],
        ["Bo", "", "CKA ; CNCF ; 20211", "", ""],
        ["Cy", "", "", "s" * 101, ""],
        ["Di", "", "", "", "t" * 61],
        ["x" * 180, "", "", "", ""],
    ]
    run = await imported(csv_of(rows))
    assert (run.rejected, run.added) == (5, 1)


async def test_the_mapping_can_be_changed_until_the_start() -> None:
    run = await dropped(csv_of([["Wer", "Wo"], ["Ada", "London"]]))
    assert [column.field for column in run.columns] == ["", ""]
    with pytest.raises(UserError, match="name or an e-mail"):
        await importing.start(TENANT, ADA, run.id)
    with pytest.raises(UserError, match="Name"):
        await importing.set_mapping(TENANT, ADA, run.id, ["name", "name"])
    await importing.set_mapping(TENANT, ADA, run.id, ["name", "location"])
    job = await importing.start(TENANT, ADA, run.id)
    assert await importing.start(TENANT, ADA, run.id) == job
    with pytest.raises(UserError, match="decided"):
        await importing.set_mapping(TENANT, ADA, run.id, ["name", ""])


async def test_a_cancelled_import_imports_nothing() -> None:
    run = await dropped(csv_of([["Name"], ["Ada"]]))
    assert await importing.cancel(TENANT, run.id)
    with pytest.raises(UserError, match="cancelled"):
        await importing.start(TENANT, ADA, run.id)
    assert await everyone() == []


async def test_a_stopped_import_goes_on_where_it_was_stopped() -> None:
    rows = [[f"Person {number}", f"p{number}@example.org"] for number in range(1203)]
    run = await dropped(csv_of([["Name", "E-mail"], *rows]))
    job = await importing.start(TENANT, ADA, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await importing.import_next(TENANT, job.id, SECRET)
    assert await jobs.stop(TENANT, Author("UBEN"), job.id)
    assert not await jobs.stop(TENANT, ADA, job.id)
    assert not await importing.import_next(TENANT, job.id, SECRET)
    stopped = await jobs.get(TENANT, job.id)
    assert (stopped.status, stopped.stopped_by) == (JobStatus.STOPPED, "UBEN")
    assert stopped.done == (await contacts.counts(TENANT)).contacts == importing.rows_at_once()
    resumed = await jobs.resume(TENANT, job.id)
    assert resumed is not None
    assert (resumed.attempt, resumed.done, resumed.done_before) == (
        2,
        importing.rows_at_once(),
        importing.rows_at_once(),
    )
    assert await jobs.resume(TENANT, job.id) is None
    await jobs.begin(TENANT, job.id, resumed.attempt)
    while await importing.import_next(TENANT, job.id, SECRET):
        pass
    assert (await importing.get(TENANT, run.id)).added == (await contacts.counts(TENANT)).contacts == 1203


async def test_a_file_delivered_twice_is_one_run() -> None:
    content = csv_of([["Name"], ["Ada"]])
    with on_disk(content) as file:
        first = await importing.receive(TENANT, ADA, "F1", "a.csv", file, "C1", "")
        assert await importing.receive(TENANT, ADA, "F1", "a.csv", file, "C1", "") == first


async def test_a_process_that_has_not_seen_the_file_goes_on_with_it() -> None:
    rows = [["Name", "E-mail"], *([f"Person {number}", f"p{number}@example.org"] for number in range(600))]
    run = await dropped(csv_of(rows))
    job = await importing.start(TENANT, ADA, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    while await importing.import_next(TENANT, job.id, SECRET):
        kept_files._open.clear()
    assert (await importing.get(TENANT, run.id)).added == (await contacts.counts(TENANT)).contacts == 600


async def test_a_reader_that_is_killed_is_begun_anew() -> None:
    """Of a file that is worth a process of its own."""
    number = FEW_ROWS + importing.rows_at_once()
    run = await dropped(csv_of([["Name"], *([f"Person {each}"] for each in range(number))]))
    job = await importing.start(TENANT, ADA, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await importing.import_next(TENANT, job.id, SECRET)
    (reader,) = apart._running
    await asyncio.to_thread(select.select, [reader.out], [], [], 60)  # it has begun
    assert await importing.import_next(TENANT, job.id, SECRET)
    assert await importing.import_next(TENANT, job.id, SECRET)
    assert reader.is_ready
    reader.process.kill()
    while await importing.import_next(TENANT, job.id, SECRET):
        pass
    assert apart._running != [reader]
    run = await importing.get(TENANT, run.id)
    assert run.added == (await contacts.counts(TENANT)).contacts == number
    apart.end()


async def test_another_workspace_sees_nothing_of_it() -> None:
    run = await imported(csv_of([["Name", "E-mail"], ["Ada", "ada@example.org"]]))
    other = Tenant("T2", "E1")
    with pytest.raises(UserError):
        await importing.get(other, run.id)
    assert (await imported(csv_of([["Name", "E-mail"], ["Ada", "ada@example.org"]]), other)).added == 1
    assert len(await everyone()) == len(await everyone(other)) == 1


async def test_two_files_of_the_same_people_at_once_make_each_of_them_once() -> None:
    rows = [[f"Person {number}", f"p{number}@example.org"] for number in range(700)]
    runs = await asyncio.gather(
        imported(csv_of([["Name", "E-mail"], *rows])),
        imported(csv_of([["Name", "E-mail"], *reversed(rows)])),
    )
    assert sum(run.added for run in runs) == 700
    assert sum(run.unchanged for run in runs) == 700
    assert (await contacts.counts(TENANT)).contacts == 700


async def test_whoever_types_while_a_file_is_imported_is_not_overwritten() -> None:
    rows = [[f"p{number}@example.org", "from the file"] for number in range(120)]
    await imported(csv_of([["E-mail", "Headline"], *[[email, "before"] for email, _ in rows]]))
    people = [person.id for person in await everyone()]

    async def type_into(id_: int) -> None:
        while True:
            try:
                await (await Form.opened(TENANT, id_)).save(ADA, headline="typed")
            except EditConflict:  # the file was quicker: the person is told, and types it again
                continue
            return

    async def typed() -> None:
        for id_ in people[::10]:
            await type_into(id_)

    await asyncio.gather(imported(csv_of([["E-mail", "Headline"], *rows])), typed())
    await imported(csv_of([["E-mail", "Headline"], *rows]))
    said = [(await contacts.get(TENANT, id_)).headline for id_ in people]
    assert said == ["from the file" if place % 10 else "typed" for place in range(120)]


async def test_thousands_of_rows_go_in_chunk_by_chunk() -> None:
    rows = [[f"Person {number}", f"p{number}@example.org"] for number in range(1203)]
    run = await imported(csv_of([["Name", "E-mail"], *rows]))
    assert run.added == 1203
    assert (await contacts.counts(TENANT)).contacts == 1203


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)  # SQLite is told what to expect
async def test_who_searches_during_an_import_does_not_wait_for_a_look_at_all_of_the_book() -> None:
    await imported(csv_of([["Name"], *([f"Person {number}"] for number in range(1_100))]))
    words = "to_tsvector('simple', search_text) @@ 'person:* & 77'"
    found = await rows(
        f"EXPLAIN SELECT id FROM contact WHERE tenant = ? AND state = 'live' AND {words}", [TENANT.key]
    )
    assert "contact_search" in "".join(line["QUERY PLAN"] for line in found)


async def test_whom_a_file_leaves_as_they_are_is_found_unless_another_row_changed_them() -> None:
    same, changed = [
        (await contacts.add(TENANT, ADA, ContactDraft(name=name, email=f"{name}@example.org"))).id
        for name in ("same", "changed")
    ]
    rows = [
        ["Name", "E-mail", "Headline"],
        *([name, f"{name}@example.org", ""] for name in ("same", "changed")),
    ]
    others = [[f"P{number}", f"p{number}@example.org", ""] for number in range(importing.rows_at_once())]
    run = await imported(csv_of([*rows, *others, ["changed", "changed@example.org", "New"], others[0]]))
    assert await whom(f"source:import:{run.id}:unchanged") == [same]
    assert await whom(f"source:import:{run.id}:updated") == [changed]
    assert await importing.left(TENANT, run.id) == "unchanged"

    again = await imported(csv_of(rows), options=ImportOptions(Existing.SKIP))
    assert await whom(f"source:import:{again.id}:skipped") == [same, changed]
    assert await whom(f"source:import:{again.id}:unchanged") == []
    await undoing.forget_old(TENANT, datetime.now(UTC) + undoing.KEPT_FOR + timedelta(days=1))
    assert await importing.left(TENANT, again.id) == ""
