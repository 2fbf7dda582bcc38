"""manage.py import_listing: read saved listing pages into the catalogue."""

import json
import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from practices import languages
from practices.importers.apply import ENGLISH_ASSUMED, ListingImport, Options
from practices.importers.listing import Entry, Listing, NotAListing, decoded, parse_listing
from practices.models import Practice

FIELDS = (
    *("title", "country", "cities", "period", "start_year", "end_year", "is_ongoing", "language"),
    *("purpose", "rationale", "process", "impact", "warnings"),
)


class Command(BaseCommand):
    """One transaction for all files: a file that is no listing stops everything."""

    help = "Imports the practices of saved listing pages (plain text, UTF-8)."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="saved text of a listing page")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")
        parser.add_argument(
            "--status",
            choices=[Practice.Status.DRAFT.value, Practice.Status.PUBLISHED.value],
            default=Practice.Status.DRAFT.value,
            help="state of new entries (default: draft)",
        )
        parser.add_argument("--format", choices=["text", "jsonl"], default="text", help="jsonl: one object an entry")
        parser.add_argument("--language", default="", help="language of entries that do not tell it, such as fr")
        parser.add_argument("--source-name", default="", help="name of the source, shown on each page")
        parser.add_argument("--source-url", default="", help="address of the source, linked from each page")

    def handle(self, *, paths, dry_run, format, language, **options):
        if language and not languages.is_known(language):
            raise CommandError(f"--language {language}: give a language tag such as en, fr or pt-BR.")
        listings = [(path, read_listing(path)) for path in paths]
        given = {name: options[name] for name in ("status", "source_name", "source_url")}
        chosen = Options(language=language and languages.spelled(language), **given)
        with transaction.atomic():
            unread = sum([self.import_one(path, listing, chosen) for path, listing in listings])
            transaction.set_rollback(dry_run)
        if format == "jsonl":
            self.print_entries([entry for path, listing in listings for entry in listing.entries], chosen)
        if dry_run:
            self.stderr.write("Dry run: nothing was written.")
        if unread:
            sys.exit(1)

    def print_entries(self, entries, chosen: Options):
        """An object an entry on stdout, after the import: a reader that goes away (`| head`) must not undo it."""
        try:
            for entry in entries:
                self.stdout.write(as_json(entry, chosen))
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def import_one(self, path, listing: Listing, chosen: Options) -> int:
        """Import one parsed file, report on it, and return the number of entries that did not go in."""
        run = ListingImport(chosen)
        for entry in listing.entries:
            run.add(entry)
        for problem in listing.problems:
            run.report.totals["refused"] += 1
            run.report.messages.append((problem.line, problem.sentence))
        for line, message in sorted(run.report.messages):
            self.stderr.write(f"{path}:{line}: {message}")
        totals = ", ".join(
            f"{run.report.totals[outcome]} {outcome}" for outcome in ("created", "updated", "unchanged", "refused")
        )
        self.stderr.write(f"{path}: {totals}.")
        return run.report.totals["refused"]


def read_listing(path: Path) -> Listing:
    """The entries of a file. Raises CommandError, in one line, when it cannot be read as a listing."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    try:
        return parse_listing(decoded(content, name=str(path)), name=str(path))
    except NotAListing as error:
        raise CommandError(f"{error} Nothing was imported.") from error


def as_json(entry: Entry, chosen: Options) -> str:
    """One entry in the importer's own format."""
    values = {name: getattr(entry, name) for name in FIELDS}
    values["language"] = entry.language or chosen.language or "en"
    if not (entry.language or chosen.language):
        values["warnings"] = [*entry.warnings, ENGLISH_ASSUMED]
    return json.dumps(values, ensure_ascii=False)
