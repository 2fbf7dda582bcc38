"""Topics: the catalogue's vocabulary of policy areas."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language

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
    name = models.CharField("name in English", max_length=120, unique=True)
    name_key = folded_field("name", 120)
    name_fr = models.CharField("name in French", max_length=120)
    name_fr_key = folded_field("name_fr", 120)
    description = models.TextField("description in English", help_text="One sentence.")
    description_fr = models.TextField("description in French", help_text="One sentence.")
    position = models.PositiveSmallIntegerField(
        help_text="Place in lists that follow the catalogue's own order; also gives the topic its colour."
    )

    objects = TopicManager()
    history = recorded("name_key", "name_fr_key")

    class Meta:
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
