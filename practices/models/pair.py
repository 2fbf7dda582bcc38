"""Pairs of entries that may be one practice: what the comparison has found, and what curators have decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Pair(models.Model):
    """Two entries; `first` is the one with the smaller id, so that no pair is there twice."""

    first = models.ForeignKey("practices.Practice", models.CASCADE, related_name="+", verbose_name=_("entry"))
    second = models.ForeignKey("practices.Practice", models.CASCADE, related_name="+", verbose_name=_("other entry"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_is_there_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="%(class)s_is_in_order"),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.first} – {self.second}"


class LikelyDuplicate(Pair):
    """A pair that the comparison has found alike; written by `practices.duplicates.queue` only.

    The measures are those of `practices.duplicates.comparing.Likeness`.
    """

    score = models.FloatField()
    title = models.FloatField()
    text = models.FloatField()
    place = models.CharField(max_length=5)
    is_translation = models.BooleanField()
    is_same_source = models.BooleanField()

    class Meta(Pair.Meta):
        indexes = [models.Index(fields=["-score", "id"], name="likely_duplicate_best_first")]


class NotDuplicates(Pair):
    """What a curator has decided: two entries that look alike and are two practices."""

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)


class ComparedEntry(models.Model):
    """The version in which an entry was last compared with the others; it is due again when it has another one."""

    practice = models.OneToOneField("practices.Practice", models.CASCADE, primary_key=True, related_name="compared")
    version = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.practice_id}: {self.version}"
