"""The sentence of real numbers with which the catalogue opens, and the figure beside it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from practices.facets import Facets
from practices.models import Practice
from practices.years import Axis

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
    lines: list[Practice] | None


def masthead(facets: Facets) -> Masthead:
    """The figures of the whole catalogue; two queries at most."""
    published = Practice.objects.published()
    figures = published.aggregate(
        practices=Count("pk", distinct=True),
        cities=Count("cities", distinct=True),
        countries=Count("country", distinct=True),
        ongoing=Count("pk", distinct=True, filter=Q(is_ongoing=True)),
    )
    lines = None
    if figures["practices"] <= LINES:
        lines = list(published.only("start_year", "end_year", "is_ongoing").order_by("start_year", "id"))
    return Masthead(**figures, axis=facets.axis, lines=lines)
