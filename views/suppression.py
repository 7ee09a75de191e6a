"""Who is never to be kept again: how many, whether one is among them, and asking before somebody is removed for good."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InputBlock,
    Option,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ContactSummary, Suppressed, SuppressionList
from views import rich
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import counted, label, plain

TITLE = "Never kept again"
NEVER = "Never keep again"
GONE_TEXT = "Somebody who is not kept any more"
SUPPRESS = "contact.suppress"

_KINDS: Mapping[str, tuple[str, str]] = {
    "email": ("e-mail address", "e-mail addresses"),
    "phone": ("phone number", "phone numbers"),
    "profile": ("profile", "profiles"),
}


def never_button(contact_id: int) -> list[Block]:
    """Below the question whether to delete somebody, for who may."""
    button = ButtonElement(text=label(f"{NEVER}..."), action_id=SUPPRESS, value=str(contact_id))
    words = label(
        "Have they asked not to be kept? Then remove them for good, and notice when they come again."
    )
    return [ContextBlock(elements=[words]), ActionsBlock(elements=[button])]


def suppress_form(name: str, reasons: Sequence[str], metadata: str) -> View:
    """Asks first, and says what happens."""
    return modal(
        NEVER,
        [
            SectionBlock(text=plain(f"Remove {name} for good, and never keep them again?")),
            rich.bullets(
                [
                    rich.text(
                        "They are gone at once with their timeline, notes and reminders. There is no Undo."
                    )
                ],
                [
                    rich.text(
                        "Of their e-mail addresses, phone numbers and profiles a keyed hash is kept: nobody can read it, but"
                        " whoever adds or imports them again is told no."
                    )
                ],
                [
                    rich.text(
                        "Roster takes its own messages of the last month that show them out of Slack. Older ones, what colleagues wrote,"
                        " and files that were exported stay."
                    )
                ],
            ),
            _reason_input(reasons),
        ],
        callback_id=SUPPRESS,
        submit="Remove for good",
        close="Cancel",
        metadata=metadata,
    )


def gone() -> list[Block]:
    """In the place of a card."""
    return [SectionBlock(text=label("🚫 Somebody stood here who is not kept any more."))]


def suppressed_view(found: SuppressionList, said: Sequence[Block] = ()) -> View:
    """`said`: what is known of what was typed just now."""
    return modal(
        TITLE,
        [
            *said,
            rich.lines(*_lines(found)),
            text_input(
                "typed",
                "Is somebody among them?",
                optional=False,
                placeholder="jane@example.com",
                hint="An e-mail address, a phone number with its country code, or a profile link.",
            ),
        ],
        callback_id="suppression.check",
        submit="Look",
    )


def listed(typed: str, known: Suppressed, *, is_admin: bool) -> list[Block]:
    line = [
        rich.text(f"🚫 {typed}", bold=True),
        rich.text(" is not to be kept: "),
        rich.text(f"{known.reason}. Set by "),
        rich.person(known.set_by),
        rich.text(", "),
        rich.day(known.set_at),
        rich.text("."),
    ]
    lift = ButtonElement(text=label("Lift"), action_id="suppression.lift", value=typed)
    return [rich.lines(line), *([ActionsBlock(elements=[lift])] if is_admin else [])]


def not_listed(typed: str, owner: ContactSummary | None, *, is_admin: bool) -> list[Block]:
    """`owner`: who in the book has it."""
    if owner is not None:
        words = f"{typed} is not on the list: it is {owner.name}'s, who is in the book. Delete on their card has a button to {NEVER.lower()}."
        opener = ButtonElement(text=label("Open"), action_id="contact.open", value=str(owner.id))
        return [SectionBlock(text=plain(words), accessory=opener)]
    add = ButtonElement(text=label(NEVER), action_id="suppression.open_add", value=typed)
    return [
        SectionBlock(text=plain(f"{typed} is not on the list.")),
        *([ActionsBlock(elements=[add])] if is_admin else []),
    ]


def add_form(typed: str, reasons: Sequence[str]) -> View:
    return modal(
        NEVER,
        [
            SectionBlock(text=plain(f"Never keep whoever has {typed}?")),
            ContextBlock(elements=[label("A keyed hash of it is kept, and not the thing itself.")]),
            _reason_input(reasons),
        ],
        callback_id="suppression.add",
        submit=NEVER,
        close="Cancel",
        metadata=typed,
    )


def done(sentence: str) -> list[Block]:
    return [SectionBlock(text=plain(f"✅ {sentence}"))]


def _reason_input(reasons: Sequence[str]) -> InputBlock:
    options = [Option(value=each, text=label(each)) for each in reasons]
    return InputBlock(
        block_id="reason",
        label=label("Why"),
        element=StaticSelectElement(action_id=VALUE, options=options, initial_option=options[0]),
    )


def _lines(found: SuppressionList) -> list[list[RichTextElement]]:
    parts = [counted(found.counts[kind], *words) for kind, words in _KINDS.items() if found.counts.get(kind)]
    how_many = f"{', '.join(parts)} of people who are never kept again." if parts else "Nobody yet."
    lines = [
        [rich.text(how_many, bold=True)],
        [
            rich.text(
                "The list cannot be shown: only keyed hashes are kept, from which nobody can tell who they are."
                " Type somebody to see whether they are on it."
            )
        ],
    ]
    if found.void:
        are = "1 of them was" if found.void == 1 else f"{found.void:,} of them were"
        lines.append(
            [
                rich.text(
                    f"⚠️ {are} made with another secret (ROSTER_SECRET, or the file secret) and match nobody any more."
                    " Bring that secret back, or put them on the list again."
                )
            ]
        )
    return lines
