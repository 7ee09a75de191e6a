"""Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from workspace.blocks.shapes import Choice, Fields, Flag, Many, Number, OneOf, Record, Text

_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE: Fields = {"style": Record(optional={style: Flag() for style in _STYLES})}
_BORDER: Fields = {"border": Number(least=0, most=1)}

_TEXT = Record("text", required={"text": Text()}, optional=_STYLE)
_LINK = Record(
    "link", required={"url": Text()}, optional={**_STYLE, "text": Text(shortest=0), "unsafe": Flag()}
)
_PARTS = OneOf(
    _TEXT,
    _LINK,
    Record("user", required={"user_id": Text()}, optional=_STYLE),
    Record("usergroup", required={"usergroup_id": Text()}, optional=_STYLE),
    Record("channel", required={"channel_id": Text()}, optional=_STYLE),
    Record("team", required={"team_id": Text()}, optional=_STYLE),
    Record("broadcast", required={"range": Choice(("here", "channel", "everyone"))}, optional=_STYLE),
    Record("color", required={"value": Text()}, optional=_STYLE),
    Record(
        "emoji",
        required={"name": Text()},
        optional={**_STYLE, "unicode": Text(), "skin_tone": Number(least=1, most=6), "url": Text()},
    ),
    Record(
        "date",
        required={"timestamp": Number(), "format": Text()},
        optional={**_STYLE, "url": Text(), "fallback": Text()},
    ),
)

_SECTION = Record("rich_text_section", required={"elements": Many(_PARTS)})
_LIST = Record(
    "rich_text_list",
    required={"elements": Many(_SECTION), "style": Choice(("bullet", "ordered"))},
    optional={**_BORDER, "indent": Number(least=0, most=8), "offset": Number(least=0)},
)
_QUOTE = Record("rich_text_quote", required={"elements": Many(_PARTS)}, optional=_BORDER)
_PREFORMATTED = Record(
    "rich_text_preformatted",
    required={"elements": Many(OneOf(_TEXT, _LINK))},
    optional={**_BORDER, "language": Text()},
)

RICH_TEXT = Record(
    "rich_text",
    required={"elements": Many(OneOf(_SECTION, _LIST, _QUOTE, _PREFORMATTED))},
    optional={"block_id": Text(255)},
)
