"""What an import last wrote, so that the next one knows what a curator has changed since."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ImportedEntry(models.Model):
    """The values an import last wrote to one practice."""

    practice = models.OneToOneField(
        "practices.Practice", on_delete=models.CASCADE, related_name="imported_entry", verbose_name=_("practice")
    )
    title = models.TextField(_("title"))
    period = models.TextField(_("period"), blank=True)
    country_code = models.CharField(_("ISO code"), max_length=2)
    city_slugs = models.JSONField(_("cities"), default=list)
    values = models.JSONField(
        _("values"),
        default=dict,
        help_text=_("Field name → the value last written; null where one was offered but kept out."),
    )
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("imported entry")
        verbose_name_plural = _("imported entries")

    def __str__(self):
        return gettext("import of %(practice)s") % {"practice": self.practice}
