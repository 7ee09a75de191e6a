"""The tags of a person, and suggestions while somebody types one."""

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Option

from crm import contacts, tags
from crm.drafts import LONGEST_TAG, cleaned_tags, problem_with_tags
from crm.errors import FieldErrors
from crm.identity import clean_line
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, OptionsPayload, SubmissionPayload
from handlers.places import FormState, Place
from handlers.registry import Action, Submission, Suggestions
from views.contact_form import SUGGEST_TAGS, tag_option, tags_form


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Tags") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        state = FormState(contact.id, Place.of(payload))
        carried = json.dumps({"state": state.written(), "shown": contact.tags}, ensure_ascii=False)
        await fill(tags_form(contact.name, contact.tags, carried))


def _check(context: Context, payload: SubmissionPayload) -> None:
    if problem := problem_with_tags(cleaned_tags(payload.view.all_chosen("tags"))):
        raise FieldErrors({"tags": problem})


async def _save(context: Context, payload: SubmissionPayload) -> None:
    carried = json.loads(payload.view.metadata)
    state = FormState.read(carried["state"])
    chosen = payload.view.all_chosen("tags")
    await tags.set_tags(payload.tenant, payload.author, state.contact_id, tuple(carried["shown"]), chosen)
    await state.place.show(context, await contacts.get(payload.tenant, state.contact_id))


async def _suggest(context: Context, payload: OptionsPayload) -> Sequence[Option]:
    """Known tags that begin so, and what was typed as a new one."""
    typed = clean_line(payload.typed)[:LONGEST_TAG]
    known = await tags.suggest(payload.tenant, typed)
    options = [tag_option(tag) for tag in known]
    if typed and tags.key_of(typed) not in {tags.key_of(tag) for tag in known}:
        options.append(tag_option(typed, is_new=True))
    return options


ACTIONS = (Action("contact.tags", _open_form),)
SUBMISSIONS = (Submission("contact.tags", _save, _check),)
SUGGESTIONS = (Suggestions(SUGGEST_TAGS, _suggest),)
