"""Credits: how many there are, who spent them on what, and the forms in which admins grant, refund and set prices and caps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    HeaderBlock,
    InputBlock,
    NumberInputElement,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import (
    CapKind,
    CreditCap,
    CreditKind,
    CreditPage,
    CreditRules,
    CreditTransaction,
    MonthOfCredits,
    VendorUnits,
)
from views import rich
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import counted, cut, label, plain

TITLE = "Credits"
LOW_TEXT = "Credits are running low."
FLAT, BY_FIELD, ON = "flat", "by_field", "on"
AUTOMATIC = "automatic"
LONGEST_OPTION = 75
SHOWN_PARTS = 10

_CAPS: Mapping[CapKind, str] = {
    CapKind.PERSON_DAY: "Each person in a day",
    CapKind.WORKSPACE_MONTH: "This workspace in a month",
    CapKind.AUTOMATIC_MONTH: "Automatic enrichment in a month",
}
_CAP_FIELDS = {kind: f"{kind}_cap" for kind in CapKind}
_VERBS: Mapping[CreditKind, str] = {
    CreditKind.GRANT: "granted",
    CreditKind.CAPTURE: "spent",
    CreditKind.REFUND: "gave back",
}


def credits_view(page: CreditPage, *, is_admin: bool, said: str = "") -> View:
    """`said`: what was done just now, "" where nothing was."""
    return modal(
        TITLE,
        [
            *([SectionBlock(text=label(f"✅ {said}"))] if said else []),
            rich.lines(*_balance(page)),
            *([_admin_buttons()] if is_admin else []),
            HeaderBlock(text=label("Spending")),
            *(block for month in page.months for block in _month(month)),
            HeaderBlock(text=label("Prices and caps")),
            rich.bullets(*([rich.text(line)] for line in _rules(page))),
            HeaderBlock(text=label("Last transactions")),
            _transactions(page.transactions),
        ],
    )


def grant_form() -> View:
    return modal(
        "Grant credits",
        [
            InputBlock(
                block_id="amount",
                label=label("Credits"),
                hint=label("Below zero (-100) takes back what was granted too many."),
                element=NumberInputElement(action_id=VALUE, is_decimal_allowed=False),
            ),
            text_input("reason", "Why", optional=False, placeholder="Invoice 2026-118"),
        ],
        callback_id="credits.grant",
        submit="Grant",
        close="Cancel",
    )


def refund_form(charges: Sequence[CreditTransaction], names: Mapping[str, str]) -> View:
    """`charges` is not empty; `names` of people by their ids."""
    return modal(
        "Refund",
        [
            InputBlock(
                block_id="charge",
                label=label("Which charge"),
                hint=label("All that it has cost comes back, once."),
                element=StaticSelectElement(
                    action_id=VALUE, options=[_option(charge, names) for charge in charges]
                ),
            ),
            text_input("reason", "Why", optional=False, placeholder="It was somebody else"),
        ],
        callback_id="credits.refund",
        submit="Refund",
        close="Cancel",
    )


def nothing_to_refund() -> View:
    return modal("Refund", [SectionBlock(text=label("Nothing was charged that could be given back."))])


def rules_form(rules: CreditRules, *, is_automatic: bool) -> View:
    """The block ids are the fields of `CreditRules`; `is_automatic`: new contacts are looked up by themselves."""
    modes = {
        FLAT: Option(value=FLAT, text=label("One price for an enrichment, whatever it finds")),
        BY_FIELD: Option(value=BY_FIELD, text=label("A price for each kind of thing that it finds")),
    }
    new = Option(value=ON, text=label("Are looked up by themselves"))
    local = Option(value=ON, text=label("Costs as much as the rest"))
    return modal(
        "Prices and caps",
        [
            InputBlock(
                block_id="is_by_field",
                label=label("How an enrichment is charged"),
                hint=label("Finding nothing costs nothing."),
                element=RadioButtonsElement(
                    action_id=VALUE,
                    options=[*modes.values()],
                    initial_option=modes[BY_FIELD if rules.is_by_field else FLAT],
                ),
            ),
            _number("flat_price", "The one price", rules.flat_price),
            _number("email_price", "E-mail addresses", rules.email_price),
            _number("phone_price", "Phone numbers", rules.phone_price),
            _number("other_price", "Anything else", rules.other_price),
            InputBlock(
                block_id="charges_local",
                label=label("What is found without asking anybody"),
                optional=True,
                element=CheckboxesElement(
                    action_id=VALUE, options=[local], initial_options=[local] if rules.charges_local else None
                ),
            ),
            InputBlock(
                block_id=AUTOMATIC,
                label=label("New contacts"),
                optional=True,
                hint=label(
                    "From now on, up to the cap below. Nobody is told of each; the timelines say what was found."
                ),
                element=CheckboxesElement(
                    action_id=VALUE, options=[new], initial_options=[new] if is_automatic else None
                ),
            ),
            *(
                _number(field, f"At most: {_CAPS[kind].lower()}", getattr(rules, field), "Empty: any number.")
                for kind, field in _CAP_FIELDS.items()
            ),
            _number(
                "warning_below", "Tell admins when fewer are left than", rules.warning_below, "0: never."
            ),
        ],
        callback_id="credits.rules",
        submit="Save",
        close="Cancel",
    )


def low_credits(left_over: int) -> list[Block]:
    words = (
        f"Credits are running low: {left_over:,} {'is' if left_over == 1 else 'are'} left."
        " When there are none, enrichment stops before it asks anybody who has a price. /contacts credits has a button to grant more."
    )
    return [SectionBlock(text=plain(words))]


def _balance(page: CreditPage) -> list[list[RichTextElement]]:
    held = f", {page.held:,} more held for what runs now" if page.held else ""
    left = [rich.text(counted(page.left, "credit"), bold=True), rich.text(f" left{held}")]
    warning = [[rich.text("⚠️ Few are left. An admin can grant more.")]] if page.is_low else []
    return [left, *warning]


def _admin_buttons() -> ActionsBlock:
    return ActionsBlock(
        elements=[
            ButtonElement(text=label("Grant"), action_id="credits.open_grant", style="primary"),
            ButtonElement(text=label("Set caps and prices"), action_id="credits.open_rules"),
            ButtonElement(text=label("Refund"), action_id="credits.open_refund"),
        ]
    )


def _month(month: MonthOfCredits) -> list[Block]:
    name = f"{datetime.strptime(month.month, '%Y-%m'):%B %Y}"  # noqa: DTZ007 - a month has no zone
    title = [rich.text(name, bold=True), rich.text(f": {counted(month.spent, 'credit')}")]
    people = [[_who(user_id), rich.text(f" {number:,}")] for user_id, number in month.by_person]
    providers = [[rich.text(f"{name} {number:,}")] for name, number in month.by_provider]
    parts = [
        *_named("By person: ", people),
        *_named("By provider: ", providers),
        *_named("Providers' own units: ", [[rich.text(_units(each))] for each in month.units]),
    ]
    return [rich.lines(title, *parts)]


def _who(user_id: str) -> RichTextElement:
    """Some runs are nobody's."""
    return rich.person(user_id) if user_id else rich.text("Roster")


def _named(name: str, parts: Sequence[Sequence[RichTextElement]]) -> Iterable[list[RichTextElement]]:
    """A line, where there is something for it."""
    if not parts:
        return
    line = [rich.text(name)]
    for number, part in enumerate(parts[:SHOWN_PARTS]):
        line += [rich.text(", "), *part] if number else part
    if len(parts) > SHOWN_PARTS:
        line.append(rich.text(f" and {len(parts) - SHOWN_PARTS} more"))
    yield line


def _units(units: VendorUnits) -> str:
    missed = f", {units.missed:,g} of them where it found nothing" if units.missed else ""
    return f"{units.provider} {units.units:,g} in {counted(units.calls, 'call')}{missed}"


def _rules(page: CreditPage) -> list[str]:
    rules = page.rules
    if rules.is_by_field:
        price = (
            f"An enrichment costs {rules.email_price:,} for e-mail addresses, {rules.phone_price:,} for phone numbers,"
            f" {rules.other_price:,} for anything else that it finds."
        )
    else:
        price = f"An enrichment that finds something costs {rules.flat_price:,}."
    local = "costs as much" if rules.charges_local else "is free"
    return [price, f"What is found without asking anybody {local}.", *map(_cap, page.caps)]


def _cap(cap: CreditCap) -> str:
    whose = "you have used" if cap.kind is CapKind.PERSON_DAY else "used"
    return f"{_CAPS[cap.kind]}: at most {cap.most:,}, {whose} {cap.used:,}."


def _transactions(shown: Sequence[CreditTransaction]) -> Block:
    if not shown:
        return SectionBlock(text=label("Nothing yet. Credits are granted by admins of this workspace."))
    return rich.lines(*map(_transaction, shown))


def _transaction(each: CreditTransaction) -> list[RichTextElement]:
    number = -each.amount if each.kind is CreditKind.CAPTURE else each.amount
    with_whom = f" with {', '.join(each.providers)}" if each.providers else ""
    why = " · ".join(filter(None, (each.reference, each.reason)))
    return [
        rich.moment(each.made_at),
        rich.text(" "),
        _who(each.user_id),
        rich.text(f" {_VERBS[each.kind]} "),
        rich.text(f"{number:,}", bold=True),
        rich.text(cut(f"{with_whom}{': ' if why else ''}{why}", 300)),
    ]


def _option(charge: CreditTransaction, names: Mapping[str, str]) -> Option:
    parts = (
        f"{charge.made_at:%d %b %H:%M}",
        counted(-charge.amount, "credit"),
        names.get(charge.user_id, ""),
        charge.reference,
    )
    return Option(value=str(charge.id), text=plain(" · ".join(filter(None, parts)), LONGEST_OPTION))


def _number(field: str, title: str, value: int | None, hint: str = "") -> InputBlock:
    return InputBlock(
        block_id=field,
        label=label(title),
        hint=label(hint) if hint else None,
        optional=field in _CAP_FIELDS.values(),
        element=NumberInputElement(
            action_id=VALUE, is_decimal_allowed=False, initial_value=None if value is None else str(value)
        ),
    )
