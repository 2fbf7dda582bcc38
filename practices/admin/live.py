"""What the form asks while one types: how a period is read, how Markdown looks, which cities there are."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from practices import markdown
from practices.admin.form import period_in_words
from practices.models import Practice
from practices.periods import read_period

# Longer than any section; the text of a request is bounded by DATA_UPLOAD_MAX_MEMORY_SIZE anyway.
LONGEST_PERIOD = 300


class CitiesView(AutocompleteJsonView):
    """Cities by what is typed, of one country where one is chosen, each with its country."""

    def process_request(self, request):
        field = Practice._meta.get_field("cities")
        return request.GET.get("term", ""), self.admin_site.get_model_admin(field.related_model), field, "id"

    def get_queryset(self):
        found = super().get_queryset().select_related("country")
        country = self.request.GET.get("country")
        return found.filter(country=country) if country else found

    def serialize_result(self, city, to_field_name):
        return {"id": str(city.pk), "text": f"{city.name}, {city.country.label}"}


class LiveHelp:
    """Gives the admin of entries these addresses (a mixin of ModelAdmin)."""

    def get_urls(self):
        own = [
            ("read-period/", require_safe(self.read_period), "read_period"),
            ("markdown/", require_POST(self.render_markdown), "markdown"),
            ("cities/", require_safe(CitiesView.as_view(admin_site=self.admin_site)), "cities"),
        ]
        wrapped = [
            path(address, self.admin_site.admin_view(view), name=f"practices_practice_{name}")
            for address, view, name in own
        ]
        return [*wrapped, *super().get_urls()]

    def read_period(self, request):
        """How a period is read, and what could not be read: {"lines": ["2016–, ongoing"]}."""
        self.refuse_strangers(request)
        reading = read_period(request.GET.get("period", "")[:LONGEST_PERIOD])
        return JsonResponse({"lines": [period_in_words(reading), *reading.warnings]})

    def render_markdown(self, request):
        """A text as the public page shows it, as a piece of HTML."""
        self.refuse_strangers(request)
        return HttpResponse(markdown.render(request.POST.get("text", "")))

    def refuse_strangers(self, request):
        """These are for people who write entries."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
