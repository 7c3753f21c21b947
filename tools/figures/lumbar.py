"""Lower back from behind: spots 2 and 13. 11 units are 1 cm."""

from __future__ import annotations

from tools.figures.back_parts import ARM, RIBS, SACRUM, TRUNK, both, pelvis, spine
from tools.figures.drawing import Drawing
from tools.figures.geometry import ellipse, place, points, sym
from tools.figures.shapes import edged, group, line

CX, OY = (305, -34)
P = place(CX, OY)
ERECTOR = points(
    "19,-20! 58,-20! 66,60 72,160 76,260 74,330 62,392 46,432 30,476 16,510! 18,430 20,300 19,120"
)
MULTIFIDUS = points("15,280! 24,330 40,384 50,420 46,456 34,492 14,528!")
QL = points("60,234 100,256 110,272 121,330 134,388 100,388 72,402 60,340 56,290")
QL_FIBERS = [points("78,250 90,320 96,384"), points("100,264 112,335 122,384")]
FIBERS = [points("30,20 36,160 38,280 32,370 20,460"), points("48,20 56,160 58,280 50,360 34,430")]
M_FIBERS = [points("20,330 34,400 40,460"), points("16,340 24,420 26,490")]


def build():
    f = Drawing("lumbar-back")
    side = ((-1, "l"), (1, "r"))
    f.body("trunk", P(sym(TRUNK)), both(P, ARM, "skin", "skin-arm"))
    f.layer(
        "muscles-deep",
        *(
            f.muscle("quadratus-lumborum", P(QL, k), [P(q, k) for q in QL_FIBERS], side=n)
            for k, n in side
        ),
    )
    ribs = "".join(
        (
            f"<g{(' class=' + chr(34) + 'minor' + chr(34) if n in (9, 11) else '')}>"
            + edged(P(p, k), "rib", f"bone-rib-{n}-{s}")
            + "</g>"
            for n, p in RIBS.items()
            for k, s in side
        )
    )
    f.layer(
        "bones",
        group("bone-ribs", ribs),
        pelvis(P, P(sym(SACRUM))),
        spine(P),
        extra='clip-path="url(#trunk-clip)"',
    )
    f.layer(
        "muscles",
        *(
            f.muscle("erector-spinae", P(ERECTOR, k), [P(q, k) for q in FIBERS], "see lined", n)
            for k, n in side
        ),
        *(
            f.muscle("multifidus", P(MULTIFIDUS, k), [P(q, k) for q in M_FIBERS], "faintly", n)
            for k, n in side
        ),
    )
    f.layer(
        "contours",
        line([(CX, 556 + OY), (CX, 640)], "contour"),
        both(P, points("4,690 40,706 110,700"), "contour", closed=False),
    )
    strip = points("-10,20! 10,20! 10,445! -10,445!")
    f.avoid("spine", P(strip))
    f.avoid("rib-tip", P(ellipse(142, 284, 17, 17)))
    f.avoid("kidney", P(ellipse(88, 188, 34, 36)))
    f.avoid("sacrum", P(sym(points("0,458! 34,458! 40,472 32,512 16,550 0,574"))))
    return f
