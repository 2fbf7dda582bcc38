"""The timeline: a page of a selection in groups, each practice a bar over the same lines of years."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from operator import itemgetter

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Count, ExpressionWrapper, F, Func, IntegerField, Value
from django.utils.translation import gettext

from practices.breakdown import countries_of, part_query, topics_of
from practices.filters import PracticeFilter
from practices.models import City, Country, Practice
from practices.orders import SORT_LABELS, ordering
from practices.year_bar import WIDTH
from practices.years import Axis

# Grouping → the group of a published practice: code of its country, id of its topic.
GROUPS = {
    "country": ExpressionWrapper(F("country_id"), CharField()),
    "topic": ExpressionWrapper(F("practice__topics"), IntegerField()),
    "none": Value(None, IntegerField()),
}
MOST_LINES, MOST_LABELS = 14, 7
SHOWN = ("country_id", "title", "slug", "language", "period", "start_year", "end_year", "is_ongoing")


class TimelineSelection(PracticeFilter):
    """A selection whose page the timeline finds by itself: a practice may be in several groups."""

    has_page = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines behind the bars, an even number of years apart, so that there are at most 14."""

    axis: Axis

    @property
    def step(self) -> int:
        """Years from line to line."""
        return 2 * -(-len(self.years) // (2 * MOST_LINES))

    @property
    def years(self) -> range:
        return range(self.axis.first, self.axis.last + 1)

    @property
    def path(self) -> str:
        """Path data of the lines, in the coordinates of a year bar."""
        width = WIDTH / len(self.years)
        return "".join(f"M{round(place * width, 1)} 0V10" for place in range(0, len(self.years), self.step))

    @property
    def labels(self) -> list[str]:
        """A label a year for the line above: at every line, or at every second one where there are more than 7."""
        is_crowded = len(self.years) > MOST_LABELS * self.step
        step = self.step * (2 if is_crowded else 1)
        return ["" if place % step else str(year) for place, year in enumerate(self.years)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice on the timeline, with its place."""

    practice: Practice
    country: Country
    cities: list[City]


@dataclass(frozen=True, slots=True)
class Group:
    """A group as far as it is on the page; `query` (None: there is none) and `number` are of the whole of it."""

    label: str
    query: str | None
    number: int
    is_continued: bool  # from the page before
    entries: list[Entry]


class Timeline:
    """A selection in groups, by "country" or "topic"; in one list where it is sorted by the start, not by country."""

    def __init__(self, selection: TimelineSelection, grouping: str):
        self.selection, self.directory = selection, selection.directory
        is_one_list = grouping == "country" and selection.sort.removeprefix("-") == "start"
        self.grouping = "none" if is_one_list else grouping

    @cached_property
    def practices(self):
        """The selected practices, each with its `group`; one with several topics is there several times."""
        practices = self.selection.practices()
        if self.grouping == "topic" and (included := self.selection.values["topic"].included):
            practices = practices.filter(practice__topics__in=self.directory.ids("topic_ids", included))
        return practices.annotate(group=GROUPS[self.grouping])

    @cached_property
    def sizes(self) -> dict:
        """Group (code of a country, id of a topic, None for neither) → number of its practices, in order. One query."""
        if self.grouping == "none":
            return {None: self.selection.counted.total}
        sizes = dict(self.practices.values_list("group").annotate(Count("pk")))
        return {key: sizes[key] for key in [*self.keys(sizes), None] if key in sizes}

    def keys(self, found) -> list:
        """The groups A–Z, of countries those that were found."""
        if self.grouping == "topic":
            return [topic.pk for topic in topics_of(self.selection)]
        codes = [country.code for country in countries_of(self.selection, found)]
        return codes[::-1] if self.selection.sort == "-country" else codes

    @property
    def number(self) -> int:
        """How many entries the timeline has, on all pages."""
        return sum(self.sizes.values())

    @property
    def first(self) -> int:
        """How many entries stand before the page."""
        return (self.selection.page - 1) * self.selection.per_page

    @property
    def order(self) -> list:
        """Group after group; within one the order that is asked for, and where none is, that of the start."""
        keys = Value([key for key in self.sizes if key], output_field=ArrayField(GROUPS[self.grouping].output_field))
        rank = Func(keys, F("group"), function="array_position", output_field=IntegerField()).asc(nulls_last=True)
        if "sort" in self.selection.parameters:
            return [rank, *self.selection.order(self.selection.search, self.practices)]
        return [rank, *ordering("start")]

    @cached_property
    def groups(self) -> list[Group]:
        """The groups of the page; two queries, whatever their number."""
        starts = dict(zip(self.sizes, accumulate(self.sizes.values(), initial=0), strict=False))
        rows = self.practices.order_by(*self.order).values_list("group", "pk")
        rows = list(rows[self.first : self.first + self.selection.per_page])
        entries = self.entries([pk for group, pk in rows])
        return [
            Group(
                *self.label_and_query(key),
                self.sizes[key],
                is_continued=starts[key] < self.first,
                entries=[entries[pk] for group, pk in members if pk in entries],
            )
            for key, members in groupby(rows, key=itemgetter(0))
        ]

    def entries(self, ids) -> dict[int, Entry]:
        """The entries of these practices by id; one that was withdrawn a moment ago is not among them."""
        practices = Practice.objects.annotate(city_ids=F("published__city_ids")).only(*SHOWN).in_bulk(ids)
        countries, cities = self.directory.countries, self.directory.cities
        return {
            pk: Entry(practice, countries[practice.country_id], [cities[c] for c in practice.city_ids if c in cities])
            for pk, practice in practices.items()
            if practice.city_ids is not None
        }

    def label_and_query(self, key) -> tuple[str, str | None]:
        """What a group is called, and the query string of all of it, where there is one."""
        if self.grouping == "none":
            return SORT_LABELS[self.selection.sort], None
        if key is None:
            return gettext("No topic"), None
        if self.grouping == "topic":
            topic = self.directory.topics[key]
            return topic.label, part_query(self.selection, topic=topic.slug)
        return self.directory.countries[key].label, part_query(self.selection, country=key)
