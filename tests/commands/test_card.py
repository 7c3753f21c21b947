"""`card`: one HTML file that a browser shows and prints, and that holds all it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from plans import CATALOG
from program import Result
from spotguide.views.html import Picture, article, document
from spotguide.views.page import Bullet, Page, Section

Run = Callable[..., Result]
VOID = {"meta", "img", "source", "br"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOADED = (
    "new Promise(go => document.readyState == 'complete' ? go() : addEventListener('load', go))"
)
DEADLINE = 60.0  # seconds for a browser to start and answer


class Reader(HTMLParser):
    """Reads a document, and fails where a tag is not closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is read, as one line."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, attribute: str) -> list[str]:
        """The values of an attribute of all such tags."""
        return [attrs[attribute] or "" for name, attrs in self.tags if name == tag]


@pytest.fixture(name="every", scope="session")
def _every(tmp_path_factory: pytest.TempPathFactory) -> str:
    from program import run

    done = run("card", "--all", folder=tmp_path_factory.mktemp("cards"))
    assert done.status == 0
    return done.out


def test_every_spot_has_a_card_with_what_belongs_to_it(every: str) -> None:
    read = Reader(every)
    assert read.all("article", "id") == [spot.slug for spot in CATALOG.spots]
    for spot in CATALOG.spots:
        best = next(fit for fit in spot.fits("self") if fit.fit == "best")
        expected = [spot.name, spot.feels_like, best.press]
        expected += [one.text for one in (*spot.cautions, *spot.red_flags)]
        assert [words for words in expected if words not in read.text] == []


def test_it_runs_nothing_and_loads_nothing(every: str) -> None:
    read = Reader(every)
    names = {name for name, _ in read.tags}
    assert names.isdisjoint({"script", "link", "iframe", "object", "form", "base"})
    addresses = read.all("img", "src") + read.all("source", "srcset")
    assert addresses
    assert all(one.startswith("data:image/svg+xml;base64,") for one in addresses)
    assert all(one.startswith(("https://", "http://")) for one in read.all("a", "href"))
    assert not any(key.startswith("on") for _, attrs in read.tags for key in attrs)


def test_each_drawing_has_words_and_each_id_is_one(every: str) -> None:
    read = Reader(every)
    assert all(len(words) > 80 for words in read.all("img", "alt"))
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_what_looks_like_markup_is_text() -> None:
    hostile = "<script>alert('&')</script>\"><img src=x onerror=y>"
    page = Page(hostile, hostile, (Section(hostile, (Bullet(hostile, hostile),)),))
    shown = Picture("data:,", "data:,", hostile, (hostile,))
    read = Reader(document(hostile, [article(page, "spot", shown)], hostile))
    assert {name for name, _ in read.tags}.isdisjoint({"script"})
    assert read.all("img", "alt") == [hostile]
    assert read.text.count("<script>") == 8


def test_several_spots_go_into_one_file(run: Run, tmp_path: Path) -> None:
    done = run("card", "2", "side-of-hip", "2", "-o", str(tmp_path / "low-back.html"))
    assert done.status == 0
    assert done.out == ""
    read = Reader((tmp_path / "low-back.html").read_text(encoding="utf-8"))
    assert read.all("article", "id") == ["thoracolumbar-corner", "side-of-hip"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "say --all"),
        (["2", "--all"], "say --all"),
        (["15"], "Spots go from 1 to 14"),
        (["stiff neck"], "means several things"),
        (["2", "-o", "/nowhere/card.html"], "/nowhere/card.html: cannot be written"),
    ],
)
def test_a_wish_that_cannot_be_is_one_sentence(run: Run, args: list[str], said: str) -> None:
    done = run("card", *args)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


class Browser:
    """A headless browser that is spoken to through two pipes."""

    def __init__(self, page: Path, profile: Path) -> None:
        reading, self._write = os.pipe()
        self._read, writing = os.pipe()
        flags = "--headless --no-sandbox --disable-gpu --remote-debugging-pipe"
        start = f'exec "$0" {flags} --user-data-dir="$1" "$2" 3<&{reading} 4>&{writing}'
        self._process = subprocess.Popen(
            ["bash", "-c", start, str(CHROMIUM), str(profile), page.as_uri()],
            pass_fds=(reading, writing),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reading)
        os.close(writing)
        self._number, self._rest = 0, b""
        targets = self.ask("Target.getTargets")["targetInfos"]
        page_id = next(one["targetId"] for one in targets if one["type"] == "page")
        attached = self.ask("Target.attachToTarget", targetId=page_id, flatten=True)
        self.session = attached["sessionId"]

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Send one command and return its result."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        for answer in self._answers():
            if answer.get("id") == self._number:
                found: dict[str, Any] = answer["result"]
                return found
        raise AssertionError("the browser has gone")

    def _answers(self) -> Iterator[dict[str, Any]]:
        import select

        while True:
            while b"\0" in self._rest:
                one, _, self._rest = self._rest.partition(b"\0")
                yield json.loads(one)
            assert select.select([self._read], [], [], DEADLINE)[0], "the browser does not answer"
            data = os.read(self._read, 65536)
            if not data:
                return
            self._rest += data

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._read)
        os.close(self._write)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_names_the_figure_and_the_steps_to_a_screen_reader(
    run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "card.html"
    assert run("card", "2", "-o", str(page)).status == 0
    browser = Browser(page, tmp_path / "profile")
    try:
        browser.ask("Runtime.evaluate", browser.session, expression=LOADED, awaitPromise=True)
        browser.ask("Accessibility.enable", browser.session)
        tree: list[dict[str, Any]] = []
        while len(tree) < 50:  # the tree of a page grows for a moment after it is loaded
            tree = browser.ask("Accessibility.getFullAXTree", browser.session)["nodes"]
    finally:
        browser.close()
    named: dict[str, list[str]] = {}
    for node in tree:
        role = node.get("role", {}).get("value", "")
        named.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    assert any("The lower back seen from behind" in name for name in named["image"])
    assert "2. Thoracolumbar corner" in named["heading"]
    assert "How to find it" in named["heading"]
    assert any("Lean back until the wall holds the ball" in n for n in named["StaticText"])
    assert len(named["listitem"]) > 10
