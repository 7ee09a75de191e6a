"""Cards, profiles and forms: whatever people and files bring in, Slack accepts them and nothing in them comes alive."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.profile import custom
from crm.profile.fields import YES, Kind, Part, WholeProfile
from crm.profile.parts import PARTS, SECTIONS
from crm.types import (
    ActivityDraft,
    Binned,
    Comparison,
    Contact,
    ContactDraft,
    ContactPair,
    ContactSummary,
    CustomField,
    Evidence,
    Item,
    MergeChoice,
    Merged,
    PairGroup,
    Proof,
    ProvenSkill,
    RecentContact,
    SkillStatus,
)
from tests.views.accepting import accepted_message, accepted_view
from tests.views.made_up import DRAFTS, NASTY, NOW, SHORT, SUMMARIES, WORDS, contacts
from views import bin as bin_views
from views import (
    contact_form,
    duplicates,
    knowing,
    merging,
    sharing,
)
from views.activity_form import activity_form, correction_form
from views.card import card, short_card
from views.cooldown import cooldown_warning
from views.do_not_contact import do_not_contact
from views.note_form import AUDIENCES, note_form
from views.profile import custom_fields
from views.profile import whole as profile_views
from views.profile.form import conflict_form, form, notice
from views.profile.owner import you_own
from views.profile.skills import evidence_view, verdict_form


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


def proven(name: str) -> st.SearchStrategy[ProvenSkill]:
    where = st.one_of(NASTY, NASTY.map(lambda text: f"https://example.com/{text}"))
    evidence = st.builds(
        Evidence, st.just("self"), st.sampled_from(Proof), st.just(0.3), st.just(NOW), where, st.just("U1")
    )
    many = st.lists(evidence, min_size=1, max_size=50).map(tuple)
    return st.builds(ProvenSkill, st.just(name), st.sampled_from(SkillStatus), many)


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
    skills = tuple(item.values["name"] for item in items["skill"])
    whole = WholeProfile(contact, ALL_PARTS, items, {name: data.draw(proven(name)) for name in {*skills}})
    for name in skills[:1]:
        accepted_view(evidence_view(whole.proven[name], 1, "{}"))
        accepted_view(verdict_form(name, "{}"))
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
