"""The directory: the catalogue's topics, countries and cities as of one version. Facets offer them, cards name them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from anyascii import anyascii
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, Min, OuterRef, Q
from django.utils.translation import get_language

from practices import languages
from practices.catalogue_version import catalogue_version
from practices.counting import Counted
from practices.models import City, Country, Practice, Topic


class Named(NamedTuple):
    """What a list of options says of a topic, a place or a language, in the language of the page."""

    value: str  # slug, ISO code or language tag
    label: str
    name_key: str  # the folded name, by which A–Z goes
    key: int | str  # by which it is counted


@dataclass
class Directory:
    """Rows by their key, in the order of lists. What is used is what published practices name."""

    version: int | None
    topics: dict[int, Topic]
    countries: dict[str, Country]
    cities: dict[int, City]
    # The numbers of the whole catalogue, once a selection of all of it has been counted.
    everything: Counted | None = None
    # (facet, language of the page) → what `named` has put together.
    _named: dict[tuple[str, str], list[Named]] = field(default_factory=dict)

    @cached_property
    def used_countries(self) -> list[Country]:
        """A–Z."""
        return [country for country in self.countries.values() if country.languages]

    @cached_property
    def used_cities(self) -> list[City]:
        """A–Z."""
        return [city for city in self.cities.values() if city.is_used]

    @cached_property
    def used_topics(self) -> list[Topic]:
        """In the catalogue's own order."""
        return [topic for topic in self.topics.values() if topic.is_used]

    @cached_property
    def used_languages(self) -> frozenset[str]:
        """Tags of the languages in which published practices are written."""
        return frozenset(tag for country in self.used_countries for tag in country.languages)

    @cached_property
    def earliest(self) -> int | None:
        """The earliest start year of a published practice."""
        return min((c.earliest for c in self.used_countries if c.earliest is not None), default=None)

    def named(self, facet: str) -> list[Named]:
        """All topics, or the used countries or languages, A–Z in the language of the page."""
        where = facet, get_language()
        if where not in self._named:
            rows = {"topic": self.topics.values(), "country": self.used_countries, "language": self.used_languages}
            self._named[where] = in_order(named(facet, row) for row in rows[facet])
        return self._named[where]

    @cached_property
    def topics_by_slug(self) -> dict[str, Topic]:
        return {topic.slug: topic for topic in self.topics.values()}

    @cached_property
    def cities_by_slug(self) -> dict[str, City]:
        return {city.slug: city for city in self.cities.values()}

    def ids(self, field: str, slugs) -> list[int]:
        """The ids in a field `topic_ids` or `city_ids` of what has these slugs, which are known."""
        rows = self.topics_by_slug if field == "topic_ids" else self.cities_by_slug
        return [rows[slug].pk for slug in slugs]

    def known(self, facet: str, values: set[str]) -> set[str]:
        """Those of `values` (slugs, ISO codes, language tags) that the facet knows, used or not."""
        match facet:
            case "topic":
                return values & self.topics_by_slug.keys()
            case "country":
                return values & self.countries.keys()
            case "city":
                return values & self.cities_by_slug.keys()
            case "language":
                return {tag for tag in values if languages.is_known(tag)}
        raise ValueError(f"no facet {facet}")


def named(facet: str, row) -> Named:
    """A topic, country, city or language tag by its name in the language of the page."""
    match facet:
        case "topic":
            return Named(row.slug, row.label, row.label_key, row.pk)
        case "country":
            return Named(row.code, row.label, row.label_key, row.code)
        case "city":
            return Named(row.slug, row.name, row.name_key, row.pk)
        case "language":
            name = languages.name(row)
            return Named(row, name, anyascii(name).lower(), row)
    raise ValueError(f"no facet {facet}")


def in_order(rows) -> list[Named]:
    """A–Z."""
    return sorted(rows, key=lambda row: (row.name_key, row.value))


def directory_at(version: int | None) -> Directory:
    """The directory as of a version that was read before; a process keeps the latest one it has read.

    Three queries when the version is new or None, none otherwise.
    """
    global _latest
    if version is None:
        return _read(None)
    if _latest is None or _latest.version != version:
        _latest = _read(version)
    return _latest


def current_directory() -> Directory:
    """The directory of now; one query more than `directory_at`."""
    return directory_at(catalogue_version())


_latest: Directory | None = None


def _read(version: int | None) -> Directory:
    is_used = Q(publishedpractice__isnull=False)
    countries = Country.objects.annotate(
        languages=ArrayAgg("publishedpractice__language", filter=is_used, distinct=True, default=[]),
        earliest=Min("publishedpractice__start_year"),
    )
    cities = Practice.cities.through.objects.filter(city=OuterRef("pk"), practice__published__isnull=False)
    topics = Practice.topics.through.objects.filter(topic=OuterRef("pk"), practice__published__isnull=False)
    directory = Directory(
        version,
        topics={topic.pk: topic for topic in Topic.objects.annotate(is_used=Exists(topics))},
        countries={country.code: country for country in countries},
        cities={city.pk: city for city in City.objects.annotate(is_used=Exists(cities))},
    )
    for city in directory.cities.values():
        # The address of a city names its country.
        city.country = directory.countries[city.country_id]
    return directory
