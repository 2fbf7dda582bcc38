"""The piece of the map on a landing page: its country, or the region of its cities, with a circle a city."""

from dataclasses import dataclass

from practices.circles import Drawing, drawing, place_in
from practices.geography import EUROPE, WORLD, Frame
from practices.geography.parts import country_in, part_around
from practices.geography.paths import Box, extent
from practices.models import City
from practices.places import CityPlace

# Units of the picture, which is shown about as many pixels wide; at the most so many times as wide as high.
WIDTH, RATIO = 360, 1.2
# A part shows at least so many units of a whole map: more than 800 km of Europe, less says little of where a place is.
LEAST = 150
# Around circles and outlines: a share of the larger side, and units of a whole map at the least.
AIR, LEAST_AIR = 0.07, 12
# The largest circle is smaller than on a whole map; of very many cities those with the most practices have one.
MORE_RADIUS, MOST_CIRCLES = 12, 60
# A circle of the largest size has so many practices at least: where every city has one, all are small.
FEWEST_OF_LARGEST = 4


@dataclass(frozen=True, slots=True)
class Extract:
    """A drawing, and how many cities of the page are not on it: too many, outside, or without a known position."""

    drawing: Drawing
    left_out: int


def extract(cities: list[CityPlace], codes: list[str], home: str = "", present: City | None = None) -> Extract | None:
    """The map of cities, the most important first, and countries (codes) lit; None with nothing to show.

    With `home`, a code, it shows that country; else the region of the cities, or of the countries without any.
    `present` is the city that the page is about.
    """
    located = [city for city in cities if city.city.latitude is not None][:MOST_CIRCLES]
    frame = frame_of(located, codes)
    around = region(frame, located, [home] if home else codes)
    if around is None:
        return None
    part = part_around(frame, around, WIDTH, least=LEAST, ratio=RATIO)
    most = max((city.count for city in cities), default=0)
    drawn = drawing(part, located, codes, max(most, FEWEST_OF_LARGEST), MORE_RADIUS, present)
    return Extract(drawn, len(cities) - len(drawn.circles))


def frame_of(located: list[CityPlace], codes: list[str]) -> Frame:
    """Europe where most of the cities are there, or most of the countries without any; else the world."""
    are_inside = [place_in(EUROPE, city) is not None for city in located]
    are_inside = are_inside or [code in EUROPE.shapes.at_home for code in codes]
    return EUROPE if 2 * sum(are_inside) >= len(are_inside) else WORLD


def region(frame: Frame, located: list[CityPlace], codes: list[str]) -> Box | None:
    """What a map must show of a frame: its cities, and a single country whole, or all of them where no city is."""
    points = [point for city in located if (point := place_in(frame, city))]
    if len(codes) == 1 or not points:
        for box in filter(None, (country_in(frame, code) for code in codes)):
            points += [(box.left, box.top), (box.right, box.bottom)]
    if not points:
        return None
    box = extent(points)
    side = max(box.right - box.left, (box.bottom - box.top) * RATIO)
    return box.around(max(AIR * side, LEAST_AIR))
