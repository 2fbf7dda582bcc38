"""The practices on a page of a selection, each with what its card shows."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.urls import reverse

from practices.models import City, Country, Topic
from practices.models.practice import SECTIONS
from practices.snippets import Hit, hits

# As plain rows: twenty objects of Django's take three times as long as their query.
# One that was withdrawn a moment ago, after its id was found, is passed over.
ROWS = f"""
SELECT practice.id, practice.title, practice.slug, practice.language, practice.period,
    practice.start_year, practice.end_year, practice.is_ongoing,
    published.country_id, published.city_ids, published.topic_ids, {", ".join(f"practice.{name}" for name in SECTIONS)}
FROM practices_publishedpractice published JOIN practices_practice practice ON practice.id = published.practice_id
WHERE published.practice_id = ANY(%s)
"""  # noqa: S608 -- names of ours


class Row(NamedTuple):
    """What a card shows of a practice itself, as `ROWS` has it."""

    pk: int
    title: str
    slug: str
    language: str
    period: str
    start_year: int | None
    end_year: int | None
    is_ongoing: bool | None
    country_id: str
    city_ids: list[int]
    topic_ids: list[int]
    purpose: str
    rationale: str
    process: str
    impact: str

    @property
    def texts(self) -> list[str]:
        """The sections that have text, in page order."""
        return [text for name in SECTIONS if (text := getattr(self, name))]

    def get_absolute_url(self):
        return reverse("practice", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Card:
    """A practice, its place and topics from the directory, and what a search found in it (None without one)."""

    practice: Row
    country: Country
    cities: list[City]
    topics: list[Topic]
    hit: Hit | None


def rows(ids: list[int]) -> list[Row]:
    """The published practices with these ids, in this order; one query, or none for no ids."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [ids])
        found = {row[0]: Row(*row) for row in cursor.fetchall()}
    return [found[pk] for pk in ids if pk in found]


def cards(selection) -> list[Card]:
    """The cards of the selection's page, in its order; one query, and one for the hits of a search."""
    practices, directory = rows(selection.counted.page_ids), selection.directory
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
