"""What an import last wrote, so that the next one knows what a curator has changed since."""

from django.db import models


class ImportedEntry(models.Model):
    """The values an import last wrote to one practice."""

    practice = models.OneToOneField("practices.Practice", on_delete=models.CASCADE, related_name="imported_entry")
    title = models.TextField()
    period = models.TextField(blank=True)
    country_code = models.CharField(max_length=2)
    city_slugs = models.JSONField(default=list)
    values = models.JSONField(
        default=dict, help_text="Field name → the value last written; null where one was offered but kept out."
    )
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "imported entries"

    def __str__(self):
        return f"import of {self.practice}"
