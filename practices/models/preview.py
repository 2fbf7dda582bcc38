"""Previews: entries as somebody has typed them, saved or not, to be shown to whoever has the link for a day."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import SignatureExpired, TimestampSigner
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from practices.models.place import City
from practices.models.practice import Practice
from practices.models.topic import Topic

LASTS = timedelta(hours=24)
# Links of an entry, kept as lists of keys beside the values of its fields.
LINKS = {"cities": City, "topics": Topic}
# The fields that the page of an entry shows.
SHOWN = (
    *("title", "purpose", "rationale", "process", "impact", "key_references", "language", "provenance"),
    *("country", "period", "start_year", "end_year", "is_ongoing", "period_is_overruled"),
    *("source_name", "source_url", "last_confirmed_on"),
)
SIGNER = TimestampSigner(salt="practices.preview")


class PreviewQuerySet(models.QuerySet):
    """Previews, narrowed by adjectives."""

    def ended(self):
        """Those whose links lead nowhere any more."""
        return self.filter(made_at__lte=timezone.now() - LASTS)


class PreviewManager(models.Manager.from_queryset(PreviewQuerySet)):
    """Makes previews and finds them by their links."""

    @transaction.atomic
    def make(self, practice: Practice, links: dict[str, list[models.Model]], *, by) -> "Preview":
        """Keep an entry as it stands in memory, with its cities and topics; those that have ended are deleted.

        `practice` need not be stored. What is never public is not kept.
        """
        self.ended().delete()
        values = {name: getattr(practice, Practice._meta.get_field(name).attname) for name in SHOWN}
        values |= {name: [row.pk for row in rows] for name, rows in links.items()}
        return self.create(practice_id=practice.pk, values=values, made_by=by)

    def at(self, token: str) -> "Preview | None":
        """The preview of a link; None once it has ended. Raises BadSignature for what is no link of ours."""
        try:
            key = SIGNER.unsign(token, max_age=LASTS)
        except SignatureExpired:
            return None
        return self.filter(pk=key).exclude(pk__in=self.ended()).select_related("practice").first()


class Preview(models.Model):
    """An entry as it was typed at one moment; its link is signed and ends after a day."""

    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, related_name="previews", help_text="None for a new entry."
    )
    values = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="previews")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PreviewManager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"preview of {self.values['title']}"

    def get_absolute_url(self):
        """The link, good from now until it ends with the preview."""
        return reverse("preview", args=[SIGNER.sign(self.pk)])

    @property
    def ends_at(self) -> datetime:
        return self.made_at + LASTS

    def as_practice(self) -> Practice:
        """The entry as it would be on its page if it were published now; to be read, never saved."""
        practice = self.practice or Practice(pk=0)  # cities and topics are asked of a key
        for name, value in self.values.items():
            if name not in LINKS:
                field = Practice._meta.get_field(name)
                setattr(practice, field.attname, field.to_python(value))
        practice.slug = practice.slug or next(practice.proposed_slugs())
        practice.published_at, practice.updated_at = practice.published_at or self.made_at, self.made_at
        practice._prefetched_objects_cache = {
            name: model.objects.filter(pk__in=self.values[name]) for name, model in LINKS.items()
        }
        return practice
