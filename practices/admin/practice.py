"""Entries: their form, their list and what can be done to them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from practices.admin.desk import ConcernFilter
from practices.admin.form import PracticeForm, period_in_words
from practices.admin.verbs import VerbPages
from practices.models import Practice, Verb
from practices.models.verbs import may_curate
from practices.periods import read_period


@admin.register(Practice)
class PracticeAdmin(VerbPages, admin.ModelAdmin):
    """Entries in the order of their page."""

    form = PracticeForm
    list_display = ["title", "country", "city_names", "period", "status", "updated_at"]
    list_filter = [
        ConcernFilter,
        "status",
        ("country", admin.RelatedOnlyFieldListFilter),
        ("topics", admin.RelatedOnlyFieldListFilter),
        "is_ongoing",
        "period_is_overruled",
        "language",
    ]
    search_fields = ["title", "cities__name", "country__name", "purpose", "summary"]
    search_help_text = _("Words of the title, a city, a country or the text")
    list_select_related = ["country"]
    list_per_page = 50
    autocomplete_fields = ["country", "cities", "topics"]
    readonly_fields = ["period_reading", "slug", "status", "published_at", "created_at", "updated_at"]
    actions = ["submit_chosen", "publish_chosen"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "status"]}),
        (
            _("Place and time"),
            {
                "fields": [
                    "country",
                    "cities",
                    "period",
                    "period_reading",
                    "period_is_overruled",
                    ("start_year", "end_year", "is_ongoing"),
                ]
            },
        ),
        (_("Topics"), {"fields": ["topics"]}),
        (_("Text"), {"fields": ["language", "purpose", "rationale", "process", "impact", "key_references"]}),
        (_("Source"), {"fields": ["source_name", "source_url", "external_id", "provenance", "summary"]}),
        (_("Curation"), {"fields": ["curator_notes", "last_confirmed_on"]}),
        (_("Record"), {"fields": ["slug", "published_at", "created_at", "updated_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).prefetch_related("cities")

    def view_on_site(self, practice):
        """The public page; None while there is none."""
        return practice.get_absolute_url() if practice.is_published else None

    @admin.display(description=_("cities"))
    def city_names(self, practice):
        return ", ".join(city.name for city in practice.cities.all())

    @admin.display(description=_("the period is read as"))
    def period_reading(self, practice):
        """What the text of the period says, and what could not be read; beside it, what a curator has set instead."""
        reading = read_period(practice.period)
        lines = [period_in_words(reading), *reading.warnings]
        if practice.period_is_overruled:
            lines.append(gettext("Overruled: the years below are used."))
        return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))

    def save_model(self, request, practice, form, change):
        """Nothing yet: `save_related` stores the row with its cities and topics, as one version."""

    def save_related(self, request, form, formsets, change):
        """Store the entry as one version; say what the period does not tell; then the verb of the button pressed."""
        practice = form.instance
        practice.revise(by=request.user, cities=form.cleaned_data.get("cities"), topics=form.cleaned_data.get("topics"))
        if not practice.period_is_overruled:
            for warning in read_period(practice.period).warnings:
                messages.warning(request, warning)
        if "_publish" in request.POST:
            try:
                practice.publish(by=request.user)
            except ValidationError as refusal:
                messages.warning(request, " ".join(refusal.messages))

    def add_view(self, request, form_url="", extra_context=None):
        context = {"may_publish": may_curate(request.user)}
        return super().add_view(request, form_url, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        practice = self.get_object(request, object_id)
        context = (
            {
                "verb_links": self.verb_links(request, practice),
                "may_publish": Verb.PUBLISHED in practice.possible_verbs(request.user),
            }
            if practice
            else {}
        )
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def has_change_permission(self, request, practice=None):
        may = super().has_change_permission(request, practice)
        return may and (practice is None or practice.may_be_edited_by(request.user))

    def has_delete_permission(self, request, practice=None):
        """Drafts that were never public; everything else is withdrawn instead, for its address is permanent."""
        may = super().has_delete_permission(request, practice)
        is_draft = practice is None or (practice.status == Practice.Status.DRAFT and practice.published_at is None)
        return may and is_draft and (practice is None or practice.may_be_edited_by(request.user))

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit_chosen(self, request, practices):
        """Submit the chosen drafts; those that refuse are named."""
        done = self._each(request, practices, Practice.submit)
        text = ngettext("%(count)s practice submitted.", "%(count)s practices submitted.", done)
        if done:
            self.message_user(request, text % {"count": done})

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish_chosen(self, request, practices):
        """Publish the chosen entries; those that refuse are named."""
        done = self._each(request, practices, Practice.publish)
        text = ngettext("%(count)s practice published.", "%(count)s practices published.", done)
        if done:
            self.message_user(request, text % {"count": done})

    def _each(self, request, practices, verb) -> int:
        """Run a verb on each practice, say which ones refuse and why, and count the others."""
        done = 0
        for practice in practices:
            try:
                verb(practice, by=request.user)
                done += 1
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.WARNING)
            except PermissionDenied:
                text = gettext("“%(title)s”: this is for curators.") % {"title": practice.title}
                self.message_user(request, text, messages.WARNING)
        return done
