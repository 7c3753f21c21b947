"""What all sessions of tests share: a disk that is real, beside a clock that is not."""

from __future__ import annotations

import pytest

from spotguide.adapters.journal import Journal


@pytest.fixture(autouse=True)
def _prompt_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no picture hang on whether the disk or the clock was first; the disk takes part of it."""
    monkeypatch.setattr(Journal, "behind", lambda journal: False)
