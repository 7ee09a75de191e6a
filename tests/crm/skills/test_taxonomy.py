"""The table of skills is in order, and what is typed is taken for what it means."""

import subprocess
import sys

import pytest

from crm.skills import taxonomy
from storage.folding import LONGEST_SKILL, of_skill

SKILLS = tuple(taxonomy.by_name().values())


def test_there_are_about_six_hundred_of_both_kinds() -> None:
    assert 600 <= len(SKILLS) <= 750
    assert {skill.kind for skill in SKILLS} == {"technical", "soft"}
    assert len(taxonomy.FILE.read_text(encoding="utf-8").splitlines()) == len(SKILLS) + 1, (
        "none is there twice"
    )


def test_no_spelling_means_two_skills_and_none_is_said_twice() -> None:
    owners: dict[str, list[str]] = {}
    for skill in SKILLS:
        for spelling in skill.spellings:
            owners.setdefault(of_skill(spelling), []).append(f"{skill.name}: {spelling}")
    assert [each for each in owners.values() if len(each) > 1] == []


def test_what_a_skill_names_is_there() -> None:
    for skill in SKILLS:
        assert {*skill.parents, *skill.implies} <= taxonomy.by_name().keys(), skill.name
        own = {of_skill(spelling) for spelling in skill.spellings}
        assert {of_skill(spelling) for spelling in skill.only_as_written} <= own, skill.name
        assert max(map(len, skill.spellings)) <= LONGEST_SKILL


@pytest.mark.parametrize("edge", [taxonomy.parents, taxonomy.implied])
def test_nothing_goes_round_in_a_circle(edge: object) -> None:
    def above(name: str, way: tuple[str, ...] = ()) -> None:
        assert name not in way, " > ".join((*way, name))
        skill = taxonomy.by_name()[name]
        for each in skill.parents if edge is taxonomy.parents else skill.implies:
            above(each, (*way, name))

    for skill in SKILLS:
        above(skill.name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("k8s", "Kubernetes"),
        ("ReactJS", "React"),
        ("react.js", "React"),
        ("node js", "Node.js"),
        ("golang", "Go"),
        ("c", "C"),
        ("C++", "C++"),
        ("c ++", "C++"),
        ("C＃", "C#"),
        (".net", ".NET"),
        ("front end", "Front-end development"),
        ("Kubérnetes", "Kubernetes"),
        ("security+", "CompTIA Security+"),
        ("Falconry", "Falconry"),
        ("Crème brûlée", "Crème brûlée"),
        ("", ""),
    ],
)
def test_a_skill_has_one_name_whatever_was_typed(typed: str, name: str) -> None:
    assert taxonomy.canonical(typed) == name


def test_what_somebody_can_do_as_well_and_what_it_belongs_to() -> None:
    assert taxonomy.implied("next js") == {"React", "JavaScript"}
    assert taxonomy.parents("React") == {"Front-end development", "Web development", "Software development"}
    assert {"React", "Next.js", "TypeScript"} <= taxonomy.implying("js")
    assert "Java" not in taxonomy.implying("js")
    assert (
        taxonomy.implied("falconry") == taxonomy.implying("falconry") == taxonomy.parents("falconry") == set()
    )
    assert taxonomy.kind_of("team player") == "soft"
    assert taxonomy.kind_of("falconry") == ""


def test_the_table_is_not_read_before_somebody_asks() -> None:
    asked = (
        "import bot.app, sys; from crm.skills import taxonomy; sys.exit(taxonomy.by_name.cache_info().misses)"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)
