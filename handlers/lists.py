"""`/contacts lists`: everybody makes, opens, changes, shares, copies and archives lists. Nothing of a list is ever lost."""

import json
from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from crm import contacts, lists
from crm.effects import once
from crm.errors import FieldErrors, UserError
from crm.lists import people as membership
from crm.lists.meaning import check as check_query
from crm.lists.meaning import key_of, members_in, on_list, preview
from crm.querying.errors import QueryError
from crm.querying.parsing import parse
from crm.querying.words import in_words
from crm.types import ListDraft, PeopleList
from handlers.choosing_people import suggest_people
from handlers.colleagues import SOMEBODY
from handlers.context import Context
from handlers.following import refuse_where_absent
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, OptionsPayload, Payload, SubmissionPayload
from handlers.places import FormState, Place
from handlers.redrawing import redraw
from handlers.registry import Action, Submission, Suggestions
from handlers.saving import show_result
from handlers.saying import say
from handlers.searching import State
from handlers.zones import zone_of
from views import lists as views
from views.modals import modal, problem
from views.notices import sentence

NEW = "new"
TOUCHED = "touched"


async def open_lists(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, views.TITLE) as fill:
        await fill(views.list_of_lists(await lists.page(payload.tenant), first=True))


async def open_named(context: Context, payload: CommandPayload) -> None:
    """The form for a new one, or the list of that name."""
    if key_of(payload.text) in ("", NEW):
        await open_new(context, payload)
        return
    async with loading_modal(context, payload, "List") as fill:
        found = await lists.named(payload.tenant, payload.text)
        if found is None:
            raise UserError(f"There is no list called {payload.text}. /contacts lists shows all of them.")
        await fill(await _shown(context, payload, found.id))


async def open_new(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, "List") as fill:
        await fill(views.list_form(_carried(), is_new=True))


async def _turn(context: Context, payload: ActionPayload) -> None:
    """The value is the sign before a key, so that it is never empty."""
    archived, after = payload.action_id.startswith("lists.archived"), payload.value[1:]
    page = await lists.page(payload.tenant, after, archived=archived)
    await _redraw(context, payload, views.list_of_lists(page, first=not after, archived=archived))


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "List") as fill:
        await fill(await _shown(context, payload, int(payload.value)))


async def _edit(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "List") as fill:
        found = await lists.get(payload.tenant, int(payload.value))
        query = found.query if found.is_dynamic else None
        await fill(views.list_form(_carried(found.id), found.name, found.description, query, is_new=False))


def _check(context: Context, payload: SubmissionPayload) -> None:
    lists.check_texts(payload.view.typed("name"), payload.view.typed("description"))
    typed = payload.view.typed("query")
    try:
        parse(typed)
    except QueryError as error:
        raise FieldErrors({"query": _pointed_out(typed, error)}) from error


async def _save_form(context: Context, payload: SubmissionPayload) -> None:
    """A query is shown with whom it finds before it is kept."""
    list_id = json.loads(payload.view.metadata)["list_id"]
    typed = {name: payload.view.typed(name) for name in ("name", "description", "query")}
    query = typed["query"].strip()
    try:
        if query:
            view = await _previewed(context, payload, list_id, typed)
        else:
            await _refuse_without_query(payload, list_id)
            view = await _saved(context, payload, list_id, typed)
    except QueryError as error:
        wrong = _pointed_out(typed["query"], error)
        view = _form_again(list_id, typed, typed["query"], wrong)
    except FieldErrors as error:
        shown = typed["query"] if "query" in payload.view.values else None
        view = _form_again(list_id, typed, shown, str(error))
    await show_result(context, payload, view)


def _form_again(list_id: int, typed: dict[str, str], query: str | None, wrong: str) -> View:
    """As it was typed, with what is wrong in it."""
    carried = _carried(list_id)
    return views.list_form(carried, typed["name"], typed["description"], query, wrong, is_new=not list_id)


async def _save(context: Context, payload: SubmissionPayload) -> None:
    """What was shown before."""
    carried = json.loads(payload.view.metadata)
    try:
        view = await _saved(context, payload, carried["list_id"], carried)
    except UserError as error:
        view = problem("List", str(error))
    await show_result(context, payload, view)


async def _refuse_without_query(payload: SubmissionPayload, list_id: int) -> None:
    if list_id and (await lists.get(payload.tenant, list_id)).is_dynamic:
        raise FieldErrors({"query": "A dynamic list needs its query. Its menu makes it a static one."})


async def _previewed(
    context: Context, payload: SubmissionPayload, list_id: int, typed: dict[str, str]
) -> View:
    zone = await zone_of(context, payload.user_id)
    name, _ = lists.check_texts(typed["name"])
    await lists.refuse_taken(payload.tenant, name, list_id)
    members = await context.colleagues.everybody()
    checked = await check_query(payload.tenant, payload.user_id, typed["query"], zone, members, name)
    names = await context.colleagues.names(members_in(checked.query))
    found = await preview(payload.tenant, checked, names)
    carried = json.dumps({**typed, "query": found.printed, "list_id": list_id}, ensure_ascii=False)
    return views.preview(name, found, carried)


async def _saved(context: Context, payload: SubmissionPayload, list_id: int, typed: dict[str, Any]) -> View:
    zone = await zone_of(context, payload.user_id)

    async def save() -> int:
        if not list_id:
            draft = ListDraft(typed["name"], typed["description"], typed["query"], zone)
            return (await lists.create(payload.tenant, payload.author, draft)).id
        await lists.change(payload.tenant, list_id, typed["name"], typed["description"])
        if typed["query"]:
            await lists.set_query(payload.tenant, payload.author, list_id, typed["query"], zone)
        return list_id

    saved: int = await once(payload.tenant, f"list:{payload.key}", save)
    return await _shown(context, payload, saved)


async def _shown(
    context: Context, payload: Payload, list_id: int, order: str = TOUCHED, cursor: str = ""
) -> View:
    found = await lists.get(payload.tenant, list_id)
    page = await membership.people(payload.tenant, list_id, order, cursor)
    state = State(on_list(found.name), order).written()
    return views.whole_list(found, await _words(context, found), page, order, state, first=not cursor)


async def _words(context: Context, found: PeopleList) -> str:
    if not found.query:
        return ""
    try:
        query = parse(found.query).query
    except QueryError:
        return ""
    return in_words(query, await context.colleagues.names(members_in(query)))


async def _order(context: Context, payload: ActionPayload) -> None:
    await _redraw(context, payload, await _shown(context, payload, _list_id(payload), payload.value))


async def _turn_people(context: Context, payload: ActionPayload) -> None:
    order, cursor = json.loads(payload.value)
    await _redraw(context, payload, await _shown(context, payload, _list_id(payload), order, cursor))


async def _remove(context: Context, payload: ActionPayload) -> None:
    list_id = _list_id(payload)
    try:
        await membership.remove_people(payload.tenant, payload.author, list_id, [int(payload.value)])
        view = await _shown(context, payload, list_id)
    except UserError as error:
        view = problem("List", str(error))
    await _redraw(context, payload, view)


async def _why(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Why") as fill:
        list_id, contact_id = _list_id(payload), int(payload.value)
        query = parse((await lists.get(payload.tenant, list_id)).query).query
        who = await membership.who_put(payload.tenant, list_id, contact_id)
        names = await context.colleagues.names([*members_in(query), *([who] if who else [])])
        await fill(views.why_view(await membership.why(payload.tenant, list_id, contact_id, names)))


async def _copy(context: Context, payload: ActionPayload) -> None:
    async def copy() -> int:
        return (await lists.copy(payload.tenant, payload.author, int(payload.value))).id

    await _show_what_became(context, payload, await once(payload.tenant, f"copy:{payload.key}", copy))


async def _ask_freeze(context: Context, payload: ActionPayload) -> None:
    """What becomes of it is shown in the view below."""
    below = payload.view.id if payload.view else ""
    async with loading_modal(context, payload, "List") as fill:
        found = await lists.get(payload.tenant, int(payload.value))
        if not found.is_dynamic:
            raise UserError(f"{found.name} is static by now.")
        carried = json.dumps({"list_id": found.id, "below": below})
        await fill(views.make_static_form(found, await _words(context, found), carried))


async def _freeze(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    await lists.make_static(payload.tenant, carried["list_id"])
    await redraw(context, carried["below"], await _shown(context, payload, carried["list_id"]))


async def _archive(context: Context, payload: ActionPayload) -> None:
    await lists.archive(payload.tenant, int(payload.value))
    await _show_what_became(context, payload, int(payload.value))


async def _bring_back(context: Context, payload: ActionPayload) -> None:
    await lists.bring_back(payload.tenant, int(payload.value))
    await _show_what_became(context, payload, int(payload.value))


async def _unshare(context: Context, payload: ActionPayload) -> None:
    await lists.share(payload.tenant, int(payload.value), "")
    await _show_what_became(context, payload, int(payload.value))


async def _open_share(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Share list") as fill:
        found = await lists.get(payload.tenant, int(payload.value))
        await fill(views.share_form(found, _carried(found.id)))


async def _share(context: Context, payload: SubmissionPayload) -> None:
    """Who is in the channel sees who has shared it."""
    list_id, channel_id = json.loads(payload.view.metadata)["list_id"], payload.view.conversation("channel")
    try:
        await refuse_where_absent(context, channel_id)
        found, is_told = await lists.get(payload.tenant, list_id), bool(payload.view.all_chosen("tell"))
        if is_told:
            found = await lists.share(payload.tenant, list_id, channel_id)
        name = await context.colleagues.name(payload.user_id) or SOMEBODY
        blocks = views.shared(found, name, await _words(context, found), is_told=is_told)
        await say(
            context, payload.tenant, f"list:{payload.key}", channel_id, blocks, views.shared_text(found)
        )
        view = modal("Share list", sentence(f"{found.name} is shared."))
    except UserError as error:
        view = problem("Share list", str(error))
    await show_result(context, payload, view)


async def _open_of_contact(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Lists") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        found = await lists.of_contact(payload.tenant, contact.id)
        static = [each for each in found if not each.is_dynamic]
        dynamic = [each for each in found if each.is_dynamic]
        state = FormState(contact.id, Place.of(payload))
        carried = json.dumps({"state": state.written(), "shown": [each.id for each in static]})
        await fill(views.contact_lists_form(contact.name, static, dynamic, carried))


async def _save_of_contact(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    state = FormState.read(carried["state"])
    chosen = [int(each) for each in payload.view.all_chosen("lists")]
    await membership.set_lists(payload.tenant, payload.author, state.contact_id, carried["shown"], chosen)
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


async def _suggest(context: Context, payload: OptionsPayload) -> Sequence[Option]:
    return [views.list_option(*each) for each in await lists.suggest(payload.tenant, payload.typed)]


async def _show_what_became(context: Context, payload: ActionPayload, list_id: int) -> None:
    await _redraw(context, payload, await _shown(context, payload, list_id))


async def _redraw(context: Context, payload: ActionPayload, view: View) -> None:
    if payload.view:
        await redraw(context, payload.view.id, view)


def _list_id(payload: ActionPayload) -> int:
    return int(json.loads(payload.view.metadata)["list_id"]) if payload.view else 0


def _carried(list_id: int = 0) -> str:
    return json.dumps({"list_id": list_id})


def _pointed_out(typed: str, error: QueryError) -> str:
    """The sentence and the query with an arrow at the place: an input's error has no fixed-width font for a caret."""
    return f"{error} Here: {typed[: error.position]}👉{typed[error.position :]}"


ACTIONS = (
    Action("lists.new", open_new),
    Action("lists.all", open_lists),
    Action("lists.page", _turn),
    Action("lists.page.first", _turn),
    Action("lists.page.more", _turn),
    Action("lists.archived", _turn),
    Action("lists.archived.first", _turn),
    Action("lists.archived.more", _turn),
    Action("lists.open", _open),
    Action("lists.edit", _edit),
    Action("lists.order", _order),
    Action("lists.people.first", _turn_people),
    Action("lists.people.more", _turn_people),
    Action("lists.remove", _remove, kept=True),
    Action(views.WHY, _why),
    Action("lists.copy", _copy, kept=True),
    Action("lists.freeze", _ask_freeze),
    Action("lists.archive", _archive, kept=True),
    Action("lists.bring_back", _bring_back, kept=True),
    Action("lists.share_form", _open_share),
    Action("lists.unshare", _unshare, kept=True),
    Action("contact.lists", _open_of_contact),
)
SUBMISSIONS = (
    Submission("lists.form", _save_form, _check, saving="List"),
    Submission("lists.save", _save, saving="List"),
    Submission("lists.freeze", _freeze),
    Submission("lists.share", _share, saving="Share list"),
    Submission("contact.lists", _save_of_contact),
)
SUGGESTIONS = (Suggestions(views.WHY, suggest_people), Suggestions(views.SUGGEST_LISTS, _suggest))
