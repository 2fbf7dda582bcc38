"""manage.py import_practices: take over what people have edited in a table of entries."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from practices.differences import Part, differing, shortened
from practices.importers.outcome import Kind, Outcome
from practices.importers.table.apply import import_table
from practices.importers.table.limits import BY_COMMAND, NotATable
from practices.importers.table.planning import Options
from practices.importers.table.table_file import open_table
from practices.management.progress import ProgressBar

BAR_STEP = 100


class Command(BaseCommand):
    """All of the file or nothing: a row that is refused stops everything, and the exit code is 1."""

    help = "Imports a table of practices (CSV or Excel) that an export has written and people have edited."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE", help="CSV (UTF-8) or .xlsx; a column “slug” is needed")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")
        parser.add_argument("--add-cities", action="store_true", help="make new cities that the gazetteer knows")
        parser.add_argument(
            "--overwrite", action="store_true", help="also change entries that have changed since the export"
        )

    def handle(self, *, path, dry_run, add_cities, overwrite, verbosity, **options):
        options = Options(may_add_cities=add_cities, may_overwrite=overwrite)
        try:
            with path.open("rb") as file:
                table = open_table(file, path.name, BY_COMMAND)
                self.say(f"{path}: {remark}" for remark in table.remarks)
                report = Report(self, path, table, is_full=dry_run, is_bar_shown=verbosity > 0)
                result = import_table(table, options, is_dry_run=dry_run, on_outcome=report.tell)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        except NotATable as error:
            raise CommandError(f"{path}: {error} Nothing was imported.") from error
        report.bar.end()
        self.say(f"{path}: {remark}" for remark in result.remarks)
        totals = ", ".join(f"{result.totals[kind]} {kind}" for kind in Kind)
        ending = "" if result.is_written else " Dry run: nothing was written." if dry_run else " Nothing was written."
        self.say([f"{path}: {totals}.{ending}"])
        if result.is_refused:
            sys.exit(1)

    def say(self, lines):
        for line in lines:
            self.stderr.write(line, style_func=str)


class Report:
    """Tells of rows as they come: in a dry run of all that changes, else of what somebody should look at."""

    def __init__(self, command, path, table, *, is_full, is_bar_shown):
        self.command, self.path, self.table, self.is_full, self.done = command, path, table, is_full, 0
        self.bar = ProgressBar(command.stderr, table.count, is_shown=is_bar_shown and command.stderr.isatty())

    def tell(self, outcome: Outcome):
        self.done += 1
        if lines := list(self.lines(outcome)):
            self.bar.clear()
            self.command.say(lines)
        if self.done % BAR_STEP == 0 or self.done == self.table.count:
            self.bar.show(self.done)

    def lines(self, outcome):
        """The lines about a row, each with the place where to look."""
        place = f"{self.path}:{self.table.place(outcome.line)}"
        name = outcome.practice.slug or outcome.practice.title
        for column, sentence in outcome.faults:
            yield f"{self.path}:{self.table.place(outcome.line, column)}: refused: {sentence}"
        if self.is_full and outcome.kind in (Kind.NEW, Kind.CHANGED):
            yield f"{place}: {outcome.kind}: {name}"
            yield from (f"    {change.column}: {in_brackets(change)}" for change in outcome.changes)
        for practice, reasons in outcome.lookalikes:
            yield f"{place}: {name} looks like {practice.slug} ({', '.join(reasons)})"
        yield from (f"{place}: {note}" for note in outcome.notes)


def in_brackets(change) -> str:
    """A change in one line: “Young [-Mayor-] {+Major+}”."""
    old, new = differing(change.old, change.new)
    if not change.old or not change.new:
        return bracketed(old, "-") + bracketed(new, "+")
    return f"{bracketed(shortened(old), '-')} → {bracketed(shortened(new), '+')}"


def bracketed(parts: list[Part], sign: str) -> str:
    opening, closing = {"-": ("[-", "-]"), "+": ("{+", "+}")}[sign]
    text = "".join(f"{opening}{part.text}{closing}" if part.is_marked else part.text for part in parts)
    return text.replace("\n", "⏎")
