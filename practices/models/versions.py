"""Versions: what every verb leaves behind of an entry, with who, when, why and by which verb."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords, registered_models

from practices.models.history import last_names, reason_field


class Verb(models.TextChoices):
    """What can be done to an entry."""

    FOUND = "found", _("taken over as it was")
    CREATED = "created", _("created")
    REVISED = "revised", _("revised")
    SUBMITTED = "submitted", _("submitted for review")
    RETURNED = "returned", _("returned to its author")
    SCHEDULED = "scheduled", _("scheduled")
    UNSCHEDULED = "unscheduled", _("taken off the schedule")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")
    REOPENED = "reopened", _("reopened")
    RESTORED = "restored", _("restored to an older version")
    RENAMED = "renamed", _("given another address")
    UNMERGED = "unmerged", _("separated again after a merge")
    LINKED = "linked", _("linked as a translation")
    UNLINKED = "unlinked", _("no longer linked as a translation")


class VersionVerb(models.Model):
    """What a version of an entry has beside the entry's own fields."""

    verb = models.CharField(_("verb"), max_length=12, choices=Verb)

    class Meta:
        abstract = True

    def links(self) -> list[list[models.Model]]:
        """The cities and the topics that the version names, without those that are gone since."""
        linked = {field.name: field.related_model.objects for field in self._history_m2m_fields}
        return [
            list(linked["cities"].filter(pk__in=self.cities.values("city"))),
            list(linked["topics"].filter(pk__in=self.topics.values("topic"))),
        ]

    def gone(self) -> list[str]:
        """The names of the cities and topics that it names and that are gone since."""
        names = []
        for field, rows in zip(("cities", "topics"), self.links(), strict=True):
            model = self.instance_type._meta.get_field(field).related_model
            keys = set(getattr(self, field).values_list(f"{model._meta.model_name}_id", flat=True))
            names += last_names(model, keys - {row.pk for row in rows}).values()
        return sorted(names)

    def as_it_was(self):
        """The entry as this version has it, with the cities and topics of that time; to be read, never saved."""
        practice = self.instance_type(**{field.attname: getattr(self, field.attname) for field in self.tracked_fields})
        cities, topics = self.links()
        practice._prefetched_objects_cache = {"cities": cities, "topics": topics}
        return practice


class Versions(HistoricalRecords):
    """The versions of an entry: written by its verbs, never by saving, so that one verb leaves one of them.

    The library would write one for the row and one for each change of cities and topics.
    """

    def __init__(self):
        super().__init__(
            verbose_name=_("version"),
            verbose_name_plural=_("versions"),
            bases=[VersionVerb],
            custom_model_name="{}Version".format,
            excluded_fields=["title_key"],
            history_change_reason_field=reason_field(),
            m2m_fields=["cities", "topics"],
        )

    def get_meta_options(self, model):
        constraint = models.UniqueConstraint(fields=["id", "version"], name="practice_version_is_numbered_once")
        return super().get_meta_options(model) | {
            "ordering": ["-version", "-history_id"],
            "constraints": [constraint],
            "default_permissions": ["view"],
        }

    def get_meta_options_m2m(self, through_model):
        return super().get_meta_options_m2m(through_model) | {"default_permissions": []}

    def post_save(self, instance, **kwargs):
        """Nothing: the verbs write the versions."""

    def m2m_changed(self, instance, **kwargs):
        """Nothing: the verbs write the versions."""

    def post_delete(self, instance, **kwargs):
        """Nothing: only drafts nobody has seen can be deleted, and their versions stay as they are."""

    def write(self, practices, verb, *, by, reason=""):
        """Keep practices as they stand, with their cities and topics, under their numbers (`practice.version`)."""
        now = timezone.now()
        versions = [
            self.model(
                history_date=now,
                history_type="+" if practice.version == 1 else "~",
                history_user=by,
                history_change_reason=reason,
                verb=verb,
                **{field.attname: getattr(practice, field.attname) for field in self.tracked_fields},
            )
            for practice in practices
        ]
        self.model.objects.bulk_create(versions)
        version_ids = {version.id: version.pk for version in versions}
        for links, model in self.link_models():
            rows = links.objects.filter(practice_id__in=version_ids).order_by("id").values()
            model.objects.bulk_create(model(history_id=version_ids[row["practice_id"]], **row) for row in rows)

    def linked_keys(self, name: str, versions) -> dict[int, list]:
        """Key of a version → the keys of the cities or topics (`name`) that it has; one query."""
        field = next(field for field in self.m2m_models if field.name == name)
        pairs = self.m2m_models[field].objects.filter(history__in=versions)
        found = {}
        for version, linked in pairs.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            found.setdefault(version, []).append(linked)
        return found

    @property
    def model(self) -> type[models.Model]:
        """The model of the versions."""
        return registered_models["practices_practice"].history.model

    @property
    def tracked_fields(self) -> list[models.Field]:
        """The fields that are kept."""
        return self.model.tracked_fields

    def link_models(self):
        """(links of an entry, links of its versions), for the cities and for the topics."""
        return [(field.remote_field.through, model) for field, model in self.m2m_models.items()]


VERSIONS = Versions()
