"""The numbers behind the statistics: a selection counted by topic and country, and by its years.

PostgreSQL groups, so that what is read here does not grow with the catalogue.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Func, IntegerField, Q
from django.utils import timezone

from practices.years import Axis


@dataclass(frozen=True)
class Tally:
    """How many practices a selection has.

    `countries` counts by code, `cells` by (id of a topic or None for those without one, code): a practice with several
    topics is in several cells. `spans` counts (start year, end year, is ongoing).
    """

    countries: Counter
    cells: Counter
    spans: Counter

    @property
    def total(self) -> int:
        return self.countries.total()

    @cached_property
    def topics(self) -> Counter:
        """Id of a topic, or None for none → number of practices."""
        topics = Counter()
        for (topic, _country), number in self.cells.items():
            topics[topic] += number
        return topics

    @cached_property
    def starts(self) -> Counter:
        """Start year, or None for the undated → number of practices."""
        starts = Counter()
        for (start, *_rest), number in self.spans.items():
            starts[start] += number
        return starts

    @property
    def axis(self) -> Axis | None:
        """From the earliest start to this year, or to a later start; None where all are undated."""
        years = self.starts.keys() - {None}
        return Axis(min(years), max(*years, timezone.localdate().year), min(years)) if years else None


class Unnested(Func):
    """A row for each member of an array."""

    function = "unnest"
    set_returning = True
    output_field = IntegerField()


def tally(selection) -> Tally:
    """Count the practices of a selection; three queries, whatever its size."""
    practices, number = selection.practices(), Count("pk")
    countries, cells = Counter(), Counter()
    by_country = practices.values_list("country_id").annotate(number, without=Count("pk", filter=Q(topic_ids=[])))
    for country, in_all, without_topic in by_country:
        countries[country], cells[None, country] = in_all, without_topic
    by_topic = practices.annotate(topic=Unnested("topic_ids")).values_list("topic", "country_id").annotate(number)
    cells.update({(topic, country): in_cell for topic, country, in_cell in by_topic})
    spans = practices.values_list("start_year", "end_year", "is_ongoing").annotate(number)
    return Tally(countries, +cells, Counter({tuple(years): in_span for *years, in_span in spans}))
