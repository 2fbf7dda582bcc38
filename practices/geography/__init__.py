"""Outlines of Europe and of the world, and where on them a city lies.

The outlines were projected and simplified once, by build.py, into shapes.xz; README.md says from what. Cities are
projected here, as they come. No Django in it; the file is read once in the life of a process.
"""

import json
import lzma
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from practices.geography import projections

PACKED_FILE = Path(__file__).with_name("shapes.xz")
# The packed paths are in whole halves of a unit.
STEPS = 2
# A city nearer to the edge than this, in units of a full map, is not on the map: its circle would be cut.
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Shapes:
    """SVG path data of one frame, in halves of its units: all land, the borders on it, each country by ISO code.

    `at_home` are the countries of which the frame shows a good part.
    """

    land: str
    borders: str
    graticule: str
    countries: dict[str, str]
    at_home: list[str]


@dataclass(frozen=True)
class Frame:
    """A rectangular part of a projected map: `width` × `height` units of `metres` each, from its north-west corner."""

    name: str
    project: Callable[[float, float], tuple[float, float]]
    metres: float
    west: float
    north: float
    width: int
    height: int
    margin: float = MARGIN

    def position(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Units from the left and from the top of a place given in degrees; it may lie outside."""
        east, north = self.project(longitude, latitude)
        return east / self.metres - self.west, self.north - north / self.metres

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """The same, rounded; None for a place that is not on the map."""
        x, y = self.position(longitude, latitude)
        is_inside = self.margin <= x <= self.width - self.margin and self.margin <= y <= self.height - self.margin
        return (round(x, 1), round(y, 1)) if is_inside else None

    @property
    def shapes(self) -> Shapes:
        """The outlines in this frame."""
        return _shapes()[self.name]

    def outline(self, code: str) -> str:
        """The outline of a country; nothing for one that is not drawn."""
        return self.shapes.countries.get(code, "")

    @property
    def transform(self) -> str:
        """The SVG transform from the steps of the outlines to units."""
        return f"scale({1 / STEPS})"

    def reduced(self, name: str, times: float) -> "Frame":
        """The same part of the map on fewer, larger units."""
        return Frame(
            name,
            self.project,
            self.metres * times,
            self.west / times,
            self.north / times,
            round(self.width / times),
            round(self.height / times),
            self.margin / times,
        )


# From Portugal and Reykjavík to Kharkiv and Cyprus; 750 units of 5.5 km.
EUROPE = Frame("europe", projections.europe, 5_500, 435, 910, 750, 660)
# Without Antarctica; 750 units of 46 km.
WORLD = Frame("world", projections.world, 46_000, -375, 176, 750, 316)
# For a small map beside a practice.
EUROPE_REDUCED = EUROPE.reduced("europe_reduced", 3.75)
WORLD_REDUCED = WORLD.reduced("world_reduced", 3.125)
FRAMES = (EUROPE, WORLD, EUROPE_REDUCED, WORLD_REDUCED)


@cache
def _shapes() -> dict[str, Shapes]:
    """Name of a frame → its outlines."""
    packed = json.loads(lzma.decompress(PACKED_FILE.read_bytes()))
    return {name: Shapes(**shapes) for name, shapes in packed.items()}
