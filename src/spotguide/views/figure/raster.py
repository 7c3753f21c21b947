"""From a drawing to pixels: resvg draws it, and the PNG that comes back is read here.

Only what resvg writes is read: 8 bits a channel, red, green, blue and opacity, not interlaced.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from itertools import accumulate

from spotguide.views.figure.palettes import Rgb

Row = list[Rgb]
Pixels = tuple[Row, ...]

CHANNELS = 4


@lru_cache(maxsize=16)
def png_of(svg: str, width: int, height: int) -> bytes:
    """Return a drawing as PNG, of so many pixels; raise ValueError where it is no drawing."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    )


@lru_cache(maxsize=8)
def pixels_of(svg: str, width: int, height: int) -> Pixels:
    """Return a drawing as rows of pixels. Every drawing has a ground, so none shines through."""
    return tuple(
        list(zip(line[0::CHANNELS], line[1::CHANNELS], line[2::CHANNELS], strict=True))
        for line in _lines(png_of(svg, width, height))
    )


def mirrored(pixels: Pixels) -> Pixels:
    """Return the picture for the other side of the body."""
    return tuple(row[::-1] for row in pixels)


def lower(pixels: Pixels) -> Pixels:
    """Return the pixels with half as many rows, each the mean of two."""
    return tuple(
        [one if one == two else _mean(one, two) for one, two in zip(upper, under, strict=True)]
        for upper, under in zip(pixels[0::2], pixels[1::2], strict=True)
    )


def narrower(pixels: Pixels) -> Pixels:
    """Return the pixels with half as many columns, each the mean of two."""
    return tuple(
        [_mean(one, two) for one, two in zip(row[0::2], row[1::2], strict=True)] for row in pixels
    )


def _mean(one: Rgb, two: Rgb) -> Rgb:
    return (one[0] + two[0] + 1) >> 1, (one[1] + two[1] + 1) >> 1, (one[2] + two[2] + 1) >> 1


def _lines(png: bytes) -> list[bytearray]:
    """Return the rows of a PNG, four bytes a pixel."""
    position, packed, width = 8, b"", 0
    while position < len(png):
        size, kind = struct.unpack_from(">I4s", png, position)
        if kind == b"IHDR":
            (width,) = struct.unpack_from(">I", png, position + 8)
        elif kind == b"IDAT":
            packed += png[position + 8 : position + 8 + size]
        position += 12 + size
    raw, stride = zlib.decompress(packed), width * CHANNELS
    lines, above = [], bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above)
        lines.append(above)
    return lines


def _unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    """Undo the filter of one row; the kinds are those of the PNG standard."""
    if kind == 1:
        for channel in range(CHANNELS):
            sums = accumulate(line[channel::CHANNELS])
            line[channel::CHANNELS] = bytes(value & 255 for value in sums)
    elif kind == 2:
        return bytearray(x + b & 255 for x, b in zip(line, above, strict=True))
    elif kind == 3:
        for i, x in enumerate(line):
            left = line[i - CHANNELS] if i >= CHANNELS else 0
            line[i] = x + ((left + above[i]) >> 1) & 255
    elif kind == 4:
        for i, x in enumerate(line):
            if i < CHANNELS:
                line[i] = x + above[i] & 255
            else:
                line[i] = x + _paeth(line[i - CHANNELS], above[i], above[i - CHANNELS]) & 255
    return line


def _paeth(left: int, up: int, corner: int) -> int:
    """Return the neighbor that is nearest to left + up - corner."""
    guess = left + up - corner
    to_left, to_up, to_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner
