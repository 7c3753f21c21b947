"""Right arm seen from its outer side, back of the hand in view: spot 5. 13 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import band, ellipse, points
from tools.figures.shapes import area, line

K = 0.7071


def P(pts):
    """Turn by 45 degrees, so that elbow and fingers fit; y runs down the arm, x to the thumb."""
    return [(28 + (p[0] + p[1]) * K * 0.95, 44 + (p[1] - p[0]) * K * 0.95, *p[2:]) for p in pts]


ARM = points(
    "76,-120! 78,20 70,100 70,146 82,200 86,250 78,320 62,400 52,470 50,506 58,540 "
    "80,566 104,602 120,644 122,676 108,688 92,672 76,642 66,630! 72,690 72,740 "
    "62,758 48,746 42,700 38,664! 40,720 38,774 26,790 12,778 8,724 6,668! 4,720 "
    "0,762 -12,776 -25,762 -25,712 -26,662! -34,696 -40,724 -52,732 -62,718 -62,680 "
    "-60,630 -64,590 -58,540 -50,505 -50,470 -58,400 -68,320 -72,250 -70,200 -80,168 "
    "-80,136 -70,100 -72,20 -78,-150!"
)
HUMERUS = points(
    "-18,-150! 24,-150! 18,40 24,100 32,140 20,166 -10,172 -36,160 -40,130 -24,90 -20,20"
)
ULNA = points(
    "-76,140 -58,126 -42,148 -42,200 -44,300 -38,420 -30,492 -42,502 -52,480 -58,380 "
    "-64,280 -66,200"
)
RADIUS = points(
    "14,186 30,180 42,190 38,210 36,280 40,400 46,490 30,502 14,494 22,400 22,280 18,212"
)
KNOB = points("4,132 20,134 26,150 18,166 2,168 -8,152")
BRACHIO = points(
    "26,50 50,60 64,150 76,230 70,300 56,390 50,470 40,470 44,390 54,300 56,230 42,150"
)
ECRL = points(
    "18,96 36,100 48,160 58,230 54,300 44,390 38,490 40,600 32,600 28,490 32,390 "
    "38,300 38,230 28,160"
)
ECRB = points("12,150 26,156 38,226 38,300 30,380 24,490 22,612 13,612 12,490 14,380 12,300 12,226")
ED = points(
    "0,160 10,170 12,240 12,320 12,400 8,490 16,600 -12,600 -16,490 -20,400 -22,320 -14,240"
)


def build():
    f = Drawing("forearm")
    f.body("arm", P(ARM))
    f.layer(
        "bones",
        area(P(HUMERUS), "bone dim context no-dots", "bone-upper-arm"),
        area(P(ULNA), "bone dim context no-dots", "bone-ulna"),
        area(P(RADIUS), "bone dim context no-dots", "bone-radius"),
    )
    f.layer(
        "muscles",
        f.muscle("brachioradialis", P(BRACHIO), (), "see"),
        f.muscle("extensor-digitorum", P(ED), [P(points("0,200 -4,320 -4,480 2,590"))], "see"),
        f.muscle("extensor-carpi-radialis-longus", P(ECRL), [P(points("32,130 48,230 40,390"))]),
        f.muscle("extensor-carpi-radialis-brevis", P(ECRB), [P(points("20,180 26,280 20,460"))]),
    )
    f.layer(
        "bones-over",
        area(P(KNOB), "bone", "bone-knob"),
        area(P(points("-78,142 -64,130 -52,142 -54,164 -68,172 -78,162")), "bone", "bone-tip"),
    )
    f.layer(
        "contours",
        *(
            line(P(q), "contour only-pixel")
            for q in (
                points("56,690 66,690"),
                points("18,716 32,716"),
                points("-18,704 -4,708"),
                points("-52,680 -40,682"),
            )
        ),
        line(P(points("66,630 58,604 56,580")), "contour"),
        line(P(points("70,142 56,136 44,138")), "contour only-pixel"),
    )
    f.avoid("knob", P(ellipse(9, 150, 23, 23)))
    f.avoid("radial-nerve", P(band(points("50,40 54,90 56,140 60,184"), [8, 10, 12, 10])))
    return f
