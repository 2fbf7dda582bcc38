"""Parts of a map: paths read and cut, and where cities lie in a part."""

from practices.geography import EUROPE, EUROPE_REDUCED, FRAMES, WORLD
from practices.geography.parts import Part, country_in, part_around
from practices.geography.paths import Box, areas_within, extent, lines_within, read, written

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def test_paths_are_read_as_they_were_written():
    for frame in FRAMES:
        assert written(read(frame.shapes.land), "z") == frame.shapes.land
        assert written(read(frame.shapes.borders), "") == frame.shapes.borders


def test_areas_are_cut_along_the_edges():
    path = written([SQUARE, [(40, 40), (50, 40), (50, 50)]], "z")
    assert read(areas_within(path, Box(5, -5, 30, 6))) == [[(5, 6), (5, 0), (10, 0), (10, 6)]]
    assert areas_within(path, Box(0, 0, 60, 60)) == path
    assert areas_within(path, Box(20, 20, 30, 30)) == ""


def test_area_around_the_rectangle_fills_it():
    path = written([[(-100, -100), (100, -100), (100, 100), (-100, 100)]], "z")
    assert sorted(read(areas_within(path, Box(1, 2, 3, 4)))[0]) == [(1, 2), (1, 4), (3, 2), (3, 4)]


def test_of_lines_the_pieces_that_touch_are_kept():
    path = written([[(0, 0), (10, 0), (20, 0), (30, 0), (20, 1), (10, 1)]], "")
    assert read(lines_within(path, Box(8, -2, 12, 2))) == [[(0, 0), (10, 0), (20, 0)], [(20, 1), (10, 1)]]
    assert lines_within(path, Box(50, 50, 60, 60)) == ""


def test_part_shows_its_country_and_what_is_near():
    part = part_around(EUROPE, country_in(EUROPE, "NO"), 360, least=150, ratio=1.2)
    assert (part.width, part.height) == (360, 300)
    for outline in (part.shapes.land, part.outline("NO"), part.outline("SE")):
        assert 100 < len(outline) < 3_000
        edge = part.steps
        drawn = extent(point for line in read(outline) for point in line)
        assert edge.left <= drawn.left and edge.top <= drawn.top
        assert drawn.right <= edge.right and drawn.bottom <= edge.bottom
    assert part.outline("IT") == part.outline("TK") == ""
    assert part.place(12.48, 41.89) is None


def test_city_lies_on_the_outline_of_its_country_in_a_part():
    """The transform of the outlines and the places of the circles belong together."""
    part = part_around(EUROPE, country_in(EUROPE, "LU"), 360, least=150, ratio=1.2)
    x, y = part.place(6.13, 49.61)
    times = part.times / 2
    box = extent(
        ((px / 2 - part.box.left) * 2 * times, (py / 2 - part.box.top) * 2 * times) for px, py in outline_of(part)
    )
    assert part.transform == f"scale({times:.4f}) translate({-part.box.left * 2:.0f} {-part.box.top * 2:.0f})"
    assert box.left < x < box.right and box.top < y < box.bottom


def outline_of(part: Part):
    return [point for line in read(part.outline("LU")) for point in line]


def test_part_stays_in_its_frame():
    iceland = part_around(EUROPE, country_in(EUROPE, "IS"), 360, least=300, ratio=1.2).box
    assert (iceland.left, iceland.top) == (0, 0)
    everything = part_around(WORLD, Box(0, 0, 750, 316), 360, least=150, ratio=1.2)
    assert (everything.height, everything.place(10.7522, 59.9139)) == (152, (179.8, 12.3))


def test_wide_parts_have_the_reduced_outlines():
    wide = part_around(EUROPE, Box(100, 50, 600, 500), 360, least=150, ratio=1.2)
    assert wide.frame == EUROPE_REDUCED
    near = part_around(EUROPE, Box(300, 150, 400, 250), 360, least=150, ratio=1.2)
    assert near.frame == EUROPE
