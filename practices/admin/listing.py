"""The list of entries: its columns and what narrows it."""

from django.contrib import admin
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.admin.completeness import sections_given, sections_in_words
from practices.admin.desk import ConcernFilter
from practices.models.practice import SECTIONS
from practices.models.verbs import may_curate
from practices.models.versions import VERSIONS


def name_of(relation: str):
    """The name of a person as an expression: first and last, else the one they sign in with."""
    whole = Trim(Concat(f"{relation}__first_name", Value(" "), f"{relation}__last_name"))
    return Coalesce(NullIf(whole, Value("")), F(f"{relation}__username"), output_field=CharField())


def last_changed_by():
    """Who made the newest version of an entry, as an expression."""
    versions = VERSIONS.model.objects.filter(id=OuterRef("pk")).order_by("-version")
    return Subquery(versions.annotate(by=name_of("history_user")).values("by")[:1])


class CompletenessFilter(admin.SimpleListFilter):
    """Narrows to entries that lack a section, or to those that have all."""

    title = _("completeness")
    parameter_name = "reports"

    def lookups(self, request, model_admin):
        missing = [(f"no-{name}", _("%(section)s missing") % {"section": label}) for name, label in SECTIONS.items()]
        return [("all", _("Every section")), *missing]

    def queryset(self, request, practices):
        if self.value() == "all":
            return practices.filter(sections_given=len(SECTIONS))
        missing = (self.value() or "").removeprefix("no-")
        return practices.filter(**{missing: ""}) if missing in SECTIONS else practices


class ScheduledFilter(admin.SimpleListFilter):
    """Narrows to entries that will be published by themselves, or that will not."""

    title = _("schedule")
    parameter_name = "scheduled"

    def lookups(self, request, model_admin):
        return [("1", _("Scheduled")), ("0", _("Not scheduled"))]

    def queryset(self, request, practices):
        if self.value() in ("0", "1"):
            return practices.filter(publish_at__isnull=self.value() == "0")
        return practices


class UndatedFilter(admin.SimpleListFilter):
    """Narrows to entries without a year that could be read, or with one."""

    title = _("years")
    parameter_name = "undated"

    def lookups(self, request, model_admin):
        return [("1", _("Undated")), ("0", _("Dated"))]

    def queryset(self, request, practices):
        if self.value() in ("0", "1"):
            return practices.filter(start_year__isnull=self.value() == "1")
        return practices


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Narrows to texts in one language, by its name."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": self.names.get(choice["display"], choice["display"])}

    @property
    def names(self):
        return {tag: languages.name(tag) for tag in self.lookup_choices}


class Listing:
    """Gives the admin of entries their list (a mixin of ModelAdmin)."""

    list_display = ["title", "state", "country_name", "topic_names", "completeness", "last_change", "author_name"]
    list_filter = [
        ConcernFilter,
        "status",
        CompletenessFilter,
        ScheduledFilter,
        UndatedFilter,
        ("country", admin.RelatedOnlyFieldListFilter),
        ("topics", admin.RelatedOnlyFieldListFilter),
        ("language", LanguageFilter),
        ("author", admin.RelatedOnlyFieldListFilter),
        "is_ongoing",
        "period_is_overruled",
    ]
    search_fields = ["title", "cities__name", "country__name", "purpose", "summary"]
    search_help_text = _("Words of the title, a city, a country or the text")
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request).visible_to(request.user).select_related("country")
        return rows.prefetch_related("topics").annotate(
            sections_given=sections_given(), changed_by=last_changed_by(), written_by=name_of("author")
        )

    def get_list_display(self, request):
        """Contributors see their own entries only, and know whose they are."""
        return self.list_display if may_curate(request.user) else self.list_display[:-1]

    def get_list_filter(self, request):
        is_for_all = lambda found: not (isinstance(found, tuple) and found[0] == "author")  # noqa: E731
        return self.list_filter if may_curate(request.user) else list(filter(is_for_all, self.list_filter))

    @admin.display(description=_("state"), ordering="status")
    def state(self, practice):
        """The state; with the time for what is scheduled."""
        if practice.publish_at is None:
            return practice.get_status_display()
        return _("Scheduled: %(moment)s") % {"moment": moment(practice.publish_at)}

    @admin.display(description=_("country"), ordering="country__name_key")
    def country_name(self, practice):
        return practice.country.label

    @admin.display(description=_("topics"))
    def topic_names(self, practice):
        return ", ".join(topic.label for topic in practice.topics.all())

    @admin.display(description=_("completeness"), ordering="sections_given")
    def completeness(self, practice):
        return sections_in_words(practice.sections_given)

    @admin.display(description=_("last change"), ordering="updated_at")
    def last_change(self, practice):
        """When, and by whom; nobody for what a command has done."""
        return ", ".join(filter(None, [moment(practice.updated_at), practice.changed_by]))

    @admin.display(description=_("author"), ordering="written_by")
    def author_name(self, practice):
        return practice.written_by


def moment(at) -> str:
    """A time as people write it: "25 Nov 2026, 09:30"."""
    return date_format(localtime(at), "j M Y, H:i")
