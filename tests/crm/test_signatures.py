"""Signatures as they stand under real e-mails; the people are made up."""

from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import signatures
from crm.types import ContactDraft

SIGNATURES = (
    (
        "Best regards,\n\nJane Doe\nStaff Engineer\nHalden Robotics GmbH\njane@halden.example.com\n+49 30 901820",
        ContactDraft(
            name="Jane Doe",
            title="Staff Engineer",
            company="Halden Robotics GmbH",
            email="jane@halden.example.com",
            phone="+49 30 901820",
        ),
    ),
    (
        (
            "Hi Ben,\n\ncan we talk on Friday?\n\nThanks\n--\nZoë Ängström | Head of Design at Brightwater\n"
            "M: +46 70 123 45 67 | zoe@brightwater.example.com\nlinkedin.com/in/zoe-angstrom"
        ),
        ContactDraft(
            name="Zoë Ängström",
            title="Head of Design",
            company="Brightwater",
            email="zoe@brightwater.example.com",
            phone="+46 70 123 45 67",
            profile_url="https://linkedin.com/in/zoe-angstrom",
        ),
    ),
    (
        (
            "Kind regards\nDr. Łukasz Wiśniewski, PhD\nVP Engineering, Wexford Analytics\nE-mail: lukasz@wexford.example.com\n"
            "Tel.: +48 12 345 67 89\nFax: +48 12 345 67 90\nhttps://github.com/lukasz"
        ),
        ContactDraft(
            name="Dr. Łukasz Wiśniewski",
            title="VP Engineering",
            company="Wexford Analytics",
            email="lukasz@wexford.example.com",
            phone="+48 12 345 67 89",
            profile_url="https://github.com/lukasz",
        ),
    ),
    (
        (
            "Mit freundlichen Grüßen\n\nErika Mustermann (sie/ihr)\nGeschäftsführerin\n\nMuster & Söhne KG\nHauptstraße 1\n10115 Berlin\n"
            "Telefon: +49 (0)30 1234567\nerika.mustermann@muster.example.com\nwww.muster.example.com"
        ),
        ContactDraft(
            name="Erika Mustermann",
            title="Geschäftsführerin",
            company="Muster & Söhne KG",
            email="erika.mustermann@muster.example.com",
            phone="+49 30 1234567",
            profile_url="https://muster.example.com",
        ),
    ),
    (
        (
            "Mei Lin\nPrincipal Engineer\nHarbour Data\n<mei.lin@example.com>\n+65 6123 4567\n"
            "https://www.linkedin.com/in/mei-lin-42?trk=mail\nhttps://github.com/meilin\n"
        ),
        ContactDraft(
            name="Mei Lin",
            title="Principal Engineer",
            company="Harbour Data",
            email="mei.lin@example.com",
            phone="+65 6123 4567",
            profile_url="https://linkedin.com/in/mei-lin-42",
            note="https://github.com/meilin",
        ),
    ),
    (
        "cheers,\nSam\nsam@studio.example.com",
        ContactDraft(name="Sam", email="sam@studio.example.com"),
    ),
    ("Sent from my phone\njane.doe@example.com", ContactDraft(name="Jane Doe", email="jane.doe@example.com")),
    (
        "> Regards,\n> *Ana María Pérez*\n> Senior Recruiter • Talento S.A.\n> ana@talento.example.com • +34 612 345 678",
        ContactDraft(
            name="Ana María Pérez",
            title="Senior Recruiter",
            company="Talento S.A.",
            email="ana@talento.example.com",
            phone="+34 612 345 678",
        ),
    ),
)


@pytest.mark.parametrize(("text", "expected"), SIGNATURES, ids=[each.name for _, each in SIGNATURES])
def test_a_signature_fills_the_form(text: str, expected: ContactDraft) -> None:
    read = signatures.read(text)
    assert asdict(read) == asdict(expected)
    assert signatures.is_signature(read)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "See you tomorrow at 10:30, room 4.",
        "The build is red again :(",
        "jane?",
        "https://a.example.com/x",
    ],
)
def test_what_is_none_makes_no_form(text: str) -> None:
    assert not signatures.is_signature(signatures.read(text))


def test_a_number_without_country_is_read_where_the_region_is_known() -> None:
    text = "Jane Doe\nEngineer\n030 901820"
    assert signatures.read(text).phone == ""
    assert signatures.read(text, "DE").phone == "030 901820"


@given(st.text(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_pasted_it_answers(text: str) -> None:
    read = signatures.read(text)
    assert len(read.name) <= 200
    assert "\n" not in read.name + read.title + read.company
