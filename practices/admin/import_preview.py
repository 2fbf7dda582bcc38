"""What an import would do, before it does it: the groups of the preview, and its digest."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from practices.differences import Part, differing, shortened
from practices.importers.outcome import Change, Kind, Outcome

# In the order of the page: what has to be mended first.
HEADINGS = {
    Kind.REFUSED: _("Refused"),
    Kind.CHANGED: _("Changed"),
    Kind.NEW: _("New"),
    Kind.UNCHANGED: _("Unchanged"),
}


class MarkedChange(NamedTuple):
    """A field with the parts of its old and its new text."""

    column: str
    old: list[Part]
    new: list[Part]


class MarkedFault(NamedTuple):
    """Where a row can be mended, and how."""

    place: str
    sentence: str


@dataclass(slots=True)
class Shown:
    """One row as the page shows it."""

    outcome: Outcome
    place: str
    changes: list[MarkedChange]
    faults: list[MarkedFault]

    @property
    def where_and_when(self) -> str:
        """Country, cities and period of a new entry."""
        practice = self.outcome.practice
        cities = [city.name for city in self.outcome.cities or []]
        return " · ".join(filter(None, [practice.country.label, ", ".join(cities), practice.period]))


@dataclass(slots=True)
class Preview:
    """The rows of a file by what becomes of them. django-import-export asks it whether it may go on."""

    place: object  # (line, column) → where that is in the file
    remarks: list[str] = field(default_factory=list)
    rows: dict[str, list[Shown]] = field(default_factory=lambda: {kind: [] for kind in HEADINGS})
    is_written: bool = False
    is_overtaken: bool = False  # the catalogue has changed since somebody looked at the preview
    _digest: object = field(default_factory=hashlib.sha256)

    def add(self, outcome: Outcome):
        """Take in the outcome of a row (the `on_outcome` of an import)."""
        faults = [MarkedFault(self.place(outcome.line, column), sentence) for column, sentence in outcome.faults]
        changes = [marked(change) for change in outcome.changes] if outcome.kind == Kind.CHANGED else []
        self.rows[outcome.kind].append(Shown(outcome, self.place(outcome.line), changes, faults))
        told = [outcome.kind, outcome.line, outcome.practice.title, outcome.changes, outcome.notes]
        self._digest.update(json.dumps(told).encode())

    @property
    def digest(self) -> str:
        """The same for the same rows with the same outcomes."""
        return self._digest.hexdigest()

    @property
    def totals(self) -> Counter:
        return Counter({kind: len(rows) for kind, rows in self.rows.items()})

    @property
    def groups(self):
        """(kind, heading, rows) of each group that has rows."""
        return [(kind, heading, self.rows[kind]) for kind, heading in HEADINGS.items() if self.rows[kind]]

    @property
    def changes_something(self) -> bool:
        return bool(self.rows[Kind.NEW] or self.rows[Kind.CHANGED])

    def has_errors(self) -> bool:
        """Whether a row is refused, or there is nothing to take over: then no button is shown."""
        return bool(self.rows[Kind.REFUSED]) or not self.changes_something

    def has_validation_errors(self) -> bool:
        return False


def marked(change: Change) -> MarkedChange:
    old, new = differing(change.old, change.new)
    return MarkedChange(change.column, shortened(old, 60), shortened(new, 60))
