"""Files that have been uploaded and looked at, and wait for somebody to say that they shall be imported."""

import datetime
import uuid

from django.db import models
from django.utils import timezone

KEPT_FOR = datetime.timedelta(days=1)


class WaitingFileQuerySet(models.QuerySet):
    """Waiting files, narrowed by adjectives."""

    def outdated(self):
        """Those that nobody has come back to."""
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)

    def keep(self, content: bytes):
        """Keep a file, and let those go that nobody has come back to."""
        self.outdated().delete()
        return self.create(content=content)


class WaitingFile(models.Model):
    """The content of one file; in the database, so that every process of the site finds it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WaitingFileQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.key)
