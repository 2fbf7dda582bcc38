"""A circle a city on a frame of the map, with names beside as many circles as there is room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from typing import NamedTuple

from practices.geography import EUROPE, WORLD, Frame
from practices.places import CityPlace, CountryPlace

# Radius in units of the frame; "n" practices where the largest city has "n_max". Source: DESIGN.md, "Map".
LEAST_RADIUS, MORE_RADIUS = 4, 20
# Names are tried for so many of the largest cities.
MOST_NAMES = 60
# The type of the names: what a line of it takes, and a character on average, in units.
LINE_HEIGHT, CHARACTER = 14, 7
GAP = 4
BASELINE = 4  # from the middle of a line of text down


class Box(NamedTuple):
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Name(NamedTuple):
    """Where a name is written: the point of the text, and which part of the text is at that point."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A city on the map; `name` is None where its name would run into others."""

    place: CityPlace
    x: float
    y: float
    radius: float
    name: Name | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map: its frame, the outlines of the countries with practices, and its circles, the largest first."""

    frame: Frame
    lit: list[str]
    circles: list[Circle]


@dataclass(frozen=True, slots=True)
class Size:
    """A circle of the legend and the number of practices it stands for."""

    count: int
    x: float
    radius: float


class Legend(NamedTuple):
    """The circles of a legend, and the width of their row in units."""

    width: float
    sizes: list[Size]


def drawings(places: list[CountryPlace]) -> tuple[Drawing, Drawing | None]:
    """The map of Europe, and one of the world with what is not on it (None where that is nothing)."""
    located = [city for country in places for city in country.cities if city.city.latitude is not None]
    codes, most = [country.country.code for country in places], largest(places)
    inside = {city.city.pk for city in located if place_in(EUROPE, city)}
    europe = drawing(EUROPE, [city for city in located if city.city.pk in inside], codes, most)
    beyond = [city for city in located if city.city.pk not in inside]
    is_beyond = bool(beyond) or any(code not in EUROPE.shapes.countries for code in codes)
    return europe, drawing(WORLD, beyond, codes, most) if is_beyond else None


def largest(places: list[CountryPlace]) -> int:
    """The most practices that a city has; 1 where no city has any."""
    return max((city.count for country in places for city in country.cities), default=1)


def place_in(frame: Frame, place: CityPlace) -> tuple[float, float] | None:
    """Where in a frame a city is, in units; None for one outside."""
    return frame.place(place.city.longitude, place.city.latitude)


def radius(count: int, most: int) -> float:
    """The radius, in units, of a city with `count` practices where the largest has `most`."""
    return round(LEAST_RADIUS + MORE_RADIUS * sqrt(count / most), 1)


def drawing(frame: Frame, cities: list[CityPlace], codes: list[str], most: int) -> Drawing:
    """The circles of cities in a frame, small ones over large ones, and its countries with these codes lit."""
    placed = [(city, *point) for city in cities if (point := place_in(frame, city))]
    placed.sort(key=lambda row: (-row[0].count, row[0].city.name_key, row[0].city.pk))
    round_ones = [(city, x, y, radius(city.count, most)) for city, x, y in placed]
    outlines = frame.shapes.countries
    names = names_beside(round_ones, frame)
    circles = [Circle(*row, names.get(row[0].city.pk)) for row in round_ones]
    return Drawing(frame, [outlines[code] for code in codes if code in outlines], circles)


def names_beside(circles: list[tuple], frame: Frame) -> dict[int, Name]:
    """City id → where its name is written: the largest first, at the first of four sides where nothing is yet."""
    taken = [Box(x - r, y - r, x + r, y + r) for _, x, y, r in circles]
    names = {}
    for place, x, y, r in circles[:MOST_NAMES]:
        width = CHARACTER * len(f"{place.city.name} {place.count}")
        for name, box in sides(x, y, r, width):
            is_inside = box.left >= 0 and box.top >= 0 and box.right <= frame.width and box.bottom <= frame.height
            if is_inside and not any(box.meets(other) for other in taken):
                names[place.city.pk] = name
                taken.append(box)
                break
    return names


def sides(x: float, y: float, r: float, width: float) -> Iterator[tuple[Name, Box]]:
    """Right, left, above and below a circle: where a text of this width is written, and what it takes up."""
    half = LINE_HEIGHT / 2
    for anchor, at_x, at_y, left in (
        ("start", x + r + GAP, y, x + r + GAP),
        ("end", x - r - GAP, y, x - r - GAP - width),
        ("middle", x, y - r - half, x - width / 2),
        ("middle", x, y + r + half, x - width / 2),
    ):
        name = Name(round(at_x, 1), round(at_y + BASELINE, 1), anchor)
        yield name, Box(left, at_y - half, left + width, at_y + half)


def legend(most: int) -> Legend:
    """Up to three circles in a row: one practice, a quarter of the most that a city has, and the most."""
    sizes, x = [], 0
    for count in sorted({1, ceil(most / 4), most}):
        r = radius(count, most)
        sizes.append(Size(count, round(x + r, 1), r))
        x += 2 * r + GAP
    return Legend(round(x, 1), sizes)
