"""Blocks that frame others: cards, carousels, containers, alerts."""

from workspace.blocks.buttons import BUTTON, IMAGE
from workspace.blocks.layout import BLOCK
from workspace.blocks.objects import any_text, plain_text
from workspace.blocks.rich_text import RICH_TEXT
from workspace.blocks.rules import at_least_one, never_with, only_with, unique
from workspace.blocks.shapes import Choice, Flag, Many, OneOf, Record

ALERT = Record(
    "alert",
    required={"text": any_text(200)},
    optional={**BLOCK, "level": Choice(("default", "info", "warning", "error", "success"))},
)
CARD = Record(
    "card",
    optional={
        **BLOCK,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "actions": Many(BUTTON, least=1, most=3),
    },
    rules=(at_least_one("hero_image", "title", "actions", "body"), unique("actions", "action_id")),
)
CAROUSEL = Record("carousel", required={"elements": Many(CARD, least=1, most=10)}, optional=BLOCK)


def container(*children: Record) -> Record:
    return Record(
        "container",
        required={"child_blocks": Many(OneOf(*children), least=1, most=10)},
        optional={
            **BLOCK,
            "title": plain_text(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": any_text(150),
            "width": Choice(("narrow", "standard", "wide", "full")),
            "icon": IMAGE,
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        rules=(
            at_least_one("title", "rich_text_title"),
            only_with("default_collapsed", "is_collapsible"),
            never_with("has_header_divider", "is_collapsible"),
        ),
    )
