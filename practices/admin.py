"""Curation in Django's admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from practices.models import City, Country, Practice, Synonym, Topic
from practices.periods import Period, read_period

admin.site.site_header = admin.site.site_title = _("Good Practices: curation")
admin.site.index_title = _("What is in the catalogue")


class PracticeForm(forms.ModelForm):
    """A practice as curators edit it."""

    class Meta:
        model = Practice
        fields = (
            *("title", "country", "cities", "period", "period_is_overruled", "start_year", "end_year", "is_ongoing"),
            *("topics", "language", "purpose", "rationale", "process", "impact", "key_references"),
            *("source_name", "source_url", "external_id", "provenance", "summary"),
            *("curator_notes", "last_confirmed_on"),
        )
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "period": forms.TextInput(attrs={"class": "vLargeTextField"}),
            **{
                name: forms.Textarea(attrs={"class": "vLargeTextField", "rows": rows})
                for name, rows in (("purpose", 5), ("provenance", 2), ("summary", 4), ("curator_notes", 4))
            },
        }

    def clean(self):
        """Say at the field which city lies in another country, before the database has to."""
        cleaned = super().clean()
        country, cities = cleaned.get("country"), cleaned.get("cities")
        if country and cities:
            elsewhere = [city for city in cities if city.country_id != country.code]
            for city in elsewhere:
                self.add_error(
                    "cities",
                    _("%(city)s is in %(its)s; the country of the practice is %(country)s.")
                    % {"city": city, "its": city.country, "country": country},
                )
        self.refuse_years_that_would_be_lost(cleaned)
        return cleaned

    def refuse_years_that_would_be_lost(self, cleaned):
        """Years typed by hand without the tick would be read from the period again: say so instead of dropping them."""
        reading = read_period(cleaned.get("period", ""))
        typed = {name for name in ("start_year", "end_year", "is_ongoing") if name in self.changed_data}
        if not cleaned.get("period_is_overruled") and any(cleaned.get(n) != getattr(reading, n) for n in typed):
            message = _("Tick this to keep the years you typed: the period is read as “%(reading)s”.")
            self.add_error("period_is_overruled", message % {"reading": period_in_words(reading)})


def period_in_words(reading: Period) -> str:
    """A reading of a period for curators: "2016, ongoing", "no years"."""
    if reading.start_year is None and reading.end_year is None:
        years = gettext("no years")
    elif reading.start_year == reading.end_year:
        years = str(reading.start_year)
    else:
        years = f"{reading.start_year or '…'}–{reading.end_year or ''}"
    ongoing = {
        True: gettext("ongoing"),
        False: gettext("not ongoing"),
        None: gettext("unknown whether ongoing"),
    }
    return f"{years}, {ongoing[reading.is_ongoing]}"


@admin.register(Practice)
class PracticeAdmin(admin.ModelAdmin):
    """Entries in the order of their page."""

    form = PracticeForm
    list_display = ["title", "country", "city_names", "period", "status", "updated_at"]
    list_filter = [
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
    actions = ["publish_chosen", "withdraw_chosen"]
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
        return super().get_queryset(request).prefetch_related("cities")

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

    def save_related(self, request, form, formsets, change):
        """After the cities and topics are stored: what the period does not tell, and the verb of the button pressed."""
        super().save_related(request, form, formsets, change)
        if not form.instance.period_is_overruled:
            for warning in read_period(form.instance.period).warnings:
                messages.warning(request, warning)
        for button, verb in (("_publish", form.instance.publish), ("_withdraw", form.instance.withdraw)):
            if button in request.POST:
                try:
                    verb(by=request.user)
                except ValidationError as refusal:
                    messages.warning(request, " ".join(refusal.messages))

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish_chosen(self, request, practices):
        """Publish the chosen entries; those that refuse are named."""
        done = self._each(request, practices, Practice.publish)
        text = ngettext("%(count)s practice published.", "%(count)s practices published.", done)
        if done:
            self.message_user(request, text % {"count": done})

    @admin.action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw_chosen(self, request, practices):
        """Withdraw the chosen entries; those that refuse are named."""
        done = self._each(request, practices, Practice.withdraw)
        text = ngettext("%(count)s practice withdrawn.", "%(count)s practices withdrawn.", done)
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
        return done


class UsedRowsStay:
    """Practices protect the rows they name (in the field `named_in`): deleting one would take it from them unsaid."""

    def get_deleted_objects(self, rows, request):
        to_delete, counts, permissions, protected = super().get_deleted_objects(rows, request)
        naming = Practice.objects.filter(**{f"{self.named_in}__in": list(rows)}).distinct()
        return to_delete, counts, permissions, [*protected, *naming]


@admin.register(City)
class CityAdmin(UsedRowsStay, admin.ModelAdmin):
    """Cities, boroughs and regions."""

    named_in = "cities"
    list_display = ["name", "country", "aliases", "latitude", "longitude"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["name", "name_key", "aliases", "country__name"]
    autocomplete_fields = ["country"]
    readonly_fields = ["slug"]
    fields = ["name", "aliases", "country", "latitude", "longitude", "slug"]

    def view_on_site(self, city):
        """The landing page; None where no published practice names the city."""
        return city.get_absolute_url() if city.practices.published().exists() else None


@admin.register(Topic)
class TopicAdmin(UsedRowsStay, admin.ModelAdmin):
    """The vocabulary of policy areas."""

    named_in = "topics"
    list_display = ["name", "name_fr", "position"]
    search_fields = ["name", "name_fr", "description"]
    readonly_fields = ["slug"]


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """Words that visitors use for what the texts say; in effect on the next search."""

    list_display = ["__str__"]
    search_fields = ["words", "leads_to"]


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin):
    """The world's countries, to look at: CLDR is their source."""

    list_display = ["name", "name_fr", "code"]
    search_fields = ["name", "name_fr", "code"]

    def view_on_site(self, country):
        """The landing page; None where no published practice comes from the country."""
        return country.get_absolute_url() if country.practices.published().exists() else None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, country=None):
        return False

    def has_delete_permission(self, request, country=None):
        return False
