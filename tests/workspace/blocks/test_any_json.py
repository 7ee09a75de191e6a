"""Whatever an app sends, it is told what is wrong; nothing breaks."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workspace.blocks import Fault, message_faults, view_faults
from workspace.blocks.shapes import Choice, Flag, Many, Number, OneOf, Record, Shape, Text
from workspace.blocks.surfaces import HOME_BLOCKS, MESSAGE_BLOCKS, MODAL_BLOCKS

# A busy machine is no fault of the code's.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
NUMERALS = st.from_regex(r"-?[0-9]{1,40}(\.[0-9]{1,5})?", fullmatch=True)
TEXTS = (
    st.text(max_size=9)
    | NUMERALS
    | st.sampled_from(["https://example.com", "2026-11-23", "09:30", "UTC", "../etc"])
)
TYPES = sorted({*MESSAGE_BLOCKS.kinds, *MODAL_BLOCKS.kinds, *HOME_BLOCKS.kinds})


def nearly(shape: Shape) -> st.SearchStrategy[Any]:
    """JSON that mostly has that shape, so that the rules behind the fields come into play."""
    made: st.SearchStrategy[Any] = ANY_JSON
    match shape:
        case Text():
            made = TEXTS
        case Number():
            made = st.integers(-1, 30) | st.integers()
        case Flag():
            made = st.booleans()
        case Choice():
            made = st.sampled_from([*shape.allowed, "nonsense"])
        case Many():
            made = st.lists(later(shape.item), max_size=3)
        case OneOf():
            made = st.sampled_from([*shape.kinds.values()]).flatmap(nearly)
        case Record():
            typed = {"type": st.just(shape.type)} if shape.type else {}
            required = {name: later(field) for name, field in shape.required.items()}
            optional = {name: later(field) for name, field in shape.optional.items()}
            made = st.fixed_dictionaries({**typed, **required}, optional=optional)
    return made


def later(shape: Shape) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: nearly(shape))


def are_faults(found: list[Fault], root: str) -> bool:
    return all(fault.path.startswith(root) and fault.message for fault in found)


@unhurried
@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments"]), ANY_JSON))
def test_any_message(payload: dict[str, Any]) -> None:
    assert are_faults(message_faults(payload), "/")


@unhurried
@given(st.lists(nearly(MESSAGE_BLOCKS), max_size=3))
def test_nearly_sound_messages(blocks: list[Any]) -> None:
    assert are_faults(message_faults({"blocks": blocks, "attachments": [{"blocks": blocks}]}), "/")


@unhurried
@given(st.dictionaries(st.sampled_from(["type", "title", "submit", "blocks", "callback_id"]), ANY_JSON))
def test_any_view(view: dict[str, Any]) -> None:
    assert are_faults(view_faults(view), "/view")


@unhurried
@given(st.lists(nearly(MODAL_BLOCKS) | nearly(HOME_BLOCKS), max_size=3), st.sampled_from(["modal", "home"]))
def test_nearly_sound_views(blocks: list[Any], kind: str) -> None:
    title = {"title": {"type": "plain_text", "text": "Contact"}} if kind == "modal" else {}
    assert are_faults(view_faults({"type": kind, "blocks": blocks, **title}), "/view")


@unhurried
@given(st.sampled_from(TYPES), st.dictionaries(st.text(max_size=9), ANY_JSON, max_size=3))
def test_known_blocks_with_any_fields(kind: str, fields: dict[str, Any]) -> None:
    assert are_faults(message_faults({"blocks": [{**fields, "type": kind}]}), "/blocks")
