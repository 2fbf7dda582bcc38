"""Write what a table changes: all of it, or nothing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from practices.importers.outcome import Kind, Outcome
from practices.importers.table.planning import Options, Planner
from practices.importers.table.table_file import Table
from practices.models import City
from practices.models.batch import Revision, revise_all
from practices.models.history import save_recorded
from practices.models.verbs import EditConflict


@dataclass(slots=True)
class Result:
    """How many rows of each `Kind` there are, whether they were written, and sentences about the file as a whole."""

    totals: Counter = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    is_written: bool = False

    @property
    def is_refused(self) -> bool:
        return bool(self.totals[Kind.REFUSED])


def import_table(
    table: Table, options: Options, *, is_dry_run: bool, on_outcome: Callable[[Outcome], None] = lambda outcome: None
) -> Result:
    """Compare the table with the catalogue, and unless it is a dry run or a row is refused, write what differs.

    `on_outcome` is told of every row in the order of the file. Raises NotATable; nothing is written then.
    """
    with transaction.atomic():
        lock()
        planner, result = Planner(table, options), Result()
        for outcomes in planner.batches():
            if not (is_dry_run or result.is_refused or any(outcome.faults for outcome in outcomes)):
                write(outcomes, planner, f"import {table.name}")
            for outcome in outcomes:
                result.totals[outcome.kind] += 1
                on_outcome(outcome)
        result.remarks = planner.remarks
        result.is_written = not (is_dry_run or result.is_refused)
        transaction.set_rollback(not result.is_written)
    return result


def lock():
    """A second import waits until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('table import'))")


def write(outcomes: list[Outcome], planner: Planner, reason: str):
    """Store the new and the changed entries of a batch, each as a version."""
    revised = [outcome for outcome in outcomes if outcome.kind in (Kind.NEW, Kind.CHANGED)]
    for outcome in revised:
        save_new_cities(outcome.cities or [], planner, reason)
    if not stored_all(revised, planner, reason):
        refuse_what_cannot_be_stored(revised, planner, reason)
    planner.written |= {outcome.practice.pk for outcome in revised if outcome.kind == Kind.NEW}


def stored_all(outcomes: list[Outcome], planner: Planner, reason: str) -> bool:
    """Store entries. False, and as before, when the database has a rule against one or somebody has changed it."""
    revisions = [Revision(outcome.practice, outcome.cities, outcome.topics) for outcome in outcomes]
    before = [(outcome.practice, outcome.practice.pk, outcome.practice.version) for outcome in outcomes]
    try:
        revise_all(revisions, by=planner.options.by, reason=reason)
    except (EditConflict, IntegrityError, DataError):
        for practice, pk, version in before:
            practice.pk, practice.version = pk, version
        return False
    return True


def refuse_what_cannot_be_stored(outcomes: list[Outcome], planner: Planner, reason: str):
    """Find the entries because of which a batch could not be stored."""
    for outcome in outcomes:
        if not stored_all([outcome], planner, reason):
            message = _(
                "The catalogue does not take this row as it is: it breaks a rule, or is being changed just now."
            )
            outcome.refuse("", message)


def save_new_cities(cities: list[City], planner: Planner, reason: str):
    for city in cities:
        if city.pk is None:
            save_recorded(city, by=planner.options.by, reason=reason)
            planner.vocabulary.cities[city.slug] = city
