"""The everyday blocks: https://docs.slack.dev/reference/block-kit/blocks."""

from collections.abc import Iterator, Mapping
from typing import Any

from workspace.blocks.buttons import IMAGE
from workspace.blocks.objects import SECURE_ADDRESS, SLACK_FILE, WEB_ADDRESS, any_text, plain_text
from workspace.blocks.rules import at_least_one, exactly_one, unique
from workspace.blocks.shapes import Choice, Fault, Fields, Flag, Many, OneOf, Record, Text

BLOCK: Fields = {"block_id": Text(255)}

DIVIDER = Record("divider", optional=BLOCK)
HEADER = Record("header", required={"text": plain_text(150)}, optional=BLOCK)
MARKDOWN = Record("markdown", required={"text": Text(12_000)}, optional=BLOCK)
CONTEXT = Record(
    "context",
    required={"elements": Many(OneOf(IMAGE, *any_text().kinds.values()), least=1, most=10)},
    optional=BLOCK,
)
IMAGE_BLOCK = Record(
    "image",
    required={"alt_text": Text(2000)},
    optional={**BLOCK, "title": plain_text(2000), "image_url": WEB_ADDRESS, "slack_file": SLACK_FILE},
    rules=(exactly_one("image_url", "slack_file"),),
)
FILE = Record("file", required={"external_id": Text(), "source": Choice(("remote",))}, optional=BLOCK)
VIDEO = Record(
    "video",
    # Both "must be less than", says Slack, and so do the models of its SDK.
    required={
        "alt_text": Text(),
        "title": plain_text(199),
        "thumbnail_url": WEB_ADDRESS,
        "video_url": SECURE_ADDRESS,
    },
    optional={
        **BLOCK,
        "author_name": Text(49),
        "description": plain_text(),
        "provider_icon_url": WEB_ADDRESS,
        "provider_name": Text(),
        "title_url": SECURE_ADDRESS,
    },
)


def section(*accessories: Record) -> Record:
    return Record(
        "section",
        optional={
            **BLOCK,
            "text": any_text(3000),
            "fields": Many(any_text(2000), least=1, most=10),
            "accessory": OneOf(*accessories),
            "expand": Flag(),
        },
        rules=(at_least_one("text", "fields"),),
    )


def actions(*elements: Record) -> Record:
    return Record(
        "actions",
        required={"elements": Many(OneOf(*elements), least=1, most=25)},
        optional=BLOCK,
        rules=(unique("elements", "action_id"),),
    )


def input_of(*elements: Record) -> Record:
    return Record(
        "input",
        required={"label": plain_text(2000), "element": OneOf(*elements)},
        optional={**BLOCK, "hint": plain_text(2000), "optional": Flag(), "dispatch_action": Flag()},
        rules=(_files_dispatch_no_action,),
    )


def _files_dispatch_no_action(block: Mapping[str, Any], path: str) -> Iterator[Fault]:
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        yield Fault(f"{path}/element/type", "unsupported type: file_input")
