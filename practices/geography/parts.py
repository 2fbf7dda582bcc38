"""A part of a frame, enlarged: its outlines are those of the frame, cut to what is shown."""

from dataclasses import dataclass
from functools import lru_cache

from practices.geography import EUROPE, EUROPE_REDUCED, STEPS, WORLD, WORLD_REDUCED, Frame, Shapes
from practices.geography.paths import Box, areas_within, extent, lines_within, read

# Of a frame whose half or more is shown, the outlines of its small map have detail enough.
REDUCED = {EUROPE: EUROPE_REDUCED, WORLD: WORLD_REDUCED}
# Units of a part, in which outlines are drawn beyond its edge: so far the line along the cut stays out of sight.
BEYOND = 4
# A city nearer to the edge than this, in units, is not on the map: its circle would be cut.
MARGIN = 8


@dataclass(frozen=True)
class Part:
    """A rectangle of a frame, given in its units, on `width` × `height` units of its own."""

    frame: Frame
    box: Box
    width: int
    height: int

    @property
    def times(self) -> float:
        """How much larger everything is than in the frame."""
        return self.width / (self.box.right - self.box.left)

    @property
    def transform(self) -> str:
        """The SVG transform from the steps of the outlines to the units of the part."""
        return f"scale({self.times / STEPS:.4f}) translate({-self.box.left * STEPS:.0f} {-self.box.top * STEPS:.0f})"

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Units from the left and from the top of a place given in degrees; None for one that is not on it."""
        x, y = self.frame.position(longitude, latitude)
        point = round((x - self.box.left) * self.times, 1), round((y - self.box.top) * self.times, 1)
        return point if Box(0, 0, self.width, self.height).around(-MARGIN).holds(point) else None

    @property
    def shapes(self) -> Shapes:
        """Land and borders in this part; of the countries, all."""
        return within(self.frame, self.steps)

    def outline(self, code: str) -> str:
        """Of a country what is in this part; nothing for one that is not drawn."""
        return areas_within(self.frame.outline(code), self.steps)

    @property
    def steps(self) -> Box:
        """What is drawn, in steps of the outlines."""
        around = self.box.around(BEYOND / self.times)
        return Box(*(round(side * STEPS) for side in around))


@lru_cache(maxsize=100)
def within(frame: Frame, steps: Box) -> Shapes:
    """The land and the borders of a frame in a rectangle."""
    shapes = frame.shapes
    return Shapes(areas_within(shapes.land, steps), lines_within(shapes.borders, steps), "", {}, [])


def part_around(frame: Frame, box: Box, width: int, *, least: float, ratio: float) -> Part:
    """The part around a rectangle of a frame: at least `least` units of it wide, and `ratio` times as wide as high.

    At the edges of the frame it moves inwards, and what would be larger than the frame is as large as that.
    """
    across = min(max(box.right - box.left, (box.bottom - box.top) * ratio, least), frame.width)
    down = min(across / ratio, frame.height)
    left = min(max((box.left + box.right - across) / 2, 0), frame.width - across)
    top = min(max((box.top + box.bottom - down) / 2, 0), frame.height - down)
    height = round(down * width / across)
    if across < frame.width / 2:
        return Part(frame, whole(Box(left, top, left + across, top + down), 1), width, height)
    reduced = REDUCED[frame]
    return Part(reduced, whole(Box(left, top, left + across, top + down), reduced.width / frame.width), width, height)


def whole(box: Box, times: float) -> Box:
    """A rectangle so many times as large, its sides on whole steps."""
    return Box(*(round(side * times * STEPS) / STEPS for side in box))


def country_in(frame: Frame, code: str) -> Box | None:
    """The extent of a country in units of a frame, as far as the frame shows it; None for one that is not drawn."""
    points = [(x / STEPS, y / STEPS) for line in read(frame.outline(code)) for x, y in line]
    return extent(points).shared(Box(0, 0, frame.width, frame.height)) if points else None
