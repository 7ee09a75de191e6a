"""Whom the workspace can ask about people, and the forms in which admins enter keys and choose whom to ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    DividerBlock,
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ProviderChoice, ProviderPage, QuotaLeft
from views import rich
from views.contact_form import VALUE
from views.modals import modal
from views.text import label, plain

TITLE = "Providers"
NOBODY = "-"
ON = "on"
_KEYS = {
    "entered": "key entered",
    "missing": "no key",
    "optional": "works without a key, better with one",
    "unreadable": "its key was entered under another ROSTER_SECRET: enter it anew",
}

Line = list[RichTextElement]


def providers_view(
    pages: Sequence[ProviderPage], order: Mapping[str, Sequence[str]], *, is_admin: bool, said: str = ""
) -> View:
    """`order`: by what is looked for, whom to ask for it. `said`: what was done just now."""
    blocks: list[Block] = []
    if said:
        blocks.append(ContextBlock(elements=[plain(f"✓ {said}", 2000)]))
    blocks.append(ContextBlock(elements=[label("Asked in this order, those that cost nothing first.")]))
    blocks.append(rich.lines(*(_in_order(words, titles) for words, titles in order.items())))
    if is_admin:
        blocks.append(
            ActionsBlock(
                elements=[
                    ButtonElement(text=label("Choose whom to ask"), action_id="providers.choose"),
                    ButtonElement(text=label("Enter a key"), action_id="providers.key"),
                ]
            )
        )
    for page in pages:
        blocks += [DividerBlock(), rich.lines(*_lines(page))]
    return modal(TITLE, blocks)


def key_form(accounts: Mapping[str, str]) -> View:
    """`accounts`: what each is called, by its name."""
    options = [Option(value=name, text=plain(words, 75)) for name, words in accounts.items()]
    return modal(
        "Key",
        [
            InputBlock(
                block_id="account",
                label=label("Of"),
                element=StaticSelectElement(action_id=VALUE, options=options),
            ),
            InputBlock(
                block_id="key",
                label=label("Key"),
                optional=True,
                hint=label(
                    "It is kept encrypted and is never shown again. Empty: the one that is there is removed."
                ),
                element=PlainTextInputElement(action_id=VALUE, max_length=500),
            ),
        ],
        callback_id="providers.key",
        submit="Save",
        close="Cancel",
    )


def choice_form(
    pages: Sequence[ProviderPage],
    choice: ProviderChoice,
    first: Mapping[str, tuple[str, Sequence[tuple[str, str]]]],
) -> View:
    """`first`: by group of things how it is called, and who can be asked first: name and title."""
    options = [Option(value=page.name, text=plain(page.title, 75)) for page in pages]
    blocks: list[Block] = []
    for number, some in enumerate(_tens(options)):
        ticked = [option for option in some if option.value not in choice.providers_off]
        blocks.append(
            InputBlock(
                block_id=f"{ON}.{number}",
                label=label("Asked" if number == 0 else "And"),
                optional=True,
                element=CheckboxesElement(action_id=VALUE, options=some, initial_options=ticked or None),
            )
        )
    for group, (words, who) in first.items():
        anybody = Option(value=NOBODY, text=label("As in the list"))
        options = [anybody, *(Option(value=name, text=plain(title, 75)) for name, title in who)]
        chosen = next((each for each in options if each.value == choice.asked_first.get(group)), anybody)
        blocks.append(
            InputBlock(
                block_id=f"first.{group}",
                label=label(f"{words}: asked first"),
                element=StaticSelectElement(action_id=VALUE, options=options, initial_option=chosen),
            )
        )
    if not first:
        said = "Whom to ask first for what can be chosen once there are keys of several that cost something."
        blocks.append(SectionBlock(text=label(said)))
    blocks += [
        _number(
            "most_paid", "For one person, at most so many providers that cost something", choice.most_paid
        ),
        _number("most_credits", "For one person, at most so many credits", choice.most_credits),
    ]
    return modal("Whom to ask", blocks, callback_id="providers.choose", submit="Save", close="Cancel")


def _number(block_id: str, words: str, value: int | None) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=label(words),
        optional=True,
        hint=label("Empty: any number."),
        element=NumberInputElement(
            action_id=VALUE,
            is_decimal_allowed=False,
            min_value="1",
            initial_value=None if value is None else str(value),
        ),
    )


def _in_order(words: str, titles: Sequence[str]) -> Line:
    return [rich.text(f"{words}: ", bold=True), rich.text(", ".join(titles) or "nobody")]


def _lines(page: ProviderPage) -> list[Line]:
    lines: list[Line] = [
        [
            rich.text(f"{'🟢' if page.is_asked and not page.paused_until else '⚪'} "),
            rich.text(page.title, bold=True),
            rich.text(f" · {_state(page)}"),
        ],
        [rich.text(f"{', '.join(page.finds) or 'What an address is worth'} · {page.price}")],
    ]
    if page.problem and page.problem_at:
        until = (
            [rich.text(" Not asked again before "), rich.moment(page.paused_until)]
            if page.paused_until
            else []
        )
        lines.append([rich.text(f"⚠️ {page.problem} "), rich.moment(page.problem_at), *until])
    if page.left_at:
        lines += [_left(each, page.left_at) for each in page.left]
    if page.answered_at:
        lines.append([rich.text("Last answer: "), rich.moment(page.answered_at)])
    if page.key in ("missing", "optional") and page.key_help:
        lines.append([rich.text(f"Keys: {page.key_help}", italic=True)])
    return lines


def _left(quota: QuotaLeft, said_at: datetime) -> Line:
    """ "180 of 500 credits left until Jan 1 at 00:00, as of 3 minutes ago" """
    of = f" of {int(quota.of):,}" if quota.of else ""
    until = [rich.text(" until "), rich.moment(quota.resets_at)] if quota.resets_at else []
    return [
        rich.text(f"{'⚠️ Only ' if quota.is_low else ''}{int(quota.amount):,}{of} {quota.unit} left"),
        *until,
        rich.text(", as of "),
        rich.ago(said_at),
    ]


def _state(page: ProviderPage) -> str:
    if not page.is_on:
        return "switched off"
    return _KEYS.get(page.key, "needs no key")


def _tens(options: Sequence[Option]) -> list[list[Option]]:
    """Slack takes ten checkboxes in a block."""
    return [[*options[start : start + 10]] for start in range(0, len(options), 10)]
