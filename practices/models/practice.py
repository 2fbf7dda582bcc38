"""Practices: the entries of the catalogue."""

import unicodedata

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.models.folding import folded_field
from practices.models.merging import Merging
from practices.models.published import end_used
from practices.models.slugs import SLUG_LENGTH, PermanentSlugField, ascii_slug
from practices.models.translations import Translations
from practices.models.verbs import Status, Verbs, may_curate
from practices.models.versions import VERSIONS, Verb
from practices.periods import Period, read_period

FIRST_YEAR, LAST_YEAR = 1900, 2099
YEAR_VALIDATORS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]

# The sections of the page in their order. "Stimulus/Rationale" is the source's own heading.
SECTIONS = {
    "purpose": _("Purpose"),
    "rationale": _("Stimulus/Rationale"),
    "process": _("Process"),
    "impact": _("Impact"),
}


def validate_title(title: str):
    """Refuse a title that nobody could see or click (a validator of the field)."""
    if not any(character.isalnum() for character in title):
        raise ValidationError(_("A title has at least one letter or number."))
    if any(unicodedata.category(character) == "Cc" for character in title):
        raise ValidationError(_("A title has no control characters."))


class PracticeQuerySet(models.QuerySet):
    """Practices, narrowed by adjectives."""

    def published(self):
        """Practices that visitors may see."""
        return self.filter(status=Status.PUBLISHED)

    def due(self):
        """Practices in review whose time to be published has come."""
        return self.filter(status=Status.REVIEW, publish_at__lte=timezone.now())

    def visible_to(self, person):
        """Practices that a person may see in the admin: all for curators, their own for contributors."""
        return self if may_curate(person) else self.filter(author=person)

    def catch_up(self, *, reason: str):
        """Keep as a version what something else than a verb has written, a fixture for example."""
        written = list(self.filter(version=0))
        known = set(
            VERSIONS.model.objects.filter(id__in=[practice.pk for practice in written]).values_list("id", flat=True)
        )
        first = [practice for practice in written if practice.pk not in known]
        for practice in first:
            practice.version = 1
        VERSIONS.write(first, Verb.FOUND, by=None, reason=reason)
        self.filter(pk__in=[practice.pk for practice in first]).update(version=1)
        for practice in written:
            if practice.pk in known:
                practice.catch_up(reason=reason)

    def with_places_and_topics(self):
        """Fetch what a card shows beside the text: three queries, whatever the number of practices."""
        return self.select_related("country").prefetch_related("cities", "topics")


class PracticeManager(models.Manager.from_queryset(PracticeQuerySet)):
    """Finds practices by slug, which is how fixtures name them."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Practice(Verbs, Merging, Translations, models.Model):
    """One good-practice entry."""

    title = models.CharField(_("title"), max_length=300, validators=[validate_title])
    title_key = folded_field("title", 300)
    slug = PermanentSlugField()

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("The excerpt as the listing printed it. Kept as it was; not shown on the page."),
    )
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What the practice is meant to achieve. Markdown.")
    )
    rationale = models.TextField(
        _("stimulus/rationale"), blank=True, help_text=_("Why it began: the problem or the chance. Markdown.")
    )
    process = models.TextField(_("process"), blank=True, help_text=_("How it works: who does what. Markdown."))
    impact = models.TextField(_("impact"), blank=True, help_text=_("What has changed, with its evidence. Markdown."))
    key_references = models.TextField(
        _("key references"), blank=True, help_text=_("A Markdown list: - [Title](https://…), publisher, year")
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        default="en",
        validators=[languages.validate],
        help_text=_("Language of the text as a BCP 47 tag: en, fr, pt-BR."),
    )
    provenance = models.TextField(
        _("provenance"), blank=True, help_text=_("How the text came about; shown on the page.")
    )
    curator_notes = models.TextField(_("curator notes"), blank=True, help_text=_("For curators only; never public."))

    country = models.ForeignKey(
        "practices.Country", on_delete=models.PROTECT, related_name="practices", verbose_name=_("country")
    )
    cities = models.ManyToManyField(
        "practices.City",
        blank=True,
        related_name="practices",
        verbose_name=_("cities"),
        help_text=_("None, one or several, all of the practice's country."),
    )
    period = models.CharField(
        _("period"), max_length=300, blank=True, help_text=_("As published, for example: 2016 onwards.")
    )
    start_year = models.PositiveSmallIntegerField(_("start year"), null=True, blank=True, validators=YEAR_VALIDATORS)
    end_year = models.PositiveSmallIntegerField(_("end year"), null=True, blank=True, validators=YEAR_VALIDATORS)
    is_ongoing = models.BooleanField(_("ongoing"), null=True, blank=True)
    period_is_overruled = models.BooleanField(
        _("years set by hand"),
        default=False,
        help_text=_("Tick to keep the years below; otherwise they are read from the period on every save."),
    )

    topics = models.ManyToManyField("practices.Topic", blank=True, related_name="practices", verbose_name=_("topics"))
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The entry that tells of the same practice in another language and was linked first."),
    )
    source_name = models.CharField(_("source name"), max_length=200, blank=True)
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    external_id = models.CharField(
        _("external id"),
        max_length=200,
        blank=True,
        help_text=_("The source's own number or key for the entry."),
    )

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="practices",
        verbose_name=_("author"),
        help_text=_("Who drafted it; nobody for what was imported."),
    )
    review_comment = models.TextField(_("comment of the review"), blank=True, editable=False)
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("The entry that takes its place: its address leads there."),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    publish_at = models.DateTimeField(_("to be published"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    last_confirmed_on = models.DateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("The day somebody checked that this is still so."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last updated"), auto_now=True)

    objects = PracticeManager()
    history = VERSIONS

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["-published_at", "id"]
        indexes = [
            models.Index(fields=["status", "-published_at", "id"], name="practice_newest"),
            GinIndex(OpClass(F("title_key"), "gin_trgm_ops"), name="practice_title_alike"),
            models.Index(fields=["external_id"], condition=~Q(external_id=""), name="practice_external_id"),
            models.Index(fields=["source_url"], condition=~Q(source_url=""), name="practice_source_url"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="practice_title_is_given"),
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year")),
                name="practice_ends_after_start",
                violation_error_message=_("The end year is before the start year."),
            ),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True) | Q(start_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="practice_start_is_plausible",
            ),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True) | Q(end_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="practice_end_is_plausible",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="practice_status_is_known"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="practice_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawal_reason__regex=r"\S"),
                name="practice_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(status="withdrawn") & ~Q(successor=F("id")),
                name="practice_withdrawn_may_have_successor",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(status="review"), name="practice_scheduled_is_in_review"
            ),
            models.CheckConstraint(condition=~Q(translation_of=F("id")), name="practice_translates_another"),
            models.UniqueConstraint(fields=["translation_of", "language"], name="practice_is_translated_once"),
        ]
        permissions = [("curate_practice", _("Can review, publish, withdraw and change what others wrote"))]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("practice", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["practices.country", "practices.city", "practices.topic"]

    def proposed_slugs(self):
        """The slug to try for a new practice."""
        yield ascii_slug(self.title, fallback="practice")

    def clean(self):
        """Read the period unless a curator has overruled it, and refuse an end before the start at its field.

        Also refused: the language of one of its translations.
        """
        self.read_period()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The end year is before the start year.")})
        self.refuse_language_of_a_translation()

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """(field name, heading, Markdown text) of every section that has text, in page order."""
        return [(name, label, getattr(self, name)) for name, label in SECTIONS.items() if getattr(self, name)]

    @property
    def missing_sections(self) -> list[str]:
        """Headings of the sections without text, in page order."""
        return [label for name, label in SECTIONS.items() if not getattr(self, name)]

    @property
    def end_used(self) -> int | None:
        """The last year in which the practice counts as active; None when undated."""
        return end_used(self.start_year, self.end_year, self.is_ongoing)

    def read_period(self) -> Period:
        """Set the years and `is_ongoing` from the text of the period; an overruled period is left alone.

        Returns the reading, with its warnings.
        """
        reading = read_period(self.period)
        if not self.period_is_overruled:
            self.start_year, self.end_year, self.is_ongoing = (
                reading.start_year,
                reading.end_year,
                reading.is_ongoing,
            )
        return reading


class FormerSlug(models.Model):
    """A slug that an entry had: its address leads to the entry for ever, and nobody else gets it."""

    slug = models.SlugField(max_length=SLUG_LENGTH, primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        default_permissions = ()

    def __str__(self):
        return self.slug
