"""Pages as one HTML document: no script, nothing from the network, data escaped.

For a screen, light or dark, and for paper: each page begins on a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from spotguide.views.page import Bullet, Para, Row, Step, Work

if TYPE_CHECKING:
    from spotguide.views.page import Block, Link, Page, Section

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #595959;
  --line: #b8b8b8; --alarm: #a3161a; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ededed; --paper: #161616;
  --soft: #b0b0b0; --line: #555; --alarm: #ff9a94; --link: #9cc2ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper);
  color: var(--ink); font: 1.05rem/1.45 system-ui, sans-serif; }
article + article { margin-top: 4rem; }
h1 { font-size: 1.7rem; line-height: 1.15; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 1.2rem 0 .3rem; border-bottom: 1px solid var(--line); }
p, ul, ol, dl { margin: .3rem 0; }
ul, ol { padding-left: 1.5rem; }
li, dd { margin-bottom: .25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; }
dt { font-weight: 600; }
dd { margin: 0; }
figure { margin: .8rem 0; }
figure img { display: block; width: 100%; max-width: 22rem; height: auto; border-radius: .4rem; }
figcaption, .tail, .sources, footer { color: var(--soft); font-size: .87em; }
.alarm h2 { color: var(--alarm); border-color: var(--alarm); }
.alarm { border-left: .3rem solid var(--alarm); padding-left: .8rem; }
.find { font-size: 1.1em; }
a { color: var(--link); overflow-wrap: anywhere; }
@media print {
  @page { margin: 12mm; }
  :root { --ink: #000; --paper: #fff; --soft: #333; --line: #999; --alarm: #000; --link: #000; }
  body { max-width: none; padding: 0; font-size: 8pt; line-height: 1.25; }
  article { break-before: page; }
  article:first-of-type { break-before: auto; }
  article + article { margin-top: 0; }
  h1 { font-size: 15pt; }
  h2 { font-size: 9.5pt; margin: .6rem 0 .2rem; break-after: avoid; }
  figure, li, dt, dd { break-inside: avoid; }
  figure img { max-width: 58mm; margin: 0 auto; }
  .columns { columns: 2; column-gap: 7mm; }
  .find { font-size: 1em; }
  .sources { font-size: 6.5pt; line-height: 1.15; }
}
"""


@dataclass(frozen=True)
class Picture:
    """A drawing as two SVG addresses (`data:`), for light and dark, with its words."""

    light: str
    dark: str
    alt: str
    caption: tuple[str, ...] = ()


def document(title: str, articles: Iterable[str], footer: str) -> str:
    """Return the whole document; the articles are HTML already."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *articles,
            "</main>",
            f"<footer><p>{escape(footer)}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def article(page: Page, name: str, picture: Picture | None = None) -> str:
    """Return a page as an article whose id is `name`, with its picture after the lead."""
    label = f"{page.label}. " if page.label else ""
    parts = [
        f'<article id="{escape(name)}" aria-labelledby="{escape(name)}-title">',
        f'<h1 id="{escape(name)}-title">{escape(label + page.title)}</h1>',
        f"<p>{escape(page.lead)}</p>",
        '<div class="columns">',
        *(_figure(picture) if picture else ()),
        *_blocks(page.facts),
        *(_section(section) for section in page.sections),
        "</div>",
        "</article>",
    ]
    return "\n".join(parts)


def _figure(picture: Picture) -> Iterator[str]:
    yield "<figure>"
    yield "<picture>"
    yield (
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="{escape(picture.dark)}">'
    )
    yield (
        f'<img src="{escape(picture.light)}" width="600" height="600" alt="{escape(picture.alt)}">'
    )
    yield "</picture>"
    if picture.caption:
        yield f"<figcaption>{'<br>'.join(map(escape, picture.caption))}</figcaption>"
    yield "</figure>"


def _section(section: Section) -> str:
    kind = ' class="alarm"' if section.alarm else ""
    blocks = "\n".join(_blocks(section.blocks))
    return f"<section{kind}>\n<h2>{escape(section.heading)}</h2>\n{blocks}\n</section>"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield paragraphs, and runs of items of one kind as one list each."""
    for kind, run in groupby(blocks, key=type):
        items = "\n".join(_item(block) for block in run)
        if kind is Para:
            yield items
        elif kind is Bullet:
            yield f"<ul>\n{items}\n</ul>"
        elif kind is Row:
            yield f"<dl>\n{items}\n</dl>"
        else:
            yield f"<ol{_ordered(kind)}>\n{items}\n</ol>"


def _ordered(kind: type) -> str:
    return ' class="find"' if kind is Step else ' class="sources"'


def _item(block: Block) -> str:
    match block:
        case Para():
            return f"<p>{_told(block.text, block.tail)}</p>"
        case Bullet():
            return f"<li>{_told(block.text, block.tail)}</li>"
        case Step():
            return f'<li value="{block.number}">{escape(block.text)}</li>'
        case Row():
            named = f"<strong>{escape(block.name)}.</strong> " if block.name else ""
            said = f"{named}{_told(block.text, block.tail)}{_links(block.links)}"
            return f"<dt>{escape(block.label)}</dt><dd>{said}</dd>"
        case Work():
            parts = (part.rstrip(".") for part in (block.by, block.title, block.where) if part)
            said = escape(". ".join(parts))
            return f'<li value="{block.number}">{said}.{_links(block.links)}</li>'


def _told(text: str, tail: str) -> str:
    rests = f' <span class="tail">{escape(tail)}</span>' if tail else ""
    return f"{escape(text)}{rests}"


def _links(links: Iterable[Link]) -> str:
    return "".join(f' <a href="{escape(link.url)}">{escape(link.shown)}</a>' for link in links)
