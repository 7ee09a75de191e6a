"""`/contacts fields`"""

from handlers.profile.custom_fields import open_fields
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="fields",
    usage="/contacts fields",
    summary="the fields that your team has made for its contacts; admins add and change them",
    run=open_fields,
)
