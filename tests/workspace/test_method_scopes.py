import pytest

from workspace.conversations import Kind
from workspace.method_scopes import scopes_for


@pytest.mark.parametrize(
    ("method", "scopes"),
    [
        ("chat.postMessage", {"chat:write"}),
        ("chat.postEphemeral", {"chat:write"}),
        ("chat.update", {"chat:write"}),
        ("chat.scheduleMessage", {"chat:write"}),
        ("files.getUploadURLExternal", {"files:write"}),
        ("files.completeUploadExternal", {"files:write"}),
        ("files.info", {"files:read"}),
        ("files.list", {"files:read"}),
        ("files.delete", {"files:write"}),
        ("reactions.add", {"reactions:write"}),
        ("reactions.get", {"reactions:read"}),
        ("users.info", {"users:read"}),
        ("users.lookupByEmail", {"users:read.email"}),
        ("apps.connections.open", {"connections:write"}),
        ("assistant.threads.setStatus", {"assistant:write", "chat:write"}),
    ],
)
def test_any_of_these_is_enough(method: str, scopes: set[str]) -> None:
    assert scopes_for(method) == frozenset(scopes)


@pytest.mark.parametrize(
    "method",
    [
        "api.test",
        "auth.test",
        "chat.getPermalink",
        "views.open",
        "views.push",
        "views.update",
        "views.publish",
    ],
)
def test_methods_that_every_app_may_call(method: str) -> None:
    assert scopes_for(method) == frozenset()


@pytest.mark.parametrize("method", ["", "chat", "chat.shout", "chat_postMessage", "files.upload"])
def test_methods_that_do_not_exist(method: str) -> None:
    assert scopes_for(method) is None


@pytest.mark.parametrize(
    ("kind", "family"), [("public", "channels"), ("private", "groups"), ("im", "im"), ("mpim", "mpim")]
)
def test_conversations_need_the_scope_of_their_kind(kind: Kind, family: str) -> None:
    assert scopes_for("conversations.history", kind) == frozenset({f"{family}:history"})
    assert scopes_for("conversations.replies", kind) == frozenset({f"{family}:history"})
    assert scopes_for("conversations.info", kind) == frozenset({f"{family}:read"})
    assert scopes_for("conversations.members", kind) == frozenset({f"{family}:read"})
    assert scopes_for("chat.postMessage", kind) == frozenset({"chat:write"})


def test_without_a_kind_any_family_is_enough() -> None:
    assert scopes_for("conversations.list") == frozenset(
        {"channels:read", "groups:read", "im:read", "mpim:read"}
    )


def test_direct_messages_are_opened_and_public_channels_joined() -> None:
    assert scopes_for("conversations.open", "im") == frozenset({"im:write"})
    assert scopes_for("conversations.open", "mpim") == frozenset({"mpim:write"})
    assert scopes_for("conversations.join", "public") == frozenset({"channels:join"})
