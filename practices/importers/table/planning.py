"""A table and the catalogue → what becomes of each row."""

import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from practices.exports.record import FULL_RELATIONS
from practices.importers.outcome import Kind, Outcome
from practices.importers.table import cells
from practices.importers.table.lookalikes import find_lookalikes
from practices.importers.table.row_reading import RowReading
from practices.importers.table.table_file import Row, Table
from practices.importers.table.vocabulary import Vocabulary
from practices.models import FormerSlug, Practice

# So many rows are in memory at a time, with their entries, whatever the size of the file.
BATCH = 250
# Of so many new rows the likely duplicates are looked for, which takes longer than all the rest; the queue of likely
# duplicates finds those of the others.
LOOKED_FOR = 2_000


class Options(NamedTuple):
    """What the caller of an import decides."""

    by: Any = None  # the person, None for a command
    may_add_cities: bool = False
    may_overwrite: bool = False  # also what somebody has changed since the export


class Planner:
    """Compares the rows of a table with the catalogue; writes nothing. Raises NotATable for wrong columns."""

    def __init__(self, table: Table, options: Options):
        cells.check_header(table.header)
        self.table, self.options = table, options
        self.vocabulary = Vocabulary(may_add_cities=options.may_add_cities)
        self.lines: dict[int, int] = {}  # entry → the line that has it
        self.titles: dict[tuple, int] = {}  # (title, country) of a new entry → its line
        self.written: set[int] = set()  # entries that this import has made
        self.new = 0  # rows of new entries

    @property
    def remarks(self) -> list[str]:
        """Sentences about the file as a whole."""
        if self.new <= LOOKED_FOR:
            return []
        message = _(
            "Likely duplicates were looked for in the first %(most)s new rows; the queue finds those of the others."
        )
        return [message % {"most": LOOKED_FOR}]

    def batches(self) -> Iterator[list[Outcome]]:
        """The outcomes, some hundred at a time. Raises NotATable."""
        for rows in itertools.batched(self.table.rows(), BATCH):
            stored = stored_entries(rows)
            outcomes = [self._outcome(row, stored) for row in rows]
            self._look_for_duplicates(outcomes)
            yield outcomes

    def _outcome(self, row: Row, stored) -> Outcome:
        slug = slug_of(row)
        practice = stored.get(slug)
        if row.fault or practice is None and slug != "":
            outcome = Outcome(row.line, Kind.REFUSED, practice or Practice(title=str(row.cells.get("title") or "")))
            outcome.refuse("" if row.fault else "slug", row.fault or no_entry(slug))
            return outcome
        outcome = RowReading(row, practice, self.vocabulary, may_overwrite=self.options.may_overwrite).outcome()
        if practice:
            self._check_entry(outcome, practice)
        return outcome

    def _check_entry(self, outcome, practice):
        """Refuse an entry that has two rows, and a change of one that the person may not edit."""
        first = self.lines.setdefault(practice.pk, outcome.line)
        if first != outcome.line:
            outcome.refuse("slug", _("Line %(line)s has this entry too.") % {"line": first})
        if outcome.kind == Kind.CHANGED and not practice.may_be_edited_by(self.options.by):
            withdrawn = practice.status == Practice.Status.WITHDRAWN
            message = _("The entry is withdrawn: reopen it first.") if withdrawn else _("You may not edit this entry.")
            outcome.refuse("slug", message)

    def _look_for_duplicates(self, outcomes):
        """Tell of new entries that the catalogue, or the file itself, is likely to have already."""
        new = [outcome for outcome in outcomes if outcome.kind == Kind.NEW]
        find_lookalikes(new[: max(0, LOOKED_FOR - self.new)], without=self.written)
        self.new += len(new)
        for outcome in new:
            key = (outcome.practice.title.casefold(), outcome.practice.country_id)
            if key in self.titles:
                outcome.notes.append(_("Looks like the new entry of line %(line)s.") % {"line": self.titles[key]})
            self.titles.setdefault(key, outcome.line)


def slug_of(row: Row) -> str | None:
    """The slug of a row, "" for a new entry, None when the cell cannot be read."""
    try:
        return cells.text(row.cells.get("slug"))
    except cells.Unreadable:
        return None


def no_entry(slug) -> str:
    if slug is None:
        return _("The cell holds no text.")
    return _("There is no entry “%(slug)s”: leave the cell empty for a new one.") % {"slug": slug[:80]}


def stored_entries(rows) -> dict[str, Practice]:
    """Slug, or a former one, → the entry of each row that has one."""
    slugs = {slug for slug in map(slug_of, rows) if slug}
    former = dict(FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "practice__slug"))
    practices = Practice.objects.filter(slug__in=slugs | set(former.values())).with_places_and_topics()
    by_slug = {practice.slug: practice for practice in practices.select_related(*FULL_RELATIONS)}
    return by_slug | {slug: by_slug[now] for slug, now in former.items()}
