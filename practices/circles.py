"""A circle a city on a frame of the map, with names beside as many circles as there is room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, hypot, sqrt
from typing import NamedTuple

from practices.geography import EUROPE, WORLD, Frame
from practices.geography.parts import Part
from practices.geography.paths import Box
from practices.models import City
from practices.places import CityPlace, CountryPlace

# Radius in units of the frame; "n" practices where the largest city has "n_max". Source: DESIGN.md, "Map".
LEAST_RADIUS, MORE_RADIUS = 4, 20
# So far from its middle a circle takes a thumb, where none is nearer: a square of 24 pixels fits in on every screen.
# Where cities crowd, the list beside leads to the same places. Source: WCAG 2.2, 2.5.8, "Size" and "Equivalent".
MOST_REACH = 20
# With more than this on a map, a small screen does not double them.
MANY_CIRCLES = 100
# Names are tried for so many of the largest cities.
MOST_NAMES = 60
# The type of the names: what a line of it takes, and a character on average, in units.
LINE_HEIGHT, CHARACTER = 14, 7
GAP = 4
BASELINE = 4  # from the middle of a line of text down


class Name(NamedTuple):
    """Where a name is written: the point of the text from the middle of the circle, and which part of it is there."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A city on the map; `name` is None where its name would run into others. A pointer finds it within `reach`."""

    place: CityPlace
    x: float
    y: float
    radius: float
    reach: float
    name: Name | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map: its frame, the outlines of the countries with practices, and its circles, the largest first."""

    frame: Frame | Part
    lit: list[str]
    circles: list[Circle]

    @property
    def is_dense(self) -> bool:
        """Whether there are so many circles that larger ones would cover one another."""
        return len(self.circles) > MANY_CIRCLES


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


def place_in(frame: Frame | Part, place: CityPlace) -> tuple[float, float] | None:
    """Where in a frame a city is, in units; None for one outside."""
    return frame.place(place.city.longitude, place.city.latitude)


def radius(count: int, most: int, more: float = MORE_RADIUS) -> float:
    """The radius, in units, of a city with `count` practices where the largest has `most`."""
    return round(LEAST_RADIUS + more * sqrt(count / most), 1)


def drawing(
    frame: Frame | Part,
    cities: list[CityPlace],
    codes: list[str],
    most: int,
    more: float = MORE_RADIUS,
    present: City | None = None,
) -> Drawing:
    """The circles of cities in a frame, small ones over large ones, and its countries with these codes lit.

    The city that the page is about, if any, is named before all others and drawn over them.
    """
    placed = [(city, *point) for city in cities if (point := place_in(frame, city))]
    placed.sort(key=lambda row: (row[0].city != present, -row[0].count, row[0].city.name_key, row[0].city.pk))
    round_ones = [(city, x, y, radius(city.count, most, more)) for city, x, y in placed]
    names, reaches = names_beside(round_ones, frame), reaches_of(round_ones)
    circles = [Circle(*row, reaches[row[0].city.pk], names.get(row[0].city.pk)) for row in round_ones]
    circles.sort(key=lambda circle: circle.place.city == present)
    return Drawing(frame, [outline for code in codes if (outline := frame.outline(code))], circles)


def reaches_of(circles: list[tuple]) -> dict[int, float]:
    """City id → how far a pointer may be from the middle of its circle: half the way to the next, or its radius."""
    nearest = {place.city.pk: 2 * MOST_REACH for place, *_ in circles}
    from_left = sorted(circles, key=lambda row: row[1])
    for index, (place, x, y, _) in enumerate(from_left):
        for other, other_x, other_y, _ in from_left[index + 1 :]:
            if other_x - x >= 2 * MOST_REACH:
                break
            distance = hypot(other_x - x, other_y - y)
            for pk in (place.city.pk, other.city.pk):
                nearest[pk] = min(nearest[pk], distance)
    return {place.city.pk: max(r, round(nearest[place.city.pk] / 2, 1)) for place, _, _, r in circles}


def names_beside(circles: list[tuple], frame: Frame | Part) -> dict[int, Name]:
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
    for anchor, across, down, left in (
        ("start", r + GAP, 0, x + r + GAP),
        ("end", -r - GAP, 0, x - r - GAP - width),
        ("middle", 0, -r - half, x - width / 2),
        ("middle", 0, r + half, x - width / 2),
    ):
        middle = y + down
        yield (
            Name(round(across, 1), round(down + BASELINE, 1), anchor),
            Box(left, middle - half, left + width, middle + half),
        )


def legend(most: int) -> Legend:
    """Up to three circles in a row: one practice, a quarter of the most that a city has, and the most."""
    sizes, x = [], 0
    for count in sorted({1, ceil(most / 4), most}):
        r = radius(count, most)
        sizes.append(Size(count, round(x + r, 1), r))
        x += 2 * r + GAP
    return Legend(round(x, 1), sizes)
