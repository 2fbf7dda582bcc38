"""Publish the entries whose time has come, and delete ended previews; to be run every few minutes, by cron."""

from django.core.management.base import BaseCommand
from django.db import transaction

from practices.models import Practice, Preview


class Command(BaseCommand):
    help = "Publish the entries in review whose time has come, delete ended previews. Safe to run twice at once."

    def handle(self, **options):
        published = 0
        while practice := self.publish_next():
            published += 1
            self.stdout.write(f"Published {practice.get_absolute_url()}")
        Preview.objects.ended().delete()
        self.stdout.write(f"{published} published.")

    @transaction.atomic
    def publish_next(self) -> Practice | None:
        """The due entry that was published; None when none is left that another run is not already at."""
        practice = Practice.objects.due().order_by("publish_at", "id").select_for_update(skip_locked=True).first()
        if practice:
            practice.publish(by=None, at=practice.publish_at, reason="publish_due")
        return practice
