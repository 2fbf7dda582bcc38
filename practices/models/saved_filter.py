"""Filters of the list of entries that somebody wants to find again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practices.models.verbs import may_curate


class SavedFilterQuerySet(models.QuerySet):
    """Saved filters, narrowed by adjectives."""

    def offered_to(self, person):
        """A person's own, and for curators those that others share."""
        return self.filter(Q(person=person) | Q(is_shared=True) if may_curate(person) else Q(person=person))


class SavedFilter(models.Model):
    """A query string of the list of entries, under a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000, help_text="Without the question mark.")
    is_shared = models.BooleanField(_("for all curators"), default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_is_named_once"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="saved_filter_has_name"),
        ]

    def __str__(self):
        return self.name
