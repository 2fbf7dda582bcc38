"""One row and the entry it is about → what would change."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from practices.exports.csv_format import columns, in_words
from practices.exports.record import full_record
from practices.importers.outcome import Change, Fault, Kind, Outcome
from practices.importers.table import cells
from practices.importers.table.cells import LEFT, Unreadable, clean
from practices.importers.table.links import Links
from practices.importers.table.vocabulary import Vocabulary
from practices.models import Practice

DERIVED = (*cells.YEARS, "is_ongoing")
# Columns in which a row can change an entry, in the order of the file.
OWN = ("title", "summary", "country_code", "cities", "period", *DERIVED, "period_is_overruled", "topics")
OWN += tuple(name for name in (*cells.TEXTS, "last_confirmed_on") if name not in OWN)
NOT_FIELDS = {"country_code", "cities", "topics"}


class RowReading:
    """Reads a row into its entry (`stored`, or a new one), and says what that changes."""

    def __init__(self, row, stored: Practice | None, vocabulary: Vocabulary, *, may_overwrite: bool):
        self.row, self.stored, self.vocabulary, self.may_overwrite = row, stored, vocabulary, may_overwrite
        self.practice = stored or Practice()
        self.before = columns(full_record(stored, "")) if stored else {}
        self.after = {}
        self.faults: list[Fault] = []
        self.notes: list[str] = []

    def outcome(self) -> Outcome:
        """What becomes of the row."""
        links = self._read()
        changes = self._changes()
        is_outdated = self._is_outdated()
        if not is_outdated:
            self._check_states()
        if changes or not self.stored:
            self._validate({change.column for change in changes} if self.stored else set(OWN))
            self._check_base(is_outdated)
        self._note_what_is_told()
        kind = Kind.NEW if not self.stored else Kind.CHANGED if changes else Kind.UNCHANGED
        outcome = Outcome(self.row.line, kind, self.practice, changes if self.stored else [], notes=self.notes, **links)
        for fault in self.faults:
            outcome.refuse(*fault)
        return outcome

    def cell(self, name, read):
        """The value of a cell, as `read` reads it; LEFT when there is none, or none that can be read (a fault)."""
        if name not in self.row.cells:
            return LEFT
        try:
            if read is cells.text:
                return read(self.row.cells[name], in_words(self.before.get(name)))
            return read(self.row.cells[name])
        except Unreadable as fault:
            self.fault(name, str(fault))
            return LEFT

    def fault(self, column, sentence):
        self.faults.append(Fault(column, sentence))

    def _read(self) -> dict:
        """Take over what the cells say; returns the cities and topics that are to be set."""
        for name, read in cells.READERS.items():
            if name not in DERIVED:
                self._take(name, self.cell(name, read))
        self._read_years()
        links = Links(self)
        country = links.country()
        if country:
            self.practice.country = country
            self.after["country_code"] = country.code
        found = {"cities": links.cities(country) if country else None, "topics": links.topics()}
        self.after |= {name: "; ".join(row.name for row in rows) for name, rows in found.items() if rows is not None}
        return found

    def _take(self, name, value):
        """Set a field, unless the cell says what is there already."""
        if value is LEFT:
            return
        if name == "period_is_overruled":
            value = bool(value)
        if not self.stored or clean(in_words(value)) != clean(in_words(self.before[name])):
            setattr(self.practice, name, value)
            self.after[name] = value

    def _read_years(self):
        """The years as the period says them, or where a curator has overruled it, as the cells do."""
        given = {name: self.cell(name, cells.READERS[name]) for name in DERIVED}
        given = {name: value for name, value in given.items() if value is not LEFT}
        if self.practice.period_is_overruled:
            for name, value in given.items():
                self._take(name, value)
            return
        if not self.stored or {"period", "period_is_overruled"} & self.after.keys():
            self.practice.read_period()
            self.after |= {name: getattr(self.practice, name) for name in DERIVED}
        for name, value in given.items():
            self._check_reading(name, value)

    def _check_reading(self, name, value):
        """Refuse a year that would be lost, because the period is read otherwise."""
        read = getattr(self.practice, name)
        if value not in (read, self.before.get(name)):
            message = _("The period is read as “%(read)s”: to keep another value, write true at period_is_overruled.")
            self.fault(name, message % {"read": in_words(read) or "–"})

    def _changes(self) -> list[Change]:
        before = {name: clean(in_words(self.before.get(name))) for name in OWN}
        after = before | {name: clean(in_words(value)) for name, value in self.after.items()}
        return [Change(name, before[name], after[name]) for name in OWN if before[name] != after[name]]

    def _is_outdated(self) -> bool:
        """Whether the entry has changed since the row was written, as far as the row tells."""
        if not self.stored:
            return False
        version, at = self.cell("version", cells.number), self.cell("updated_at", cells.moment)
        if version not in (LEFT, None):
            return max(version, 1) != max(self.stored.version, 1)
        return at not in (LEFT, None) and at < self.stored.updated_at.replace(microsecond=0)

    def _check_base(self, is_outdated):
        """Stop a row that would undo what somebody has done in the meantime."""
        if is_outdated and self.may_overwrite:
            self.notes.append(_("Somebody has changed the entry since the export: their changes are overwritten."))
        elif is_outdated:
            column = "version" if "version" in self.row.cells else "updated_at"
            message = _("Somebody has changed the entry since the export: export it again, or allow overwriting.")
            self.fault(column, message)

    def _check_states(self):
        """Refuse another state: a verb has to check who may, and to do what goes with it."""
        for name in cells.STATES:
            given, now = self.cell(name, cells.text), clean(in_words(self.before.get(name)))
            if given in (LEFT, now) or (not self.stored and name != "status"):
                continue
            if not self.stored and given != Practice.Status.DRAFT:
                self.fault(name, _("A new entry is a draft: leave the cell empty."))
            elif self.stored:
                message = _("No file changes this, only a verb does (submit, publish …): write “%(now)s”.")
                self.fault(name, message % {"now": now})

    def _note_what_is_told(self):
        """Name the cells that say something else than the entry and are never taken over."""
        names = (*cells.TOLD, *cells.STATES[1:]) if not self.stored else cells.TOLD
        given = {name: self.cell(name, cells.text) for name in names}
        now = {name: clean(in_words(self.before.get(name))) for name in names}
        other = [name for name in names if given[name] not in (LEFT, now[name]) and not same_page(name, given, now)]
        if other:
            self.notes.append(_("Not taken over: %(columns)s.") % {"columns": ", ".join(other)})

    def _validate(self, changed):
        """What the form would refuse, of what has changed: a text as it is stored is nobody's fault here.

        The named constraints are left to the database: asking it for each takes ten statements a row.
        """
        try:
            self.practice.clean_fields({field.name for field in Practice._meta.fields} - (changed - NOT_FIELDS))
        except ValidationError as refusal:
            known = {fault.column for fault in self.faults}
            for name in refusal.message_dict.keys() - known:
                self.fault(name, " ".join(refusal.message_dict[name]))
        start, end = self.practice.start_year, self.practice.end_year
        if start and end and end < start and changed & set(DERIVED):
            self.fault("end_year", _("The end year is before the start year."))


def same_page(name, given, now) -> bool:
    """Whether an address has the path of the entry's page: the host is that of the site which wrote the file."""
    return name == "url" and bool(now[name]) and given[name].endswith(now[name])
