"""Right hip from the side, facing right: spot 6. About 8 units are 1 cm."""

from __future__ import annotations

from tools.figures.drawing import Drawing
from tools.figures.geometry import band, ellipse, points
from tools.figures.shapes import area, edged, line


def P(pts):
    return [(p[0] * 0.88 + 62, p[1] * 0.79 + 76, *p[2:]) for p in pts]


def at(x, y):
    return tuple(round(v) for v in P([(x, y)])[0])


BODY = points(
    "196,-150! 404,-150! 416,-90 410,-40 410,20 420,80 422,130 412,190 402,240 "
    "412,310 416,390 410,480 396,560 388,610 398,636 398,668 384,692 380,760! "
    "218,760! 226,710 240,668 240,620 230,560 216,490 202,430 166,390 136,332 132,270 "
    "156,208 196,156 222,100 226,40 214,-20 198,-90"
)
ARM = points(
    "254,-150! 336,-150! 342,-80 344,-20 372,10 440,22 500,26 540,22 580,26 612,36 "
    "622,50 608,62 570,70 530,72 490,72 420,76 350,74 296,66 266,40 258,-40"
)
THUMB = points("528,28 556,8 584,6 592,16 574,24 556,34")
ILIUM = points(
    "198,208 214,178 250,148 296,138 344,154 376,196 372,222 352,240 336,276 318,312 "
    "290,322 262,318 250,350 240,392 216,398 206,372 226,330 232,282 222,250 204,232"
)
CREST = points("200,206 216,176 252,146 298,138 344,154 374,194")
FEMUR = points(
    "266,302 286,284 314,292 330,318 326,350 316,400 322,520 344,640 340,690 296,690 "
    "288,640 286,520 280,420 270,360"
)
KNOB = points("270,304 288,288 310,294 322,316 316,346 296,356 274,344")
GMED = points(
    "212,192 232,168 264,150 300,146 340,160 364,188 362,212 338,250 318,292 302,308 "
    "284,304 264,268 236,232"
)
GMED_FIBERS = [
    points("228,190 262,240 290,292"),
    points("268,162 282,230 296,294"),
    points("310,158 312,230 304,292"),
    points("348,182 332,236 310,296"),
]
GMIN = points("258,200 300,186 340,206 344,236 324,280 306,314 292,306 276,260")
GMAX = points(
    "200,208 214,202 238,244 268,292 282,340 286,392 270,412 228,410 176,388 146,330 "
    "146,274 168,232"
)
GMAX_FIBERS = [points("196,234 240,300 274,372"), points("166,262 210,330 262,394")]
TFL = points("366,206 378,208 384,250 366,320 342,384 328,384 336,310 344,252")


def build():
    f = Drawing("hip-side")
    f.body("body", P(BODY))
    f.layer(
        "bones",
        area(P(ILIUM), "bone dim context", "bone-hip"),
        area(P(FEMUR), "bone dim context faint", "bone-femur"),
    )
    f.layer("muscles-deep", f.muscle("gluteus-minimus", P(GMIN), (), "see"))
    f.layer(
        "muscles",
        f.muscle("gluteus-maximus", P(GMAX), [P(q) for q in GMAX_FIBERS], "see lined"),
        f.muscle("tensor-fasciae-latae", P(TFL), (), "see"),
        f.muscle("gluteus-medius", P(GMED), [P(q) for q in GMED_FIBERS]),
    )
    f.layer(
        "bones-over", edged(P(CREST), "crest", "bone-crest"), area(P(KNOB), "bone", "bone-knob")
    )
    f.layer(
        "contours",
        line(P(points("236,664 262,660")), "contour"),
        line(P(points("372,634 364,656 374,678")), "contour"),
        line(P(points("176,396 210,416 250,424")), "contour"),
        line(P(points("404,236 384,262 356,280")), "contour only-pixel"),
    )
    f.layer("arm", area(P(THUMB), "skin", "thumb"), area(P(ARM), "skin", "skin-arm"))
    f.avoid("knob", P(ellipse(298, 322, 28, 32)))
    f.avoid("sciatic-nerve", P(band(points("214,262 238,306 254,360 258,430 262,500 268,600"), 13)))
    return f
