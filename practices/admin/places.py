"""Where a city is: what the gazetteer proposes while one types its name, and after saving one without coordinates."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practices import gazetteer
from practices.models import Country
from practices.models.history import save_recorded

MOST = 5


def proposals(name: str, country: str) -> list[dict]:
    """The places that a name may mean, in a country (ISO code) or, without one, anywhere; five at most."""
    if country:
        found = [place] if (place := gazetteer.find(name, country)) else []
    else:
        found = gazetteer.find_everywhere(name)[:MOST]
    countries = Country.objects.in_bulk({place.country for place in found})
    return [
        {
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "label": _("%(name)s, %(country)s: %(latitude)s, %(longitude)s")
            % {
                "name": place.name,
                "country": countries[place.country].label,
                "latitude": place.latitude,
                "longitude": place.longitude,
            },
        }
        for place in found
        if place.country in countries
    ]


class PlainCountries:
    """Countries in a plain list (a mixin of ModelAdmin): it works everywhere, and finds by the first letters."""

    def formfield_for_dbfield(self, field, request, **kwargs):
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if field.name == "country":
            formfield.queryset = formfield.queryset.order_by("name_fr_key" if get_language() == "fr" else "name_key")
            formfield.label_from_instance = lambda country: country.label
            formfield.widget.can_view_related = False
        return formfield


class Located(PlainCountries):
    """Gives the admin of cities the gazetteer's proposals (a mixin of ModelAdmin)."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.propose))
        return [path("propose/", view, name="practices_city_propose"), *super().get_urls()]

    def propose(self, request):
        """What the gazetteer knows of a name: {"proposals": [{"label", "country", "latitude", "longitude"}]}."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        name, country = request.GET.get("name", "")[:120], request.GET.get("country", "")
        return JsonResponse({"proposals": proposals(name, country) if name.strip() else []})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; for a city without coordinates with what the gazetteer proposes, which a button takes over."""
        city = self.get_object(request, object_id) if object_id else None
        needs_place = city is not None and city.latitude is None and self.has_change_permission(request, city)
        found = proposals(city.name, city.country_id) if needs_place else []
        if request.method == "POST" and "_take_place" in request.POST and found:
            return self.take_place(request, city, found[0])
        return super().changeform_view(request, object_id, form_url, {"proposals": found} | (extra_context or {}))

    def take_place(self, request, city, place):
        """Give a city the coordinates that were proposed."""
        city.latitude, city.longitude = place["latitude"], place["longitude"]
        city.full_clean()
        done = _("Taken over from the gazetteer: %(place)s") % {"place": place["label"]}
        save_recorded(city, by=request.user, reason=done)
        self.log_change(request, city, [{"changed": {"fields": [_("latitude"), _("longitude")]}}])
        messages.success(request, done)
        return redirect("admin:practices_city_change", city.pk)

    def save_related(self, request, form, formsets, change):
        """After saving, say what the gazetteer knows of a city without coordinates."""
        super().save_related(request, form, formsets, change)
        city = form.instance
        found = proposals(city.name, city.country_id) if city.latitude is None else []
        if found:
            text = _("“%(name)s” has no coordinates yet. The gazetteer has %(place)s.")
            text %= {"name": city, "place": found[0]["label"]}
            link = reverse("admin:practices_city_change", args=[city.pk])
            messages.warning(request, format_html('{} <a href="{}">{}</a>', text, link, _("Take it over")))
