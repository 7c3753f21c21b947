"""Catalogs for tests: the shipped facts, or a small sound catalog, with some files replaced."""

from __future__ import annotations

from pathlib import Path

from spotguide.core.catalog import Catalog

DATA = Path(__file__).resolve().parents[1] / "data"
BROKEN = Path(__file__).parent / "broken"
SOUND = BROKEN / "sound"


def shipped() -> Catalog:
    """The facts as they ship, none loaded yet."""
    return a_catalog()


def a_catalog(folder: Path = DATA, **files: str | bytes) -> Catalog:
    """The facts of a folder with some files replaced: `a_catalog(spots="[[spot]]…")`."""

    def read(file: str) -> bytes:
        text = files.get(file.removesuffix(".toml"))
        if text is None:
            return (folder / file).read_bytes()
        return text.encode() if isinstance(text, str) else text

    return Catalog(read)


def a_small_catalog(**files: str | bytes) -> Catalog:
    """One spot and all that it needs, in ten small files, with some of them replaced."""
    return a_catalog(SOUND, **files)


def sound(table: str, old: str = "", new: str = "", times: int = 1) -> str:
    """Return the text of a table of the small catalog, with the first `old` made `new`."""
    text = (SOUND / f"{table}.toml").read_text(encoding="utf-8")
    assert old in text, f"{table}.toml has no {old!r}"
    return text.replace(old, new, times)
