"""Why a row is not imported."""

from crm.errors import UserError


class RowRejected(UserError):
    """The message is the reason, for the file of rejected rows."""
