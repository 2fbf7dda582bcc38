"""Synonyms: what a visitor may type for what the texts say."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models.history import recorded


class SynonymManager(models.Manager):
    """Finds synonyms by their words, which is how fixtures name them."""

    def get_by_natural_key(self, words):
        return self.get(words=words)


class Synonym(models.Model):
    """Words that mean the same, or words that lead to others; used by the next search."""

    words = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("words"),
        unique=True,
        help_text=_("Separated by commas, in any language: rumour, rumor, hoax. A phrase stays together."),
    )
    leads_to = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("leads to"),
        default=list,
        blank=True,
        help_text=_(
            "Leave empty when all the words mean the same. Otherwise a search for one of them also looks for these, "
            "but not the other way round: logement → housing."
        ),
    )

    objects = SynonymManager()
    history = recorded()

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(words__len__gte=2) | models.Q(leads_to__len__gte=1, words__len__gte=1),
                name="synonym_says_something",
                violation_error_message=_("Give two words at least, or one and what it leads to."),
            ),
        ]

    def __str__(self):
        words = ", ".join(self.words)
        return f"{words} → {', '.join(self.leads_to)}" if self.leads_to else words

    def natural_key(self):
        return (self.words,)

    def clean(self):
        """Refuse words without a letter or digit: no search has them."""
        for word in [*(self.words or []), *(self.leads_to or [])]:
            if not any(character.isalnum() for character in word):
                raise ValidationError(_("“%(word)s” has no letter or number."), params={"word": word})
