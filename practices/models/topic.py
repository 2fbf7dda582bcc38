"""Topics: the catalogue's vocabulary of policy areas."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practices.models.folding import folded_field
from practices.models.history import recorded
from practices.models.naming import NamedInTwoLanguages
from practices.models.slugs import PermanentSlugField, ascii_slug


class TopicManager(models.Manager):
    """Finds topics by slug, which is how fixtures name them."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Topic(NamedInTwoLanguages, models.Model):
    """A policy area under which practices are found."""

    slug = PermanentSlugField()
    name = models.CharField(_("name in English"), max_length=120, unique=True)
    name_key = folded_field("name", 120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_fr_key = folded_field("name_fr", 120)
    description = models.TextField(_("description in English"), help_text=_("One sentence."))
    description_fr = models.TextField(_("description in French"), help_text=_("One sentence."))
    position = models.PositiveSmallIntegerField(
        _("position"),
        help_text=_("Place in lists that follow the catalogue's own order; also gives the topic its colour."),
    )

    objects = TopicManager()
    history = recorded("name_key", "name_fr_key")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_name_is_given"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    def proposed_slugs(self):
        """The slug to try for a new topic."""
        yield ascii_slug(self.name, fallback="topic")

    @property
    def lead(self) -> str:
        """The description in the language of the page."""
        return self.description_fr if get_language() == "fr" else self.description

    @property
    def tint(self) -> int:
        """Number (1–9) of the topic's hue in the design's palette."""
        return (self.position - 1) % 9 + 1
