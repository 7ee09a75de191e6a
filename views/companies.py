"""A company: what is known of it and from whom, and how many of its people are in the book."""

import json
from collections.abc import Mapping

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InputBlock, RichTextElement
from slack_sdk.models.views import View

from crm.types import COMPANY_KINDS, Company, CompanyValue
from views import rich
from views.company_line import company_line
from views.contact_form import text_input
from views.modals import modal
from views.text import counted, escaped, label

TITLE = "Company"


def page(company: Company, people: int, titles: Mapping[str, str]) -> list[Block]:
    """`titles` of providers by their names."""
    lines = [_value(kind, value, titles) for kind, value in company.values.items()]
    buttons = [ButtonElement(text=label("Edit"), action_id="company.edit", value=company.called)]
    if people:
        who = ButtonElement(text=label("People"), action_id="company.people", value=company.name)
        buttons.insert(0, who)
    return [
        rich.lines(
            [rich.text(company.initials, code=True), rich.text(f" {company.name}", bold=True)],
            *(lines or [[rich.text("Nothing is known of it yet.", italic=True)]]),
            [rich.text(f"{counted(people, 'person', 'people')} in the book work there.")],
        ),
        ActionsBlock(elements=buttons),
    ]


def page_text(company: Company) -> str:
    """What a notification reads out."""
    return escaped(company_line(company))


def edit_form(company: Company) -> View:
    shown = {kind: company.said(kind) for kind in COMPANY_KINDS}
    return modal(
        TITLE,
        [
            rich.lines([rich.text(company.name, bold=True)]),
            *(_input(kind, text) for kind, text in shown.items()),
        ],
        callback_id="company.edit",
        submit="Save",
        close="Cancel",
        metadata=json.dumps({"called": company.called, "shown": shown}),
    )


def _input(kind: str, shown: str) -> InputBlock:
    known = COMPANY_KINDS[kind]
    return text_input(kind, known.label, shown, placeholder=known.example)


def _value(kind: str, value: CompanyValue, titles: Mapping[str, str]) -> list[RichTextElement]:
    source = (
        rich.text(titles.get(value.provider, value.provider)) if value.provider else rich.person(value.set_by)
    )
    return [
        rich.text(f"{COMPANY_KINDS[kind].label}: ", bold=True),
        rich.text(f"{value.text} people" if kind == "size" else value.text),
        rich.text(" · "),
        source,
        rich.text(", "),
        rich.day(value.set_at),
    ]
