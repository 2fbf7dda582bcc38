"""The outlines in their frames, and where cities lie in them."""

import re

import pytest

from practices.gazetteer.build import PROGRAMME
from practices.geography import EUROPE, EUROPE_REDUCED, FRAMES, PACKED_FILE, STEPS, WORLD, WORLD_REDUCED
from practices.models.place import world_countries

NOT_IN_THE_ATLAS = {
    *("BQ", "BV", "CC", "CX", "GF", "GI", "GP", "MQ", "RE", "SJ", "TK", "UM", "YT"),  # small, or drawn with others
    "AQ",
}


def points(path):
    """All points of a path of relative lines, absolute."""
    at, found = (0, 0), []
    for line in re.findall(r"m([-\d ]+)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", line)]
        start = None
        for step in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + step[0], at[1] + step[1])
            start = start or at
            found.append(at)
        at = start
    return found


def extent(path):
    """Left, top, right and bottom of a path in units of its frame."""
    across, down = zip(*points(path), strict=True)
    return [value / STEPS for value in (min(across), min(down), max(across), max(down))]


def test_outlines_are_small_enough_to_keep_and_to_send():
    assert PACKED_FILE.stat().st_size < 60_000
    sizes = {frame.name: len(frame.shapes.land + frame.shapes.borders) // 1000 for frame in FRAMES}
    assert sizes == {"europe": 18, "world": 17, "europe_reduced": 6, "world_reduced": 7}


def test_every_country_is_on_the_map_of_the_world():
    for frame in (WORLD, WORLD_REDUCED):
        assert world_countries().keys() - frame.shapes.countries.keys() == NOT_IN_THE_ATLAS
        assert PROGRAMME <= frame.shapes.countries.keys() <= world_countries().keys()
        assert all(len(points(path)) >= 3 for path in frame.shapes.countries.values())


def test_countries_lie_where_their_capitals_do():
    rome, left, top, right, bottom = EUROPE.place(12.48, 41.89), *extent(EUROPE.shapes.countries["IT"])
    assert left < rome[0] < right and top < rome[1] < bottom
    tokyo, left, top, right, bottom = WORLD.place(139.69, 35.69), *extent(WORLD.shapes.countries["JP"])
    assert left < tokyo[0] < right and top < tokyo[1] < bottom


def test_map_of_the_world_cuts_no_country_in_two():
    left, _, right, _ = extent(WORLD.shapes.countries["RU"])
    assert 375 < left < right < 750
    left, _, right, _ = extent(WORLD.shapes.countries["CA"])
    assert 0 < left < right < 350


def test_countries_that_europe_hardly_shows_are_at_home_in_the_world():
    assert {"MA", "DZ", "TN", "RU"} & set(EUROPE.shapes.at_home) == set()
    assert {"IS", "NO", "CY", "MT", "TR", "UA", "VA"} <= set(EUROPE.shapes.at_home)


@pytest.mark.parametrize(
    ("place", "in_europe", "in_world"),
    [
        ((10.7522, 59.9139), (358.3, 166.3), (374.6, 25.6)),
        ((-73.5673, 45.5017), None, (224.5, 56.0)),
        ((-16.25, 28.47), None, (321.5, 98.2)),
        ((0, -80), None, None),
    ],
    ids=["Oslo", "Montréal", "Tenerife", "Antarctica"],
)
def test_place_is_given_in_units_where_the_frame_shows_it(place, in_europe, in_world):
    assert (EUROPE.place(*place), WORLD.place(*place)) == (in_europe, in_world)


def test_reduced_frames_show_the_same_smaller():
    assert [frame.place(10.7522, 59.9139) for frame in (EUROPE_REDUCED, WORLD_REDUCED)] == [(95.5, 44.3), (119.9, 8.2)]
    assert EUROPE_REDUCED.place(-73.5673, 45.5017) is None
