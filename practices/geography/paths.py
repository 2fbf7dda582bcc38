"""SVG path data of lines between whole points, all steps relative: written, read, measured and cut to a rectangle."""

import re
from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[int, int]
LINE = re.compile(r"m([-\d ]+)(z?)")
NUMBER = re.compile(r"-?\d+")


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Whether a point is inside or on the edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def around(self, air: float) -> "Box":
        """The rectangle with so much more on every side."""
        return Box(self.left - air, self.top - air, self.right + air, self.bottom + air)

    def shared(self, other: "Box") -> "Box":
        """What two rectangles that meet have in common."""
        corners = max(self.left, other.left), max(self.top, other.top)
        return Box(*corners, min(self.right, other.right), min(self.bottom, other.bottom))


def written(lines: Iterable[list[Point]], end: str) -> str:
    """Path data of lines; `end` is "z" where they are closed, else nothing."""
    texts, at = [], (0, 0)
    for line in lines:
        steps = []
        for point in line:
            steps += [point[0] - at[0], point[1] - at[1]]
            at = point
        texts.append("m" + "".join(f"{step}" if step < 0 or not i else f" {step}" for i, step in enumerate(steps)))
        at = line[0] if end else at
    return end.join(texts) + end if texts else ""


def read(path: str) -> list[list[Point]]:
    """The lines of path data that `written` made."""
    lines, x, y = [], 0, 0
    for text, end in LINE.findall(path):
        numbers = [int(number) for number in NUMBER.findall(text)]
        line = []
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            line.append((x, y))
        if end:
            x, y = line[0]
        lines.append(line)
    return lines


def extent(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest rectangle around points."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def areas_within(path: str, box: Box) -> str:
    """The areas of a path as far as they are in a rectangle of whole numbers, whose edge closes them.

    Each side cuts in turn. Source: I. Sutherland and G. Hodgman, "Reentrant polygon clipping" (1974).
    """
    kept = []
    for line in read(path):
        for axis, limit, sign in ((0, box.left, 1), (1, box.top, 1), (0, box.right, -1), (1, box.bottom, -1)):
            line = cut(line, axis, limit, sign)
        if len(line) > 2:
            kept.append(line)
    return written(kept, "z")


def cut(area: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What of an area is on one side of a line at `limit` of an axis: above it (`sign` 1), or below (-1)."""
    kept = []
    for before, point in zip(area[-1:] + area[:-1], area, strict=True):
        was_in, is_in = sign * (before[axis] - limit) >= 0, sign * (point[axis] - limit) >= 0
        if was_in != is_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            other = round(before[1 - axis] + part * (point[1 - axis] - before[1 - axis]))
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(point)
    return kept


def lines_within(path: str, box: Box) -> str:
    """The pieces of the lines of a path that touch a rectangle, with the first point outside at either end."""
    kept = []
    for line in read(path):
        piece = []
        for before, point in zip(line, line[1:], strict=False):
            if box.holds(before) or box.holds(point):
                piece = piece or [before]
                piece.append(point)
            elif piece:
                kept.append(piece)
                piece = []
        if piece:
            kept.append(piece)
    return written(kept, "")
