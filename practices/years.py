"""The years of the catalogue: one axis for every bar, and how many practices were active when."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext

from practices.models.published import end_used

# Before this year the axis does not begin: earlier bars come in from its left edge.
EARLIEST_AXIS_YEAR = 2000


class Span(NamedTuple):
    """The years of a practice, as its period says them."""

    start_year: int | None
    end_year: int | None
    is_ongoing: bool | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The years over which every year bar and histogram is drawn."""

    first: int
    last: int
    earliest: int  # the earliest start in the catalogue, which may lie left of the axis

    @property
    def labels(self) -> list[int | str]:
        """One label a year for the line below a figure: at most seven carry their number, the others are empty."""
        step = (self.last - self.first) // 7 + 1
        years = range(self.first, self.last + 1)
        return ["" if (year - self.first) % step else year for year in years]


def year_axis(earliest: int | None) -> Axis:
    """The axis from the earliest start in the catalogue (not before 2000; None for none) to this year."""
    this_year = timezone.localdate().year
    earliest = earliest or this_year
    # At least two years, so that a bar has a length.
    return Axis(min(max(earliest, EARLIEST_AXIS_YEAR), this_year - 1), this_year, earliest)


def active_by_year(spans: Counter, first: int, last: int) -> dict[int, int]:
    """Year → number of practices active in it, for the years `first`–`last`.

    `spans` counts (start year, end year, is ongoing); undated ones are active in no year.
    """
    begun, ended, this_year = Counter(), Counter(), timezone.localdate().year
    for (start, end, is_ongoing), number in spans.items():
        if start is not None and start <= last and (end := end_used(start, end, is_ongoing, this_year)) >= first:
            begun[max(start, first)] += number
            ended[end] += number
    counts, active = {}, 0
    for year in range(first, last + 1):
        active += begun[year] - ended[year - 1]
        counts[year] = active
    return counts


@dataclass(frozen=True)
class Years:
    """How many practices are active in each year of the axis, and what the two year controls offer."""

    axis: Axis
    counts: dict[int, int]
    undated: int
    span: tuple[int | None, int | None]

    @property
    def options(self) -> list[int]:
        """The years to choose from, also those that were chosen by address."""
        chosen = [year for year in self.span if year]
        return list(range(min([self.axis.earliest, *chosen]), max([self.axis.last, *chosen]) + 1))

    @property
    def in_words(self) -> str:
        """ "2015: 3, 2016: 4": what the histogram shows."""
        said = gettext("%(label)s: %(values)s")
        return ", ".join(said % {"label": bar.year, "values": bar.count} for bar in self.bars)

    @cached_property
    def bars(self) -> list["YearColumn"]:
        """A column a year, in the coordinates of a histogram 130 wide and 40 high."""
        number = self.axis.last - self.axis.first + 1
        highest = max(self.counts.values(), default=0) or 1
        first, last = self.span
        return [
            YearColumn(
                year,
                count := self.counts.get(year, 0),
                x=round(index * 130 / number, 2),
                width=round(130 / number - 1, 2),
                height=round(36 * count / highest, 1),
                is_chosen=self.span != (None, None) and (first or 0) <= year <= (last or 9999),
            )
            for index, year in enumerate(range(self.axis.first, self.axis.last + 1))
        ]


class YearColumn(NamedTuple):
    """One year of a histogram."""

    year: int
    count: int
    x: float
    width: float
    height: float
    is_chosen: bool

    @property
    def y(self) -> float:
        return round(40 - self.height, 1)
