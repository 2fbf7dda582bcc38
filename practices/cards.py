"""The practices on a page of a selection, each with what its card shows."""

from dataclasses import dataclass

from practices.models import City, Country, Practice, PublishedPractice, Topic
from practices.models.practice import SECTIONS
from practices.snippets import Hit, hits

SHOWN = [
    f"practice__{name}"
    for name in ("title", "slug", "language", "period", "start_year", "end_year", "is_ongoing", *SECTIONS)
]


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
    rows = PublishedPractice.objects.filter(pk__in=ids).select_related("practice")
    found = {row.pk: row for row in rows.only("country_id", "city_ids", "topic_ids", *SHOWN)}
    # One that was withdrawn a moment ago, between the two queries, is passed over.
    rows = [found[pk] for pk in ids if pk in found]
    passages = hits(selection.search, [row.practice for row in rows])
    return [
        Card(
            row.practice,
            directory.countries[row.country_id],
            [directory.cities[pk] for pk in row.city_ids if pk in directory.cities],
            [directory.topics[pk] for pk in row.topic_ids if pk in directory.topics],
            passages.get(row.pk),
        )
        for row in rows
    ]
