"""docs/add-a-provider.md does what it says: its file, its line, and the tests of all providers are tests of it."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what there is of enrichment, with the made-up provider's file in it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "enrichment", tmp_path / "enrichment", ignore=ignored)
    shutil.copytree(ROOT / "tests" / "enrichment", tmp_path / "tests" / "enrichment", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "__init__.py").touch()
    page = (ROOT / "docs" / "add-a-provider.md").read_text(encoding="utf-8")
    block = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert block is not None
    file = tmp_path / "enrichment" / "providers" / "brickbook.py"
    file.write_text(textwrap.dedent("   " + block[1].strip()), encoding="utf-8")
    return tmp_path


def run_in(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "pytest_asyncio.plugin",
            *arguments,
        ],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_file_and_one_line_are_a_provider_that_is_tested(house: Path) -> None:
    line = house / "enrichment" / "providers" / "__init__.py"
    text = line.read_text(encoding="utf-8")
    text = text.replace("    contactout,\n", "    brickbook,\n    contactout,\n")
    text = text.replace("    contactout.PROVIDER,\n", "    brickbook.PROVIDER,\n    contactout.PROVIDER,\n")
    line.write_text(text, encoding="utf-8")

    ran = run_in(
        house,
        "tests/enrichment/test_contract.py",
        "tests/enrichment/test_faults.py",
        "-k",
        "brickbook or 500",
    )

    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"(\d+) passed", ran.stdout)
    assert passed is not None
    assert int(passed[1]) > 10


def test_a_file_without_its_line_is_found(house: Path) -> None:
    ran = run_in(house, "tests/enrichment/test_contract.py", "-k", "test_every_file_has_its_line")
    assert ran.returncode == 1
    assert "brickbook" in ran.stdout
