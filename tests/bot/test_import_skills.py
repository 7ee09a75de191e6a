"""`roster import-skills`: ESCO's skills beside ours, as the operator and then everybody has them."""

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.errors import UserError
from crm.skills import imported, taxonomy
from crm.skills.esco import read
from crm.skills.finding import found_in
from tests.bot.test_import_file import said

HEADER = [
    "conceptType",
    "conceptUri",
    "skillType",
    "reuseLevel",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
]
ROWS = (
    (
        "skill",
        "cross-sector",
        "influence public policies",
        "lobbying for public policies\nlobby",
        "",
        "released",
    ),
    ("skill", "transversal", "advise others", "counselling\nguide\ngive  advice", "", "released"),
    ("skill", "cross-sector", "manage supplies", "lobby", "stock keeping", ""),
    ("skill", "cross-sector", "photogrammetry", "manage supplies\nk8s", "", "released"),
    ("skill", "sector-specific", "Java (computer programming)", "Java 8", "", "released"),
    ("skill", "sector-specific", "Scratch (computer programming)", "", "", "released"),
    ("skill", "sector-specific", "bell ringing", "campanology", "", "obsolete"),
    ("occupation", "", "baker", "pastry cook", "", "released"),
)


@pytest.fixture(autouse=True)
def tables(sqlite_template: str, tmp_path: Path) -> Iterator[None]:
    shutil.copytree(sqlite_template, tmp_path / "data")
    yield
    taxonomy.add_from(tmp_path / "nowhere")


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    path = tmp_path / "skills_en.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number, (kind, reuse, name, others, hidden, status) in enumerate(ROWS):
            uri = f"http://data.europa.eu/esco/{kind}/{number}"
            rows.writerow(
                ["KnowledgeSkillCompetence", uri, "skill/competence", reuse, name, others, hidden, status]
            )
    return path


def test_what_escos_skills_are_called_is_one_skill_each_and_ours_go_first(tmp_path: Path, esco: Path) -> None:
    code, out, err = said(tmp_path, "import-skills", str(esco))
    assert (code, err) == (0, "")
    assert out.startswith("5 skills by 11 names stand in ")
    assert "data/skills.db; 1 more Roster knows by names of its own." in out
    assert "This service uses the ESCO classification of the European Commission." in out

    people = tmp_path / "people.csv"
    people.write_text(
        "Name,Skills\nJane Doe,Lobbying for  Public Policies; java\nBo Lin,stock-keeping; lobby; Campanology\n"
    )
    code, out, err = said(tmp_path, "import", str(people), "--team", "T1")
    assert (code, err) == (0, ""), err
    with sqlite3.connect(tmp_path / "data" / "roster.db") as book:
        rows = book.execute("SELECT c.name, s.name FROM contact_skill s JOIN contact c ON c.id = contact_id")
        assert {*rows} == {
            ("Jane Doe", "influence public policies"),
            ("Jane Doe", "Java"),
            ("Bo Lin", "manage supplies"),
            ("Bo Lin", "lobby"),
            ("Bo Lin", "Campanology"),
        }
    code, out, _ = said(tmp_path, "search", 'skill:"lobbying for public policies"')
    assert code == 0
    assert "people skilled in influence public policies: 1" in out

    taxonomy.add_from(tmp_path / "data")
    assert taxonomy.canonical("GIVE advice") == "advise others"
    assert taxonomy.kind_of("counselling") == "soft"
    assert taxonomy.canonical("k8s") == "Kubernetes"
    assert taxonomy.canonical("scratch") == "Scratch (computer programming)"
    assert taxonomy.beginning_with("influence pub") == ("influence public policies",)
    assert "Java" in taxonomy.beginning_with("java")
    assert taxonomy.beginning_with("") == ()
    assert found_in("Tour guide, counselling, Kubernetes") == ("Kubernetes",)

    (tmp_path / "data" / imported.NAME).write_bytes(b"no database at all, and long enough to be one" * 9)
    taxonomy.add_from(tmp_path / "data")
    assert taxonomy.canonical("counselling") == "counselling"
    assert taxonomy.canonical("k8s") == "Kubernetes"


def test_another_file_is_told_apart_in_a_sentence(tmp_path: Path, esco: Path) -> None:
    table = esco.read_text(encoding="utf-8-sig")
    wrong = {
        "occupations.csv": (table.replace("/skill/", "/occupation/").encode(), "has no skills of ESCO"),
        "people.csv": (b"Name,E-mail\nJane,jane@example.com\n", "has no column conceptUri"),
        "photo.png": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "is no CSV file in UTF-8"),
        "empty.csv": (b"", "has no column conceptUri"),
    }
    for name, (content, sentence) in wrong.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match=f"{name} {sentence}.* skills_en.csv of ESCO's classification"):
            read(tmp_path / name)
    code, out, err = said(tmp_path, "import-skills", str(tmp_path / "nothing.csv"))
    assert (code, out) == (1, "")
    assert "nothing.csv cannot be imported: No such file or directory." in err
    assert not (tmp_path / "data" / imported.NAME).exists()
