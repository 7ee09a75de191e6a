"""`/contacts credits`: everybody sees what there is and who spent it, admins grant, refund and set prices and caps."""

from dataclasses import replace
from datetime import UTC, datetime

from crm.credits import correcting, holds, overview, prices
from crm.enriching import automatic, batches, charged
from crm.errors import FieldErrors, UserError
from crm.types import CapKind, CreditPage, CreditRules
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.saying import say
from views.credits import (
    AUTOMATIC,
    BY_FIELD,
    LOW_TEXT,
    ON,
    TITLE,
    credits_view,
    grant_form,
    low_credits,
    nothing_to_refund,
    refund_form,
    rules_form,
)


async def open_credits(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        is_admin = await context.colleagues.is_admin(payload.user_id)
        await fill(credits_view(await _page(context, payload, is_admin=is_admin), is_admin=is_admin))


async def any_due(now: datetime) -> bool:
    return await holds.any_expired(now) or bool(await overview.low())


async def look_after(context: Context, now: datetime) -> None:
    """Whose run was killed gets the credits back, and admins hear of few that are left: said first, then noted."""
    await holds.sweep(now)
    for warning in await overview.low():
        for admin_id in await context.colleagues.admins():
            key = f"low-credits:{warning.id}:{admin_id}"
            await say(context, warning.tenant, key, admin_id, low_credits(warning.left_over), LOW_TEXT)
        await overview.note_said(warning)


async def _open_grant(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Grant credits") as fill:
        await _only_admins(context, payload)
        await fill(grant_form())


async def _open_refund(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Refund") as fill:
        await _only_admins(context, payload)
        charges = await charged.of_whom(payload.tenant, await overview.refundable(payload.tenant))
        names = await context.colleagues.names(charge.user_id for charge in charges)
        await fill(refund_form(charges, names) if charges else nothing_to_refund())


async def _open_rules(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Prices and caps") as fill:
        await _only_admins(context, payload)
        rules = await prices.rules_of(payload.tenant)
        await fill(rules_form(rules, is_automatic=await automatic.is_on(payload.tenant)))


def _check_grant(context: Context, payload: SubmissionPayload) -> None:
    correcting.check_grant(_number(payload.view, "amount"), payload.view.typed("reason"))


async def _grant(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    amount = _number(payload.view, "amount")
    await correcting.grant(payload.tenant, payload.author, payload.key, amount, payload.view.typed("reason"))
    await _show(context, payload, f"{amount:,} granted." if amount > 0 else f"{-amount:,} taken back.")


def _check_refund(context: Context, payload: SubmissionPayload) -> None:
    correcting.check_refund(payload.view.typed("reason"))


async def _refund(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    charge_id, reason = int(payload.view.chosen("charge")), payload.view.typed("reason")
    reference = await correcting.refund(payload.tenant, payload.author, charge_id, reason)
    await batches.take_back(payload.tenant, payload.author, reference)
    await _show(context, payload, "Given back.")


def _check_rules(context: Context, payload: SubmissionPayload) -> None:
    prices.check_rules(_rules(payload.view))


async def _save_rules(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    await prices.change_rules(payload.tenant, payload.author, _rules(payload.view))
    await automatic.switch(payload.tenant, payload.author, on=ON in payload.view.all_chosen(AUTOMATIC))
    await _show(context, payload, "Saved, for everybody in this workspace.")


async def _show(context: Context, payload: SubmissionPayload, said: str) -> None:
    """To an admin, who has just done something."""
    page = await _page(context, payload, is_admin=True)
    await show_result(context, payload, credits_view(page, is_admin=True, said=said), said)


async def _page(context: Context, payload: Payload, *, is_admin: bool) -> CreditPage:
    """Whom a charge was for only admins are told, who give it back: guests read the page, too."""
    page = await overview.page(payload.tenant, payload.user_id, datetime.now(UTC))
    if is_admin:
        page = replace(page, transactions=await charged.of_whom(payload.tenant, page.transactions))
    return charged.told(context.vendors, page)


def _rules(view: ViewPayload) -> CreditRules:
    return CreditRules(
        flat_price=_number(view, "flat_price"),
        is_by_field=view.chosen("is_by_field") == BY_FIELD,
        email_price=_number(view, "email_price"),
        phone_price=_number(view, "phone_price"),
        other_price=_number(view, "other_price"),
        charges_local=ON in view.all_chosen("charges_local"),
        person_day_cap=_cap(view, CapKind.PERSON_DAY),
        workspace_month_cap=_cap(view, CapKind.WORKSPACE_MONTH),
        automatic_month_cap=_cap(view, CapKind.AUTOMATIC_MONTH),
        warning_below=_number(view, "warning_below"),
    )


def _cap(view: ViewPayload, kind: CapKind) -> int | None:
    return _number(view, f"{kind}_cap") if view.typed(f"{kind}_cap") else None


def _number(view: ViewPayload, block_id: str) -> int:
    try:
        return int(view.typed(block_id))
    except ValueError as error:
        raise FieldErrors({block_id: "Write a whole number of credits."}) from error


async def _only_admins(context: Context, payload: Payload) -> None:
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError(
            "Only admins of this workspace grant and refund credits and set prices; ask one of them."
        )


ACTIONS = (
    Action("credits.open_grant", _open_grant),
    Action("credits.open_refund", _open_refund),
    Action("credits.open_rules", _open_rules),
)
SUBMISSIONS = (
    Submission("credits.grant", _grant, _check_grant, saving="Grant credits"),
    Submission("credits.refund", _refund, _check_refund, saving="Refund"),
    Submission("credits.rules", _save_rules, _check_rules, saving="Prices and caps"),
)
