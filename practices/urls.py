"""The public addresses. They are permanent: add, never change."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from practices.views import catalogue, formats, maps, pages, pictures


def read_only(view):
    """Answer 405 to every method that could change something; there is nothing here to forge."""
    return csrf_exempt(require_safe(view))


urlpatterns = [
    path("", read_only(catalogue.catalogue), name="catalogue"),
    path("practices/", RedirectView.as_view(pattern_name="catalogue", permanent=True, query_string=True)),
    path("practices/<slug:slug>/", read_only(catalogue.practice), name="practice"),
    path("practices.json", read_only(formats.practices_json), name="practices_json"),
    path("practices.csv", read_only(formats.practices_csv), name="practices_csv"),
    path("practices/<slug:slug>.json", read_only(formats.practice_json), name="practice_json"),
    path("suggestions.json", read_only(formats.suggestions_json), name="suggestions"),
    path("facets/<slug:name>/", read_only(catalogue.facet_page), name="facet"),
    path("map/", read_only(maps.city_map), name="map"),
    path("table/", read_only(pictures.table), name="table"),
    path("about/", read_only(pages.about), name="about"),
    path("accessibility/", read_only(pages.accessibility), name="accessibility"),
    path("privacy/", read_only(pages.privacy), name="privacy"),
    path("opensearch.xml", read_only(pages.opensearch), name="opensearch"),
    path("robots.txt", read_only(pages.robots), name="robots"),
    path("healthz", read_only(pages.healthz), name="healthz"),
    path("readyz", read_only(pages.readyz), name="readyz"),
]
