"""Getting through to the app, and saying so where it does not answer."""

from workspace.delivery import Kind, NotAcked
from workspace.wire import Json, Refused
from workspace.workspace import Workspace

_SENTENCES = {
    "operation_timeout": "{app} did not answer in time (operation_timeout).",
    "dispatch_failed": "{app} could not be reached, or answered with an error (dispatch_failed).",
}


async def reach(ws: Workspace, kind: Kind, payload: Json) -> Json:
    """What the app said in its ack. Raises Refused: operation_timeout, dispatch_failed."""
    if kind == "interactive" and not ws.app.manifest.interactivity:
        raise Refused(
            "interactivity_disabled", f"{ws.app.manifest.name} is not configured for interactive responses."
        )
    try:
        ack = await ws.delivery.send(kind, payload)
    except NotAcked as failure:
        sentence = _SENTENCES[failure.error].format(app=ws.app.manifest.name)
        raise Refused(failure.error, sentence) from None
    return ack.payload
