"""Making two contacts one: whom, what wins, and the way back."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import Comparison, Contact, MergeChoice, Merged
from views import rich
from views.card import portrait
from views.modals import modal
from views.text import cut, label, plain

WHOM = "merge.whom"
CHOICE = "merge:"
"""What the block of a choice begins with; its field follows."""
STAYS, BROUGHT = "stays", "brought"
SHOWN_MERGES = 10
LONGEST_OPTION = 75

LABELS = {
    "name": "Name",
    "headline": "Headline",
    "location": "Location",
    "photo": "Photo",
    "owner": "Owner",
    "do_not_contact": "Do not contact",
}
_KEPT_FROM_BOTH = (
    ("E-mails", "emails", lambda each: each.address),
    ("Phones", "phones", lambda each: each.written),
    ("Profiles", "profiles", lambda each: each.url.removeprefix("https://")),
    ("Experience", "positions", lambda each: " at ".join(filter(None, (each.title, each.company)))),
    ("Education", "education", lambda each: each.institution),
    ("Certifications", "certifications", lambda each: each.name),
    ("Skills", "skills", lambda each: each.name),
    ("Tags", "tags", lambda each: each),
)


def choose_form(name: str, merges: Sequence[Merged], metadata: str, problem: str = "") -> View:
    """Whom to merge with; below, who was merged before and can be parted again."""
    return modal(
        "Merge",
        [
            *([SectionBlock(text=plain(f"⚠️ {problem}"))] if problem else []),
            SectionBlock(text=plain(f"Who is the same person as {name}?")),
            ActionsBlock(
                elements=[
                    ExternalDataSelectElement(
                        action_id=WHOM,
                        min_query_length=2,
                        placeholder=label("Name, e-mail, phone or profile link"),
                    )
                ]
            ),
            *_merged_before(merges),
        ],
        close="Cancel",
        metadata=metadata,
    )


def compare_form(comparison: Comparison, owners: Mapping[str, str], metadata: str) -> View:
    """Side by side where they differ; `owners`: user id -> how that colleague is called."""
    survivor, merged = comparison.survivor, comparison.merged
    return modal(
        "Merge",
        [
            rich.lines(
                [rich.text(survivor.name, bold=True), *_about(survivor)],
                [rich.text("and "), rich.text(merged.name, bold=True), *_about(merged)],
                [rich.text("become one. Notes, timeline, reminders, tags and lists of both stay.")],
            ),
            *(_choice(each, comparison, owners) for each in comparison.choices),
            *_from_both(survivor, merged),
            ContextBlock(elements=[label("You can part them again for 90 days.")]),
        ],
        callback_id="contact.merge",
        submit="Merge",
        close="Cancel",
        metadata=metadata,
    )


def merged_into(survivor: Contact, merged: Merged) -> View:
    return modal(
        "Merged",
        [
            SectionBlock(text=plain(f"✅ {merged.merged_name} and {survivor.name} are one now.")),
            *portrait(survivor),
            ActionsBlock(elements=[_open(survivor.id, "Open card"), _unmerge(merged), _another(survivor)]),
        ],
    )


def parted(merged: Merged) -> list[Block]:
    """Both by name, to go on with either."""
    return [
        SectionBlock(
            text=plain(
                f"{merged.survivor_name} and {merged.merged_name} are two again, as they were."
                f" What was added since stays with {merged.survivor_name}."
            )
        ),
        ActionsBlock(elements=[_open(merged.survivor_id, f"Open {merged.survivor_name}")]),
        ActionsBlock(elements=[_open(merged.merged_id, f"Open {merged.merged_name}")]),
    ]


def parted_modal(merged: Merged) -> View:
    return modal("Parted", parted(merged))


def _merged_before(merges: Sequence[Merged]) -> list[Block]:
    if not merges:
        return []
    blocks: list[Block] = [DividerBlock()]
    for each in merges[:SHOWN_MERGES]:
        blocks += [
            rich.lines(
                [
                    rich.text(each.merged_name, bold=True),
                    rich.text(" was merged by "),
                    rich.person(each.merged_by),
                    rich.text(", "),
                    rich.moment(each.merged_at),
                ]
            ),
            ActionsBlock(elements=[_unmerge(each)]),
        ]
    return blocks


def _choice(choice: MergeChoice, comparison: Comparison, owners: Mapping[str, str]) -> InputBlock:
    stays = _option(STAYS, choice, choice.stays, comparison.survivor, owners)
    brought = _option(BROUGHT, choice, choice.brought, comparison.merged, owners)
    return InputBlock(
        block_id=f"{CHOICE}{choice.field}",
        label=plain(choice.label or LABELS[choice.field], 2000),
        element=RadioButtonsElement(action_id="value", options=[stays, brought], initial_option=stays),
    )


def _option(value: str, choice: MergeChoice, says: str, whose: Contact, owners: Mapping[str, str]) -> Option:
    shown = owners.get(says, says) if choice.field == "owner" else says
    return Option(
        value=value,
        text=plain(shown, LONGEST_OPTION),
        description=plain(f"from {whose.name}", LONGEST_OPTION) if choice.field != "name" else None,
    )


def _about(contact: Contact) -> list[RichTextElement]:
    said = [contact.emails[0].address] if contact.emails else []
    said += [contact.positions[0].company] if contact.positions and contact.positions[0].company else []
    return [rich.text(f" ({', '.join(said)})")] if said else []


def _from_both(survivor: Contact, merged: Contact) -> list[Block]:
    lines = []
    for title, part, words in _KEPT_FROM_BOTH:
        texts = {words(each): None for each in (*getattr(survivor, part), *getattr(merged, part))}
        if texts:
            lines.append([rich.text(f"{title}: ", bold=True), rich.text(cut(", ".join(texts), 500))])
    return [rich.lines([rich.text("Kept from both", italic=True)], *lines)] if lines else []


def _open(contact_id: int, words: str) -> ButtonElement:
    return ButtonElement(text=plain(words, LONGEST_OPTION), action_id="contact.open", value=str(contact_id))


def _another(contact: Contact) -> ButtonElement:
    return ButtonElement(text=label("Merge another"), action_id="contact.merge", value=str(contact.id))


def _unmerge(merged: Merged) -> ButtonElement:
    return ButtonElement(
        text=label("Unmerge"),
        action_id="contact.unmerge",
        value=str(merged.id),
        confirm=ConfirmObject(
            title=label("Part them again?"),
            text=plain(
                "Both come back as they were; what was added since stays with the one who was kept.", 300
            ),
            confirm=label("Unmerge"),
            deny=label("Cancel"),
        ),
    )
