"""One thing done with many people, while others change the same people and tags."""

from collections.abc import AsyncIterator, Mapping, Sequence

import pytest

from crm import bin as bin_
from crm import contacts, jobs, tag_book
from crm.bulk import runs
from crm.tags import set_tags
from crm.types import Author, BulkRun, Job, JobStatus, KnownTag
from tests.crm.lists.book import ADA, TENANT, person

BO = Author("U2")


async def nobody(run: BulkRun) -> AsyncIterator[Sequence[int]]:
    """For those who were picked one by one."""
    none: Sequence[Sequence[int]] = ()
    for some in none:
        yield some


async def begun(action: str, options: Mapping[str, object], *contact_ids: int) -> Job:
    """Chosen is who is meant, and nothing is done yet."""
    job = await runs.start(TENANT, ADA, action, options, "", "those", contact_ids, "C1", action)
    await jobs.begin(TENANT, job.id, job.attempt)
    await runs.work_next(TENANT, job.id, nobody)
    return job


async def ended(job: Job) -> None:
    while (await jobs.get(TENANT, job.id)).status is JobStatus.RUNNING:
        await runs.work_next(TENANT, job.id, nobody)


async def done(action: str, options: Mapping[str, object], *contact_ids: int) -> Job:
    job = await begun(action, options, *contact_ids)
    await ended(job)
    return job


async def taken_back(job: Job) -> None:
    undoing = await runs.undo(TENANT, ADA, job.reference, "C1")
    await jobs.begin(TENANT, undoing.id, undoing.attempt)
    while (await jobs.get(TENANT, undoing.id)).status is JobStatus.RUNNING:
        await runs.undo_next(TENANT, undoing.id)


async def known(name: str) -> KnownTag:
    tag = await tag_book.named(TENANT, name)
    assert tag
    return tag


async def tags_of(*contact_ids: int) -> list[tuple[str, ...]]:
    return [(await contacts.get(TENANT, each)).tags for each in contact_ids]


async def test_a_tag_that_was_made_one_with_another_is_taken_back(database: str) -> None:
    jane, bo = await person("Jane Doe"), await person("Bo Lin", "go")
    job = await done("tag", {"tags": ["golang"]}, jane, bo)
    await tag_book.merge(TENANT, (await known("golang")).id, (await known("go")).id)
    assert await tags_of(jane, bo) == [("go",), ("go",)]
    await taken_back(job)
    assert await tags_of(jane, bo) == [(), ("go",)], "who had it before has it still"


async def test_who_had_the_tag_that_it_was_made_one_with_has_it_still(database: str) -> None:
    jane, bo = await person("Jane Doe", "golang"), await person("Bo Lin")
    job = await done("tag", {"tags": ["go"]}, jane, bo)
    await tag_book.merge(TENANT, (await known("golang")).id, (await known("go")).id)
    await taken_back(job)
    assert await tags_of(jane, bo) == [("go",), ()]


async def test_a_tag_that_somebody_has_given_since_stays(database: str) -> None:
    jane, bo = await person("Jane Doe"), await person("Bo Lin")
    job = await done("tag", {"tags": ["go"]}, jane, bo)
    await set_tags(TENANT, BO, jane, ("go",), ())
    await set_tags(TENANT, BO, jane, (), ("go",))
    await taken_back(job)
    assert await tags_of(jane, bo) == [("go",), ()]


@pytest.mark.parametrize("is_merged", [True, False])
async def test_a_tag_that_is_called_otherwise_meanwhile_is_the_one_that_is_given(
    database: str, monkeypatch: pytest.MonkeyPatch, *, is_merged: bool
) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 1)
    jane, bo, di = await person("Jane Doe"), await person("Bo Lin"), await person("Di Fox", "golang")
    job = await begun("tag", {"tags": ["go", "berlin"]}, jane, bo)
    await runs.work_next(TENANT, job.id, nobody)
    assert await tags_of(jane, bo) == [("berlin", "go"), ()]
    if is_merged:
        await tag_book.merge(TENANT, (await known("go")).id, (await known("golang")).id)
    else:
        await tag_book.change(TENANT, (await known("go")).id, "gopher", "")
    await ended(job)
    name = "golang" if is_merged else "gopher"
    assert await tags_of(jane, bo) == [("berlin", name)] * 2
    assert await tag_book.named(TENANT, "go") is None
    await taken_back(job)
    assert await tags_of(jane, bo, di) == [(), (), ("golang",)]


async def test_whom_somebody_has_deleted_once_more_stays_deleted(database: str) -> None:
    jane, bo = await person("Jane Doe"), await person("Bo Lin")
    job = await done("delete", {}, jane, bo)
    await bin_.restore(TENANT, BO, jane)
    await bin_.delete(TENANT, BO, jane)
    await taken_back(job)
    assert [each.name for each in await contacts.recent(TENANT, 10)] == ["Bo Lin"]
