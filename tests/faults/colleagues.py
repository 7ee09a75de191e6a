"""People who use the product while it is killed under their hands. What does not come about, they try again."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.lists import PeopleList, address_of, people_list, whom
from workspace.conversations import Message
from workspace.driver import NotSeen, Person

TRIES = 100
LISTS_AT_ONCE = 2
ENDS_IN_SECONDS = 900.0
REMINDED_IN_SECONDS = 6

Deed = Callable[[], Awaitable[object]]


@dataclass
class Asked:
    """What all of them have asked for, and seen that it was taken."""

    lists: list[PeopleList] = field(default_factory=list)
    imported: list[PeopleList] = field(default_factory=list)
    exported_firms: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    entries: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, kind and text."""
    reminders: list[str] = field(default_factory=list)
    """What about; each another one."""
    _number: int = 0

    def new_number(self) -> int:
        self._number += 1
        return self._number


class Colleague:
    """Works in one channel and in the direct messages with Roster."""

    def __init__(self, person: Person, channel: str, asked: Asked, chance: random.Random) -> None:
        self._person = person
        self._channel = channel
        self._asked = asked
        self._chance = chance
        self._imports: list[tuple[PeopleList, Message]] = []
        self._added: list[str] = []

    async def works(self, until: asyncio.Event) -> None:
        """One thing after the other; at the end, what was begun is seen to its end."""
        await self._wants_digests()
        await self._adds()
        deeds = (
            self._imports_a_list,
            self._exports,
            self._adds,
            self._notes,
            self._logs,
            self._sets_a_reminder,
        )
        while not until.is_set():
            await self._chance.choice(deeds)()
        while self._imports:
            await self._sees_the_first_import_end()

    async def _imports_a_list(self) -> None:
        """Drops it and presses Import; sometimes stops it, and has it go on."""
        if len(self._imports) >= LISTS_AT_ONCE:
            await self._sees_the_first_import_end()
        firm = f"Works{self._asked.new_number():04}"
        known = [name for each in self._asked.imported for name in each.new]
        made = people_list(firm, known, self._chance)
        self._asked.lists.append(made)
        await self._person.upload(made.filename, made.content, channel=self._channel)
        offer = f"{made.filename} : {len(made.rows):,} rows"
        offered = await self._patiently(lambda: self._person.sees_message(offer, within=self._channel))
        await self._presses("Import", offered, "Asked for by")
        self._imports.append((made, offered))
        if self._chance.random() < 0.5:
            await self._stops_and_resumes(offered)

    async def _stops_and_resumes(self, offered: Message) -> None:
        with suppress(NotSeen):  # it may be quicker than the hand
            await self._person.click("Stop", within=offered)
            await self._person.sees("Stopped by", within=offered)
        await self._resumes_what_is_stopped(offered)

    async def _resumes_what_is_stopped(self, offered: Message) -> None:
        if "Stopped by" in self._person.screen(offered):
            await self._insists(
                lambda: self._person.click("Resume", within=offered),
                lambda: self._person.stops_seeing("Stopped by", within=offered),
            )

    async def _sees_the_first_import_end(self) -> None:
        """A Stop that was pressed before a kill may have its effect after one has looked away."""
        made, offered = self._imports[0]
        async with asyncio.timeout(ENDS_IN_SECONDS):
            while "✅" not in self._person.screen(offered):
                await self._resumes_what_is_stopped(offered)
                with suppress(NotSeen):
                    await self._person.sees("✅", within=offered)
        self._imports.pop(0)
        self._asked.imported.append(made)

    async def _exports(self) -> None:
        """Everybody of a firm whose list is in."""
        firms = [each.firm for each in self._asked.imported if each.firm not in self._asked.exported_firms]
        if not firms:
            return
        firm = self._chance.choice(firms)
        self._asked.exported_firms.append(firm)
        await self._insists(
            lambda: self._asks_for_export(firm),
            lambda: self._person.sees(f"Export of {whom(firm)}", within="Roster"),
        )

    async def _asks_for_export(self, firm: str) -> None:
        await self._person.slash(f"/contacts export {whom(firm)}", channel=self._channel)
        await self._person.sees(firm, within="modal")
        await self._person.submit()

    async def _wants_digests(self) -> None:
        await self._insists(
            lambda: self._person.slash("/contacts digest on", channel=self._channel),
            lambda: self._person.sees("Every Monday at 8:00", within=self._channel),
        )

    async def _adds(self) -> None:
        name = f"{self._person.name.partition(' ')[0]} {self._asked.new_number()}"
        note = f"{name} was met"
        await self._opens(
            lambda: self._person.slash("/contact add", channel=self._channel),
            lambda: self._person.sees_modal("Add a person"),
        )
        await self._person.fill(name=name, e_mail=address_of(name), note=note)
        await self._sends(lambda: self._person.sees_modal("Added"))
        self._added.append(name)
        self._asked.people.append(name)
        self._asked.entries.append((name, "note", note))

    async def _notes(self) -> None:
        name = self._chance.choice(self._added)
        text = f"note {self._asked.new_number()}."
        await self._opens_from_card(name, "Note")
        await self._person.fill(note=text)
        await self._sends(self._person.sees_no_modal)
        self._asked.entries.append((name, "note", text))

    async def _logs(self) -> None:
        name = self._chance.choice(self._added)
        text = f"call {self._asked.new_number()}."
        await self._opens_from_card(name, "Log activity")
        await self._person.fill(notes=text, outcome="Interested")
        await self._sends(self._person.sees_no_modal)
        self._asked.entries.append((name, "call", text))

    async def _sets_a_reminder(self) -> None:
        """For a moment from now, of which there are several tries to tell it; a few of them every day again."""
        text = f"reminder {self._asked.new_number()}."
        await self._opens_from_card(self._chance.choice(self._added), "Remind me")
        await self._insists(
            lambda: self._person.choose("When?", "Another date and time", within="modal"),
            lambda: self._person.sees("Date and time", within="modal"),
        )
        repeat = self._chance.choice(("Never", "Never", "Every day"))
        await self._person.fill({"What about?": text, "Repeat": repeat})
        await self._sends(
            lambda: self._person.sees("You will be reminded", within="modal"),
            lambda: self._person.fill({"Date and time": int(time.time()) + REMINDED_IN_SECONDS}),
        )
        self._asked.reminders.append(text)

    async def _opens_from_card(self, name: str, button: str) -> None:
        async def shows_the_card() -> None:
            await self._person.slash(f"/contact {address_of(name)}", channel=self._channel)
            card = await self._person.sees_message(address_of(name), within=self._channel)
            await self._person.click(button, within=card)

        await self._opens(shows_the_card, lambda: self._person.sees(name, within="modal"))

    async def _opens(self, asks: Deed, sees: Deed) -> None:
        """A modal; what is left of another try is closed first."""

        async def asks_anew() -> None:
            await self._closes_all()
            await asks()

        await self._closes_all()
        await self._insists(asks_anew, sees)

    async def _closes_all(self) -> None:
        if self._person.modal:
            await self._person.closes_modal(all_of_them=True)

    async def _sends(self, sees: Deed, fills: Deed | None = None) -> None:
        """The modal; once "Saving..." stands in it, one can only wait."""

        async def submits() -> None:
            if self._person.modal and self._person.modal.view.get("submit"):
                if fills:
                    await fills()
                await self._person.submit()

        await self._insists(submits, sees)
        await self._closes_all()

    async def _presses(self, button: str, message: Message, then: str) -> None:
        await self._insists(
            lambda: self._person.click(button, within=message),
            lambda: self._person.sees(then, within=message),
        )

    async def _patiently(self, sees: Callable[[], Awaitable[Message]]) -> Message:
        """What comes by itself: Slack tries again."""
        for _ in range(TRIES):
            with suppress(NotSeen):
                return await sees()
        return await sees()

    async def _insists(self, does: Deed, sees: Deed) -> None:
        for _ in range(TRIES):
            with suppress(NotSeen):
                await does()
                await sees()
                return
        await sees()
