"""The practices on a page of a selection, each with what its card shows."""

from dataclasses import dataclass

from django.db.models import F

from practices.models import City, Country, Practice, Topic
from practices.models.practice import SECTIONS
from practices.snippets import Hit, hits

SHOWN = ("title", "slug", "language", "period", "start_year", "end_year", "is_ongoing", *SECTIONS)


@dataclass(frozen=True, slots=True)
class Card:
    """A practice, its place and topics from the directory, and what a search found in it (None without one)."""

    practice: Practice
    country: Country
    cities: list[City]
    topics: list[Topic]
    hit: Hit | None


def cards(selection) -> list[Card]:
    """The cards of the selection's page, in its order; one query, and one for the hits of a search."""
    ids, directory = selection.counted.page_ids, selection.directory
    places = {name: F(f"published__{name}") for name in ("city_ids", "topic_ids")}
    found = Practice.objects.annotate(**places).only("country_id", *SHOWN).in_bulk(ids)
    # One that was withdrawn a moment ago, between the two queries, is passed over.
    practices = [found[pk] for pk in ids if pk in found and found[pk].city_ids is not None]
    passages = hits(selection.search, practices)
    return [
        Card(
            practice,
            directory.countries[practice.country_id],
            [directory.cities[pk] for pk in practice.city_ids if pk in directory.cities],
            [directory.topics[pk] for pk in practice.topic_ids if pk in directory.topics],
            passages.get(practice.pk),
        )
        for practice in practices
    ]
