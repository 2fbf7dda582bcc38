"""manage.py find_duplicates: compare what has changed since the last time with the whole catalogue."""

from django.core.management.base import BaseCommand

from practices.duplicates import queue
from practices.models import ComparedEntry


class Command(BaseCommand):
    """Safe to interrupt and to repeat: each batch is a transaction."""

    help = "Finds likely duplicates among entries for the curators' queue."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="compare all entries, changed or not")

    def handle(self, *, again, verbosity, **options):
        if again:
            ComparedEntry.objects.all().delete()
        total = queue.due().count()
        is_shown = verbosity > 0 and self.stderr.isatty()
        queue.compare_due(on_progress=lambda done: is_shown and self.stderr.write(f"\r{done} of {total}", ending=""))
        if verbosity > 0:
            self.stdout.write(f"{total} entries compared, {queue.open_pairs().count()} pairs to decide about.")
