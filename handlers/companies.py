"""`/contacts company`: what is known of one, and its people."""

import json

from slack_sdk.models.blocks import Block

from crm import companies, searching
from crm.errors import UserError
from crm.types import COMPANY_KINDS, Company
from handlers.answering import answer
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, Payload, SubmissionPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.searching import search_and_answer, understand
from views import companies as views
from views.modals import modal


async def answer_with_company(context: Context, payload: CommandPayload) -> None:
    if not payload.text:
        raise UserError("Which company? For example /contacts company Acme.")
    company = await _called(payload, payload.text)
    await answer(context, payload, await _page(context, payload, company), views.page_text(company))


async def _people(context: Context, payload: ActionPayload) -> None:
    await search_and_answer(context, payload, _line(payload.value))


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, views.TITLE) as fill:
        await fill(views.edit_form(await _called(payload, payload.value)))


def _check(context: Context, payload: SubmissionPayload) -> None:
    companies.checked(_typed(payload))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    company = await companies.change(
        payload.tenant, payload.author, carried["called"], carried["shown"], _typed(payload)
    )
    view = modal(views.TITLE, await _page(context, payload, company))
    await show_result(context, payload, view, "Saved.")


def _typed(payload: SubmissionPayload) -> dict[str, str]:
    return {kind: payload.view.typed(kind) for kind in COMPANY_KINDS}


async def _called(payload: Payload, name: str) -> Company:
    """Also one that nothing is known of yet."""
    return await companies.find(payload.tenant, name) or Company(name, name, {})


async def _page(context: Context, payload: Payload, company: Company) -> list[Block]:
    understood = await understand(context, payload, _line(company.name))
    found = await searching.count(payload.tenant, understood)
    titles = {provider.name: provider.title for provider in context.vendors.providers}
    return views.page(company, found.count, titles)


def _line(name: str) -> str:
    """Whoever works there now, in the language of searching."""
    quoted = name.replace('"', " ")
    return f'company:"{quoted}"'


ACTIONS = (Action("company.people", _people), Action("company.edit", _open_form))
SUBMISSIONS = (Submission("company.edit", _save, _check, saving=views.TITLE),)
