"""Skills are found in running texts, and words that only look like skills are not."""

import pytest

from crm.skills import taxonomy
from crm.skills.finding import found_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Go, Python and C/C++; .NET, C#, R", ("Go", "Python", "C", "C++", ".NET", "C#", "R")),
        ("Senior Go developer with React/Redux, node.js and ASP.NET", ("Go", "React", "Redux", "Node.js", "ASP.NET")),
        ("Objective-C. Machine  learning, M&A, SAP S/4HANA", ("Objective-C", "Machine learning", "Mergers and acquisitions", "SAP S/4HANA")),
        ("Built REST APIs with Spring Boot on k8s", ("REST APIs", "Spring Boot", "Kubernetes")),
        ("I write C. And Go.", ("C", "Go")),
        ("Certified Kubernetes Administrator (CNCF)", ("Kubernetes",)),
        ("PYTHON, python, Python 3", ("Python",)),
        ("Kubérnetes", ("Kubernetes",)),
        ("Excel in Berlin; knows Excel in depth", ("Microsoft Excel",)),
    ],
)  # fmt: skip
def test_skills_in_a_text(text: str, found: tuple[str, ...]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We want to go to Berlin and excel at what we do",
        "Go to the office. Excel in a fast team!",
        "Head of R&D, C-level, Vitamin C, Series C, John C. Reilly, R. Smith",
        "I am a nurse in spring; rest assured we make it support us",
        "Gopher, Javanese, reactive, C4, scalar, sapling",
        "",
    ],
)
def test_no_skills_in_a_text(text: str) -> None:
    assert found_in(text) == ()


def test_every_skill_is_found_where_only_its_name_stands() -> None:
    names = tuple(taxonomy.by_name())
    assert [name for name in names if found_in(f"Knows {name}, says Ada") != (name,)] == []
