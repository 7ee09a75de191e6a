"""What speaks for a skill, and the form for what a colleague has seen of it."""

from collections.abc import Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import Evidence, Proof, ProvenSkill, SkillStatus
from views import rich
from views.contact_form import text_input
from views.modals import modal
from views.profile.whole import VERDICT, back_button
from views.text import cut, label, plain

SHOWN_EVIDENCE = 40
LONGEST_WHERE = 300
REASON, SEEN = "reason", "seen"
_MEANS: Mapping[SkillStatus, str] = {
    SkillStatus.STATED: "One source says so. That nothing public is found says nothing against anybody.",
    SkillStatus.CORROBORATED: "Two sources say so that do not copy from one another.",
    SkillStatus.VERIFIED: "Public code, a certificate or a colleague shows it.",
    SkillStatus.DISPUTED: "A colleague has seen that it is not so.",
}
_SAID: Mapping[Proof, str] = {
    Proof.STATED: "In the profile",
    Proof.LISTED: "Listed by a provider",
    Proof.MENTIONED: "Named in",
    Proof.CODE: "Public code",
    Proof.CERTIFICATE: "Certificate",
    Proof.CONFIRMED: "Confirmed",
    Proof.DISPUTED: "Disputed",
}


def evidence_view(proven: ProvenSkill, item_id: int, metadata: str) -> View:
    """The latest evidence first."""
    latest = proven.evidence[::-1][:SHOWN_EVIDENCE]
    blocks: list[Block] = [
        SectionBlock(text=plain(f"{proven.name}: {proven.status}")),
        ContextBlock(elements=[label(_MEANS[proven.status])]),
        rich.bullets(*map(_line, latest)),
        ActionsBlock(
            elements=[
                ButtonElement(text=label("Confirm or dispute"), action_id=VERDICT, value=str(item_id)),
                ButtonElement(text=label("← Skills"), action_id="profile.edit", value="skills"),
                back_button(),
            ]
        ),
    ]
    return modal("Evidence", blocks, metadata=metadata)


def verdict_form(skill: str, metadata: str) -> View:
    choices = [
        Option(value=Proof.CONFIRMED, text=label("Confirm: they have it")),
        Option(value=Proof.DISPUTED, text=label("Dispute: they do not")),
    ]
    blocks: list[Block] = [
        SectionBlock(text=plain(skill)),
        InputBlock(
            block_id=SEEN,
            label=label("What you have seen"),
            element=RadioButtonsElement(action_id="value", options=choices, initial_option=choices[0]),
        ),
        text_input(
            REASON,
            "How do you know?",
            "",
            placeholder="Built a scheduler with us in the second interview",
            hint="Everybody who sees the profile can read it.",
            optional=False,
        ),
        ActionsBlock(elements=[back_button()]),
    ]
    return modal(
        "Confirm or dispute", blocks, callback_id=VERDICT, submit="Save", close="Close", metadata=metadata
    )


def _line(evidence: Evidence) -> list[RichTextElement]:
    parts = [rich.text(_SAID[evidence.kind], bold=True)]
    if evidence.by:
        parts += [rich.text(" by "), rich.person(evidence.by)]
    if evidence.seen_on:
        parts += [rich.text(", "), rich.day(evidence.seen_on)]
    if evidence.where:
        parts += [rich.text(": "), _where(evidence.where)]
    return parts


def _where(text: str) -> RichTextElement:
    """What providers say may be anything: only what is surely a link becomes one."""
    shown = cut(text, LONGEST_WHERE)
    is_plain = text.isascii() and text.isprintable() and " " not in text
    is_link = text.startswith(("https://", "http://")) and is_plain and text == shown
    return rich.link(text, text) if is_link else rich.text(shown)
