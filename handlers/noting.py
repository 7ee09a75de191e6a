"""Notes: written, corrected, pinned, deleted; who is mentioned is told."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from crm import contacts, notes, rich_text
from crm.effects import once
from crm.errors import FieldErrors
from crm.types import NoteDraft, Reader, SharedFile
from handlers import reading_timeline
from handlers.context import Context
from handlers.mentioning import tell_mentioned
from handlers.modals import loading_modal
from handlers.names import names_of
from handlers.payloads import ActionPayload, SubmissionPayload, ViewPayload
from handlers.places import Place
from handlers.readers import belongs_to, reader_of
from handlers.registry import Action, Submission
from handlers.saying import say_sentence
from views import note_form as form
from views import notes as views

MOST_FILES = 20
_NOT_THERE = (
    "Roster or you are not in that channel, so your note about {name} is visible to you alone for now. "
    "Invite Roster there with /invite, then edit the note."
)


@dataclass(frozen=True, slots=True)
class NoteState:
    """What the form carries along: whom it is about, which note (0: a new one), and where it is to be shown afterwards.

    `timeline`: the metadata of the timeline, where `place` is one; else "" and `place` is a card's.
    """

    contact_id: int
    name: str
    place: Place = field(default_factory=Place)
    entry_id: int = 0
    timeline: str = ""

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, metadata: str) -> Self:
        state = json.loads(metadata)
        return cls(**{**state, "place": Place(**state["place"])})


async def open_note_form(context: Context, payload: ActionPayload, place: Place) -> None:
    """`place`: where the card is that is to show it."""
    async with loading_modal(context, payload, "Note") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(form.note_form(contact.name, NoteState(contact.id, contact.name, place).written()))


async def _open(context: Context, payload: ActionPayload) -> None:
    await open_note_form(context, payload, Place.of(payload))


async def _choose_audience(context: Context, payload: ActionPayload) -> None:
    """The channels are shown only to who wants one; what was typed stays."""
    view = payload.view
    if view is None:
        return
    state = NoteState.read(view.metadata)
    shown = form.note_form(
        state.name,
        view.metadata,
        written=view.rich("text"),
        audience=payload.value,
        files=view.typed("files"),
        is_new=not state.entry_id,
    )
    await context.slack.views_update(view_id=view.id, view=shown)


def _check(context: Context, payload: SubmissionPayload) -> None:
    notes.checked(NoteDraft(payload.view.rich("text") or {}))
    _files(payload.view)


async def _save(context: Context, payload: SubmissionPayload) -> None:
    tenant, view = payload.tenant, payload.view
    state, written = NoteState.read(view.metadata), view.rich("text") or {}
    audience = await _audience(context, payload)
    names = await names_of(context, rich_text.mentioned(written))
    draft = NoteDraft(written, audience, names, _files(view))

    reader = await reader_of(context, tenant, payload.user_id, state.contact_id)

    async def save() -> int:
        if not state.entry_id:
            return await notes.add(tenant, payload.author, state.contact_id, draft)
        await notes.edit(tenant, reader, state.entry_id, draft)
        return state.entry_id

    entry_id = await once(tenant, f"note:{payload.key}", save)
    if view.conversation("channel") not in ("", audience):
        await say_sentence(context, payload, "hidden", _NOT_THERE.format(name=state.name))
    writer = Reader(payload.user_id, frozenset({audience}))
    await tell_mentioned(context, tenant, await notes.get(tenant, writer, entry_id))
    await _show(context, payload, state)


async def _audience(context: Context, payload: SubmissionPayload) -> str:
    """A channel counts only where both the writer and Roster are in it: else nobody could say who its members are."""
    chosen = payload.view.chosen("audience")
    if chosen == form.EVERYBODY:
        return ""
    channel = payload.view.conversation("channel")
    if chosen == form.CHANNEL and await belongs_to(context, payload.tenant, payload.user_id, channel):
        return channel
    return payload.user_id


def _files(view: ViewPayload) -> tuple[SharedFile, ...]:
    """Each link by the name of what it leads to. Raises FieldErrors."""
    links = [line.strip(" <>") for line in view.typed("files").splitlines() if line.strip(" <>")]
    if len(links) > MOST_FILES:
        raise FieldErrors({"files": f"That is too much: at most {MOST_FILES} files."})
    try:
        addresses = [urlsplit(link) for link in links]
    except ValueError:
        addresses = []
    if len(addresses) < len(links) or not all(
        each.scheme in ("http", "https") and each.netloc for each in addresses
    ):
        raise FieldErrors({"files": "Paste the link of each file into a line of its own: https://..."})
    return tuple(
        SharedFile(unquote(each.path.rstrip("/").rpartition("/")[2]) or each.netloc, link)
        for each, link in zip(addresses, links, strict=True)
    )


async def _show(context: Context, payload: SubmissionPayload, state: NoteState) -> None:
    if state.timeline:
        await reading_timeline.refresh(context, payload, state.place.view_id, state.timeline)
    else:
        await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


async def _menu(context: Context, payload: ActionPayload) -> None:
    """The menu of a note in the timeline: verb and note stand in the value."""
    verb, _, entry_id = payload.value.partition(":")
    await _VERBS[verb](context, payload, int(entry_id))


async def _edit(context: Context, payload: ActionPayload, entry_id: int) -> None:
    async with loading_modal(context, payload, "Edit note") as fill:
        state = _in_timeline(payload, entry_id)
        entry = await notes.get(payload.tenant, await _reader(context, payload), entry_id)
        audience = {"": form.EVERYBODY, payload.user_id: form.ME}.get(entry.audience, form.CHANNEL)
        (contact,) = await contacts.summaries(payload.tenant, [state.contact_id])
        state = NoteState(contact.id, contact.name, state.place, entry_id, state.timeline)
        await fill(
            form.note_form(
                contact.name,
                state.written(),
                written=notes.rich_of(entry),
                audience=audience,
                channel_id=entry.audience if audience == form.CHANNEL else "",
                files=form.links_of(notes.files_of(entry)),
                is_new=False,
            )
        )


async def _pin(context: Context, payload: ActionPayload, entry_id: int) -> None:
    await notes.pin(payload.tenant, await _reader(context, payload), entry_id)
    await _refresh(context, payload)


async def _unpin(context: Context, payload: ActionPayload, entry_id: int) -> None:
    await notes.unpin(payload.tenant, await _reader(context, payload), entry_id)
    await _refresh(context, payload)


async def _whole(context: Context, payload: ActionPayload, entry_id: int) -> None:
    async with loading_modal(context, payload, "Note") as fill:
        entry = await notes.get(payload.tenant, await _reader(context, payload), entry_id)
        (contact,) = await contacts.summaries(payload.tenant, [entry.contact_id])
        await fill(views.whole_note(contact.name, entry))


async def _history(context: Context, payload: ActionPayload, entry_id: int) -> None:
    async with loading_modal(context, payload, "Earlier versions") as fill:
        revisions = await notes.history(payload.tenant, await _reader(context, payload), entry_id)
        (contact,) = await contacts.summaries(payload.tenant, [_in_timeline(payload, entry_id).contact_id])
        await fill(views.note_history(contact.name, revisions))


async def _ask_to_delete(context: Context, payload: ActionPayload, entry_id: int) -> None:
    async with loading_modal(context, payload, "Delete note") as fill:
        entry = await notes.get(payload.tenant, await _reader(context, payload), entry_id)
        await fill(views.delete_note(entry, _in_timeline(payload, entry_id).written()))


async def _delete(context: Context, payload: SubmissionPayload) -> None:
    state = NoteState.read(payload.view.metadata)

    reader = await reader_of(context, payload.tenant, payload.user_id, state.contact_id)

    async def delete() -> None:
        await notes.delete(payload.tenant, reader, state.entry_id)

    await once(payload.tenant, f"note:{payload.key}", delete)
    await _show(context, payload, state)


async def _refresh(context: Context, payload: ActionPayload) -> None:
    if payload.view is not None:
        await reading_timeline.refresh(context, payload, payload.view.id, payload.view.metadata)


async def _reader(context: Context, payload: ActionPayload) -> Reader:
    return await reader_of(context, payload.tenant, payload.user_id, _in_timeline(payload, 0).contact_id)


def _in_timeline(payload: ActionPayload, entry_id: int) -> NoteState:
    metadata = payload.view.metadata if payload.view else "{}"
    contact_id = int(json.loads(metadata).get("contact_id", 0))
    return NoteState(contact_id, "", Place.of(payload), entry_id, metadata)


_VERBS: dict[str, Callable[[Context, ActionPayload, int], Awaitable[None]]] = {
    "open": _whole,
    "edit": _edit,
    "pin": _pin,
    "unpin": _unpin,
    "history": _history,
    "delete": _ask_to_delete,
}

ACTIONS = (
    Action("contact.note", _open),
    Action(form.CHOOSE_AUDIENCE, _choose_audience),
    Action(views.MENU, _menu),
)
SUBMISSIONS = (
    Submission("contact.note", _save, _check),
    Submission("note.delete", _delete),
)
