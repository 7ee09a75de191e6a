"""Each question to the database names the tenant first, and another tenant's rows neither show nor change."""

import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any

from crm import contacts as crm_contacts
from crm import exporting, importing, outbox
from crm import timeline as crm_timeline
from crm.types import Author, ContactDraft, Tenant, Words
from storage import queries
from storage.queries import (
    contacts,
    deliveries,
    digests,
    effects,
    exports,
    identities,
    imports,
    jobs,
    messages,
    rate_limits,
    reminders,
    search,
    tags,
    timeline,
)
from tests.storage.test_migrations import everything

MODULES = tuple(
    import_module(f"storage.queries.{each.name}") for each in pkgutil.iter_modules(queries.__path__)
)
ADA = Author("U1")
OURS = Tenant("T1")
THEIRS = "/T2"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2100, 1, 2, tzinfo=UTC)
STAMP = contacts.stamp("person", "", "U9")
FOR_ALL_TENANTS = {
    *("deliveries.held", "deliveries.free", "messages.held", "messages.free"),
    *("deliveries.take_due", "deliveries.release", "deliveries.owners", "deliveries.tenants"),
    *("messages.take_due", "messages.release", "messages.owners", "messages.oldest_due"),
    *("jobs.not_enqueued", "jobs.oldest_waiting"),
    *("replicas.register", "replicas.beat", "replicas.beats", "replicas.remove"),
    *("replicas.last_slot", "replicas.move_slot"),
    *("reminders.due", "reminders.any_due", "digests.due", "digests.any_due"),
}
"""The work of the replicas, who do it for every tenant: each row that they are given names its own."""

Ask = Callable[[str, int], Awaitable[Any]]
DRAFT = ContactDraft(
    name="Jane Doe",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden",
    profile_url="github.com/jane",
    tags=("go",),
    note="hello",
)


def functions(module: ModuleType) -> dict[str, Any]:
    """What the module itself defines for others."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and (inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function))
    }


ALL = {name: function for module in MODULES for name, function in functions(module).items()}


def test_every_question_names_the_tenant_first() -> None:
    first = {name: next(iter(inspect.signature(function).parameters), "") for name, function in ALL.items()}
    assert {name for name, parameter in first.items() if parameter != "tenant"} == FOR_ALL_TENANTS


async def result_of_effect(tenant: str, _: int) -> Any:
    async def nothing() -> None:
        return None

    return await effects.once(tenant, "their key", nothing)


READS: dict[str, Ask] = {
    "contacts.load": contacts.load,
    "contacts.load_anyhow": contacts.load_anyhow,
    "contacts.load_many": lambda t, i: contacts.load_many(t, [i]),
    "contacts.summaries": lambda t, i: contacts.summaries(t, [i]),
    "contacts.recent": lambda t, _: contacts.recent(t, 10),
    "contacts.count": lambda t, _: contacts.count(t),
    "contacts.count_added_since": lambda t, _: contacts.count_added_since(t, NOW),
    "identities.by_email": lambda t, _: identities.by_email(t, ["jane@example.com"]),
    "identities.by_profile": lambda t, _: identities.by_profile(t, ["https://github.com/jane"]),
    "identities.by_phone": lambda t, _: identities.by_phone(t, ["+49301234567"]),
    "search.having_words": lambda t, _: search.having_words(t, [["jane"]]),
    "search.words_like": lambda t, _: search.words_like(t, "jane"),
    "timeline.older": lambda t, i: timeline.older(t, i, (), None, 10),
    "timeline.newer": lambda t, i: timeline.newer(t, i, (), timeline.Place(NOW, 0), 10),
    "timeline.latest": lambda t, i: timeline.latest(t, i, ()),
    "timeline.count_since": lambda t, _: timeline.count_since(t, ("note", "added"), NOW),
    "tags.beginning_with": lambda t, _: tags.beginning_with(t, "", 10),
    "exports.get": exports.get,
    "exports.everyone": lambda t, _: exports.everyone(t),
    "exports.these": lambda t, i: exports.these(t, [i]),
    "imports.get": imports.get,
    "imports.of_file": lambda t, _: imports.of_file(t, "F1"),
    "imports.rejections": imports.rejections,
    "imports.notes": lambda t, i: imports.notes(t, [i]),
    "effects.result_of": lambda t, _: effects.result_of(t, "ours"),
    "jobs.get": jobs.get,
    "jobs.lock": jobs.lock,
    "jobs.of": lambda t, i: jobs.of(t, "export", i),
    "jobs.recent": lambda t, _: jobs.recent(t, 10),
    "rate_limits.paused_until": lambda t, _: rate_limits.paused_until(t, "ours"),
    "messages.get": lambda t, _: messages.get(t, "ours"),
    "digests.is_subscribed": lambda t, _: digests.is_subscribed(t, "U1"),
    "digests.quiet": lambda t, _: digests.quiet(t, "U1", LATER, 10),
    "reminders.get": lambda t, i: reminders.get(t, "U1", i),
    "reminders.open_of": lambda t, _: reminders.open_of(t, "U1", None, 10),
    "reminders.count_open": lambda t, _: reminders.count_open(t, "U1"),
    "reminders.restarting": reminders.restarting,
}
"""Each is asked with our ids in their name, and finds nothing. The first contact, import and export all have the id 1."""

WRITES: dict[str, Ask] = {
    "contacts.lock": lambda t, i: contacts.lock(t, [i]),
    "contacts.bump_version": lambda t, i: contacts.bump_version(t, i, NOW),
    "contacts.set_search_text": lambda t, i: contacts.set_search_text(t, i, " x "),
    "contacts.set_last_activity": lambda t, i: contacts.set_last_activity(t, i, datetime.now(UTC)),
    "contacts.remove_part": lambda t, _: contacts.remove_part(t, 1, "emails", 1),
    "tags.remove": lambda t, i: tags.remove(t, i, ["go"]),
    "deliveries.forget_before": lambda t, _: deliveries.forget_before(t, datetime.now(UTC)),
    "imports.set_columns": lambda t, i: imports.set_columns(t, i, []),
    "imports.change_status": lambda t, i: imports.change_status(t, i, "ready", "cancelled"),
    "deliveries.done": deliveries.done,
    "deliveries.put_off": lambda t, i: deliveries.put_off(t, i, "", NOW),
    "effects.forget_before": lambda t, _: effects.forget_before(t, datetime.now(UTC)),
    "jobs.begin": lambda t, i: jobs.begin(t, i, 1, NOW),
    "jobs.change_status": lambda t, i: jobs.change_status(t, i, jobs.OPEN, "done"),
    "jobs.take_up_again": lambda t, i: jobs.take_up_again(t, i, jobs.OPEN),
    "jobs.advance": lambda t, i: jobs.advance(t, i, 0, 1),
    "jobs.start_over": lambda t, i: jobs.start_over(t, i, 0, 1),
    "jobs.set_enqueued": lambda t, i: jobs.set_enqueued(t, i, 1),
    "messages.said": lambda t, i: messages.said(t, i, "", 1, "1.1", "C1", NOW, is_new=True),
    "messages.put_off": lambda t, i: messages.put_off(t, i, "", NOW, "no", 1),
    "messages.say_again": lambda t, i: messages.say_again(t, i, NOW),
    "messages.redirect": lambda t, i: messages.redirect(t, i, "C2", NOW),
    "messages.forget": messages.forget,
    "messages.say_anew": lambda t, i: messages.say_anew(t, i, NOW),
    "messages.give_up": lambda t, i: messages.give_up(t, i, "no"),
    "messages.forget_before": lambda t, _: messages.forget_before(t, datetime.now(UTC)),
    "digests.unsubscribe": lambda t, _: digests.unsubscribe(t, "U1"),
    "digests.sent": lambda t, _: digests.sent(t, "U1", LATER, NOW),
    "reminders.set_values": lambda t, i: reminders.set_values(t, "U1", i, text="theirs"),
    "reminders.told": lambda t, i: reminders.told(t, i, LATER, None),
    "reminders.delete": lambda t, i: reminders.delete(t, "U1", i),
    "rate_limits.forget_before": lambda t, _: rate_limits.forget_before(t, datetime.now(UTC)),
    "imports.count": lambda t, i: imports.count(t, i, {"added": 5}),
}
"""Each is done to our rows in their name, and changes nothing."""


async def seed() -> None:
    contact = await crm_contacts.add(OURS, ADA, DRAFT)
    assert contact.id == 1
    await crm_timeline.add_note(OURS, ADA, contact.id, "ours")
    run = await importing.receive(OURS, ADA, "F1", "a.csv", b"Name\nBo\n", "C1", "1.1")
    export = await exporting.start(OURS, ADA, "", "C1")
    assert (run.id, export.id, export.reference) == (1, 1, 1)
    await deliveries.claim(OURS.key, "event:1", NOW, body={"a": 1})
    await effects.replace(OURS.key, "ours", None, 1)
    await digests.subscribe(OURS.key, "U1", "UTC", LATER, NOW)
    await reminders.create(
        OURS.key,
        contact.id,
        user_id="U1",
        restarts=True,
        delay_seconds=1,
        timezone="UTC",
        anchor_at=LATER,
        due_at=LATER,
        next_at=LATER,
        created_at=NOW,
    )
    await rate_limits.take(OURS.key, "ours", 1.0, 5.0, NOW)
    await outbox.put(OURS, "ours", "C1", Words(({"type": "divider"},), "ours"))


async def test_nothing_of_ours_is_read_in_another_name(database: str) -> None:
    await seed()
    for name, ask in READS.items():
        assert not await ask(THEIRS, 1), name
        assert await ask(OURS.key, 1) or name in {"imports.rejections", "search.words_like"}, (
            f"{name} proves nothing"
        )


async def test_nothing_of_ours_is_changed_in_another_name(database: str) -> None:
    await seed()
    before = await everything()
    for name, ask in WRITES.items():
        assert not await ask(THEIRS, 1), name
        assert await everything() == before, name


ADDS = {
    # They make rows for the tenant that is named; their ids come from a read of the same tenant.
    "contacts.insert",
    "contacts.set_fields",
    "contacts.set_sources",
    "contacts.learn_words",
    "contacts.add_email",
    "contacts.add_phone",
    "contacts.add_profile",
    "contacts.add_position",
    "deliveries.claim",
    "effects.once",
    "digests.subscribe",
    "effects.replace",
    "exports.create",
    "imports.create",
    "jobs.create",
    "messages.put",
    "messages.put_double",
    "reminders.create",
    "rate_limits.pause",
    "rate_limits.take",
    "tags.add",
    "tags.ensure",
    "timeline.append",
}


def test_no_question_was_forgotten() -> None:
    known = {*READS, *WRITES, *ADDS, *FOR_ALL_TENANTS}
    written_many_at_a_time = {name for name in ALL if name.startswith("imports.") and name not in known}
    assert set(ALL) - known - written_many_at_a_time == set()
    assert known - set(ALL) == set()
