"""Why nothing starts."""


class CannotStart(Exception):
    """The message is a sentence for the operator."""
