"""What the landing page of one topic, country or city shows, all of it from one selection."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Count, F, Func
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from practices.directory import Directory
from practices.extracts import Extract, extract
from practices.facets import FACET_WORDS, Facets
from practices.filters import MOST_IN_FORM, SHOWN_AT_FIRST, PracticeFilter
from practices.models import City, Country, PublishedPractice, Topic
from practices.places import CityPlace
from practices.years import Years

# A lead names so many of a kind, a page so many neighbours.
NAMED, NEIGHBOURS = 3, 6
# Fewer dated practices than this do not make a histogram.
FEWEST_DATED = 3


class Figure(NamedTuple):
    """One number of a landing page, and where to see what it counts ("" for nowhere)."""

    label: str
    number: int
    address: str = ""
    is_year: bool = False


class Row(NamedTuple):
    """A topic or place in a list, with the number that the list is about; a topic has a tint."""

    label: str
    number: int
    address: str
    tint: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A list of topics or places, the highest numbers first. `note` says what is counted where that is not practices.

    Of a list that is too long for the page the first rows stand here, and all of it `elsewhere` (an address).

    Rows that narrow the selection are not for search engines; those that lead to other landing pages are.
    """

    name: str
    label: str
    rows: list[Row]
    note: str = ""
    narrows: bool = False
    show_all: str = ""
    elsewhere: str = ""

    @property
    def shown(self) -> list[Row]:
        return self.rows[:SHOWN_AT_FIRST]

    @property
    def folded(self) -> list[Row]:
        """The rows behind "Show all"."""
        return [] if self.elsewhere else self.rows[SHOWN_AT_FIRST:]

    @property
    def show_all_text(self) -> str:
        return str(self.show_all) % {"number": number_format(len(self.rows), force_grouping=True)}


class Members(Func):
    """A row for each member of an array."""

    function = "unnest"
    set_returning = True


def ranked(rows, counts: Counter) -> list[tuple]:
    """(row, number) of the rows that are counted (by key), the highest first, then in the order of `rows`."""
    return sorted(((row, counts[row.pk]) for row in rows if counts[row.pk]), key=lambda found: -found[1])


def a_to_z(rows) -> list:
    """Topics or countries by their names in the language of the page."""
    return sorted(rows, key=lambda row: row.label_key)


class Landing:
    """The selection of one topic, country or city, seen from a page of its own. `facet` is the parameter's name."""

    facet = ""

    def __init__(self, value: str, directory: Directory):
        """`value` is a slug or code that the directory knows."""
        self.directory = directory
        self.selection = PracticeFilter(QueryDict(f"{self.facet}={value}"), directory, whole_facets={"city"})
        self.counted, self.facets = self.selection.counted, Facets(self.selection)

    def address(self, **changes) -> str:
        """Where the selection is in the catalogue, narrowed or ordered by `changes`."""
        return reverse("catalogue") + self.selection.query(**changes)

    @cached_property
    def topics(self) -> list[tuple[Topic, int]]:
        """The topics of the selection, the most frequent first."""
        return ranked(a_to_z(self.directory.used_topics), self.counted.topic)

    @cached_property
    def countries(self) -> list[tuple[Country, int]]:
        """The countries of the selection, those with the most practices first."""
        return ranked(a_to_z(self.directory.used_countries), self.counted.country)

    @cached_property
    def cities(self) -> list[tuple[City, int]]:
        """The cities of the selection, those with the most practices first."""
        return ranked(self.directory.used_cities, self.counted.city)

    @property
    def years(self) -> Years | None:
        """Practices active in each year; None where too few are dated."""
        years = self.facets.years
        return years if self.counted.total - years.undated >= FEWEST_DATED else None

    @property
    def figures(self) -> list[Figure]:
        """Practices, what `figures_between` adds, those still running and the earliest start, where there is one."""
        started = [start for start, _end, _is_ongoing in self.counted.spans if start is not None]
        ongoing = self.counted.ongoing
        figures = [
            Figure(_("Practices"), self.counted.total, self.address()),
            *self.figures_between,
            Figure(_("Still running"), ongoing, self.address(ongoing=["1"]) if ongoing else ""),
        ]
        if started:
            first = min(started)
            figures.append(Figure(_("Earliest start"), first, self.address(to=[str(first)]), is_year=True))
        return figures

    @property
    def figures_between(self) -> list[Figure]:
        """The figures that only this kind of page has."""
        return []

    @cached_property
    def tallies(self) -> list[Tally]:
        """The lists beside the practices; those without rows are left out."""
        return [tally for tally in self.every_tally() if tally.rows]

    def every_tally(self) -> list[Tally]:
        raise NotImplementedError

    @property
    def extract(self) -> Extract | None:
        """The piece of the map; None where nothing of it can be drawn."""
        places = [
            CityPlace(city, self.directory.countries[city.country_id], number, address=self.city_address(city))
            for city, number in self.circled
        ]
        return extract(places, self.lit, self.home, self.city)

    # What the map shows: (city, number) of its circles, codes of the countries that are tinted,
    # the code of the one it is of, and the city that the page is about.
    @property
    def circled(self) -> list[tuple[City, int]]:
        return self.cities

    @property
    def lit(self) -> list[str]:
        return [country.code for country, _number in self.countries]

    home = ""
    city: City | None = None
    # The list on the page that says the same in words.
    circled_in_words = "cities"

    def city_address(self, city: City) -> str:
        """Where a city of this page leads: to its own page, unless the number is of something else."""
        return city.get_absolute_url()

    def narrowing(self, facet: str, found) -> Tally:
        """The tally of the selection's topics or places, each leading to the selection narrowed by it."""
        words, value_of = FACET_WORDS[facet], attrgetter("code" if facet == "country" else "slug")
        label_of = attrgetter("name" if facet == "city" else "label")
        rows = [
            Row(label_of(row), number, self.address(**{facet: [value_of(row)]}), getattr(row, "tint", None))
            for row, number in found
        ]
        elsewhere = reverse("facet", args=[facet]) + self.selection.query() if len(rows) > MOST_IN_FORM else ""
        return Tally(PLURALS[facet], words.plural, rows, narrows=True, show_all=words.show_all, elsewhere=elsewhere)

    def sentence(self, *parts: tuple[str, list[tuple[str, int]]]) -> str:
        """Labelled figures: "3 practices · cities: Stavanger (2), Oslo (1)"; `parts` are facets and (name, number)s."""
        total = self.counted.total
        said = [ngettext("%(count)s practice", "%(count)s practices", total) % {"count": number_format(total)}]
        for facet, found in parts:
            counted = [{"name": name, "count": number_format(number)} for name, number in found]
            names = [gettext("%(name)s (%(count)s)") % row for row in counted]
            shown = [*names[:NAMED], "…"] if len(names) > NAMED else names
            label = str(FACET_WORDS[facet].plural).lower()
            if shown:
                said.append(gettext("%(label)s: %(values)s") % {"label": label, "values": ", ".join(shown)})
        return " · ".join(said)


# Facet → the id of its list on the page, to which the figures lead.
PLURALS = {"topic": "topics", "country": "countries", "city": "cities"}


class TopicLanding(Landing):
    """A topic: in which countries, and with which other topics."""

    facet = "topic"

    def __init__(self, topic: Topic, directory: Directory):
        super().__init__(topic.slug, directory)
        self.topic = topic

    @property
    def lead(self) -> str:
        return self.topic.lead

    @property
    def figures_between(self) -> list[Figure]:
        return [
            Figure(_("Cities"), len(self.cities), "#cities" if self.cities else ""),
            Figure(_("Countries"), len(self.countries), "#countries"),
        ]

    def every_tally(self) -> list[Tally]:
        return [self.narrowing("country", self.countries), self.narrowing("city", self.cities), self.together]

    def city_address(self, city: City) -> str:
        return self.address(city=[city.slug])

    @property
    def together(self) -> Tally:
        """The topics that practices most often name beside this one; one query."""
        members = self.selection.practices().values(member=Members(F("topic_ids")))
        counts = Counter(dict(members.annotate(number=Count("*")).values_list("member", "number")))
        others = a_to_z(topic for topic in self.directory.used_topics if topic != self.topic)
        rows = [
            Row(other.label, number, other.get_absolute_url(), other.tint)
            for other, number in ranked(others, counts)[:NEIGHBOURS]
        ]
        return Tally("together", _("Often named together"), rows, _("Practices on both topics"))


class CountryLanding(Landing):
    """A country: its cities and topics, and the countries that share most of these."""

    facet = "country"

    def __init__(self, country: Country, directory: Directory):
        super().__init__(country.code, directory)
        self.country, self.home = country, country.code

    @property
    def lead(self) -> str:
        cities = [(city.name, number) for city, number in self.cities]
        topics = [(topic.label, number) for topic, number in self.topics]
        return self.sentence(("city", cities), ("topic", topics))

    @property
    def figures_between(self) -> list[Figure]:
        return [
            Figure(_("Cities"), len(self.cities), "#cities" if self.cities else ""),
            Figure(_("Topics"), len(self.topics), "#topics" if self.topics else ""),
        ]

    def every_tally(self) -> list[Tally]:
        rows = [Row(city.name, number, city.get_absolute_url()) for city, number in self.cities]
        cities = Tally("cities", _("Cities"), rows, show_all=FACET_WORDS["city"].show_all)
        return [cities, self.narrowing("topic", self.topics), self.sharing]

    @property
    def sharing(self) -> Tally:
        """The countries with most topics in common, of equals those with most practices; one query."""
        own = {topic.pk for topic, _number in self.topics}
        pairs = PublishedPractice.objects.values_list("country_id", Members(F("topic_ids"))).distinct()
        counts = Counter(code for code, topic in pairs if topic in own)
        # Counted without the country that is chosen, so all of them are there.
        others = [country for country, _number in self.countries if country != self.country]
        rows = [
            Row(other.label, number, other.get_absolute_url()) for other, number in ranked(others, counts)[:NEIGHBOURS]
        ]
        return Tally("sharing", _("Countries with the same topics"), rows, _("Topics in common"))

    @property
    def neighbours(self) -> tuple[Country | None, Country | None]:
        """The countries before and after it, A–Z."""
        listed = a_to_z(self.directory.used_countries)
        place = listed.index(self.country)
        return (listed[place - 1] if place else None), next(iter(listed[place + 1 :]), None)


class CityLanding(Landing):
    """A city: its topics, and the other cities of its country."""

    facet = "city"

    def __init__(self, city: City, directory: Directory):
        super().__init__(city.slug, directory)
        self.city, self.home = city, city.country_id

    @property
    def lead(self) -> str:
        return self.sentence(("topic", [(topic.label, number) for topic, number in self.topics]))

    @property
    def figures_between(self) -> list[Figure]:
        return [Figure(_("Topics"), len(self.topics), "#topics" if self.topics else "")]

    circled_in_words = "others"

    @cached_property
    def circled(self) -> list[tuple[City, int]]:
        """This city, and the others of its country: counted without the one that is chosen, each has its own number."""
        found = [row for row in self.cities if row[0].country_id == self.home]
        return sorted(found, key=lambda row: row[0] != self.city)

    def every_tally(self) -> list[Tally]:
        rows = [Row(city.name, number, city.get_absolute_url()) for city, number in self.circled if city != self.city]
        others = Tally("others", _("Other cities of the country"), rows, show_all=FACET_WORDS["city"].show_all)
        return [self.narrowing("topic", self.topics), others]
