"""Top of the buttock from behind: spot 12. The lower trunk of lumbar-back, 12 units are 1 cm."""

from __future__ import annotations

from tools.figures.back_parts import ARM, CREST, KNOB, SACRUM, TRUNK, VERT, both, pelvis, spine
from tools.figures.drawing import Drawing
from tools.figures.geometry import band, place, points, sym
from tools.figures.shapes import area, edged, line

S, CX, OY = (1.09, 305, -345)
P = place(CX, OY, S)
GMAX = points(
    "52,432 66,408 82,396 112,424 154,484 188,548 197,620 190,690 170,716 120,692 "
    "62,650 14,590 26,540 42,492 46,458"
)
GMAX_FIBERS = [
    points("62,436 120,500 180,590"),
    points("46,478 110,556 180,660"),
    points("34,540 90,606 160,690"),
]
GMED = points("84,396 112,382 144,390 164,416 176,460 182,516 176,540 150,484 116,430")


def build():
    f = Drawing("buttock-back")
    f.body("trunk", P(sym(TRUNK)), both(P, ARM, "skin", "skin-arm"))
    f.layer(
        "bones",
        pelvis(P, P(sym(SACRUM))),
        spine(P, S, VERT[7:], 0),
        area(P(KNOB, -1), "bone dim context", "bone-knob-l"),
        area(P(KNOB), "bone dim context", "bone-knob-r"),
        extra='clip-path="url(#trunk-clip)"',
    )
    f.layer(
        "muscles",
        f.muscle("gluteus-medius", P(GMED), (), "see", "r"),
        f.muscle("gluteus-maximus", P(GMAX), [P(q) for q in GMAX_FIBERS], side="r"),
    )
    f.layer(
        "bones-over",
        "".join((edged(P(CREST, k), "crest", f"bone-rim-{n}") for k, n in ((1, "r"),))),
    )
    f.layer(
        "contours",
        line(P(points("0,566 2,640 0,704")), "contour"),
        both(P, points("4,702 40,724 96,726 140,712"), "contour", closed=False),
    )
    f.clear(12, [P(CREST)])
    f.avoid("spine", P(points("-9,250! 9,250! 9,445! -9,445!")))
    f.avoid("sciatic-nerve", P(band(points("62,506 98,552 126,610 130,680 124,780 120,900"), 8)))
    f.avoid("sacrum", P(sym(points("0,458! 34,458! 40,472 32,512 16,550 0,574"))))
    return f
