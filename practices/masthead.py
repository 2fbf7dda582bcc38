"""The sentence of real numbers with which the catalogue opens, and the figure beside it."""

from dataclasses import dataclass

from practices.facets import Facets
from practices.years import Axis, Span

# Up to this many practices each has a line of its own; beyond, a histogram shows the years.
LINES = 40


@dataclass(frozen=True, slots=True)
class Masthead:
    """The catalogue in numbers. `lines` holds the practices to draw, earliest first; None where there are too many."""

    practices: int
    cities: int
    countries: int
    ongoing: int
    axis: Axis
    lines: list[Span] | None


def masthead(facets: Facets) -> Masthead:
    """The figures of the whole catalogue; `facets` are those of the selection of everything."""
    counted, directory = facets.selection.counted, facets.directory
    lines = None
    if counted.total <= LINES:
        lines = sorted((Span(*years) for years in counted.spans.elements()), key=lambda span: span.start_year or 9999)
    return Masthead(
        practices=counted.total,
        cities=len(directory.used_cities),
        countries=len(directory.used_countries),
        ongoing=counted.ongoing,
        axis=facets.axis,
        lines=lines,
    )
