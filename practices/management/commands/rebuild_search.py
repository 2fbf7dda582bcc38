"""manage.py rebuild_search: what facets and searches read, made anew from the practices."""

import itertools

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from practices.models import Practice, PublishedPractice, Word

BATCH = 500


class Command(BaseCommand):
    """Triggers keep these tables true; after a change of their making, or of PostgreSQL's dictionaries, this does."""

    help = "Writes the tables that facets and searches read anew; words that nothing has any more go."

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        for model in (PublishedPractice, Word):
            model.objects.all()._raw_delete(using="default")
        ids = Practice.objects.published().order_by("id").values_list("id", flat=True)
        for batch in itertools.batched(ids.iterator(), BATCH):
            with connection.cursor() as cursor:
                cursor.execute("SELECT refresh_published_practices(%s::bigint[])", [list(batch)])
        if verbosity > 0:
            self.stdout.write(f"{PublishedPractice.objects.count()} published practices, {Word.objects.count()} words.")
