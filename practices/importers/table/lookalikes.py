"""Entries that a new row is likely to repeat."""

from practices.duplicates import Sought, find
from practices.importers.outcome import Lookalike, Outcome


def find_lookalikes(outcomes: list[Outcome], *, without: set[int]):
    """Set `lookalikes` of new entries: what the catalogue is likely to have already, but `without` these entries."""
    for outcome, candidates in zip(outcomes, find(sought(outcome) for outcome in outcomes), strict=True):
        found = [candidate for candidate in candidates if candidate.practice.pk not in without]
        outcome.lookalikes = [Lookalike(candidate.practice, candidate.reasons) for candidate in found]


def sought(outcome: Outcome) -> Sought:
    """What a new row tells of its entry."""
    practice = outcome.practice
    return Sought(
        practice.title,
        country=practice.country_id,
        cities=[city for city in outcome.cities or () if city.pk],  # those to be made are nobody else's yet
        language=practice.language,
        period=practice.period,
        text=practice.purpose or practice.summary,
        source_name=practice.source_name,
        external_id=practice.external_id,
        source_url=practice.source_url,
    )
