"""Entries that a new row is likely to repeat."""

from collections import defaultdict

from django.db.models import Value
from django.utils.translation import gettext as _

from practices.importers.outcome import Lookalike, Outcome
from practices.models import Practice
from practices.models.folding import Folded


def find_lookalikes(outcomes: list[Outcome], *, without: set[int]):
    """Set `lookalikes` of new entries: those with the same title in the same country, but `without` these."""
    if not outcomes:
        return
    titles = [Folded(Value(outcome.practice.title)) for outcome in outcomes]
    found = defaultdict(list)
    for practice in Practice.objects.filter(title_key__in=titles).exclude(pk__in=without):
        found[practice.title.casefold(), practice.country_id].append(Lookalike(practice, [_("the same title")]))
    for outcome in outcomes:
        outcome.lookalikes = found[outcome.practice.title.casefold(), outcome.practice.country_id]
