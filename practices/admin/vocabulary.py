"""The vocabularies: cities, topics, synonyms, and the world's countries to look at."""

from django import forms
from django.contrib import admin

from practices.admin.desk import ConcernFilter
from practices.admin.history import RecordedPages
from practices.admin.places import Located
from practices.models import City, Country, Practice, Synonym, Topic


class UsedRowsStay:
    """Practices protect the rows they name (in the field `named_in`): deleting one would take it from them unsaid."""

    def get_deleted_objects(self, rows, request):
        to_delete, counts, permissions, protected = super().get_deleted_objects(rows, request)
        naming = Practice.objects.filter(**{f"{self.named_in}__in": list(rows)}).distinct()
        return to_delete, counts, permissions, [*protected, *naming]


@admin.register(City)
class CityAdmin(RecordedPages, Located, UsedRowsStay, admin.ModelAdmin):
    """Cities, boroughs and regions."""

    named_in = "cities"
    list_display = ["name", "country", "aliases", "latitude", "longitude"]
    list_filter = [ConcernFilter, ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["name", "name_key", "aliases", "country__name"]
    readonly_fields = ["slug"]
    fields = ["name", "aliases", "country", "latitude", "longitude", "slug", "reason"]

    class Media:
        css = {"all": ["curation/practice.css"]}
        js = [forms.Script("curation/place.js", type="module")]

    def view_on_site(self, city):
        """The landing page; None where no published practice names the city."""
        return city.get_absolute_url() if city.practices.published().exists() else None


@admin.register(Topic)
class TopicAdmin(RecordedPages, UsedRowsStay, admin.ModelAdmin):
    """The vocabulary of policy areas."""

    named_in = "topics"
    list_display = ["name", "name_fr", "position"]
    list_filter = [ConcernFilter]
    search_fields = ["name", "name_fr", "description"]
    readonly_fields = ["slug"]


@admin.register(Synonym)
class SynonymAdmin(RecordedPages, admin.ModelAdmin):
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
