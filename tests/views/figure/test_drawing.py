"""What a figure promises in any mode and size: its width, its mark, its letters, its sides."""

from __future__ import annotations

import pytest

from drawn import CATALOG, SIZES, SPOTS, drawn, figure_of, painted, plain, styles, svg_of
from spotguide.core.catalog.figures import Figure
from spotguide.views.figure import Drawing, Look, Shown, draw, fitting, lines, locator, picture
from spotguide.views.figure.kitty import CHUNK, removed, shown
from spotguide.views.figure.overlay import HIT, MISS
from spotguide.views.figure.palettes import PALETTES
from spotguide.views.figure.raster import pixels_of
from spotguide.views.figure.themed import cell_rules

MODES = ("blocks", "half", "blocks256", "accents", "braille")
RING, CORE = PALETTES["dark"].rgb("ring"), PALETTES["dark"].rgb("core")


def ringed(drawing: Drawing) -> set[tuple[int, int]]:
    """Return the cells that hold the color of the ring."""
    return {cell for cell, colors in painted(drawing).items() if RING in colors}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(20, 10), (37, 30), (44, 22), (60, 12), (71, 40)])
def test_rows_are_exactly_as_wide_as_asked(mode: str, size: tuple[int, int]) -> None:
    drawing = drawn(Shown(2), Look(mode), size)
    assert {row.cell_len for row in drawing.rows} == {size[0]}
    assert len(drawing.rows) == fitting(*size)[1] <= size[1]


@pytest.mark.parametrize("size", [(0, 0), (19, 60), (60, 9), (-4, 3)])
def test_a_window_too_small_for_a_picture_gets_its_words(size: tuple[int, int]) -> None:
    drawing = drawn(Shown(2), Look("blocks"), size)
    assert drawing.rows == ()
    assert drawing.alt
    assert len(drawing.legend) == len(figure_of(2).landmark)


@pytest.mark.parametrize("mode", ["words", "off"])
def test_nothing_is_drawn_where_words_are_wanted(mode: str) -> None:
    assert drawn(Shown(2), Look(mode)).rows == ()


@pytest.mark.parametrize("mode", ["blocks", "braille"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("spot", SPOTS)
def test_every_letter_stands_in_the_picture_and_none_on_the_mark(
    spot: int, size: tuple[int, int], mode: str
) -> None:
    figure, drawing = figure_of(spot), drawn(Shown(spot), Look(mode), size)
    text = "".join(plain(drawing))
    shown_letters = [letter for letter, _ in drawing.legend]
    assert sorted(letter for letter in text if letter in "ABCDEFGH") == sorted(shown_letters)
    assert len(shown_letters) >= len(figure.landmark) - (mode == "braille")
    marks = text.count(HIT) if mode == "braille" else len(ringed(drawing)) >= 8
    assert marks == 1
    for column, row in ringed(drawing):
        assert plain(drawing)[row][column] not in "ABCDEFGH"


@pytest.mark.parametrize("spot", [1, 3, 5, 7, 13])
def test_the_other_side_is_the_mirror_image_with_upright_letters(spot: int) -> None:
    figure = figure_of(spot)
    other = "left" if figure.side == "right" else "right"
    here, there = drawn(Shown(spot), Look("blocks")), drawn(Shown(spot, other), Look("blocks"))
    assert {(43 - column, row) for column, row in ringed(here)} == ringed(there)
    assert {letter for letter, _ in there.legend} <= {letter for letter, _ in here.legend}
    assert drawn(Shown(spot, figure.side), Look("blocks")).rows == here.rows


def test_the_other_side_is_said_the_other_way_round() -> None:
    assert drawn(Shown(6, "right")).alt.startswith("The right hip")
    assert drawn(Shown(6, "left")).alt.startswith("The left hip")
    assert drawn(Shown(7, "right")).view == "from the side, facing right"
    assert lines(figure_of(6), 6, "left")[1] == drawn(Shown(6, "left")).alt


def test_the_whole_body_is_never_mirrored() -> None:
    assert drawn(Shown(None, "left"), Look("blocks")).rows == drawn(Shown(), Look("blocks")).rows


@pytest.mark.parametrize("mode", ["blocks", "braille"])
@pytest.mark.parametrize("size", [*SIZES, (30, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_whole_body_has_every_number_once(mode: str, size: tuple[int, int]) -> None:
    drawing = drawn(Shown(), Look(mode), size)
    assert [number for number, _ in drawing.legend] == [str(spot) for spot in SPOTS]
    words = "".join(
        letter if letter.isdigit() else " " for row in plain(drawing) for letter in f"{row} "
    ).split()
    assert sorted(words, key=int) == [str(spot) for spot in SPOTS]


def test_marked_spots_stand_out_on_the_whole_body() -> None:
    drawing = drawn(Shown(marked=frozenset({2, 10})), Look("blocks"))
    everything = drawn(Shown(), Look("blocks"))
    assert len(ringed(drawing)) == 2
    assert len(ringed(everything)) >= 13  # two lie in one cell
    assert "".join(plain(drawn(Shown(marked=frozenset({2}))))).count(HIT) == 1


def test_the_mark_pulses_between_a_ring_and_a_disc() -> None:
    ring, disc = (drawn(Shown(2, frame=frame), Look("blocks"), (60, 30)) for frame in (0, 1))
    assert len(ringed(disc)) > len(ringed(ring)) or ring.rows != disc.rows
    assert "".join(plain(drawn(Shown(2, frame=1)))).count(MISS) == 1


def test_a_muscle_lights_up_without_a_mark() -> None:
    blue = PALETTES["dark"].rgb("active")
    figure = CATALOG.figures["lumbar-back"]
    dull, bright = (
        draw(figure, svg_of(figure.name), Shown(lit=lit), Look("blocks"), (44, 22))
        for lit in ((), ("multifidus",))
    )
    assert not any(blue in colors for colors in painted(dull).values())
    assert any(blue in colors for colors in painted(bright).values())


@pytest.mark.parametrize(("spot", "other"), [(2, "avoid-sacrum"), (13, "avoid-kidney")])
def test_a_zone_is_striped_for_its_own_spots_alone(spot: int, other: str) -> None:
    """Spots 2 and 13 share a drawing: the kidney is for the one, the flat bone for the other."""
    hidden = cell_rules(figure_of(spot), Shown(spot), Look("blocks"), 44).rpartition("\n")[2]
    assert hidden.endswith("{display:none}")
    assert f"#{other}" in hidden
    assert not any(f"#{zone.id}" in hidden for zone in figure_of(spot).avoided(spot))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_locator_is_a_square_of_rows_with_a_box(mode: str, side: str) -> None:
    rows = locator(figure_of(7), svg_of("body"), side, Look(mode), 12)
    assert len(rows) == 12
    assert {row.cell_len for row in rows} == {12}
    bare = locator(CATALOG.figures["body"], svg_of("body"), side, Look(mode), 12)
    assert bare == ()


def test_a_picture_is_a_png_of_the_asked_size() -> None:
    png = picture(figure_of(2), svg_of("lumbar-back"), Shown(2), Look("picture"), 240)
    assert png.startswith(b"\x89PNG")
    assert png[16:24] == (240).to_bytes(4, "big") * 2
    drawing = drawn(Shown(2), Look("picture"))
    assert set(plain(drawing)) == {" " * 44}


@pytest.mark.parametrize("frame", [0, 1])
def test_a_mirrored_picture_has_upright_letters(frame: int) -> None:
    """The picture of the other side, mirrored back, differs from it in the letters alone."""
    figure = figure_of(2)
    here, there = (
        picture(figure, svg_of(figure.name), Shown(2, side, frame=frame), Look("picture"), 120)
        for side in ("right", "left")
    )
    one, other = (pixels(png) for png in (here, there))
    differing = sum(
        abs(a[0] - b[0]) > 60
        for row, mirror in zip(one, other, strict=True)
        for a, b in zip(row, mirror[::-1], strict=True)
    )
    assert 10 < differing < 100  # of 14,400


def pixels(png: bytes) -> list[list[tuple[int, int, int]]]:
    from spotguide.views.figure import raster

    return [list(zip(row[0::4], row[1::4], row[2::4], strict=True)) for row in raster._lines(png)]


def test_a_picture_for_kitty_comes_in_short_chunks_and_asks_for_no_answer() -> None:
    sent = shown(bytes(range(256)) * 40, 44, 22)
    parts = sent.split("\x1b\\")[:-1]
    assert all(part.startswith("\x1b_G") for part in parts)
    assert all(len(part.partition(";")[2]) <= CHUNK for part in parts)
    assert [part.partition(";")[0][-3:] for part in parts] == ["m=1"] * (len(parts) - 1) + [
        "m=0"
    ] or parts[-1].partition(";")[0].endswith("m=0")
    assert "c=44,r=22,q=2,C=1" in parts[0]
    assert "q=2" in removed()


@pytest.mark.parametrize("spot", [2, 9])
def test_256_colors_use_only_the_numbered_ones(spot: int) -> None:
    for style in styles(drawn(Shown(spot), Look("blocks256"))):
        for color in (style.color, style.bgcolor):
            assert color is None or color.number is not None


def test_without_color_nothing_but_reverse_and_bold_is_left() -> None:
    for style in styles(drawn(Shown(2))):
        assert style.color is None
        assert style.bgcolor is None


def test_tones_of_skin_change_the_body_and_not_the_marks() -> None:
    tan, deep = (drawn(Shown(2), Look("blocks", tone=tone)) for tone in ("tan", "deep"))
    assert tan.rows != deep.rows
    assert ringed(tan) == ringed(deep)


def test_the_decoder_reads_every_filter_of_a_png() -> None:
    """Each filter, on four rows of two pixels, against the values that went in."""
    import struct
    import zlib

    from spotguide.views.figure.raster import _lines

    rows = [bytes(range(at, at + 8)) for at in (0, 40, 200, 90, 17)]
    packed, above = b"", bytes(8)
    for kind, row in enumerate(rows):
        packed += bytes([kind]) + filtered(kind, row, above)
        above = row
    head = struct.pack(">IIBBBBB", 2, 5, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(packed))
    assert [bytes(row) for row in _lines(png)] == rows


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + b"\0\0\0\0"


def filtered(kind: int, row: bytes, above: bytes) -> bytes:
    """Apply a filter of the PNG standard to a row."""

    def guess(i: int) -> int:
        left, up = (row[i - 4] if i >= 4 else 0), above[i]
        corner = above[i - 4] if i >= 4 else 0
        paeth = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        return (0, left, up, (left + up) // 2, paeth)[kind]

    return bytes((value - guess(i)) % 256 for i, value in enumerate(row))


def test_a_drawing_that_is_none_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="unknown token"):
        pixels_of("no drawing", 10, 10)


def test_figures_of_a_stranger_need_no_landmarks() -> None:
    bare = Figure.model_validate(
        {**figure_of(2).model_dump(), "landmark": (), "avoid": (), "locator": None}
    )
    drawing = draw(bare, svg_of("lumbar-back"), Shown(2), Look("blocks"), (44, 22))
    assert drawing.legend == drawing.keep_off == ()
    assert len(drawing.rows) == 22


@pytest.mark.parametrize("spot", SPOTS)
def test_letters_that_would_touch_are_left_out_of_a_small_picture(spot: int) -> None:
    drawing = drawn(Shown(spot), Look("blocks"), (20, 10))
    rows = plain(drawing)
    stand = [
        (x, y) for y, row in enumerate(rows) for x, letter in enumerate(row) if letter in "ABCDEF"
    ]
    assert len(stand) == len(drawing.legend)
    assert not any((x + 1, y) in stand for x, y in stand)
    assert not {*stand} & ringed(drawing)


def test_a_number_without_a_free_place_is_left_out_of_picture_and_legend() -> None:
    drawing = drawn(Shown(), Look("braille"), (20, 10))
    assert "".join(plain(drawing)).count(HIT) <= len(drawing.legend) <= 14
    assert drawing.legend == tuple(sorted(drawing.legend, key=lambda pair: int(pair[0])))
