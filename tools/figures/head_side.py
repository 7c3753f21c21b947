"""Side of the head, facing left: spot 7. About 20 units are 1 cm; natively the LEFT side."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import band, ellipse, place, points
from tools.figures.head_parts import CHEEK, HAIR, HEADNECK, JAW, SCM, SCM_FIBERS, features
from tools.figures.shapes import area

P = place(0, 0)
MASSETER = points(
    "222,304 246,292 272,278 300,268 324,268 336,308 346,356 346,388 330,405 302,414 "
    "274,408 254,384 236,344"
)
FIBERS = [
    points("244,308 264,356 292,404"),
    points("268,294 292,344 314,404"),
    points("298,282 318,334 334,394"),
]


def build():
    f = Drawing("head-side")
    f.body("head", HEADNECK)
    f.layer("muscles-deep", f.muscle("sternocleidomastoid", SCM, SCM_FIBERS, "see lined"))
    f.layer("features", area(HAIR, "hair", "hair"))
    f.layer("bones", area(JAW, "bone plate", "bone-jaw"))
    f.layer("muscles", f.muscle("masseter", MASSETER, FIBERS))
    f.layer("bones-over", area(CHEEK, "bone", "bone-cheek"))
    f.raw(features(P))
    f.avoid(
        "jaw-joint",
        [
            ellipse(338, 264, 20, 20),
            points("346,276 364,296 380,318 372,352 352,380 340,372 344,330 336,300"),
        ],
    )
    f.avoid("carotid", band(points("318,436 300,470 290,520 280,560"), [12, 14, 14, 12]))
    f.avoid("eye", ellipse(190, 230, 34, 24))
    return f
