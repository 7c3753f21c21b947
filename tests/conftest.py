"""Fixtures that all tests share: the facts, the program in memory, and golden text."""

from __future__ import annotations

import difflib
import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import program
from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.environment import Environment

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew; read the diff"
    )


def pytest_collection_finish() -> None:
    """Tests and facts live to the end: looking through them for what is gone takes a tenth."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.fixture(name="catalog", scope="session")
def _catalog() -> Catalog:
    """The shipped facts, each table loaded once for all tests."""
    return Catalog(read_data)


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Callable[..., program.Result]:
    """`run("list", tty=True, columns=40)` -> Result; see tests/program.py for the rest."""
    return partial(program.run, folder=tmp_path)


@pytest.fixture(name="an_environment")
def _an_environment(tmp_path: Path) -> Callable[..., Environment]:
    """`an_environment(tty=True)`, for what is called below the commands."""
    return partial(program.an_environment, tmp_path)


@pytest.fixture(name="golden")
def _golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("explain-2-w80", text)`: exactly what stands in tests/golden/explain-2-w80.txt."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        if not path.exists():
            pytest.fail(f"{path.name} is missing: pytest --update-golden, then read it", False)
        kept = path.read_text(encoding="utf-8")
        if text != kept:
            pytest.fail(f"{path.name} differs:\n{_diff(kept, text)}", pytrace=False)

    return compare


def _diff(kept: str, text: str) -> str:
    lines = difflib.unified_diff(
        kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=2
    )
    return "\n".join(lines)
