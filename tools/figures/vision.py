"""Red-green color blindness at full severity (Machado and others, 2009), and contrast."""

from __future__ import annotations

MATRICES = {
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def _linear(value):
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _byte(value):
    value = max(0, min(1, value))
    return round(
        255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)
    )


def seen(rgb, kind):
    """Return a color as eyes of this kind see it: normal, deutan or protan."""
    if kind == "normal":
        return rgb
    lights = [_linear(value) for value in rgb]
    return tuple(
        _byte(sum(m * light for m, light in zip(row, lights, strict=True)))
        for row in MATRICES[kind]
    )


def contrast(one, other):
    """Return how two colors differ in lightness, 1 to 21, as WCAG counts it."""
    dark, light = sorted(
        0.2126 * _linear(r) + 0.7152 * _linear(g) + 0.0722 * _linear(b) for r, g, b in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def apart(one, other):
    """Return how far two colors are from each other in red, green and blue."""
    return sum((p - q) ** 2 for p, q in zip(one, other, strict=True)) ** 0.5
