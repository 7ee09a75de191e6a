"""Adding to, changing and removing from a profile. Each part is saved in the same way; see `crm.profile.parts`."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from crm import contacts, suppression
from crm.effects import once
from crm.errors import EditConflict, FieldErrors, IdentityTaken, ItemGone, UserError
from crm.profile import editing, names, reading
from crm.profile.fields import YES, Kind, Part, WholeProfile
from crm.profile.parts import BASIC, PARTS, SECTIONS, section_of
from crm.types import Change
from handlers.context import Context
from handlers.merging import show_comparison
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.profile.state import ProfileState, show, state_of
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.saving import show_result
from handlers.saying import say
from views.clash import REASON, clash_blocks
from views.notices import not_saved
from views.profile import form as forms
from views.profile.owner import OWNER_TEXT, you_own
from views.profile.whole import CHANGE, PRIMARY, TITLE, items, profile
from views.text import cut


async def _edit(context: Context, payload: ActionPayload) -> None:
    """A part that there is once opens its form, others the list of what there is."""

    async def view() -> View:
        state, whole = await read(payload)
        section = SECTIONS[payload.value]
        part = whole.parts[section.parts[0]]
        return items(whole, section, state.written()) if part.is_repeated else _form(state, whole, part, 0)

    await show(context, payload, view)


async def _add(context: Context, payload: ActionPayload) -> None:
    async def view() -> View:
        state, whole = await read(payload)
        return _form(state, whole, whole.parts[payload.value], 0)

    await show(context, payload, view)


async def _with_item(context: Context, payload: ActionPayload) -> None:
    """Change it, make it the primary one, or remove it."""
    verb, part_key, written_id = payload.value.split(":")

    async def view() -> View:
        state, whole = await read(payload)
        if verb == CHANGE:
            return _form(state, whole, whole.parts[part_key], int(written_id))
        do = editing.make_primary if verb == PRIMARY else editing.remove
        changes = await do(payload.tenant, payload.author, state.contact_id, part_key, int(written_id))
        await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))
        whole = await reading.whole_and_proven(payload.tenant, state.contact_id)
        done = "Made the primary one." if verb == PRIMARY else "Removed; the timeline keeps it."
        return items(
            whole, section_of(part_key), state.written(), done if changes else "It was gone already."
        )

    await show(context, payload, view)


async def _take_name(context: Context, payload: ActionPayload) -> None:
    """Put the name of the link into the form's field, beside what else was typed there."""
    if payload.view is None:
        return
    texts = [field.key for field in BASIC.fields if field.kind is not Kind.PICTURE]
    typed = {key: payload.view.entered(key) or "" for key in texts} | {"name": payload.value}
    form = forms.form(BASIC, typed, payload.view.metadata, name_taken=True)
    await redraw(context, payload.view.id, form)


def _check(context: Context, payload: SubmissionPayload) -> None:
    """What needs no look at the database; the workspace's own fields do."""
    part = PARTS.get(ProfileState.read(payload.view.metadata).part)
    if part is not None:
        editing.checked(part, _typed(payload.view, part), context.default_region)


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view, state = payload.view, ProfileState.read(payload.view.metadata)
    whole = await reading.whole(payload.tenant, state.contact_id)
    part = whole.parts[state.part]
    typed = _typed(view, part)
    try:
        changes = await _saved(context, payload, view, whole, view.typed(REASON))
    except EditConflict as error:
        fresh = replace(state, shown=editing.marks(error.current))
        form = forms.conflict_form(
            part, typed, error.current, error.fields, error.changed_by, fresh.written()
        )
        await show_result(context, payload, form, not_saved(str(error), forms.typed_in(part, typed)))
        return
    except ItemGone as error:
        await _again(context, payload, part, state.form_of(part, None), forms.notice(str(error)), str(error))
        return
    except IdentityTaken as error:
        owner = await contacts.get(payload.tenant, error.owner.id)
        clash = clash_blocks((error.value, owner), "profile.save_and_merge")
        await _again(context, payload, part, state, clash, str(error))
        return
    except UserError as error:
        notice = forms.notice(f"{error} Nothing was saved yet.")
        await _again(context, payload, part, state, notice, str(error))
        return
    await _tell_owner(context, payload, whole, changes, typed)
    await show_result(context, payload, await _after(payload, state, part, changes))
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


async def _save_and_merge(context: Context, payload: ActionPayload) -> None:
    """Nothing that was typed is lost: it is saved, and what both say is chosen between side by side."""
    if payload.view is None:
        return
    state = ProfileState.read(payload.view.metadata)
    owner = await contacts.get(payload.tenant, int(payload.value))
    whole = await reading.whole(payload.tenant, state.contact_id)
    await _saved(context, payload, payload.view, whole, f"to be merged with {owner.name}")
    await show_comparison(context, payload.view.id, payload.tenant, whole.contact.id, owner.id, state.place)


async def _saved(
    context: Context, payload: Payload, view: ViewPayload, whole: WholeProfile, anyway: str
) -> list[Change]:
    """`anyway`: why the contact is to have what another one has."""
    state = ProfileState.read(view.metadata)
    part = whole.parts[state.part]
    typed = _typed(view, part)
    people = await _names(context, part, whole, typed)
    recognised_by = suppression.of_part(part, editing.checked(part, typed, context.default_region))
    await suppression.refuse(payload.tenant, context.vendors, recognised_by)

    async def save() -> list[list[str]]:
        changes = await editing.save(
            payload.tenant,
            payload.author,
            whole.contact.id,
            part.key,
            state.item_id,
            state.shown,
            typed,
            context.default_region,
            people,
            anyway,
        )
        return [[change.field, change.before, change.after] for change in changes]

    return [Change(*each) for each in await once(payload.tenant, f"profile:{payload.key}", save)]


async def _again(
    context: Context,
    payload: SubmissionPayload,
    part: Part,
    state: ProfileState,
    notice: Sequence[Block],
    why: str,
) -> None:
    """The form as it was sent, and what is to be said of it."""
    is_new = part.is_repeated and not state.item_id
    typed = _typed(payload.view, part)
    form = forms.form(part, typed, state.written(), notice, is_new=is_new)
    await show_result(context, payload, form, not_saved(why, forms.typed_in(part, typed)))


async def _after(
    payload: SubmissionPayload, state: ProfileState, part: Part, changes: Sequence[Change]
) -> View:
    """Where one was before the form, with what was understood."""
    whole = await reading.whole_and_proven(payload.tenant, state.contact_id)
    metadata = ProfileState(state.contact_id, state.place).written()
    values = ", ".join(change.after for change in changes if change.after)
    said = cut(f"Saved: {values}" if values else "Saved.", 300) if changes else "Nothing was changed."
    if part.is_repeated:
        return items(whole, section_of(part.key), metadata, said)
    return profile(whole, metadata, said)


async def _tell_owner(
    context: Context,
    payload: SubmissionPayload,
    whole: WholeProfile,
    changes: Sequence[Change],
    typed: dict[str, str],
) -> None:
    owner_id = typed.get("owner_id", "")
    is_news = any(change.field == "owner_id" for change in changes)
    if is_news and owner_id and owner_id != payload.user_id:
        key = f"owner:{whole.contact.id}:{payload.key}"
        blocks = you_own(whole.contact, payload.user_id)
        await say(context, payload.tenant, key, owner_id, blocks, OWNER_TEXT)


async def _names(context: Context, part: Part, whole: WholeProfile, typed: dict[str, str]) -> dict[str, str]:
    """What the colleagues are called who stand in the part, or did."""
    keys = [field.key for field in part.fields if field.kind is Kind.PERSON]
    before = whole.items[part.key][0].values if keys else {}
    user_ids = {values.get(key, "") for values in (before, typed) for key in keys} - {""}
    return await context.colleagues.names(user_ids)


def _form(state: ProfileState, whole: WholeProfile, part: Part, item_id: int) -> View:
    item = whole.item(part.key, item_id)
    if item is None and item_id:
        raise ItemGone
    return forms.form(
        part,
        item.values if item else {},
        state.form_of(part, item).written(),
        is_new=item is None,
        suggested_name=_suggested_name(whole) if part is BASIC else "",
    )


def _suggested_name(whole: WholeProfile) -> str:
    """What their links call them, where it is something else."""
    called = (names.name_in(profile.url) for profile in whole.contact.profiles)
    name = next((name for name in called if name), "")
    return "" if name.casefold() == whole.contact.name.casefold() else name


def _typed(view: ViewPayload, part: Part) -> dict[str, str]:
    """What stands in the form. Left out: a picture where none was chosen, and what is to stay as others saved it."""
    typed = {}
    for field in part.fields:
        entered = view.entered(field.key)
        if entered is None or view.chosen(forms.whose(field.key)) == forms.THEIRS:
            continue
        if field.kind is Kind.PICTURE:
            if entered and not view.file_type(field.key).startswith("image/"):
                raise FieldErrors({field.key: "Choose a picture: PNG, JPEG or GIF."})
            if not entered and view.entered(forms.REMOVE_PICTURE) != YES:
                continue
        typed[field.key] = entered
    return typed


async def read(payload: ActionPayload) -> tuple[ProfileState, WholeProfile]:
    """Of who is left, where they were merged meanwhile."""
    state = state_of(payload)
    whole = await reading.whole_and_proven(payload.tenant, state.contact_id)
    return replace(state, contact_id=whole.contact.id), whole


ACTIONS = (
    Action("profile.edit", _edit),
    *(Action(f"profile.add.{key}", _add) for key, part in PARTS.items() if part.is_repeated),
    Action("profile.item", _with_item, kept=True),
    Action("profile.take_name", _take_name),
    Action("profile.save_and_merge", _save_and_merge),
)
SUBMISSIONS = (Submission("profile.save", _save, _check, saving=TITLE),)
