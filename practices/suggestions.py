"""What a visitor may mean who has begun to type: topics, countries, cities and titles of published practices."""

import re
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from practices.directory import Directory
from practices.models import Practice, PublishedPractice
from practices.search import Query
from practices.spelling import fold

SHORTEST = 2
MOST_PLACES, MOST_TITLES = 4, 5
WORD = re.compile(r"[^\W_]+")


class Suggestion(NamedTuple):
    """One thing to go to: what it is called, what it is, and its address."""

    label: str
    kind: str
    address: str


def suggestions(text: str, directory: Directory) -> list[Suggestion]:
    """Topics, countries and cities of which every typed word begins a word, then titles; one query at most."""
    words = words_of(text)
    if sum(map(len, words)) < SHORTEST:
        return []
    return [*places_and_topics(words, directory)][:MOST_PLACES] + titles(words)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold(text))


def places_and_topics(words: list[str], directory: Directory):
    """Those that are used; what begins with the first word first."""
    found = []
    for names, suggestion in named(directory):
        folded = [fold(name) for name in names]
        best = [name for name in folded if all(any(w.startswith(t) for w in WORD.findall(name)) for t in words)]
        if best:
            found.append((not any(name.startswith(words[0]) for name in best), len(found), suggestion))
    return (suggestion for _, _, suggestion in sorted(found))


def named(directory: Directory):
    """(names, suggestion) of every topic, country and city of a published practice."""
    catalogue = reverse("catalogue")
    for topic in directory.used_topics:
        yield (topic.name, topic.name_fr), Suggestion(topic.label, gettext("Topic"), f"{catalogue}?topic={topic.slug}")
    for country in directory.used_countries:
        address = f"{catalogue}?country={country.code}"
        yield (country.name, country.name_fr), Suggestion(country.label, gettext("Country"), address)
    for city in directory.used_cities:
        kind = gettext("City, %(country)s") % {"country": directory.countries[city.country_id].label}
        yield (city.name, *city.aliases), Suggestion(city.name, kind, f"{catalogue}?city={city.slug}")


def titles(words: list[str]) -> list[Suggestion]:
    """Practices with all the words in their titles."""
    return [Suggestion(p.title, gettext("Practice"), p.get_absolute_url()) for p in titled(words, MOST_TITLES)]


def titled(words: list[str], most: int):
    """The newest published practices with all the words, perhaps unfinished, in their titles; one query."""
    query = Query("to_tsquery('icc_simple', %s)", (" & ".join(f"{word}:*" for word in words),))
    ids = query.within("SELECT titles_matching({query})")
    newest = PublishedPractice.objects.filter(pk__in=ids).order_by("-published_at", "pk").values("pk")[:most]
    return Practice.objects.filter(pk__in=newest).only("title", "slug", "language").order_by("-published_at", "pk")
