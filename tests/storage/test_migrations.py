"""The tables are what the models say, and getting there and back loses nothing."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tortoise import Tortoise
from tortoise.indexes import Index
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.models import Model

from crm import contacts, merging, search
from crm.types import Author, ContactDraft, Tenant
from storage import migrations, models
from storage.database import config, is_sqlite, rows
from storage.folding import Profile, of_entry, of_profile
from storage.migrate import FIRST, TooOldDatabase, migrate, pending
from tests.crm.profile.forms import Form
from tests.databases import connected

Indexed = tuple[tuple[str, ...], bool]
"""Columns, and whether no two rows may have the same in them."""

TENANT = Tenant("T1")
ADA = Author("U1")
MODELS: list[type[Model]] = [
    each
    for each in vars(models).values()
    if isinstance(each, type) and issubclass(each, Model) and each not in (Model, models.Sourced)
]


async def test_models_and_migrations_do_not_drift(database: str) -> None:
    detector = MigrationAutodetector(Tortoise.apps, config(database)["apps"])
    assert await detector.changes() == []


async def test_every_column_of_the_models_is_in_the_database(database: str) -> None:
    for model in MODELS:
        table = model._meta.db_table
        sql = (  # the names of tables are ours
            f"SELECT name FROM pragma_table_info('{table}')"
            if is_sqlite()
            else f"SELECT column_name AS name FROM information_schema.columns WHERE table_name = '{table}'"
        )
        assert {row["name"] for row in await rows(sql)} == set(model._meta.fields_db_projection.values()), (
            table
        )


async def test_every_index_and_constraint_of_the_models_is_in_the_database(database: str) -> None:
    for model in MODELS:
        there = await indexed(model._meta.db_table)
        missing = {
            (columns, unique)
            for columns, unique in wanted_indexes(model)
            if not {(columns, unique), (columns, True)} & there
        }
        assert missing == set(), model


def wanted_indexes(model: type[Model]) -> Iterator[Indexed]:
    meta = model._meta
    column = meta.fields_db_projection
    for name, field in meta.fields_map.items():
        if name in column and not field.pk and (field.unique or field.index):
            yield (column[name],), field.unique
    indexes = [each.fields if isinstance(each, Index) else each for each in meta.indexes]
    for unique, groups in ((True, meta.unique_together), (False, indexes)):
        for names in groups:
            yield tuple(column.get(name) or column[f"{name}_id"] for name in names), unique


async def indexed(table: str) -> set[Indexed]:
    sql = (
        'SELECT l."unique" AS is_unique, (SELECT group_concat(name) FROM'
        " (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS columns FROM pragma_index_list(?) AS l"
        if is_sqlite()
        else "SELECT i.indisunique AS is_unique, (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM"
        " unnest(i.indkey) WITH ORDINALITY AS k(number, place) JOIN pg_attribute a ON a.attrelid = i.indrelid"
        " AND a.attnum = k.number) AS columns FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname = ?"
    )
    found = await rows(sql, [table])
    return {(tuple(row["columns"].split(",")), bool(row["is_unique"])) for row in found if row["columns"]}


STEPS = (
    *("0001_tables", "0002_search_indexes", "0003_importing", "0004_import_counts", "0005_tag_colours"),
    *("0006_searching", "0007_bulk", "0008_lists", "0009_exporting"),
    *("0010_export_settings", "0011_credits", "0012_candidates", "0013_unchanged"),
    *("0014_enrichment", "0015_providers", "0016_suppression", "0017_companies", "0018_skills"),
    *("0019_export_of_chosen", "0020_words", "0021_quotas", "0022_what_changed", "0023_pieces"),
)


async def test_a_full_database_goes_down_and_up_again(database: str) -> None:
    """And on from the second step, had the ones before the first release brought it there."""
    await fill_every_table()
    before = await everything()
    assert all(before.values()), "every table has a row"
    await migrate(database, STEPS[0])
    assert await pending(database) == STEPS[1:]
    await migrate(database, STEPS[1])
    await taken(*REPLACED)
    assert await pending(database) == STEPS[2:]
    assert await migrate(database) == STEPS[2:]
    assert await migrate(database) == ()
    assert await everything() == before | {table: [] for table in OF_LATER_VERSIONS}
    assert [each.name for each in (await search.find(TENANT, "jnae")).contacts] == ["Jane Doe"]


OF_LATER_VERSIONS = (
    *("import_change", "import_mapping", "import_candidate", "import_unchanged", "bulk_run", "bulk_part"),
    *("people_list", "list_member", "changed_contact", "saved_search"),
    *("export_setting", "suppression", "company", "company_name", "company_value"),
    *("enrichment_batch", "enrichment_run", "enrichment_attempt", "observation"),
    *("provider_key", "provider_state", "lookup"),
    *("credit_account", "credit_hold", "credit_transaction", "credit_entry", "credit_warning", "vendor_use"),
)
"""Tables that the first version has not."""


async def test_skills_of_an_earlier_version_are_found_and_given_back(database: str) -> None:
    jane, bo = [await contacts.add(TENANT, ADA, ContactDraft(name=name)) for name in ("Jane Doe", "Bo Li")]
    for whose, name in ((jane, "Crème brûlée"), (jane, "Front-end"), (bo, "Machine Learning")):
        await (await Form.opened(TENANT, whose.id, "skill")).save(ADA, name=name)
    await models.ContactSkill.filter(name="Front-end development").update(name="Front-end", folded="frontend")
    merge_id = await merging.merge(TENANT, ADA, jane.id, bo.id)
    await migrate(database, "0017_companies")
    assert await skill_keys() == ["crème brûlée", "front-end", "machine learning"]
    of_jane = await models.ContactSkill.get(name="Front-end")
    of_jane.pk, of_jane.name, of_jane.folded = None, "Frontend", "frontend"
    await of_jane.save(force_create=True)

    await migrate(database)
    assert await skill_keys() == ["cremebrulee", "front-end", "frontend", "machinelearning"]
    await merging.unmerge(TENANT, ADA, merge_id)
    assert [each.name for each in (await contacts.get(TENANT, bo.id)).skills] == ["Machine learning"]
    assert len((await contacts.get(TENANT, jane.id)).skills) == 3


async def skill_keys() -> list[str]:
    return sorted(row["folded"] for row in await models.ContactSkill.all().values("folded"))


async def test_one_that_is_older_than_that_is_said_in_a_sentence(database: str) -> None:
    await taken(*REPLACED[:5])
    with pytest.raises(TooOldDatabase, match="start commit"):
        await migrate(database)
    await taken(*STEPS)


async def taken(*names: str) -> None:
    """As if these were the steps that brought the database to where it is."""
    await rows("DELETE FROM tortoise_migrations")
    for name in names:
        await rows(
            f"INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('roster', '{name}', '2026-11-01')"
        )


REPLACED = (
    "0001_initial",
    "0002_search",
    "0003_durable_work",
    "0004_runs_become_jobs",
    "0005_whole_contact",
    "0006_members",
    "0007_suggestions",
    "0008_exports_in_parts",
    "0009_lost_indexes",
)


async def test_a_database_can_be_taken_apart(empty_database_url: str) -> None:
    """From its first tables; from the last ones to these it goes above."""
    async with connected(empty_database_url):
        await migrate(empty_database_url, STEPS[0])
        await migrate(empty_database_url, FIRST)
        assert await pending(empty_database_url) == STEPS
        assert await migrate(empty_database_url, STEPS[0]) == STEPS[:1]


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)  # SQLite has one process
async def test_of_several_who_start_at_once_one_takes_the_steps(empty_database_url: str) -> None:
    async with connected(empty_database_url):
        taken = await asyncio.gather(*[migrate(empty_database_url) for _ in range(3)])
    assert sorted(taken) == [(), (), STEPS]


async def test_a_rebuilt_table_keeps_its_children_triggers_and_indexes(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column that is altered makes SQLite build the table anew, which is where rows, triggers and indexes get lost."""
    await fill_every_table()
    before, objects = await everything(), await schema_objects()
    extended = tmp_path / "extended_migrations"
    shutil.copytree(Path(migrations.__file__).parent, extended)
    (extended / "0099_longer_location.py").write_text(LONGER_LOCATION, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("storage.database.MIGRATIONS", "extended_migrations")

    assert await migrate(database) == ("0099_longer_location",)
    assert await everything() == before
    assert await schema_objects() >= objects
    await contacts.add(TENANT, ADA, ContactDraft(name="Bo Li"))
    assert [each.name for each in (await search.find(TENANT, "bo")).contacts] == ["Bo Li"]
    assert await migrate(database, STEPS[-1]) == ("0099_longer_location",)
    assert await schema_objects() >= objects


LONGER_LOCATION = f"""
from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    dependencies = [("roster", "{STEPS[-1]}")]
    operations = [
        operations.AlterField("Contact", "location", fields.CharField(max_length=400, default=""))
    ]
"""


async def schema_objects() -> set[str]:
    """The names of indexes and triggers."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')"
        if is_sqlite()
        else "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'"
    )
    return {row["name"] for row in await rows(sql)}


async def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    return {
        model._meta.db_table: sorted(
            (dict(row) for row in await model.all().values()), key=lambda row: row["id"]
        )
        for model in MODELS
    }


async def fill_imports(now: datetime) -> int:
    """The id of the run."""
    run = await models.ImportRun.create(
        tenant=TENANT.key,
        status="done",
        user_id="U1",
        file_id="F1",
        filename="a.csv",
        columns=[],
        channel_id="C1",
        created_at=now,
    )
    await models.ImportPiece.create(tenant=TENANT.key, run=run, number=0, content=b"\x00a")
    await models.ImportCandidate.create(tenant=TENANT.key, run=run, number="c7", contact_id=1)
    await models.ImportMapping.create(
        tenant=TENANT.key, signature="a", fields_of_columns=["name"], set_by="U1", set_at=now
    )
    await models.ImportChange.create(tenant=TENANT.key, run=run, contact_id=1, is_new=True)
    await models.ImportUnchanged.create(tenant=TENANT.key, run=run, contact_id=2, is_skipped=True)
    await models.ImportRejection.create(tenant=TENANT.key, run=run, line=2, cells=["a"], reason="no")
    return int(run.id)


async def fill_exports(now: datetime) -> None:
    export = await models.ExportRun.create(tenant=TENANT.key, user_id="U1", columns=[1], created_at=now)
    await models.ExportPart.create(tenant=TENANT.key, run=export, number=0, contact_ids=[1], content="Jane")
    await models.ExportSetting.create(
        tenant=TENANT.key,
        name="Short",
        folded="short",
        format="csv",
        chosen_fields=["name"],
        saved_by="U1",
        saved_at=now,
    )


async def fill_every_table() -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    sourced: dict[str, Any] = {"tenant": TENANT.key, "origin": "person", "set_by": "U1", "set_at": now}
    jane = await models.Contact.create(
        tenant=TENANT.key,
        name="Jane Doe",
        search_text=of_profile(
            Profile("Jane Doe", email=["j@x.com"], company=["Halden"], title=["Engineer"], skill=["Go"])
        ),
        created_by="U1",
        created_at=now,
        updated_at=now,
    )
    part: dict[str, Any] = {"contact": jane, **sourced}
    await models.ContactEmail.create(
        address="J@x.com", normalised="j@x.com", claim="j@x.com", kind="work", **part
    )
    await models.ContactPhone.create(number="+4930123456", kind="work", **part)
    await models.ContactProfile.create(
        network="web", url="https://jane.example", claim="https://jane.example", **part
    )
    await models.ContactPosition.create(company="Halden", title="Engineer", **part)
    await models.ContactEducation.create(institution="TU", **part)
    await models.ContactCertification.create(name="CKA", **part)
    await models.ContactSkill.create(name="Go", folded="go", kind="technical", **part)
    tag = await models.Tag.create(tenant=TENANT.key, name="go", folded="go")
    await models.ContactTag.create(tag=tag, **part)
    alumni = await models.PeopleList.create(
        tenant=TENANT.key, name="Alumni", folded="alumni", made_by="U1", made_at=now
    )
    await models.ListMember.create(list=alumni, **part)
    await models.ChangedContact.create(tenant=TENANT.key, contact_id=jane.id)
    await models.SavedSearch.create(
        tenant=TENANT.key, name="Go", folded="go", query="tag:go", saved_by="U1", saved_at=now
    )
    await models.FieldSource.create(field="name", **part)
    await models.NameWord.create(tenant=TENANT.key, word="jane", reversed="enaj")
    note = await models.TimelineEntry.create(
        tenant=TENANT.key,
        contact=jane,
        kind="note",
        occurred_at=now,
        recorded_at=now,
        user_id="U1",
        origin="person",
        text="x",
        search_text=of_entry("x"),
        data={"a": 1},
        rich={"type": "rich_text"},
    )
    await models.EntryRevision.create(
        tenant=TENANT.key, entry=note, occurred_at=now, replaced_by="U1", replaced_at=now
    )
    await models.Mention.create(tenant=TENANT.key, entry=note, user_id="U2", created_at=now)
    await models.Follow.create(
        tenant=TENANT.key,
        target_kind="contact",
        target_id=jane.id,
        follower="C1",
        created_by="U1",
        created_at=now,
    )
    await models.FollowedEntry.create(tenant=TENANT.key, follower="C1", entry=note, due_at=now)
    joan = await models.Contact.create(
        tenant=TENANT.key,
        name="Joan Doe",
        search_text=of_profile(Profile("Joan Doe")),
        created_by="U1",
        created_at=now,
        updated_at=now,
    )
    await models.DuplicateKey.create(tenant=TENANT.key, contact=jane, key="name:doe")
    await models.DuplicatePair.create(
        tenant=TENANT.key,
        lower=jane,
        higher=joan,
        confidence=0.9,
        reasons=["same name"],
        status="open",
        found_at=now,
    )
    await models.Merge.create(
        tenant=TENANT.key, survivor=jane, merged=joan, data={"a": 1}, merged_by="U1", merged_at=now
    )
    await models.Member.create(tenant=TENANT.key, user_id="U1", looked_at=[1])
    await models.WorkspaceSetting.create(
        tenant=TENANT.key, name="cooldown", value={"days": 30}, set_by="U1", set_at=now
    )
    notice = await models.CustomField.create(
        tenant=TENANT.key, label="Notice", folded="notice", kind="choice", choices=["1 month"]
    )
    await models.CustomValue.create(field=notice, value="1 month", **part)
    run_id = await fill_imports(now)
    await fill_exports(now)
    await fill_runs(now)
    await models.Job.create(
        tenant=TENANT.key,
        kind="import",
        reference=run_id,
        title="a.csv",
        status="done",
        user_id="U1",
        channel_id="C1",
        created_at=now,
    )
    await models.Message.create(
        tenant=TENANT.key, key="k", channel_id="C1", blocks=[], text="x", created_at=now
    )
    await fill_credits(now)
    await models.RateLimit.create(tenant=TENANT.key, key="k", tokens=1.0, counted_at=now)
    await models.Replica.create(name="roster-1", started_at=now)
    await models.Tick.create(name="reminders", slot=0)
    await models.Reminder.create(
        tenant=TENANT.key,
        contact=jane,
        user_id="U1",
        delay_seconds=1,
        timezone="UTC",
        anchor_at=now,
        due_at=now,
        created_at=now,
    )
    await models.Digest.create(tenant=TENANT.key, user_id="U1", timezone="UTC", next_at=now, created_at=now)
    await models.Delivery.create(tenant=TENANT.key, key="event:1", received_at=now)
    await models.Effect.create(tenant=TENANT.key, key="k", result={"a": 1}, created_at=now)


async def fill_credits(now: datetime) -> None:
    """And whatever else is of no contact."""
    await models.Suppression.create(
        tenant=TENANT.key, hash="a", kind="email", made_with="b", reason="asked", set_by="U1", set_at=now
    )
    acme = await models.Company.create(tenant=TENANT.key, name="Acme", domain="acme.com")
    await models.CompanyName.create(tenant=TENANT.key, company=acme, folded="acme")
    await models.CompanyValue.create(
        tenant=TENANT.key,
        company=acme,
        kind="size",
        provider="",
        text="2",
        confidence=1,
        set_by="U1",
        set_at=now,
    )
    wallet = await models.CreditAccount.create(tenant=TENANT.key, kind="wallet", balance=2)
    hold = await models.CreditHold.create(
        tenant=TENANT.key, user_id="U1", amount=2, reference="x", held_at=now, expires_at=now
    )
    reserved = await models.CreditTransaction.create(
        tenant=TENANT.key, key="k", kind="reserve", user_id="U1", hold=hold, made_at=now
    )
    await models.CreditEntry.create(
        tenant=TENANT.key, transaction=reserved, account=wallet, amount=2, month="2026-01"
    )
    await models.CreditWarning.create(tenant=TENANT.key, left_over=2)
    await models.VendorUse.create(
        tenant=TENANT.key,
        key="k",
        provider="hunter",
        user_id="U1",
        reference="x",
        thousandths=500,
        is_miss=True,
        month="2026-01",
        made_at=now,
    )


async def fill_runs(now: datetime) -> None:
    await fill_bulk(now)
    await fill_enrichment(now)
    await fill_providers(now)


async def fill_providers(now: datetime) -> None:
    await models.ProviderKey.create(
        tenant=TENANT.key, account="hunter", encrypted="x", set_by="U1", set_at=now
    )
    await models.ProviderState.create(tenant=TENANT.key, provider="hunter")
    await models.Lookup.create(
        tenant=TENANT.key,
        key="k",
        provider="hunter",
        reference="enrichment:1",
        state="done",
        outcome={},
        asked_at=now,
        lease_until=now,
    )


async def fill_enrichment(now: datetime) -> None:
    batch = await models.EnrichmentBatch.create(
        tenant=TENANT.key, user_id="U1", line="", words="people called jane", chosen_ids=[1], created_at=now
    )
    run = await models.EnrichmentRun.create(tenant=TENANT.key, batch=batch, contact_id=1, state="found")
    await models.EnrichmentAttempt.create(
        tenant=TENANT.key, run=run, provider="hunter", outcome="Matched", made_at=now
    )
    await models.Observation.create(
        tenant=TENANT.key,
        contact_id=1,
        run_id=run.id,
        kind="headline",
        text="CTO",
        provider="hunter",
        lineage="hunter",
        confidence=0.9,
        fetched_at=now,
    )


async def fill_bulk(now: datetime) -> None:
    bulk = await models.BulkRun.create(
        tenant=TENANT.key,
        user_id="U1",
        action="tag",
        options={"tags": ["go"]},
        line="name:jane",
        words="people called jane",
        created_at=now,
    )
    await models.BulkPart.create(
        tenant=TENANT.key, run=bulk, number=0, contact_ids=[1], changes={"1": ["go"]}
    )
