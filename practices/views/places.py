"""Topics, countries and cities: their indexes, and a landing page for each. These are what search engines list."""

from typing import NamedTuple

from django.http import Http404, QueryDict
from django.shortcuts import redirect, render

from practices.cards import cards
from practices.directory import directory_at
from practices.facets import Facets
from practices.filters import MOST_IN_FORM, PracticeFilter
from practices.landing import CityLanding, CountryLanding, TopicLanding
from practices.models import City, Country
from practices.views.remembering import remembered


class CountryEntry(NamedTuple):
    """A country in the index, with (city, number of practices) of its cities, A–Z."""

    country: Country
    number: int
    cities: list[tuple[City, int]]


@remembered
def topics(request):
    """Every topic, the most used first."""
    directory = directory_at(request.catalogue_version)
    options = Facets(PracticeFilter(QueryDict(), directory)).topic.options
    listed = [(directory.topics_by_slug[option.value], option.count) for option in options]
    return render(request, "places/topics.html", {"section": "topics", "topics": listed})


@remembered
def countries(request):
    """The countries that published practices come from, A–Z, with their cities."""
    directory = directory_at(request.catalogue_version)
    selection = PracticeFilter(QueryDict(), directory, whole_facets={"city"})
    cities, facet = cities_by_country(selection), Facets(selection).country
    letters = {
        letter: [CountryEntry(directory.countries[o.value], o.count, cities.get(o.value, [])) for o in options]
        for letter, options in facet.by_letter.items()
    }
    context = {
        "section": "countries",
        "letters": letters,
        "countries": facet.size,
        "cities": len(directory.used_cities),
        "is_long": facet.is_long,
        "is_open": len(directory.used_cities) <= MOST_IN_FORM,
    }
    return render(request, "places/countries.html", context)


def cities_by_country(selection) -> dict[str, list[tuple[City, int]]]:
    """Country code → (city, number of practices) of its cities, A–Z."""
    grouped = {}
    for city in selection.directory.used_cities:
        grouped.setdefault(city.country_id, []).append((city, selection.counted.city[city.pk]))
    return grouped


@remembered
def topic(request, slug):
    """What is about one topic; a topic that no practice has yet is there too."""
    directory = directory_at(request.catalogue_version)
    found = directory.topics_by_slug.get(slug)
    if found is None:
        raise Http404(f"no topic {slug}")
    return answer_landing(request, "places/topic.html", "topic", TopicLanding(found, directory))


@remembered
def country(request, slug):
    """What comes from one country."""
    directory = directory_at(request.catalogue_version)
    found = next((country for country in directory.used_countries if country.slug == slug), None)
    if found is None:
        raise Http404(f"no practice from a country {slug}")
    return answer_landing(request, "places/country.html", "country", CountryLanding(found, directory))


@remembered
def city(request, country_slug, slug):
    """What comes from one city; under the name of another country, the way to the right one."""
    directory = directory_at(request.catalogue_version)
    found = directory.cities_by_slug.get(slug)
    if found is None or not found.is_used:
        raise Http404(f"no practice from a city {slug}")
    if found.country.slug != country_slug:
        return redirect(found, permanent=True)
    return answer_landing(request, "places/city.html", "country", CityLanding(found, directory))


def answer_landing(request, template: str, section: str, landing):
    """The page of one topic or place, with its newest practices as cards."""
    context = {
        "section": section,
        "landing": landing,
        "facets": landing.facets,
        "cards": cards(landing.selection),
        "sentence": landing.facets.sentence(landing.counted.total),
        "practice_query": landing.selection.query(page=[]),
        "all_address": landing.address(),
    }
    return render(request, template, context)
