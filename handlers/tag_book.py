"""`/contacts tags`: everybody renames and colours the tags of the workspace, admins merge and delete them."""

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Option

from crm import tag_book, tags
from crm.errors import UserError
from crm.types import KnownTag
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, OptionsPayload, Payload, SubmissionPayload
from handlers.redrawing import redraw
from handlers.registry import Action, Submission, Suggestions
from handlers.saving import show_result
from views.colours import COLOURS
from views.modals import problem
from views.tags import FIND, INTO, TITLE, found_option, merge_question, no_merge, tag_form, tag_list


async def open_tags(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        await fill(tag_list(await tag_book.page(payload.tenant), first=True))


async def _turn(context: Context, payload: ActionPayload) -> None:
    after = payload.value[1:]
    if payload.view:
        page = await tag_book.page(payload.tenant, after)
        await redraw(context, payload.view.id, tag_list(page, first=not after))


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Tag") as fill:
        tag = await tag_book.get(payload.tenant, int(payload.value))
        await fill(tag_form(tag, _metadata(tag), is_admin=await _is_admin(context, payload)))


async def _open_found(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Tag") as fill:
        tag = await _named(payload)
        await fill(tag_form(tag, _metadata(tag), is_admin=await _is_admin(context, payload)))


async def _ask_to_merge(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Merge tags") as fill:
        await _only_admins(context, payload)
        carried = json.loads(payload.view.metadata if payload.view else "{}")
        tag, other = await tag_book.get(payload.tenant, carried["tag_id"]), await _named(payload)
        if tag.id == other.id:
            raise UserError("That is the same tag.")
        await fill(merge_question(tag, other, _metadata(tag, other)))


async def _delete(context: Context, payload: ActionPayload) -> None:
    try:
        await _only_admins(context, payload)
        await tag_book.delete(payload.tenant, int(payload.value))
        view = tag_list(await tag_book.page(payload.tenant), first=True)
    except UserError as error:
        view = problem("Tag", str(error))
    if payload.view:
        await redraw(context, payload.view.id, view)


def _check(context: Context, payload: SubmissionPayload) -> None:
    tag_book.check(payload.view.typed("name"))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    """Where the new name is taken, it asks whether the two are one."""
    tag_id, colour = json.loads(payload.view.metadata)["tag_id"], payload.view.chosen("colour")
    try:
        await tag_book.change(
            payload.tenant, tag_id, payload.view.typed("name"), colour if colour in COLOURS else ""
        )
    except tag_book.TagTaken as taken:
        may_merge = await _is_admin(context, payload)
        question = merge_question(taken.tag, taken.other, _metadata(taken.tag, taken.other))
        await show_result(context, payload, question if may_merge else no_merge(taken.tag, taken.other))
        return
    await show_result(context, payload, tag_list(await tag_book.page(payload.tenant), first=True))


async def _merge(context: Context, payload: SubmissionPayload) -> None:
    await _only_admins(context, payload)
    carried = json.loads(payload.view.metadata)
    await tag_book.merge(payload.tenant, carried["tag_id"], carried["into_id"])
    await show_result(context, payload, tag_list(await tag_book.page(payload.tenant), first=True))


async def _suggest(context: Context, payload: OptionsPayload) -> Sequence[Option]:
    return [found_option(tag) for tag in await tags.suggest(payload.tenant, payload.typed)]


async def _named(payload: ActionPayload) -> KnownTag:
    """Whom somebody has chosen. Raises UserError."""
    tag = await tag_book.named(payload.tenant, payload.value)
    if tag is None:
        raise UserError("Somebody has taken this tag away meanwhile.")
    return tag


async def _is_admin(context: Context, payload: Payload) -> bool:
    return await context.colleagues.is_admin(payload.user_id)


async def _only_admins(context: Context, payload: Payload) -> None:
    if not await _is_admin(context, payload):
        raise UserError("Only admins of this workspace merge and delete tags; ask one of them.")


def _metadata(tag: KnownTag, into: KnownTag | None = None) -> str:
    return json.dumps({"tag_id": tag.id, "into_id": into.id if into else None})


ACTIONS = (
    Action("tags.page", _turn),
    Action("tags.more", _turn),
    Action("tags.change", _open),
    Action(FIND, _open_found),
    Action(INTO, _ask_to_merge),
    Action("tags.delete", _delete, kept=True),
)
SUBMISSIONS = (
    Submission("tags.save", _save, _check, saving="Tag"),
    Submission("tags.merge", _merge, saving="Merge tags"),
)
SUGGESTIONS = (Suggestions(FIND, _suggest), Suggestions(INTO, _suggest))
