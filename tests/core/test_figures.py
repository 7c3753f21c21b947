"""Figures as facts, and drawings that come from anybody: sound ones load, the rest is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogs import DATA, SOUND, a_small_catalog, shipped
from spotguide.adapters.files import read_data
from spotguide.core.catalog import Catalog
from spotguide.core.catalog.drawings import DEEPEST, MOST_BYTES, MOST_ELEMENTS, drawing_of
from spotguide.core.catalog.figures import OVERVIEW
from spotguide.core.catalog.load import faults_of
from spotguide.errors import BrokenCatalog

CATALOG = shipped()
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"><style id="theme"></style>'


def an_svg(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}</svg>".encode()


@pytest.mark.parametrize("spot", CATALOG.spots, ids=lambda spot: spot.slug)
def test_every_spot_has_a_figure_with_its_own_mark_and_a_number_on_the_body(spot) -> None:
    target = CATALOG.figures[spot.figure].target_of(spot.number)
    assert target is not None
    assert set(target.muscles) <= set(spot.muscles)
    assert CATALOG.figures[OVERVIEW].target_of(spot.number) is not None


def test_no_drawing_is_without_its_facts() -> None:
    files = {figure.file for figure in CATALOG.figures.values()}
    assert files == {f"figures/{path.name}" for path in DATA.glob("figures/*")}


def test_drawings_load_when_they_are_asked_for() -> None:
    read: list[str] = []

    def recording(file: str) -> bytes:
        read.append(file)
        return (DATA / file).read_bytes()

    catalog = Catalog(recording)
    assert catalog.figure_svg("foot-sole").startswith("<svg")
    assert read == ["figures.toml", "figures/foot-sole.svg"]


def test_a_drawing_that_lacks_an_id_is_named_with_the_line_that_wants_it() -> None:
    drawing = (SOUND / "figures/neck-side.svg").read_text().replace("bone-jaw", "bone-law")
    catalog = a_small_catalog(**{"figures/neck-side.svg": drawing})
    with pytest.raises(BrokenCatalog) as caught:
        catalog.figure_svg("neck-side")
    assert str(caught.value) == (
        'data/figures.toml:24: figure "neck-side": landmark[0].ids[0]: no "bone-jaw" in '
        'figures/neck-side.svg; did you mean "bone-law"?'
    )
    assert faults_of(catalog) == (str(caught.value),)


NESTED = "<g>" * DEEPEST + "</g>" * DEEPEST
LAUGHS = '<g id="a0"><path d="M0 0h9"/></g>' + "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
)
CHAIN = '<path id="u0" d="M0 0h9"/>' + "".join(
    f'<use id="u{n}" href="#u{n - 1}"/>' for n in range(1, MOST_ELEMENTS - 10)
)
DOCTYPE = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

REFUSED = {
    "nothing": (b"", "is no SVG: no element found"),
    "no-xml": (b"hello", "is no SVG: syntax error"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "is no SVG"),
    "html": (b"<html></html>", 'has "html" in place of an svg'),
    "unclosed": (HEAD.encode() + b"<g>", "is no SVG"),
    "latin-1": (b'<?xml version="1.0" encoding="latin-1"?>' + an_svg("<title>\xe9</title>")
                .replace("é".encode(), b"\xe9"), "is not UTF-8"),
    "doctype": (DOCTYPE.encode() + an_svg("<title>&b;</title>"), "has a document type"),
    "external-doctype": (b'<!DOCTYPE svg SYSTEM "http://example.org/x">' + an_svg(""),
                         "has a document type"),
    "entity": (an_svg("<title>&x;</title>"), "is no SVG: undefined entity"),
    "script": (an_svg("<script>1</script>"), 'has the element "script"'),
    "foreign": (an_svg("<foreignObject/>"), 'has the element "foreignObject"'),
    "image": (an_svg('<image href="#a"/>'), 'has the element "image"'),
    "text": (an_svg("<text>x</text>"), 'has the element "text"'),
    "filter": (an_svg("<filter/>"), 'has the element "filter"'),
    "animation": (an_svg("<animate/>"), 'has the element "animate"'),
    "inner-svg": (an_svg("<svg/>"), "has an svg within the svg"),
    "loose-words": (an_svg("hello"), "has text between its shapes"),
    "comment": (an_svg("<!-- x -->"), "has a comment"),
    "cdata": (an_svg("<title><![CDATA[x]]></title>"), "has a CDATA section"),
    "instruction": (an_svg("<?xml-stylesheet href='x'?>"), "has a processing instruction"),
    "handler": (an_svg('<g onload="x()"/>'), 'has the attribute "onload"'),
    "style": (an_svg('<g style="fill:red"/>'), 'has the attribute "style"'),
    "color": (an_svg('<g fill="red"/>'), 'has the attribute "fill"'),
    "old-href": (HEAD.replace(" viewBox", ' xmlns:xlink="http://www.w3.org/1999/xlink" viewBox')
                 .encode() + b'<use xlink:href="#a"/></svg>', 'has the attribute "xmlns:xlink"'),
    "outside": (an_svg('<use href="http://example.org/a.svg#b"/>'), 'href is "http://example.org'),
    "file": (an_svg('<use href="file:///a.svg#b"/>'), 'href is "file:///a.svg#b": only an #id'),
    "data": (an_svg('<use href="data:image/png;base64,aaaa"/>'), 'href is "data:image'),
    "clip-outside": (an_svg('<g clip-path="url(a.svg#b)"/>'), 'clip-path is "url(a.svg#b)"'),
    "dangling": (an_svg('<use href="#a"/>'), "refers to #a, which is not there"),
    "itself": (an_svg('<g id="a"><use href="#a"/></g>'), "#a holds itself"),
    "each-other": (an_svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
                   "holds itself"),
    "clip-itself": (an_svg('<clipPath id="a" clip-path="url(#a)"/>'), "#a holds itself"),
    "twice": (an_svg('<g id="a"/><g id="a"/>'), 'the id "a" is here twice'),
    "odd-id": (an_svg('<g id="a b"/>'), 'id is "a b": small letters'),
    "huge-number": (an_svg('<path d="M0 0A1e38 1e38 0 1 1 1e30 5"/>'), 'd is "M0 0A1e38'),
    "long-number": (an_svg('<rect width="99999"/>'), 'width is "99999": numbers up to 9999'),
    "huge-scale": (an_svg('<g transform="scale(1e30)"/>'), 'transform is "scale(1e30)"'),
    "large-scale": (an_svg('<g transform="scale(9)"/>'), "scale(n) up to 1, may be"),
    "turned": (an_svg('<g transform="rotate(9)"/>'), "only translate(x y)"),
    "percent": (an_svg('<rect width="100%"/>'), 'width is "100%"'),
    "deep": (an_svg(NESTED), f"is nested more than {DEEPEST} deep"),
    "many": (an_svg("<g/>" * MOST_ELEMENTS), f"has more than {MOST_ELEMENTS} elements"),
    "large": (an_svg("<title>" + " " * MOST_BYTES + "</title>"), "100,000 is the most"),
    "laughs": (an_svg(LAUGHS), "repeats its shapes too often"),
    "chain": (an_svg(CHAIN), "repeats its shapes too often"),
    "two-sheets": (an_svg("<style></style>"), 'must have one style sheet, <style id="theme">'),
    "other-sheet": (an_svg("", HEAD.replace("theme", "paint")), "must have one style sheet"),
    "no-frame": (an_svg("", HEAD.replace("600 600", "60 60")), "must have viewBox"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_drawing_that_is_not_safe_is_refused_in_one_line(case: str) -> None:
    raw, said = REFUSED[case]
    with pytest.raises(BrokenCatalog) as caught:
        drawing_of("figures/mine.svg", raw)
    fault = str(caught.value)
    assert fault.startswith("data/figures/mine.svg:")
    assert said in fault
    assert fault.isprintable()
    assert len(fault) < 400


def test_a_long_chain_of_ids_needs_no_recursion() -> None:
    """As many as may be, each holding the next, in a drawing that is allowed otherwise."""
    opened = "".join(f'<g id="g{n}">' for n in range(DEEPEST - 2))
    closed = "</g>" * (DEEPEST - 2)
    assert "g0" in drawing_of("figures/mine.svg", an_svg(opened + closed)).ids


def test_line_ends_of_windows_do_no_harm() -> None:
    raw = (DATA / "figures/foot-sole.svg").read_bytes()
    windows = drawing_of("figures/mine.svg", raw.replace(b"\n", b"\r\n"))
    assert windows.svg.encode() == raw


@pytest.mark.parametrize("file", ["../spots.toml", "figures/../../x", "/etc/hosts"])
def test_no_file_outside_the_data_folder_is_read(file: str) -> None:
    with pytest.raises(BrokenCatalog, match="is no file of the data folder"):
        read_data(file)


def test_a_missing_drawing_is_a_fault_of_the_catalog(tmp_path: Path) -> None:
    def read(file: str) -> bytes:
        if file.startswith("figures/"):
            raise BrokenCatalog(f"{file}: cannot be read: no such file or directory.")
        return (SOUND / file).read_bytes()

    assert len(faults_of(Catalog(read))) == 2
