"""manage.py generate_practices: a synthetic catalogue to measure on."""

import argparse
import sys

from django.core.management.base import BaseCommand, CommandError

from practices.management.progress import ProgressBar
from practices.synthetic import catalogue


class Command(BaseCommand):
    """Each batch is a transaction: what Ctrl-C leaves is whole, and `--remove` takes it away."""

    help = "Adds N synthetic published practices to measure on, or removes all of them."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("number", nargs="?", type=positive, metavar="N", help="how many to add; 1 or more")
        what.add_argument("--remove", action="store_true", help="take all synthetic practices and their cities away")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same practices (default: 1)")

    def handle(self, *, number, remove, seed, verbosity, **options):
        total = catalogue.synthetic().count() if remove else number
        bar = ProgressBar(self.stderr, total, is_shown=verbosity > 0 and self.stderr.isatty())
        try:
            if remove:
                catalogue.remove(bar.show)
            else:
                catalogue.generate(number, seed, bar.show)
        except catalogue.NoTopics as error:
            raise CommandError("There are no topics; load the topics first: manage.py loaddata topics") from error
        except KeyboardInterrupt:
            bar.end()
            self.stderr.write(f"Interrupted: {bar.done} of {total} {'removed' if remove else 'added'}.")
            sys.exit(130)
        bar.end()
        if verbosity > 0:
            self.stdout.write(f"{total} synthetic practices {'removed' if remove else 'added'}.")


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("N must be 1 or more.")
    return number
