"""Letters that a stream cannot write, in letters that it can."""

from __future__ import annotations

from unicodedata import combining, normalize

PLAIN = {
    "•": "-", "·": "-", "–": "-", "—": "-", "…": "...", "×": "x", "→": "->",
    "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ",
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
}  # fmt: skip
"""What has no plain letter to fall apart into."""


def spell(text: str, encoding: str) -> str:
    """Return the text in letters that the encoding has: "Şahin" is "Sahin" in ASCII.

    What has no likeness becomes a question mark; an unknown encoding counts as ASCII.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_spelled(letter, encoding) for letter in text)
    except LookupError:
        return spell(text, "ascii")
    return text


def _spelled(letter: str, encoding: str) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        bare = "".join(part for part in normalize("NFKD", letter) if not combining(part))
        like = PLAIN.get(letter, bare)
        return like.encode(encoding, "replace").decode(encoding)
    return letter
