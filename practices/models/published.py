"""What finding needs of published practices, in one narrow table, and the words that are found in them.

PostgreSQL writes both tables by triggers (migration 0007) in the transaction of every change; nothing else does. What
is no longer published is not in them, so whatever counts and searches here cannot show it.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone


def active_between(first: int | None, last: int | None) -> Q:
    """True of the published practices active in any of the years `first`–`last`; None leaves that side open.

    Undated practices are never active.
    """
    active = Q(start_year__isnull=False)
    if first is not None:
        active &= Q(GreaterThanOrEqual(end_used_expression(), first))
    if last is not None:
        active &= Q(start_year__lte=last)
    return active


def end_used_expression():
    """The function `end_used` in SQL."""
    this_year = timezone.localdate().year
    return Case(
        # PostgreSQL's GREATEST passes over nulls.
        When(start_year__isnull=False, is_ongoing=True, then=Greatest("end_year", "start_year", this_year)),
        When(start_year__isnull=False, then=Coalesce("end_year", "start_year")),
    )


def end_used(
    start_year: int | None, end_year: int | None, is_ongoing: bool | None, this_year: int | None = None
) -> int | None:
    """The last year in which a practice counts as active; None when undated.

    The stored end; if ongoing, the latest of it, the start and this year; without an end, the start.
    Whoever asks for hundreds may say what year it is. Source: ARCHITECTURE, "What a period means".
    """
    if start_year is None:
        return None
    if is_ongoing:
        return max(end_year or 0, start_year, this_year or timezone.localdate().year)
    return end_year or start_year


class PublishedPractice(models.Model):
    """One published practice, as facets, orders and searches see it."""

    practice = models.OneToOneField(
        "practices.Practice", models.DO_NOTHING, primary_key=True, related_name="published", db_constraint=False
    )
    country = models.ForeignKey("practices.Country", models.DO_NOTHING, db_constraint=False, db_index=False)
    city_ids = ArrayField(models.IntegerField(), help_text="In the order of the names.")
    topic_ids = ArrayField(models.IntegerField(), help_text="In the order of the topics.")
    language = models.CharField(max_length=20)
    start_year = models.PositiveSmallIntegerField(null=True)
    end_year = models.PositiveSmallIntegerField(null=True)
    is_ongoing = models.BooleanField(null=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    title_key = models.CharField(max_length=600, db_collation="C")
    city_key = models.CharField(max_length=240, db_collation="C", null=True)  # noqa: DJ001 -- no city sorts last
    search_vector = SearchVectorField()
    title_vector = SearchVectorField()

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "practice"], name="published_newest"),
            GinIndex(fields=["search_vector"], name="published_search"),
            GinIndex(fields=["title_vector"], name="published_title"),
        ]

    def __str__(self):
        return self.title_key


class Word(models.Model):
    """A word that some published practice had in its texts or names: what slips of the keyboard are corrected to.

    Words are added and, until `rebuild_search`, never taken away; a correction is offered only when it finds something.
    """

    word = models.CharField(max_length=60, primary_key=True, db_collation="C")
    is_name = models.BooleanField(help_text="Whether a title, place or topic has it.")

    class Meta:
        indexes = [GistIndex(OpClass(F("word"), "gist_trgm_ops"), name="word_nearest")]

    def __str__(self):
        return self.word
