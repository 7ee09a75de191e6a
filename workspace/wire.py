"""What goes over the wire: JSON objects, and the two ways of saying no."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API call that fails as Slack's does: `{"ok": false, "error": code, **details}`."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def as_answer(self) -> Json:
        return {"ok": False, "error": self.code, **self.details}


class Refused(Exception):
    """Something a person cannot do, or the app did not answer: a code, and a sentence for the person."""

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def as_answer(self) -> Json:
        return {"ok": False, "error": self.code, "message": self.message, **self.details}
