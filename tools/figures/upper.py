"""Upper back from behind: spot 11. The shoulder parts at 11 units are 1 cm, both sides."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import place, points, sym
from tools.figures.shapes import area, edged
from tools.figures.shoulder import (
    ACROMION,
    BODY,
    BUMP,
    RHOMB_FIBERS,
    RHOMBOIDS,
    RIDGE,
    SCAP,
    TRAP_FIBERS,
    TRAPEZIUS,
    head,
    ribcage,
    vertebrae,
)

S, CX, OY = (0.78, 305, 70)
P = place(CX, OY, S)
ERECTOR = points("24,60 38,62 52,120 64,200 70,320 72,440 74,560 76,720! 24,720! 24,400 24,160")
FIBERS = [points("26,90 34,200 36,400 36,640"), points("48,200 52,400 54,640")]


def build():
    f = Drawing("upper-back")
    f.body("body", P(sym(BODY)))
    f.raw(ribcage(P))
    f.layer("spine", vertebrae(P, S))
    f.layer(
        "bones",
        *(
            area(P(SCAP, k), "bone mid context", f"bone-scapula-{n}")
            for k, n in ((-1, "l"), (1, "r"))
        ),
    )
    f.layer(
        "muscles",
        f.muscle("trapezius", P(TRAPEZIUS, -1), [P(q, -1) for q in TRAP_FIBERS], "see", "l"),
        f.muscle("rhomboids", P(RHOMBOIDS), [P(q) for q in RHOMB_FIBERS], "see", "r"),
        f.muscle("erector-spinae", P(ERECTOR), [P(q) for q in FIBERS], side="r"),
    )
    f.layer(
        "bones-over",
        *(
            area(P(ACROMION, k), "bone", f"bone-acromion-{n}")
            + edged(P(RIDGE, k), "ridge", f"bone-ridge-{n}")
            for k, n in ((-1, "l"), (1, "r"))
        ),
    )
    f.raw(head(P))
    x = CX + 41
    f.search_area(
        11,
        [
            (x, 160),
            (x + 18, 180),
            (x + 20, 280),
            (x + 18, 366),
            (x, 386),
            (x - 18, 366),
            (x - 20, 280),
            (x - 18, 180),
        ],
    )
    f.avoid(
        "spine", P([(-11, BUMP + 22, "c"), (11, BUMP + 22, "c"), (11, 640, "c"), (-11, 640, "c")])
    )
    f.avoid("neck", P(sym(points("0,52! 50,50! 58,72 64,92! 0,92!"))))
    return f
