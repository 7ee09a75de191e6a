"""What admins do: grant credits, and give back what was charged. Whether the author may is the caller's to ask."""

from crm.credits import ledger
from crm.credits.prices import MOST
from crm.errors import FieldErrors, UserError
from crm.identity import clean_line
from crm.types import Author, CreditKind, Tenant
from storage.queries import credits as rows
from storage.queries.credits import GRANTED, SPENT, WALLET, Move, Writing

LONGEST_REASON = 200


def check_grant(amount: int, reason: str) -> None:
    """Raises FieldErrors."""
    errors = {} if 0 < abs(amount) <= MOST else {"amount": f"Write a number between 1 and {MOST:,}."}
    if problem := _problem_with(reason):
        errors["reason"] = problem
    if errors:
        raise FieldErrors(errors)


def check_refund(reason: str) -> None:
    """Raises FieldErrors."""
    if problem := _problem_with(reason):
        raise FieldErrors({"reason": problem})


async def grant(tenant: Tenant, author: Author, key: str, amount: int, reason: str) -> None:
    """Once for each key. Below zero takes back what was granted too many, as far as it is still there.

    Raises FieldErrors, UserError.
    """
    check_grant(amount, reason)
    async with ledger.opened(tenant) as book:
        if await book.done([f"grant:{key}"]):
            return
        if book.balance(WALLET) + amount < 0:
            raise UserError(f"Only {book.balance(WALLET):,} credits can be taken back: no more are left.")
        moves = (Move(GRANTED, -amount), Move(WALLET, amount))
        reason = clean_line(reason)
        await book.write(Writing(f"grant:{key}", CreditKind.GRANT, author.user_id, moves, reason=reason))


async def refund(tenant: Tenant, author: Author, transaction_id: int, reason: str) -> str:
    """Give back all that a charge has cost, by a transaction of its own. Returns the reference of the run that was charged.

    Once for each charge: whoever comes second changes nothing. Raises FieldErrors, UserError.
    """
    check_refund(reason)
    async with ledger.opened(tenant) as book:
        charge = await rows.get(tenant.key, transaction_id)
        if charge is None or charge.kind != CreditKind.CAPTURE:
            raise UserError("That was no charge, so there is nothing to give back.")
        key = f"refund:{charge.id}"
        if not await book.done([key]):
            spent = (await rows.moved(tenant.key, [charge.id], SPENT))[charge.id]
            back = [Move(SPENT, -each.amount, each.user_id, each.provider) for each in spent]
            await book.write(
                Writing(
                    key,
                    CreditKind.REFUND,
                    author.user_id,
                    [*back, Move(WALLET, sum(each.amount for each in spent))],
                    hold_id=charge.hold_id,
                    reason=clean_line(reason),
                    reference=charge.reference,
                )
            )
        return charge.reference


def _problem_with(reason: str) -> str:
    reason = clean_line(reason)
    if not reason:
        return "Say why: it stands in the book for good."
    return "" if len(reason) <= LONGEST_REASON else f"At most {LONGEST_REASON} characters, please."
