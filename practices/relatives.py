"""What a reader of a practice may want next: more from its cities, and what is related by topics, country and title."""

from functools import cached_property, reduce
from operator import add
from typing import NamedTuple

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext, ngettext

from practices.directory import Directory
from practices.models import City, Country, Practice, PublishedPractice
from practices.search import Query, Search, rank
from practices.suggestions import words_of

MOST = 5
# What two practices have in common counts so much.
TOPIC, COUNTRY, TITLE = 2, 1, 1
NO_WORDS = Query("''::tsquery", ())


class Relative(NamedTuple):
    """A practice with its place, and what it has in common with another one, in words."""

    practice: Practice
    country: Country
    cities: list[City]
    reasons: list[str]


class Relatives:
    """The published practices near to one of them; a query for the words of its title, and one a list."""

    def __init__(self, practice: Practice, directory: Directory):
        self.practice, self.directory = practice, directory
        self.topic_ids = [topic.pk for topic in practice.topics.all()]
        self.city_ids = {city.pk for city in practice.cities.all()}
        self.is_same_city = Q(city_ids__overlap=list(self.city_ids))

    @cached_property
    def same_city(self) -> list[Relative]:
        """Others that name one of its cities, the nearest first."""
        return self.nearest(self.is_same_city) if self.city_ids else []

    @cached_property
    def related(self) -> list[Relative]:
        """Others, not of its cities, that share a topic, the country or words of the title, the nearest first."""
        has_topic, has_country = Q(topic_ids__overlap=self.topic_ids), Q(country=self.practice.country_id)
        return self.nearest((has_topic | has_country | Q(self.has_words)) & ~self.is_same_city)

    def nearest(self, condition: Q) -> list[Relative]:
        """The nearest that meet the condition; among equals the newest first."""
        shown = [f"practice__{name}" for name in ("title", "slug", "language", "period")]
        rows = (
            PublishedPractice.objects.filter(condition)
            .exclude(pk=self.practice.pk)
            .annotate(shares_words=self.has_words)
            .select_related("practice")
            .only("country_id", "city_ids", "topic_ids", *shown)
            .order_by(self.points.desc(), rank("title_vector", self.words).desc(), "-published_at", "pk")
        )
        return [self.relative(row) for row in rows[:MOST]]

    @cached_property
    def words(self) -> Query:
        """Any word of the title that says something, as a search understands it."""
        return Search(" ".join(words_of(self.practice.title)), self.directory.used_languages).highlighting or NO_WORDS

    @property
    def has_words(self):
        return self.words.within("title_vector @@ {query}", output_field=BooleanField())

    @property
    def points(self):
        """How much a published practice has in common with this one, as an expression."""
        conditions = [(Q(topic_ids__contains=[pk]), TOPIC) for pk in self.topic_ids]
        conditions += [(Q(country=self.practice.country_id), COUNTRY), (Q(self.has_words), TITLE)]
        return reduce(add, (Case(When(condition, then=Value(n)), default=Value(0)) for condition, n in conditions))

    def relative(self, row: PublishedPractice) -> Relative:
        cities = [self.directory.cities[pk] for pk in row.city_ids if pk in self.directory.cities]
        return Relative(row.practice, self.directory.countries[row.country_id], cities, self.reasons(row))

    def reasons(self, row: PublishedPractice) -> list[str]:
        """What a published practice has in common with this one: ["same topic: Education", "same country"].

        Of the same city, the same country goes without saying.
        """
        reasons = []
        topics = [self.directory.topics[pk].label for pk in row.topic_ids if pk in self.topic_ids]
        if topics:
            text = ngettext("same topic: %(topics)s", "same topics: %(topics)s", len(topics))
            reasons.append(text % {"topics": ", ".join(topics)})
        if row.country_id == self.practice.country_id and self.city_ids.isdisjoint(row.city_ids):
            reasons.append(gettext("same country"))
        if row.shares_words:
            reasons.append(gettext("similar words in the title"))
        return reasons
