"""Each question to the database names the tenant first, and another tenant's rows neither show nor change."""

import inspect
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any

from crm import bin as crm_bin
from crm import companies as crm_companies
from crm import contacts as crm_contacts
from crm import duplicates as crm_duplicates
from crm import exporting, importing, outbox
from crm import members as crm_members
from crm import settings as crm_settings
from crm import timeline as crm_timeline
from crm.credits import correcting, holds, vendors
from crm.exporting import kept_settings
from crm.profile import custom
from crm.types import Author, ContactDraft, Tenant, Words, WorkspaceSettings
from enrichment.values import Kind, Value
from storage import models, queries
from storage.models import BulkPart, Contact, EntryRevision, TimelineEntry
from storage.queries import bin as bin_
from storage.queries import (
    bulk_runs,
    changes,
    companies,
    conditions,
    contacts,
    credit_holds,
    credits,
    custom_fields,
    deciding,
    deliveries,
    digests,
    duplicates,
    effects,
    enrichment,
    export_settings,
    exports,
    finding,
    following,
    identities,
    imports,
    jobs,
    knowing,
    lists,
    lookups,
    members,
    mentions,
    merging,
    messages,
    observations,
    profile,
    providers,
    rate_limits,
    reminders,
    saved_searches,
    search,
    settings,
    suggestions,
    suppression,
    tags,
    timeline,
    undoing,
    vendor_use,
)
from tests.crm.importing.files import on_disk
from tests.crm.profile.forms import Form
from tests.storage.test_migrations import everything

MODULES = tuple(
    import_module(f"storage.queries.{each.name}") for each in pkgutil.iter_modules(queries.__path__)
)
ADA = Author("U1")
OURS = Tenant("T1")
THEIRS = "/T2"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
JANE = conditions.Words(("jane",))
NOTE = 2
"""The id of the note that the first contact is added with: the entry before it says that it was added."""
LATER = datetime(2100, 1, 2, tzinfo=UTC)
STAMP = contacts.stamp("person", "", "U9")
HISTORY = {"timeline": [1], "reminders": [1], "observations": [1], "follows": []}
FOR_ALL_TENANTS = {
    *("deliveries.held", "deliveries.free", "messages.held", "messages.free"),
    *("deliveries.take_due", "deliveries.release", "deliveries.owners", "deliveries.tenants"),
    *("messages.take_due", "messages.release", "messages.owners", "messages.oldest_due"),
    *("jobs.not_enqueued", "jobs.oldest_waiting", "tenants.with_contacts"),
    *("replicas.register", "replicas.beat", "replicas.beats", "replicas.remove"),
    *("replicas.last_slot", "replicas.move_slot"),
    *(
        "reminders.due",
        "reminders.any_due",
        "digests.due",
        "digests.any_due",
        "bin.expired",
        "exports.expired",
    ),
    *("following.due", "following.any_due"),
    *("changes.tenants", "lists.next_due"),
    *("credit_holds.expired", "credits.unsaid_warnings", "settings.tenants_with"),
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


async def together(tenant: str, entry_id: int) -> Any:
    """Those of the others who took part in it."""
    entry = await TimelineEntry.get(id=entry_id)
    return [each for each in await timeline.together(tenant, entry) if each.tenant == tenant]


async def change(tenant: str, entry_id: int) -> Any:
    entry = await TimelineEntry.get(id=entry_id)
    await timeline.change(tenant, entry, {"text": "theirs"}, "U9", NOW)
    await EntryRevision.filter(tenant=THEIRS).delete()


async def having_counts(tenant: str, tag_id: int) -> dict[int, int]:
    return {id_: number for id_, number in (await tags.counts(tenant, [tag_id])).items() if number}


async def bulk_done(tenant: str, part_id: int) -> None:
    await bulk_runs.note_done(tenant, await BulkPart.get(id=part_id), {"1": "theirs"})


async def moved_history(tenant: str, contact_id: int) -> bool:
    return any((await merging.move_history(tenant, contact_id, 2)).values())


async def listed(found: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in found]


async def every_part(tenant: str, contact_id: int) -> list[Any]:
    return [row for name in exports.PARTS for row in await exports.parts(tenant, name, [contact_id])]


async def has_places(found: Awaitable[tuple[list[Any], int]]) -> bool:
    return await found != ([], 0)


async def has_words(like: Awaitable[dict[str, list[str]]]) -> bool:
    return any((await like).values())


async def has_rows(ends: Awaitable[tuple[int, int]]) -> bool:
    return await ends != (0, 0)


async def decided(tenant: str, contact_id: int) -> frozenset[int]:
    live, _ = await deciding.decide(tenant, [conditions.Every()], [contact_id])
    return live


async def waiting_for_channel(tenant: str, _: int) -> int:
    number, _due = await lists.waiting(tenant, "C1", NOW)
    return number


async def on_lists(tenant: str, list_id: int) -> dict[int, int]:
    return {id_: number for id_, number in (await lists.people(tenant, [list_id])).items() if number}


READS: dict[str, Ask] = {
    "lookups.get": lambda t, _: lookups.get(t, "ours"),
    "lookups.lock": lambda t, _: lookups.lock(t, "ours"),
    "providers.keys": lambda t, _: providers.keys(t),
    "providers.states": lambda t, _: providers.states(t),
    "providers.state": lambda t, _: providers.state(t, "hunter"),
    "enrichment.get": enrichment.get,
    "enrichment.is_chosen": enrichment.is_chosen,
    "enrichment.next_waiting": lambda t, i: enrichment.next_waiting(t, i, 10),
    "enrichment.next_found": lambda t, i: enrichment.next_found(t, i, 10),
    "enrichment.waiting_among": lambda t, _: enrichment.waiting_among(t, [1, 2]),
    "enrichment.run": enrichment.run,
    "enrichment.count_by_state": enrichment.count_by_state,
    "enrichment.found_in": enrichment.found_in,
    "enrichment.last_finished": lambda t, i: enrichment.last_finished(t, [i]),
    "enrichment.ended_as": enrichment.ended_as,
    "enrichment.runs_of": lambda t, i: enrichment.runs_of(t, [i]),
    "enrichment.of_alone": lambda t, _: enrichment.of_alone(t, [2]),
    "observations.of": observations.of,
    "observations.of_many": lambda t, i: observations.of_many(t, [i]),
    "observations.of_runs": lambda t, i: observations.of_runs(t, [i]),
    "observations.with_any": lambda t, _: observations.with_any(t, ["hunter"], 10),
    "contacts.last_id": lambda t, _: contacts.last_id(t),
    "contacts.ids_after": lambda t, _: contacts.ids_after(t, 0, 10),
    "companies.named": lambda t, _: companies.named(t, "acme"),
    "companies.with_domain": lambda t, _: companies.with_domain(t, "acme.com"),
    "companies.values": companies.values,
    "companies.said_by": lambda t, _: companies.said_by(t, ["hunter"]),
    "companies.providers": lambda t, _: companies.providers(t),
    "observations.people_of": lambda t, _: observations.people_of(t, ["hunter"]),
    "enrichment.contacts_of": lambda t, _: enrichment.contacts_of(t, [1]),
    "observations.providers": lambda t, _: observations.providers(t),
    "timeline.of_origin": lambda t, i: timeline.of_origin(t, i, "person"),
    "export_settings.count": lambda t, _: export_settings.count(t),
    "export_settings.all_of": lambda t, _: export_settings.all_of(t),
    "export_settings.get": export_settings.get,
    "credits.balances": lambda t, _: credits.balances(t),
    "credits.known_keys": lambda t, _: credits.known_keys(t, ["grant:ours"]),
    "credits.get": credits.get,
    "credits.latest": lambda t, _: credits.latest(t, "grant", 10),
    "credits.moved": lambda t, i: credits.moved(t, [i], "wallet"),
    "credits.spending": lambda t, _: credits.spending(t, "2026-01"),
    "credit_holds.of_ids": lambda t, ids: credit_holds.of_ids(t, [ids]),
    "credit_holds.used": lambda t, _: credit_holds.used(t, NOW),
    "vendor_use.by_month": lambda t, _: vendor_use.by_month(t, "2026-01"),
    "saved_searches.count": lambda t, _: saved_searches.count(t, "U1"),
    "saved_searches.seen_by": lambda t, _: saved_searches.seen_by(t, "U1", 10),
    "saved_searches.get": saved_searches.get,
    "saved_searches.everyones": lambda t, _: saved_searches.everyones(t),
    "changes.some": lambda t, _: changes.some(t, 10),
    "contacts.last_touches": lambda t, i: contacts.last_touches(t, [i]),
    "lists.get": lists.get,
    "lists.named": lambda t, _: lists.named(t, "alumni"),
    "lists.hold": lists.hold,
    "lists.page": lambda t, _: lists.page(t, "", 10, archived=False),
    "lists.count": lambda t, _: lists.count(t, archived=False),
    "lists.beginning_with": lambda t, _: lists.beginning_with(t, "al", 10),
    "lists.names": lambda t, _: lists.names(t),
    "lists.with_queries": lambda t, _: lists.with_queries(t),
    "lists.kept_true": lambda t, _: lists.kept_true(t),
    "lists.people": on_lists,
    "lists.of_contact": lists.of_contact,
    "lists.members": lambda t, i: lists.members(t, [1], [i]),
    "lists.membership": lambda t, i: lists.membership(t, 1, i),
    "lists.ids_after": lambda t, _: lists.ids_after(t, 0, 10),
    "lists.entries_since": lambda t, i: lists.entries_since(t, [i], NOW),
    "lists.waiting": waiting_for_channel,
    "contacts.load": contacts.load,
    "contacts.load_anyhow": contacts.load_anyhow,
    "contacts.state": contacts.state,
    "contacts.load_many": lambda t, i: contacts.load_many(t, [i]),
    "profile.ends": lambda t, i: has_rows(profile.ends(t, i, "skills")),
    "custom_fields.all_of": lambda t, _: custom_fields.all_of(t),
    "suggestions.companies": lambda t, _: suggestions.companies(t, "ha", 10),
    "suggestions.skills": lambda t, _: suggestions.skills(t, "g", 10),
    "contacts.summaries": lambda t, i: contacts.summaries(t, [i]),
    "contacts.live_among": lambda t, i: contacts.live_among(t, [i]),
    "contacts.recent": lambda t, _: contacts.recent(t, 10),
    "contacts.gone_quiet": lambda t, _: contacts.gone_quiet(t, "U1", LATER, 10),
    "bin.listed": lambda t, _: bin_.listed(t, 10),
    "bin.count": lambda t, _: bin_.count(t),
    "bin.having": lambda t, _: bin_.having(t, "bo@example.com", ""),
    "bin.known_by": lambda t, _: bin_.known_by(t, ["bo@example.com"], []),
    "bin.unclaimed": lambda t, _: bin_.unclaimed(t, 2),
    "members.looked_at": lambda t, _: members.looked_at(t, "U1"),
    "settings.values": lambda t, _: settings.values(t),
    "contacts.count": lambda t, _: contacts.count(t),
    "contacts.count_added_since": lambda t, _: contacts.count_added_since(t, NOW),
    "identities.by_email": lambda t, _: identities.by_email(t, ["jane@example.com"]),
    "identities.by_profile": lambda t, _: identities.by_profile(t, ["https://github.com/jane"]),
    "identities.by_page": lambda t, _: identities.by_page(t, [("https://github.com/jane", "Jane Doe")]),
    "identities.by_phone": lambda t, _: identities.by_phone(t, ["+49301234567"]),
    "identities.shared": identities.shared,
    "identities.sharing": lambda t, i: identities.sharing(t, [i]),
    "identities.with_phone": lambda t, _: identities.with_phone(t, "+49301234567", ""),
    "search.having_words": lambda t, _: search.having_words(t, [["jane"]]),
    "finding.count": lambda t, _: finding.count(t, conditions.Every()),
    "finding.page": lambda t, _: finding.page(t, conditions.Every(), "added", None, 10),
    "finding.first_page": lambda t, _: has_places(finding.first_page(t, conditions.Every(), "added", 10)),
    "finding.newest": lambda t, _: finding.newest(t, JANE, None, 10),
    "finding.ids": lambda t, _: listed(finding.ids(t, conditions.Every(), 10)),
    "deciding.decide": decided,
    "finding.had": lambda t, _: finding.had(t, [JANE]),
    "tags.ids_beginning_with": lambda t, _: tags.ids_beginning_with(t, "go"),
    "tags.ids_by_key": lambda t, _: tags.ids_by_key(t, ["go"]),
    "tags.names": lambda t, _: tags.names(t),
    "search.words_like": lambda t, _: has_words(search.words_like(t, ["jane"])),
    "timeline.older": lambda t, i: timeline.older(t, i, timeline.Wanted(), None, 10),
    "timeline.newer": lambda t, i: timeline.newer(t, i, timeline.Wanted(), timeline.Place(NOW, 0), 10),
    "mentions.told": lambda t, _: mentions.told(t, NOTE),
    "timeline.latest": lambda t, i: timeline.latest(t, i, ()),
    "timeline.pinned": lambda t, i: timeline.pinned(t, i, ("",), 10),
    "timeline.get": lambda t, i: timeline.get(t, ("",), i),
    "timeline.contact_of": timeline.contact_of,
    "timeline.channels": timeline.channels,
    "timeline.revisions": lambda t, _: timeline.revisions(t, 3, ("",), 10),
    "timeline.together": together,
    "following.followers": lambda t, i: following.followers(t, "contact", i),
    "following.followed_by": lambda t, _: following.followed_by(t, "C1"),
    "following.tag_named": lambda t, _: following.tag_named(t, "go"),
    "following.who_hears": following.who_hears,
    "following.followed_among": lambda t, i: following.followed_among(t, [i]),
    "following.waiting": lambda t, _: following.waiting(t, "C1", LATER, 10),
    "following.of_import": lambda t, _: following.of_import(t, "import:1", NOW),
    "timeline.count_since": lambda t, _: timeline.count_since(t, ("note", "added"), NOW),
    "tags.given_by": lambda t, i: tags.given_by(t, i, ""),
    "tags.beginning_with": lambda t, _: tags.beginning_with(t, "", 10),
    "tags.page": lambda t, _: tags.page(t, "", 10),
    "tags.are_there": lambda t, _: tags.are_there(t, {1}),
    "tags.get": tags.get,
    "tags.hold": lambda t, i: tags.hold(t, [i]),
    "tags.names_by_id": lambda t, i: tags.names_by_id(t, [i]),
    "tags.named": lambda t, _: tags.named(t, "go"),
    "tags.counts": having_counts,
    "exports.get": exports.get,
    "bulk_runs.get": bulk_runs.get,
    "bulk_runs.hold": bulk_runs.hold,
    "bulk_runs.hold_all": lambda t, _: bulk_runs.hold_all(t, "started"),
    "bulk_runs.is_chosen": bulk_runs.is_chosen,
    "bulk_runs.next_part": bulk_runs.next_part,
    "bulk_runs.last_done": bulk_runs.last_done,
    "exports.recent": lambda t, _: exports.recent(t, 9),
    "exports.first_unwritten": lambda t, i: exports.first_unwritten(t, i, 9),
    "exports.written": lambda t, i: listed(exports.written(t, i)),
    "exports.written_before": lambda t, _: exports.written_before(t, LATER),
    "exports.contacts": lambda t, i: exports.contacts(t, [i]),
    "exports.parts": every_part,
    "imports.get": imports.get,
    "imports.lock": imports.lock,
    "imports.are_skipped": imports.are_skipped,
    "imports.candidates": lambda t, i: imports.candidates(t, i, ["c7"]),
    "imports.pieces": lambda t, i: listed(imports.pieces(t, i)),
    "imports.remembered_mapping": lambda t, _: imports.remembered_mapping(t, "ours"),
    "undoing.remembered": lambda t, i: undoing.remembered(t, i, [1]),
    "undoing.count": lambda t, i: undoing.count(t, i, kept=False),
    "undoing.next_ones": lambda t, i: undoing.next_ones(t, i, 9),
    "undoing.kept": lambda t, i: undoing.kept(t, i, 9),
    "undoing.untouched": lambda t, _: undoing.untouched(t, "import:1", range(1, 9)),
    "undoing.count_parts": lambda t, i: undoing.count_parts(t, "import:1", [i]),
    "imports.of_file": lambda t, _: imports.of_file(t, "F1"),
    "imports.rejections": imports.rejections,
    "imports.notes": lambda t, i: imports.notes(t, [i]),
    "effects.result_of": lambda t, _: effects.result_of(t, "ours"),
    "jobs.get": jobs.get,
    "jobs.lock": jobs.lock,
    "jobs.of": lambda t, i: jobs.of(t, "export", i),
    "jobs.recent": lambda t, _: jobs.recent(t, 10),
    "rate_limits.paused_until": lambda t, _: rate_limits.paused_until(t, "ours"),
    "messages.containing": lambda t, _: messages.containing(t, ["divider"]),
    "suppression.is_anybody": lambda t, _: suppression.is_anybody(t),
    "suppression.known": lambda t, _: suppression.known(t, ["ours"]),
    "suppression.first": lambda t, _: suppression.first(t, ["ours"]),
    "suppression.counts": lambda t, _: suppression.counts(t),
    "messages.get": lambda t, _: messages.get(t, "ours"),
    "digests.is_subscribed": lambda t, _: digests.is_subscribed(t, "U1"),
    "digests.quiet": lambda t, _: digests.quiet(t, "U1", LATER, 10),
    "reminders.get": lambda t, i: reminders.get(t, "U1", i),
    "reminders.open_of": lambda t, _: reminders.open_of(t, "U1", None, 10),
    "reminders.count_open": lambda t, _: reminders.count_open(t, "U1"),
    "reminders.restarting": reminders.restarting,
    "knowing.last_of_others": lambda t, i: knowing.last_of_others(t, i, ("note",), "U9", NOW),
    "merging.part_rows": lambda t, i: merging.part_rows(t, "emails", [i]),
    "merging.columns": merging.columns,
    "merging.sources": lambda t, i: merging.sources(t, i, ["name"]),
    "merging.is_claimed": lambda t, _: merging.is_claimed(t, "emails", "jane@example.com"),
    "merging.custom_labels": lambda t, _: merging.custom_labels(t),
    "merging.get": merging.get,
    "merging.standing": lambda t, i: merging.standing(t, i, NOW),
    "duplicates.known": lambda t, i: duplicates.known(t, [i]),
    "duplicates.sharing": lambda t, i: duplicates.sharing(t, [i], only_earlier=False),
    "duplicates.open_pairs": lambda t, _: duplicates.open_pairs(t, 10),
    "duplicates.count_open": lambda t, _: duplicates.count_open(t),
    "duplicates.get_pair": duplicates.get_pair,
    "duplicates.ids_after": lambda t, _: duplicates.ids_after(t, 0, 10),
    "duplicates.changed": lambda t, _: duplicates.changed(t, NOW, LATER),
}
"""Each is asked with our ids in their name, and finds nothing. The first contact, import and export all have the id 1."""

WRITES: dict[str, Ask] = {
    "lookups.change": lambda t, i: lookups.change(t, i, token="x"),
    "lookups.forget": lookups.forget,
    "lookups.forget_of": lambda t, _: lookups.forget_of(t, ["ours"]),
    "lookups.forget_from": lambda t, _: lookups.forget_from(t, ["hunter"]),
    "lookups.forget_before": lambda t, _: lookups.forget_before(t, LATER),
    "providers.remove_key": lambda t, _: providers.remove_key(t, "hunter"),
    "enrichment.change_status": lambda t, i: enrichment.change_status(t, i, "started", "undone"),
    "enrichment.settle": lambda t, _: enrichment.settle(t, 2, "nothing", NOW),
    "enrichment.leave": lambda t, _: enrichment.leave(t, [2], "gone", NOW),
    "enrichment.set_undone": lambda t, i: enrichment.set_undone(t, [i]),
    "enrichment.forget_before": lambda t, _: enrichment.forget_before(t, LATER),
    "observations.set_state": lambda t, i: observations.set_state(t, [i], ("live",), "dismissed"),
    "observations.forget": lambda t, i: observations.forget(t, ["hunter"], [i]),
    "credit_holds.settle": lambda t, _: credit_holds.settle(t, [2], "released", 0),
    "credits.forget_warning": credits.forget_warning,
    "timeline.change": change,
    "timeline.set_last_activity": lambda t, i: timeline.set_last_activity(t, i, ("call",)),
    "following.unfollow": lambda t, i: following.unfollow(t, "contact", i, "C1"),
    "following.move": lambda t, i: following.move(t, "contact", i, 2),
    "following.told": lambda t, i: following.told(t, [i]),
    "contacts.lock": lambda t, i: contacts.lock(t, [i]),
    "contacts.forget_words": lambda t, _: contacts.forget_words(t, ["jane"]),
    "contacts.bump_version": lambda t, i: contacts.bump_version(t, [i], NOW),
    "contacts.set_search_text": lambda t, i: contacts.set_search_text(t, i, " x "),
    "contacts.set_last_activity": lambda t, i: contacts.set_last_activity(t, i, datetime.now(UTC)),
    "bin.put_in": lambda t, i: bin_.put_in(t, i, "U1", NOW),
    "bin.take_out": lambda t, _: bin_.take_out(t, 2),
    "bin.remove": lambda t, i: bin_.remove(t, [i, 2], LATER),
    "timeline.set_pinned": lambda t, _: timeline.set_pinned(t, 1, NOW),
    "profile.change": lambda t, i: profile.change(t, i, "emails", 1, {"kind": "home"}, STAMP),
    "profile.move": lambda t, i: profile.move(t, i, "emails", 1, 7),
    "profile.remove": lambda t, i: profile.remove(t, i, "emails", 1),
    "custom_fields.rename": lambda t, i: custom_fields.rename(t, i, label="x", folded="x", choices=[]),
    "custom_fields.move": lambda t, i: custom_fields.move(t, i, 7),
    "custom_fields.archive": lambda t, i: custom_fields.archive(t, i, NOW),
    "custom_fields.set_values": lambda t, i: custom_fields.set_values(t, i, {1: ""}, STAMP),
    "tags.remove": lambda t, i: tags.remove(t, i, ["go"]),
    "tags.change": lambda t, i: tags.change(t, i, colour="red"),
    "tags.delete": tags.delete,
    "tags.hold_people": tags.hold_people,
    "deliveries.forget_before": lambda t, _: deliveries.forget_before(t, datetime.now(UTC)),
    "imports.set_columns": lambda t, i: imports.set_columns(t, i, []),
    "imports.set_options": lambda t, i: imports.set_options(t, i, {}),
    "imports.forget_pieces": imports.forget_pieces,
    "imports.forget_candidates": imports.forget_candidates,
    "imports.forget_rejected": lambda t, _: imports.forget_rejected(t, ["mine"], "theirs"),
    "undoing.settle": lambda t, i: undoing.settle(t, [i], kept=True),
    "undoing.forget_before": lambda t, _: undoing.forget_before(t, datetime.now(UTC)),
    "undoing.remove_contacts": lambda t, i: undoing.remove_contacts(t, [i]),
    "undoing.remove_parts": lambda t, i: undoing.remove_parts(t, "import:1", [i]),
    "undoing.remove_own": lambda t, i: undoing.remove_own(t, [i]),
    "undoing.restore_sources": lambda t, i: undoing.restore_sources(t, [], [i]),
    "imports.change_status": lambda t, i: imports.change_status(t, i, "ready", "cancelled"),
    "exports.write": lambda t, i: exports.write(t, i, "theirs", 7),
    "bulk_runs.note_done": bulk_done,
    "bulk_runs.note_undone": bulk_runs.note_undone,
    "bulk_runs.change_status": lambda t, i: bulk_runs.change_status(t, i, "started", "undone"),
    "bulk_runs.set_options": lambda t, i: bulk_runs.set_options(t, i, {"tags": ["go"]}),
    "bulk_runs.forget_before": lambda t, _: bulk_runs.forget_before(t, LATER),
    "exports.forget": exports.forget,
    "exports.count_written": exports.count_written,
    "exports.set_file": lambda t, i: exports.set_file(t, i, "theirs", NOW),
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
    "rate_limits.forget": lambda t, _: rate_limits.forget(t, "ours"),
    "rate_limits.forget_before": lambda t, _: rate_limits.forget_before(t, datetime.now(UTC)),
    "imports.count": lambda t, i: imports.count(t, i, {"added": 5}, {"email": 5}),
    "merging.move_history": moved_history,
    "merging.move_part": lambda t, i: merging.move_part(t, "emails", [i], 2, 0),
    "merging.put_part": lambda t, i: merging.put_part(t, "emails", i, i, {"kind": "theirs"}),
    "merging.set_claim": lambda t, i: merging.set_claim(t, "emails", i, None),
    "merging.move_history_back": lambda t, i: merging.move_history_back(t, HISTORY, i, 2),
    "merging.set_columns": lambda t, i: merging.set_columns(t, i, {"name": "theirs"}),
    "merging.set_sources": lambda t, i: merging.set_sources(t, i, ["name"], {}),
    "merging.set_custom_value": lambda t, i: merging.set_custom_value(
        t, i, 1, {**STAMP.columns(), "value": "x"}
    ),
    "merging.end": lambda t, i: merging.end(t, i, 2, "U1", NOW),
    "merging.revive": merging.revive,
    "merging.set_pair_status": lambda t, i: merging.set_pair_status(t, i, 2, "merged", "U1", NOW),
    "merging.set_data": lambda t, i: merging.set_data(t, i, {}),
    "merging.undo": lambda t, i: merging.undo(t, i, "U1", NOW),
    "duplicates.drop_pairs": lambda t, i: duplicates.drop_pairs(t, [i], set()),
    "duplicates.decide": lambda t, i: duplicates.decide(t, i, "different", "U1", NOW),
    "saved_searches.rewrite": lambda t, i: saved_searches.rewrite(t, i, "tag:theirs"),
    "saved_searches.delete": saved_searches.delete,
    "export_settings.delete": export_settings.delete,
    "companies.delete": companies.delete,
    "timeline.set_data": lambda t, _: timeline.set_data(t, 1, {"a": "theirs"}),
    "companies.set_domain": lambda t, i: companies.set_domain(t, i, None),
    "companies.drop_values": lambda t, i: companies.drop_values(t, i, ["hunter"], ["size"]),
    "companies.absorb": lambda t, i: companies.absorb(t, 2, i),
    "enrichment.rename": lambda t, i: enrichment.rename(t, [i], "theirs"),
    "suppression.remove": lambda t, _: suppression.remove(t, ["ours"]),
    "changes.forget": lambda t, i: changes.forget(t, [i]),
    "changes.note_tagged": changes.note_tagged,
    "lists.hold_all": lambda t, _: lists.hold_all(t),
    "lists.change": lambda t, i: lists.change(t, i, name="theirs"),
    "lists.take_off": lambda t, i: lists.take_off(t, [(1, i)]),
    "lists.copy_members": lambda t, i: lists.copy_members(t, i, 2, STAMP),
    "lists.note_members": lists.note_members,
    "lists.tell_channel": lambda t, i: lists.tell_channel(t, "C8", "import:1", NOW, LATER, [i]),
}
"""Each is done to our rows in their name, and changes nothing."""


async def seed() -> None:
    contact = await crm_contacts.add(OURS, ADA, DRAFT)
    assert contact.id == 1
    await following.follow(OURS.key, "contact", contact.id, "C1", "U1", NOW)
    note = await crm_timeline.add_note(OURS, ADA, contact.id, "ours")
    row = await TimelineEntry.get(id=note.id)
    await timeline.change(OURS.key, row, {"text": "ours, corrected"}, "U1", NOW)
    await TimelineEntry.filter(id=1).update(pinned_at=NOW, together="one meeting", reference="import:1")
    await TimelineEntry.filter(id=2).update(audience="C9")
    await Contact.filter(id=contact.id).update(owner_id="U1")
    await custom.add(OURS, "Ours", "text", [])
    await (await Form.opened(OURS, contact.id, "skill")).save(ADA, name="Go")
    await (await Form.opened(OURS, contact.id, "custom")).save(ADA, custom_1="ours")
    deleted = await crm_contacts.add(OURS, ADA, ContactDraft(name="Bo Li", email="bo@example.com"))
    await crm_bin.delete(OURS, ADA, deleted.id)
    await crm_members.note_look(OURS, "U1", contact.id)
    await crm_settings.change(OURS, ADA, WorkspaceSettings(cooldown_days=7))
    await mentions.add(OURS.key, NOTE, "U2", NOW)
    with on_disk(b"Name\nBo\n") as file:
        run = await importing.receive(OURS, ADA, "F1", "a.csv", file, "C1", "1.1")
    await imports.remember_candidates(OURS.key, 1, {"c7": contact.id})
    await imports.remember_unchanged(OURS.key, 1, [deleted.id], skipped=True)
    await models.ImportRejection.create(tenant=OURS.key, run_id=1, line=2, cells=["mine"], reason="no")
    await imports.remember_mapping(OURS.key, "ours", ["name"], "U1", NOW)
    await seed_what_can_be_taken_back()
    export = await exporting.start(OURS, ADA, "", "C1")
    assert (run.id, export.id, export.reference) == (1, 1, 1)
    await exports.choose(OURS.key, 1, [1], [[1]])
    await kept_settings.save(OURS, ADA, "Short", "csv", ["name"])
    await seed_something_done_with_many()
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
    await rate_limits.take(OURS.key, "ours", 1.0, 5.0, NOW, 1, 0.0)
    await seed_lists(contact.id)
    await seed_alike(contact.id)
    await seed_credits()
    await seed_enrichment(contact.id)
    await outbox.put(OURS, "ours", "C1", Words(({"type": "divider"},), "ours"))
    await models.Message.filter(key="ours").update(ts="1.2")
    values = (Value(Kind.COMPANY_DOMAIN, "acme.com", 1), Value(Kind.COMPANY_SIZE, "2", 1))
    for name in ("Acme", "Other"):
        await crm_companies.learn(OURS, ADA, name, values[name == "Other" :], "hunter")
    await suppression.add(OURS.key, {"ours": "email"}, "mark", "asked", "U1", NOW)


async def seed_credits() -> None:
    """Granted, spent so far that few are left, and held."""
    await correcting.grant(OURS, ADA, "ours", 20, "ours")
    for key in ("1", "2"):
        hold = await holds.reserve(OURS, ADA, key, 2, "ours")
        assert hold.id == int(key)
    await holds.capture(OURS, 1, {"hunter": 2})
    await vendors.note(OURS, ADA, "ours", "hunter", 1, "ours", is_miss=False)


async def seed_enrichment(contact_id: int) -> None:
    """One run that has found something, another that waits."""
    batch = await enrichment.create(OURS.key, user_id="U1", line="", words="ours", created_at=NOW)
    await enrichment.choose(OURS.key, batch.id, [contact_id, 2])
    await models.EnrichmentBatch.filter(id=batch.id).update(chosen_ids=[2])
    await enrichment.settle(OURS.key, 1, "found", NOW)
    attempt = {"provider": "hunter", "outcome": "Matched", "made_at": NOW}
    await enrichment.note_attempts(OURS.key, [{"run_id": 1, **attempt}])
    said = {"contact_id": contact_id, "run_id": 1, "kind": "headline", "text": "CTO", "confidence": 0.9}
    who = {"provider": "hunter", "lineage": "hunter", "fetched_at": NOW}
    await observations.add(OURS.key, [{**said, **who}])
    await providers.set_key(OURS.key, "hunter", "x", "U1", NOW)
    await providers.set_state(OURS.key, "hunter", failures=1)
    lasts = {"asked_at": NOW, "lease_until": NOW, "expires_at": NOW}
    await lookups.begin(OURS.key, key="ours", provider="hunter", reference="ours", state="done", **lasts)


async def seed_what_can_be_taken_back() -> None:
    """By an import: somebody new, and a skill of somebody who was there."""
    new = await Contact.create(tenant=OURS.key, name="New", created_by="U1", created_at=NOW, updated_at=NOW)
    await models.ContactSkill.filter(contact_id=1).update(origin="import", reference="import:1")
    await undoing.remember(OURS.key, 1, [{"contact_id": id_, "is_new": True} for id_ in (1, new.id)])
    await models.ImportChange.filter(contact_id=new.id).update(is_kept=True)


async def seed_lists(contact_id: int) -> None:
    """A static one with that contact, a dynamic one."""
    for name, query in (("alumni", ""), ("goers", "tag:go")):
        await lists.create(OURS.key, name=name, folded=name, query=query, made_by="U1", made_at=NOW)
    await lists.put(OURS.key, [(1, contact_id)], STAMP)
    await TimelineEntry.filter(id=1).update(recorded_at=NOW)
    await saved_searches.save(OURS.key, "U1", "Go", "go", "tag:go", "U1", NOW)


async def seed_something_done_with_many() -> None:
    """The first part was done, the second was not."""
    values = {"user_id": "U1", "action": "delete", "options": {}, "line": "", "words": "everybody"}
    run = await bulk_runs.create(OURS.key, **values, created_at=NOW)
    await bulk_runs.choose(OURS.key, run.id, [[1], [2]])
    await BulkPart.filter(id=1).update(changes={"1": True})


async def seed_alike(contact_id: int) -> None:
    """Somebody who may be the same, a pair, a merge, a field of our own."""
    now = datetime.now(UTC)
    other = await crm_contacts.add(OURS, ADA, ContactDraft(name="Jane Doe", company="Halden"))
    number = {"number": "+49301234567", "kind": "work", **STAMP.columns()}
    await models.ContactPhone.create(tenant=OURS.key, contact_id=other.id, **number)
    await models.CustomField.create(tenant=OURS.key, label="Notice", folded="notice", kind="text", choices=[])
    assert await crm_duplicates.check(OURS, [contact_id, other.id]) == 1
    await merging.create(OURS.key, contact_id, other.id, {}, "U1", now)


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
    *("credits.lock", "credits.add", "credits.warn", "credit_holds.create", "vendor_use.note"),
    *("enrichment.create", "enrichment.choose", "enrichment.note_attempts", "observations.add"),
    *("lookups.begin", "providers.set_key", "providers.set_state"),
    "changes.note",
    "lists.create",
    "saved_searches.save",
    "export_settings.save",
    "suppression.add",
    *("companies.create", "companies.add_name", "companies.put_values"),
    "lists.put",
    # They make rows for the tenant that is named; their ids come from a read of the same tenant.
    "contacts.insert",
    "contacts.set_fields",
    "contacts.set_sources",
    "contacts.learn_words",
    "profile.insert",
    "custom_fields.create",
    "deliveries.claim",
    "members.greet",
    "members.set_looked_at",
    "settings.put",
    "effects.once",
    "digests.subscribe",
    "effects.replace",
    "exports.choose",
    *("bulk_runs.choose", "bulk_runs.create"),
    "exports.create",
    "following.follow",
    "following.tell",
    "imports.create",
    "imports.keep_piece",
    "imports.remember_candidates",
    "imports.remember_mapping",
    "imports.remember_unchanged",
    "undoing.remember",
    "jobs.create",
    "messages.put",
    "messages.put_double",
    "reminders.create",
    "rate_limits.pause",
    "rate_limits.take",
    "tags.add",
    "tags.move",
    "tags.ensure",
    "timeline.append",
    "timeline.append_all",
    "mentions.add",
    "merging.add_part",
    "merging.create",
    "duplicates.set_keys",
    "duplicates.keep_pairs",
}


def test_no_question_was_forgotten() -> None:
    known = {*READS, *WRITES, *ADDS, *FOR_ALL_TENANTS}
    written_many_at_a_time = {name for name in ALL if name.startswith("imports.") and name not in known}
    assert set(ALL) - known - written_many_at_a_time == set()
    assert known - set(ALL) == set()
