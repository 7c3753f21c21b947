"""Draw all figures: `python -m tools.figures.build` writes data/figures/*.svg.

The same facts and the same shapes give the same bytes.
"""

from __future__ import annotations

from tools.figures import (
    body,
    buttock,
    chest,
    foot,
    forearm,
    head_back,
    head_side,
    hip,
    lumbar,
    neck,
    shin,
    shoulder,
    thigh,
    upper,
)
from tools.figures.drawing import DATA

PARTS = (
    body, head_back, head_side, neck, chest, shoulder, upper, lumbar, hip, buttock, forearm, thigh,
    shin, foot,
)  # fmt: skip


def drawings():
    """Return each drawing by the name of its file in the data folder."""
    made = [part.build() for part in PARTS]
    return {drawing.facts["file"]: drawing for drawing in made}


def main():
    """Write all drawings."""
    (DATA / "figures").mkdir(exist_ok=True)
    for file, drawing in drawings().items():
        (DATA / file).write_text(drawing.svg(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
