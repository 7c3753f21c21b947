"""Pictures by the graphics protocol of kitty: a PNG as text that a terminal understands."""

from __future__ import annotations

from base64 import standard_b64encode

CHUNK = 4096
"""Characters of data in one escape sequence, at most."""

IMAGE = 71
"""The number of our picture: a new one takes the place of the old."""


def shown(png: bytes, columns: int, rows: int, image: int = IMAGE) -> str:
    """Return what shows a PNG at the cursor, scaled to so many cells.

    The cursor stays where it is (C=1), and the terminal sends no answer (q=2), which would be read
    as keys.
    """
    data = standard_b64encode(png).decode()
    chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    keys = f"a=T,f=100,i={image},p=1,c={columns},r={rows},q=2,C=1,"
    return "".join(
        f"\x1b_G{'' if number else keys}m={int(number < len(chunks) - 1)};{chunk}\x1b\\"
        for number, chunk in enumerate(chunks)
    )


def removed(image: int = IMAGE) -> str:
    """Return what takes the picture away and frees its memory."""
    return f"\x1b_Ga=d,d=I,i={image},q=2\x1b\\"
