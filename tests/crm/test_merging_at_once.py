"""Many people edit, note, tag and merge the same few contacts at once: nothing is lost, nobody waits for ever."""

import asyncio
import random
from contextlib import suppress

from crm import contacts, merging, tags, timeline
from crm.errors import UserError
from crm.types import Author, ContactDraft, Tenant
from storage import models
from tests.crm.profile.forms import Form

TENANT = Tenant("T1")
PEOPLE = 50
CONTACTS = 10
TURNS = 3


class Recruiter:
    """Does something with any of the contacts, a few times; what was done is remembered."""

    def __init__(self, number: int, ids: list[int]) -> None:
        self._chance = random.Random(number)
        self._author = Author(f"U{number}")
        self._ids = ids
        self.notes: list[str] = []
        self.tags: list[str] = []

    async def work(self) -> None:
        for turn in range(TURNS):
            act = self._chance.choice(
                (self._edit, self._note, self._note, self._tag, self._merge, self._part)
            )
            with suppress(
                UserError
            ):  # what somebody else has done meanwhile may stand against it, and is said
                await act(turn)

    async def _edit(self, turn: int) -> None:
        form = await Form.opened(TENANT, self._any())
        await form.save(self._author, location=f"{self._author.user_id} {turn}")

    async def _note(self, turn: int) -> None:
        text = f"{self._author.user_id} wrote {turn}"
        await timeline.add_note(TENANT, self._author, self._any(), text)
        self.notes.append(text)

    async def _tag(self, turn: int) -> None:
        tag = f"{self._author.user_id}-{turn}"
        await tags.set_tags(TENANT, self._author, self._any(), (), (tag,))
        self.tags.append(tag)

    async def _merge(self, turn: int) -> None:
        survivor_id, merged_id = self._chance.sample(self._ids, 2)
        await merging.merge(TENANT, self._author, survivor_id, merged_id)

    async def _part(self, turn: int) -> None:
        for merged in await merging.standing(TENANT, (await contacts.get(TENANT, self._any())).id):
            await merging.unmerge(TENANT, self._author, merged.id)
            return

    def _any(self) -> int:
        return self._chance.choice(self._ids)


async def test_fifty_people_at_ten_contacts_lose_nothing(database: str) -> None:
    drafts = [ContactDraft(name=f"Jane {n}", email=f"jane{n}@example.com") for n in range(CONTACTS)]
    ids = [(await contacts.add(TENANT, Author("U0"), draft)).id for draft in drafts]
    recruiters = [Recruiter(number, ids) for number in range(1, PEOPLE + 1)]

    await asyncio.gather(*(recruiter.work() for recruiter in recruiters))

    left = {(await contacts.get(TENANT, id_)).id for id_ in ids}
    cards = [await contacts.get(TENANT, id_) for id_ in left]
    notes = [
        entry.text
        for id_ in left
        for entry in (await timeline.page(TENANT, id_, ("note",), limit=500)).entries
    ]
    assert sorted(notes) == sorted(note for each in recruiters for note in each.notes)
    assert {tag for card in cards for tag in card.tags} == {tag for each in recruiters for tag in each.tags}
    assert sorted(email.address for card in cards for email in card.emails) == sorted(
        draft.email for draft in drafts
    )
    await no_contact_is_half_merged()


async def no_contact_is_half_merged() -> None:
    """Who was merged stands for one standing merge, and has nothing that happened."""
    for contact in await models.Contact.all():
        merges = await models.Merge.filter(merged_id=contact.id, undone_at=None).values("survivor_id")
        expected = [{"survivor_id": contact.merged_into}] if contact.state == "merged" else []
        assert merges == expected
        if contact.state == "merged":
            assert not await models.TimelineEntry.filter(contact_id=contact.id).exists()
