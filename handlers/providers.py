"""`/contacts providers`: everybody sees whom Roster can ask, admins enter keys and choose."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from crm.credits.prices import MOST
from crm.errors import FieldErrors, UserError
from crm.providers import accounts, choosing, keys, order
from crm.providers.groups import GROUPS, LABELS
from crm.types import ProviderChoice
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.providers import NOBODY, ON, TITLE, choice_form, key_form, providers_view


async def open_providers(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        await accounts.ask(payload.tenant, context.vendors)
        is_admin = await context.colleagues.is_admin(payload.user_id)
        await fill(await _page(context, payload, is_admin=is_admin))


async def _open_key(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Key") as fill:
        await _only_admins(context, payload)
        accounts: dict[str, list[str]] = {}
        for page in await choosing.pages(payload.tenant, context.vendors):
            if page.account:
                accounts.setdefault(page.account, []).append(page.title)
        await fill(key_form({account: ", ".join(titles) for account, titles in accounts.items()}))


async def _open_choice(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Whom to ask") as fill:
        await _only_admins(context, payload)
        pages = await choosing.pages(payload.tenant, context.vendors)
        usable = [page.name for page in pages if page.is_asked]
        first: dict[str, tuple[str, Sequence[tuple[str, str]]]] = {}
        for group in GROUPS:
            who = [(each.name, each.title) for each in choosing.paid_for(context.vendors, group, usable)]
            if len(who) > 1:
                first[group] = (LABELS[group], who)
        await fill(choice_form(pages, await choosing.choice(payload.tenant), first))


def _check_key(context: Context, payload: SubmissionPayload) -> None:
    if payload.view.typed("key"):
        keys.check(payload.view.typed("key"))


async def _save_key(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    account, key = payload.view.chosen("account"), payload.view.typed("key")
    if key:
        await keys.enter(payload.tenant, payload.author, context.vendors, account, key)
        await accounts.ask(payload.tenant, context.vendors)
    else:
        await keys.remove(payload.tenant, context.vendors, account)
    await _show(context, payload, "The key is kept." if key else "The key is removed.")


async def _save_choice(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    before = await choosing.choice(payload.tenant)
    pages = await choosing.pages(payload.tenant, context.vendors)
    on = {
        name
        for block in payload.view.values
        if block.startswith(f"{ON}.")
        for name in payload.view.all_chosen(block)
    }
    first = dict(before.asked_first)
    for group in GROUPS:
        if name := payload.view.chosen(f"first.{group}"):
            first[group] = name
    wanted = ProviderChoice(
        providers_off=tuple(page.name for page in pages if page.name not in on),
        asked_first={group: name for group, name in first.items() if name != NOBODY},
        most_paid=_number(payload.view, "most_paid"),
        most_credits=_number(payload.view, "most_credits"),
    )
    await choosing.choose(payload.tenant, payload.author, wanted)
    await _show(context, payload, "Saved, for everybody in this workspace.")


def _check_choice(context: Context, payload: SubmissionPayload) -> None:
    for block_id in ("most_paid", "most_credits"):
        _number(payload.view, block_id)


def _number(view: ViewPayload, block_id: str) -> int | None:
    """Raises FieldErrors."""
    typed = view.typed(block_id)
    if typed and not (typed.isdecimal() and 0 < int(typed) <= MOST):
        raise FieldErrors({block_id: f"Write a whole number between 1 and {MOST:,}, or nothing."})
    return int(typed) if typed else None


async def _show(context: Context, payload: SubmissionPayload, said: str) -> None:
    """To an admin, who has just done something."""
    await show_result(context, payload, await _page(context, payload, is_admin=True, said=said), said)


async def _page(context: Context, payload: Payload, *, is_admin: bool, said: str = "") -> View:
    pages = await choosing.pages(payload.tenant, context.vendors)
    whom = await order(payload.tenant, context.vendors)
    return providers_view(pages, whom, is_admin=is_admin, said=said)


async def _only_admins(context: Context, payload: Payload) -> None:
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only admins of this workspace enter keys and choose whom to ask; ask one of them.")


ACTIONS = (Action("providers.key", _open_key), Action("providers.choose", _open_choice))
SUBMISSIONS = (
    Submission("providers.key", _save_key, _check_key, saving="Key"),
    Submission("providers.choose", _save_choice, _check_choice, saving="Whom to ask"),
)
