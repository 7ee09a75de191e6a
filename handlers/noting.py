"""Notes: written and corrected; who is mentioned is told."""

import json
from dataclasses import asdict, dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from crm import contacts, notes, rich_text
from crm.effects import once
from crm.errors import FieldErrors
from crm.timeline import entries
from crm.types import NoteDraft, Reader, SharedFile
from handlers.context import Context
from handlers.mentioning import tell_mentioned
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, SubmissionPayload, ViewPayload
from handlers.places import Place
from handlers.readers import belongs_to, reader_of
from handlers.reading_entry import EntryState, detail_of, show_again
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.saying import say_sentence
from views import note_form as form
from views.do_not_contact import do_not_contact

MOST_FILES = 20
_NOT_THERE = (
    "Roster or you are not in that channel, so your note about {name} is visible to you alone for now. "
    "Invite Roster there with /invite, then edit the note."
)


@dataclass(frozen=True, slots=True)
class NoteState:
    """What the form carries along: whom it is about, and where it is to be shown afterwards.

    `place` is where the card of a new note stands; `opened` the metadata of the modal that showed an old one, else "".
    """

    contact_id: int
    name: str = ""
    place: Place = field(default_factory=Place)
    opened: str = ""

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
        state = NoteState(contact.id, contact.name, place)
        await fill(
            form.note_form(contact.name, state.written(), warnings=do_not_contact(contact)),
        )


async def _open(context: Context, payload: ActionPayload) -> None:
    await open_note_form(context, payload, Place.of(payload))


async def _choose_audience(context: Context, payload: ActionPayload) -> None:
    """The channels are shown only to who wants one; what was typed stays."""
    view = payload.view
    if view is None:
        return
    state = NoteState.read(view.metadata)
    contact = await contacts.get(payload.tenant, state.contact_id)
    shown = form.note_form(
        state.name,
        view.metadata,
        written=view.rich("text"),
        audience=payload.value,
        files=view.typed("files"),
        is_new=not state.opened,
        warnings=() if state.opened else do_not_contact(contact),
    )
    await redraw(context, view.id, shown)


def _check(context: Context, payload: SubmissionPayload) -> None:
    notes.checked(NoteDraft(_written(payload.view)))
    _files(payload.view)


async def _save(context: Context, payload: SubmissionPayload) -> None:
    tenant, view = payload.tenant, payload.view
    state, written = NoteState.read(view.metadata), _written(view)
    audience = await _audience(context, payload)
    names = await context.colleagues.names(rich_text.mentioned(written))
    draft = NoteDraft(written, audience, names, _files(view))
    opened = EntryState.read(state.opened) if state.opened else None
    reader = await reader_of(context, tenant, payload.user_id, state.contact_id)

    async def save() -> int:
        if opened is None:
            return await notes.add(tenant, payload.author, state.contact_id, draft)
        await notes.edit(tenant, reader, opened.entry_id, draft)
        return opened.entry_id

    entry_id = await once(tenant, f"note:{payload.key}", save)
    if view.conversation("channel") not in ("", audience):
        await say_sentence(context, payload, "hidden", _NOT_THERE.format(name=state.name))
    writer = Reader(payload.user_id, frozenset({audience}))
    await tell_mentioned(context, tenant, (await entries.get(tenant, writer, entry_id)).entry)
    if opened is None:
        await state.place.show(context, await contacts.get(tenant, state.contact_id))
    else:
        await show_again(context, payload, opened)


async def _audience(context: Context, payload: SubmissionPayload) -> str:
    """A channel counts only where both the writer and Roster are in it: else nobody could say who its members are."""
    chosen = payload.view.chosen("audience")
    if chosen in ("", form.EVERYBODY):  # the form of an earlier version did not ask
        return ""
    channel = payload.view.conversation("channel")
    if chosen == form.CHANNEL and await belongs_to(context, payload.user_id, channel):
        return channel
    return payload.user_id


def _written(view: ViewPayload) -> rich_text.Rich:
    """The form of an earlier version, kept until this one came, had a plain text."""
    return view.rich("text") or (rich_text.of_plain(view.typed("text")) if view.typed("text") else {})


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


async def _edit(context: Context, payload: ActionPayload) -> None:
    opened = EntryState.of(payload)
    if opened is None:
        return
    async with loading_modal(context, payload, "Edit note") as fill:
        detail = await detail_of(context, payload.tenant, payload.user_id, opened.entry_id)
        entry = detail.entry
        audience = {"": form.EVERYBODY, payload.user_id: form.ME}.get(entry.audience, form.CHANNEL)
        await fill(
            form.note_form(
                detail.contact_name,
                NoteState(entry.contact_id, detail.contact_name, opened=opened.written()).written(),
                written=notes.rich_of(entry),
                audience=audience,
                channel_id=entry.audience if audience == form.CHANNEL else "",
                files=form.links_of(notes.files_of(entry)),
                is_new=False,
            )
        )


ACTIONS = (
    Action("contact.note", _open),
    Action(form.CHOOSE_AUDIENCE, _choose_audience),
    Action("note.edit", _edit),
)
SUBMISSIONS = (Submission("contact.note", _save, _check),)
