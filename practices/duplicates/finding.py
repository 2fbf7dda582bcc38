"""Likely duplicates of values that may not be stored yet, each with its score and the reasons in words."""

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from practices.duplicates.comparing import CITY_OPEN, IN_CITY, PART_OF_TITLE, Likeness, compare_given
from practices.models import City, Country, NotDuplicates, Practice
from practices.models.verbs import may_curate
from practices.periods import Period, read_period

MOST = 5
# A title that is shorter says nothing yet.
SHORTEST = 4
OPENING = 300
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of an entry whose likely duplicates are sought. Only the title has to be given."""

    title: str
    country: Country | str | None = None  # or its code
    cities: Sequence[City] = ()
    language: str = ""  # "" where it is not known: counts as the same
    period: str = ""
    text: str = ""  # the purpose, or where there is none the summary
    source_name: str = ""
    external_id: str = ""
    source_url: str = ""
    exclude: Practice | None = None  # the entry itself, when it is stored


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored entry that is likely the same practice, or (`is_translation`) the same in another language."""

    practice: Practice
    likeness: Likeness
    years: Period

    @property
    def score(self) -> float:
        return self.likeness.score

    @property
    def is_translation(self) -> bool:
        return self.likeness.is_translation

    @property
    def reasons(self) -> list[str]:
        """Why, in words: ["same city", "nearly the same title", "other years"]."""
        return reasons(self.likeness, self.years, self.practice)


def likely_duplicates(*, seen_by=None, most=MOST, **known) -> list[Candidate]:
    """The stored entries that are likely the same as the one described by `known` (the fields of `Sought`), best first.

    `seen_by` is the person who is told: a contributor hears of published entries and their own only.
    """
    return find([Sought(**known)], seen_by=seen_by, most=most)[0]


def find(sought: Iterable[Sought], *, seen_by=None, most=MOST) -> list[list[Candidate]]:
    """`likely_duplicates` of many entries, in their order: a few statements for every 500 of them."""
    found = []
    for batch in itertools.batched(sought, AT_A_TIME):
        told = [entry for entry in enumerate(batch) if len(entry[1].title.strip()) >= SHORTEST]
        likenesses = compare_given(json.dumps([_as_given(key, entry) for key, entry in told])) if told else []
        practices = _practices({likeness.id for likeness in likenesses}, seen_by)
        settled = _settled([entry.exclude for entry in batch if entry.exclude])
        candidates = [[] for _ in batch]
        for likeness in likenesses:
            practice, stored = practices.get(likeness.id), batch[likeness.key].exclude
            if practice is None or len(candidates[likeness.key]) == most or _is_settled(stored, practice, settled):
                continue
            candidates[likeness.key].append(Candidate(practice, likeness, read_period(batch[likeness.key].period)))
        found += candidates
    return found


def _as_given(key, entry: Sought) -> dict:
    return {
        "key": key,
        "id": entry.exclude.pk if entry.exclude else None,
        "title": entry.title,
        "country": getattr(entry.country, "code", entry.country),
        "cities": [city.pk for city in entry.cities],
        "language": entry.language,
        "text": entry.text[:OPENING],
        "source_name": entry.source_name,
        "external_id": entry.external_id,
        "source_url": entry.source_url,
    }


def _practices(ids, person) -> dict[int, Practice]:
    """The practices with these ids that a person may hear of, with their places."""
    practices = Practice.objects.filter(pk__in=ids).select_related("country").prefetch_related("cities")
    if not may_curate(person):
        practices = practices.filter(status=Practice.Status.PUBLISHED) | practices.filter(author=person)
    return {practice.pk: practice for practice in practices}


def _settled(stored) -> set[frozenset[int]]:
    """The pairs with one of these entries that a curator has set apart."""
    if not stored:
        return set()
    pairs = NotDuplicates.objects.filter(Q(first__in=stored) | Q(second__in=stored))
    return {frozenset(pair) for pair in pairs.values_list("first_id", "second_id")}


def _is_settled(stored, practice, settled) -> bool:
    """Whether nothing is left to decide: two practices, or linked as translations."""
    if stored is None:
        return False
    is_linked = (stored.translation_of_id or stored.pk) == (practice.translation_of_id or practice.pk)
    return is_linked or frozenset((stored.pk, practice.pk)) in settled


def reasons(likeness: Likeness, years: Period | Practice, other: Practice) -> list[str]:
    """Why two entries are likely the same, in words; `years` is the period of the one, or the one."""
    told = [
        _of_place(likeness),
        _of_title(likeness),
        _of_text(likeness),
        gettext("the same source") if likeness.is_same_source else "",
        gettext("another language") if likeness.is_translation else "",
        _of_years(years, other),
    ]
    return [reason for reason in told if reason]


def _of_place(likeness) -> str:
    if likeness.place == IN_CITY:
        return gettext("same city")
    return "" if likeness.place == CITY_OPEN else gettext("another city of the same country")


def _of_title(likeness) -> str:
    if likeness.title == 1:
        return gettext("the same title")
    if likeness.title == PART_OF_TITLE:
        return gettext("one title is part of the other")
    if likeness.title >= 0.6:
        return gettext("nearly the same title")
    return gettext("a similar title") if likeness.title >= 0.3 else ""


def _of_text(likeness) -> str:
    if likeness.text >= 0.95:
        return gettext("the same text")
    return gettext("nearly the same text") if likeness.text >= 0.5 else ""


def _of_years(one, other) -> str:
    one, other = ((years.start_year, years.end_year, years.is_ongoing) for years in (one, other))
    if one[0] is None or other[0] is None:
        return ""
    return gettext("the same years") if one == other else gettext("other years")
