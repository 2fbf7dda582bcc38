"""Write the entries of a listing into the catalogue."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from practices import markdown
from practices.duplicates import likely_duplicates
from practices.importers.cities import CityResolver
from practices.importers.listing import Entry
from practices.importers.match import Identity, Matcher, changed_identity
from practices.importers.outcome import Change, Kind, Outcome
from practices.models import Country, ImportedEntry, Practice
from practices.models.practice import SECTIONS

ENGLISH_ASSUMED = gettext_noop("The entry does not tell its language: English is assumed.")


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller of an import decides."""

    status: str = Practice.Status.DRAFT
    source_name: str = ""
    source_url: str = ""
    language: str = ""  # of entries that do not tell it; empty means English, with a warning
    by: Any = None  # the person, None for a command
    reason: str = "import_listing"  # what the versions say


@dataclass(slots=True)
class Report:
    """What an import did: `totals` counts created, updated, unchanged and refused; `messages` are (line, sentence);
    `outcomes` say it entry by entry."""

    totals: Counter = field(default_factory=Counter)
    messages: list[tuple[int, str]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


# What the totals call the outcomes.
COUNTED_AS = {Kind.NEW: "created", Kind.CHANGED: "updated", Kind.UNCHANGED: "unchanged", Kind.REFUSED: "refused"}


class ListingImport:
    """One import run. Call inside a transaction; a second import waits until that one ends."""

    def __init__(self, options: Options):
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("An import runs in one transaction.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('listing import'))")
        self.options = options
        self.started_at = timezone.now()
        self.countries = Country.objects.in_bulk()
        self.cities = self._city_resolver()
        self.matcher = Matcher()
        self.report = Report()

    def _city_resolver(self) -> CityResolver:
        return CityResolver(by=self.options.by, reason=self.options.reason)

    def add(self, entry: Entry):
        """Create or update the practice of one entry; what the catalogue refuses is reported and left out."""
        messages, told = self.report.messages, len(self.report.messages)
        try:
            with transaction.atomic():
                outcome = self._apply(entry)
        except ValidationError as refusal:
            outcome = Outcome(entry.line, Kind.REFUSED, Practice(title=entry.title))
            self.cities = self._city_resolver()  # cities made for this entry are gone with it
            for name, sentences in refusal.message_dict.items():
                outcome.refuse(name, " ".join(sentences))
        outcome.notes = [sentence for line, sentence in messages[told:]]
        messages.extend((entry.line, f"{name}: {sentence}") for name, sentence in outcome.faults)
        self.report.totals[COUNTED_AS[outcome.kind]] += 1
        self.report.outcomes.append(outcome)

    def _apply(self, entry) -> Outcome:
        """Write an entry; returns what became of it."""
        self.report.messages.extend((entry.line, warning) for warning in entry.warnings)
        country = self.countries[entry.country]
        cities = [self.cities.resolve(name, country, language=entry.language) for name in entry.cities]
        wanted = Identity(entry.title, country.code, frozenset(city.slug for city in cities), entry.period)
        values = self._values(entry)
        practice = self.matcher.take(wanted)
        if practice is None:
            outcome = self._create(entry, wanted, country, cities, values)
        else:
            outcome = self._update(entry, practice, values)
        self._remember(outcome.practice, wanted, values)
        return outcome

    def _values(self, entry) -> dict[str, str]:
        """Field → text to write. Sections are Markdown in the catalogue and plain text in the source."""
        language = entry.language or self.options.language
        if not language:
            self.report.messages.append((entry.line, _(ENGLISH_ASSUMED)))
        values = {"summary": entry.summary, "language": language or "en"}
        values |= {name: markdown.escape(getattr(entry, name)) for name in SECTIONS}
        given = {"source_name": self.options.source_name, "source_url": self.options.source_url}
        return values | {name: value for name, value in given.items() if value}

    def _create(self, entry, wanted, country, cities, values) -> Outcome:
        self._report_lookalikes(entry, country, cities, values)
        practice = Practice(title=entry.title, country=country, period=entry.period, **values)
        practice.full_clean(exclude=["slug"])
        practice.revise(by=self.options.by, reason=self.options.reason, cities=cities)
        if self.options.status == Practice.Status.PUBLISHED:
            practice.publish(by=self.options.by, at=self.started_at, reason=self.options.reason)
        return Outcome(entry.line, Kind.NEW, practice, cities=cities)

    def _report_lookalikes(self, entry, country, cities, values):
        """Say which entries of the catalogue a new one is likely a duplicate or a translation of."""
        known = {"title": entry.title, "country": country, "cities": cities, "period": entry.period}
        text = values["purpose"] or values["summary"]
        for found in likely_duplicates(**known, language=values["language"], text=text):
            practice, why = found.practice, ", ".join(found.reasons)
            names = {"address": practice.get_absolute_url(), "period": practice.period or _("no period"), "why": why}
            self.report.messages.append(
                (entry.line, _("New, but looks like %(address)s (%(period)s): %(why)s.") % names)
            )

    def _update(self, entry, practice, values) -> Outcome:
        """Write the fields that nobody has changed since the last import; report those that somebody has."""
        last_written = getattr(practice, "imported_entry", None)
        last_values = last_written.values if last_written else {}
        changed = []
        for name, value in values.items():
            current = getattr(practice, name)
            if current == value:
                continue
            # A field that no import has offered yet (a source name given only now) is free while it is empty.
            if current == last_values.get(name, "" if last_written else None):
                setattr(practice, name, value)
                changed.append(Change(name, current, value))
            else:
                self._report_kept(entry, practice, name, is_ours=last_values.get(name) is not None)
        if last_written:
            for name in changed_identity(practice, last_written):
                self._report_kept(entry, practice, name, is_ours=True)
        if not changed:
            return Outcome(entry.line, Kind.UNCHANGED, practice)
        practice.full_clean(exclude=["slug"])
        practice.revise(by=self.options.by, reason=self.options.reason)
        return Outcome(entry.line, Kind.CHANGED, practice, changed)

    def _report_kept(self, entry, practice, name, *, is_ours):
        """Say that a field differs from the source and was left alone."""
        message = (
            _("%(address)s: %(field)s changed here, kept.")
            if is_ours
            else _("%(address)s: %(field)s differs and no import wrote it, kept.")
        )
        names = {"address": practice.get_absolute_url(), "field": name}
        self.report.messages.append((entry.line, message % names))

    def _remember(self, practice, wanted, values):
        """Note, for the next import, what was last written to each field: for one that was kept that stays what it
        was, and None where an import has offered a value but never written one.
        """
        last = getattr(practice, "imported_entry", None)
        last_values = last.values if last else {}
        values = {
            name: value if getattr(practice, name) == value else last_values.get(name) for name, value in values.items()
        }
        identity = {
            "title": wanted.title,
            "period": wanted.period,
            "country_code": wanted.country_code,
            "city_slugs": sorted(wanted.city_slugs),
        }
        values = last_values | values
        if last and last.values == values and all(getattr(last, name) == value for name, value in identity.items()):
            return
        ImportedEntry.objects.update_or_create(practice=practice, defaults={**identity, "values": values})
