"""Secondary attachments of messages: https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments."""

from workspace.blocks.objects import LINK
from workspace.blocks.shapes import Anything, Choice, Flag, Many, Number, Record, Text
from workspace.blocks.surfaces import MESSAGE_BLOCKS

_ANY = Text(shortest=0)
_FIELD = Record(optional={"title": _ANY, "value": _ANY, "short": Flag()})

ATTACHMENT = Record(
    optional={
        "actions": Many(Anything(), most=5),
        "attachment_type": _ANY,
        "author_icon": LINK,
        "author_link": LINK,
        "author_name": _ANY,
        "author_subname": _ANY,
        "blocks": Many(MESSAGE_BLOCKS, most=50),
        "callback_id": _ANY,
        "color": _ANY,
        "fallback": _ANY,
        "fields": Many(_FIELD),
        "footer": Text(300, shortest=0),
        "footer_icon": LINK,
        "id": Number(),
        "image_url": LINK,
        "mrkdwn_in": Many(Choice(("pretext", "text", "fields", "fallback", "title"))),
        "pretext": _ANY,
        "text": _ANY,
        "thumb_url": LINK,
        "title": _ANY,
        "title_link": LINK,
        "ts": Anything(),
    }
)
