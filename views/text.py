"""Text from people and files, on its way into Slack.

It never becomes mrkdwn: it goes into plain text objects and rich text elements, which Slack shows as they are. So
`<!channel>`, `*` or a link in a name are shown as typed and ping nobody. The one exception is the `text` of a message,
which notifications read out: `escaped` is for it.
"""

from slack_sdk.models.blocks import PlainTextObject

CONTROL_PICTURES = 0x2400
_SPACE = 0x20
_DELETE = 0x7F
_LAST_CONTROL = 0x9F
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_SHOWN = {
    **dict.fromkeys((*map(ord, _TURNING), *range(_DELETE, _LAST_CONTROL + 1))),
    **{code: CONTROL_PICTURES + code for code in range(_SPACE) if code != ord("\n")},
    _DELETE: "␡",
}
"""By code point; None for what is left out. Those are all control characters that Unicode has, and will ever have."""
_ELLIPSIS = "…"


def visible(text: str) -> str:
    """Control characters as their pictures (␀), and without those that turn round what follows."""
    return text.translate(_SHOWN)


def cut(text: str, longest: int) -> str:
    """At most so many characters, made visible; an ellipsis says that there is more."""
    shown = visible(text)
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + _ELLIPSIS


def plain(text: str, longest: int = 3000) -> PlainTextObject:
    """As typed: no emoji names, no formatting. Never empty, which Slack refuses."""
    return PlainTextObject(text=cut(text, longest) or " ", emoji=False)


def label(text: str) -> PlainTextObject:
    """Our own words, in which emoji may stand."""
    return PlainTextObject(text=text, emoji=True)


def escaped(text: str, longest: int = 500) -> str:
    """For the `text` of a message, which Slack reads as mrkdwn: no mention and no link can come of it."""
    return cut(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def counted(number: int, singular: str, plural: str = "") -> str:
    """ "1 person", "2 people", "1,000 rows"."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def people_who(number: int, words: str) -> str:
    """How many, and who, as a query says it: "2 people in Berlin tagged go", "3 people: everybody"."""
    who = words.removeprefix("people")
    return counted(number, "person", "people") + (who if who != words else f": {words}")
