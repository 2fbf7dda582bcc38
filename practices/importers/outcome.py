"""What an import finds out about one row."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models import City, Practice, Topic


class Kind(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class Change(NamedTuple):
    """A column in which a row differs from the entry, as texts."""

    column: str
    old: str
    new: str


class Fault(NamedTuple):
    """Why a row is refused, as a sentence, and the column where it can be mended ("" for the row as such)."""

    column: str
    sentence: str


class Lookalike(NamedTuple):
    """A stored entry that is likely the same as a new row, and why."""

    practice: Practice
    reasons: list[str]


@dataclass(slots=True)
class Outcome:
    """What becomes of a row, and what it would write; `notes` are sentences about what was not taken over."""

    line: int
    kind: Kind
    practice: Practice
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lookalikes: list[Lookalike] = field(default_factory=list)
    cities: list[City] | None = None
    topics: list[Topic] | None = None

    def refuse(self, column: str, sentence: str):
        self.kind = Kind.REFUSED
        self.faults.append(Fault(column, sentence))
