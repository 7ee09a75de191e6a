"""What colleagues have seen of a skill: that somebody has it, or has not. It stands in the timeline, and nowhere else."""

from collections.abc import Mapping

from crm import timeline
from crm.errors import FieldErrors, UserError
from crm.holding import hold_who_is_left
from crm.identity import clean_line
from crm.skills.taxonomy import key_of
from crm.types import Author, Proof, Tenant
from storage.database import transaction
from storage.queries import contacts as rows

LONGEST_REASON = 300
KINDS: Mapping[str, Proof] = {"skill_confirmed": Proof.CONFIRMED, "skill_disputed": Proof.DISPUTED}
"""Of entries of the timeline, which say the skill and the reason."""
_ENTRIES = {proof: kind for kind, proof in KINDS.items()}


def checked(reason: str) -> str:
    """As it is kept. Raises FieldErrors."""
    words = clean_line(reason)
    if not words:
        raise FieldErrors(
            {"reason": "Say in a few words what you have seen, so that colleagues can rely on it."}
        )
    if len(words) > LONGEST_REASON:
        raise FieldErrors({"reason": f"That is too long: at most {LONGEST_REASON} characters."})
    return words


async def give(
    tenant: Tenant, author: Author, contact_id: int, skill: str, proof: Proof, reason: str
) -> None:
    """`proof` is CONFIRMED or DISPUTED. Raises FieldErrors, ContactNotFound; UserError where it was removed."""
    reason = checked(reason)
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id)
        (contact,) = await rows.load_many(tenant.key, [contact_id])
        if key_of(skill) not in {key_of(each.name) for each in contact.skills}:
            raise UserError(f"{skill} is no longer among the skills of {contact.name}.")
        said = {"skill": skill, "reason": reason}
        await timeline.record(tenant, author, contact_id, _ENTRIES[proof], said)
