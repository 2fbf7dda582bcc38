"""Which practice of the catalogue an entry of a source is."""

from collections import defaultdict
from dataclasses import dataclass

from practices.models import ImportedEntry, Practice


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two entries the same: title, country, resolved cities and the text of the period."""

    title: str
    country_code: str
    city_slugs: frozenset[str]
    period: str


class Matcher:
    """The catalogue by identity. A practice is given out once, so that entries of one file are never folded."""

    def __init__(self):
        self._by_identity = defaultdict(list)
        imported = {entry.practice_id: entry for entry in ImportedEntry.objects.all()}
        for practice in Practice.objects.order_by("pk").prefetch_related("cities"):
            entry = imported.get(practice.pk)
            self._by_identity[imported_identity(entry) if entry else identity(practice)].append(practice)

    def take(self, wanted: Identity) -> Practice | None:
        """The practice with this identity, or None; it is not given out again.

        Where an import wrote the practice, what it wrote counts: a title that a curator has changed since still
        matches its source.
        """
        candidates = self._by_identity.get(wanted)
        return candidates.pop(0) if candidates else None


def identity(practice: Practice) -> Identity:
    """The identity of a practice as it stands now."""
    slugs = frozenset(city.slug for city in practice.cities.all())
    return Identity(practice.title, practice.country_id, slugs, practice.period)


def changed_identity(practice: Practice, entry: ImportedEntry) -> list[str]:
    """Which parts of its identity a practice has changed since an import wrote it: "title", "cities" …"""
    now, then = identity(practice), imported_identity(entry)
    parts = {"title": "title", "country": "country_code", "cities": "city_slugs", "period": "period"}
    return [name for name, part in parts.items() if getattr(now, part) != getattr(then, part)]


def imported_identity(entry: ImportedEntry) -> Identity:
    """The identity under which an import wrote a practice."""
    return Identity(entry.title, entry.country_code, frozenset(entry.city_slugs), entry.period)
