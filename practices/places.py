"""Where the practices of a selection are: country by country and city by city, in numbers and in titles."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from practices.models import City, Country, Practice

# Of more cities only those with the most practices are listed, and the number of the others.
MOST_CITIES = 400
# Titles stand in the list where a place has so many or fewer, and only if all of these together are not too many.
MOST_OF_PLACE = 5
MOST_TITLES = 400


@dataclass(frozen=True, slots=True)
class CityPlace:
    """A city, its number of practices, the query string that selects them, and the practices where they are few.

    `address` is where its circle leads; without one, to its place in the list beside the map.
    """

    city: City
    country: Country
    count: int
    query: str = ""
    practices: list[Practice] = field(default_factory=list)
    address: str = ""


@dataclass(frozen=True, slots=True)
class CountryPlace:
    """A country with its cities A–Z; `unplaced` practices name no city; `left_out` cities are not listed."""

    country: Country
    count: int
    query: str
    cities: list[CityPlace]
    unplaced: int
    practices: list[Practice]
    left_out: int


@dataclass(slots=True)
class Numbers:
    """Practices by country code, by city id, and by the code of the country where they name no city."""

    countries: Counter = field(default_factory=Counter)
    cities: Counter = field(default_factory=Counter)
    unplaced: Counter = field(default_factory=Counter)


def places(selection) -> list[CountryPlace]:
    """The countries of a selection, A–Z, with what is in them. Two queries."""
    directory, numbers = selection.directory, count_by_place(selection)
    listed = {pk for pk, _ in numbers.cities.most_common(MOST_CITIES)}
    titles = titles_by_place(selection, listed, numbers)
    cities, left_out = defaultdict(list), Counter()
    for city in directory.cities.values():
        if city.pk in listed:
            count, country = numbers.cities[city.pk], directory.countries[city.country_id]
            query = query_with(selection, "city", city.slug)
            cities[country.code].append(CityPlace(city, country, count, query, titles[city.pk]))
        elif city.pk in numbers.cities:
            left_out[city.country_id] += 1
    found = sorted((directory.countries[code] for code in numbers.countries), key=lambda country: country.label_key)
    return [
        CountryPlace(
            country,
            numbers.countries[country.code],
            query_with(selection, "country", country.code),
            cities[country.code],
            numbers.unplaced[country.code],
            titles[country.code],
            left_out[country.code],
        )
        for country in found
    ]


def count_by_place(selection) -> Numbers:
    """Count the practices of the selection itself, where its facets count the options around it. One query.

    Where cities are chosen, others that the same practices name are passed over.
    """
    chosen = set(selection.directory.ids("city_ids", selection.values["city"].included))
    numbers = Numbers()
    rows = selection.practices().values_list("country_id", "city_ids").annotate(number=Count("pk"))
    for country, ids, number in rows:
        numbers.countries[country] += number
        if not ids:
            numbers.unplaced[country] += number
        for pk in ids:
            if pk in selection.directory.cities and (pk in chosen or not chosen):
                numbers.cities[pk] += number
    return numbers


def titles_by_place(selection, listed: set[int], numbers: Numbers) -> dict[int | str, list[Practice]]:
    """City id, or country code for those without a city → its practices by title, where they are few. One query."""
    cities = {pk: number for pk, number in numbers.cities.items() if pk in listed and number <= MOST_OF_PLACE}
    countries = {code: number for code, number in numbers.unplaced.items() if number <= MOST_OF_PLACE}
    titles = defaultdict(list)
    if not 0 < sum(cities.values()) + sum(countries.values()) <= MOST_TITLES:
        return titles
    few = selection.practices().filter(Q(city_ids__overlap=[*cities]) | Q(city_ids=[], country__in=[*countries]))
    practices = Practice.objects.filter(pk__in=few.values("pk")).annotate(city_ids=F("published__city_ids"))
    for practice in practices.only("country_id", "title", "slug", "language").order_by("published__title_key", "pk"):
        for key in practice.city_ids or [practice.country_id]:
            if key in cities or key in countries:
                titles[key].append(practice)
    return titles


def query_with(selection, facet: str, value: str) -> str:
    """The query string of the part of the selection that has one value of a facet."""
    return selection.query(**{facet: [value, *(f"-{other}" for other in selection.values[facet].excluded)]})
