"""The directory: files of people that the operator has, an old system's export, referrals, alumni, as one more provider.

Nothing of it leaves the machine. Each value says which file and row it is from, and what the row says of source, date and lawful basis.
"""

import asyncio
import sqlite3
from pathlib import Path

from enrichment.directory.columns import KINDS, name_key
from enrichment.directory.index import Found, Index
from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome, Transient
from enrichment.provider import Example, Provider
from enrichment.request import Identity, Key, Request
from enrichment.values import EMAILS, PHONES, Value

_STRONG = 0.95
_BY_PHONE = 0.9
_BY_NAME = 0.8


def of(path: Path, region: str = "") -> Provider:
    """The provider of the file or folder at `path`; `region` (ISO 3166) is for phone numbers without a country code in it.

    The index is written beside it, at the first look-up and after every change.
    """
    index = Index(path, region)
    making = _Making(index)

    async def ask(request: Request, _: str, __: Client) -> Outcome:
        try:
            await making.ended()
            found, confidence = await asyncio.to_thread(_find, index, request.identity)
        except (OSError, sqlite3.Error):
            return Transient("The directory's files, or the index beside them, cannot be read or written.")
        values = tuple(value for person in found for value in _values(person, confidence))
        return Matched(values) if values else NoMatch()

    return Provider(
        name="directory",
        title="Directory",
        home_page="",
        attribution="From your own directory",
        lineage="directory",
        is_local=True,
        inputs=(
            frozenset({Key.EMAIL}),
            frozenset({Key.LINKEDIN}),
            frozenset({Key.GITHUB}),
            frozenset({Key.PHONE}),
            frozenset({Key.NAME, Key.COMPANY}),
        ),
        outputs=KINDS | EMAILS | PHONES,
        ask=ask,
        example=Example(identity=Identity(), answers=(), finds=()),
    )


class _Making:
    """The index is made once, however many wait for it, and goes on being made when they give up."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._task: asyncio.Task[None] | None = None

    async def ended(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(asyncio.to_thread(self._index.make_if_changed))
        await asyncio.shield(self._task)


def _find(index: Index, known: Identity) -> tuple[tuple[Found, ...], float]:
    """By what only one person has, else by what several may share, and then only where nobody does."""
    keys = [("email", each) for each in known.emails]
    keys += [("profile", each) for each in known.profiles]
    keys += [("phone", each) for each in known.phones]
    keys.append(("name", name_key(known.name, known.company)))
    found = index.find(keys)
    if strong := tuple(each for each in found if each.by & {"email", "profile"}):
        return strong, _STRONG
    for kind, confidence in (("phone", _BY_PHONE), ("name", _BY_NAME)):
        those = tuple(each for each in found if kind in each.by)
        if len(those) == 1:
            return those, confidence
    return (), 0


def _values(person: Found, confidence: float) -> list[Value]:
    evidence = f"{person.source} ({person.place})" if person.source else person.place
    return [
        Value(
            kind,
            text,
            confidence,
            evidence=evidence,
            observed_on=person.collected_at,
            lawful_basis=person.lawful_basis,
        )
        for kind, text in person.values
    ]
