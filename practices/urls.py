"""The public addresses. They are permanent: add, never change."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from practices.sitemaps import SITEMAPS
from practices.views import (
    catalogue,
    comparing,
    formats,
    maps,
    pages,
    pictures,
    places,
    practice,
    preview,
    statistics,
    timeline,
)


def read_only(view):
    """Answer 405 to every method that could change something; there is nothing here to forge."""
    return csrf_exempt(require_safe(view))


# In every language of the site, each under its prefix.
page_patterns = [
    path("", read_only(catalogue.catalogue), name="catalogue"),
    path("practices/", RedirectView.as_view(pattern_name="catalogue", permanent=True, query_string=True)),
    path("practices/<slug:slug>/", read_only(practice.practice), name="practice"),
    path("practices/<slug:slug>/versions/", read_only(practice.versions), name="versions"),
    path("practices/<slug:slug>/versions/<int:number>/", read_only(practice.version), name="version"),
    path("preview/<str:token>/", read_only(preview.preview), name="preview"),
    path("suggestions.json", read_only(formats.suggestions_json), name="suggestions"),
    path("facets/<slug:name>/", read_only(catalogue.facet_page), name="facet"),
    path("map/", read_only(maps.city_map), name="map"),
    path("timeline/", read_only(timeline.timeline), name="timeline"),
    path("timeline/<slug:grouping>/", read_only(timeline.timeline), name="timeline"),
    path("table/", read_only(pictures.table), name="table"),
    path("statistics/", read_only(statistics.statistics), name="statistics"),
    path("topics/", read_only(places.topics), name="topics"),
    path("topics/<slug:slug>/", read_only(places.topic), name="topic"),
    path("countries/", read_only(places.countries), name="countries"),
    path("countries/<slug:slug>/", read_only(places.country), name="country"),
    path("countries/<slug:country_slug>/<slug:slug>/", read_only(places.city), name="city"),
    path("compare/", read_only(comparing.compare), name="compare"),
    path("about/", read_only(pages.about), name="about"),
    path("accessibility/", read_only(pages.accessibility), name="accessibility"),
    path("privacy/", read_only(pages.privacy), name="privacy"),
]

# For machines: one address each, in English.
format_patterns = [
    path("practices.json", read_only(formats.practices_json), name="practices_json"),
    path("practices.csv", read_only(formats.practices_csv), name="practices_csv"),
    path("practices/<slug:slug>.json", read_only(formats.practice_json), name="practice_json"),
    path("practices/<slug:slug>.txt", read_only(formats.practice_txt), name="practice_txt"),
    path("practices/<slug:slug>.ris", read_only(formats.practice_ris), name="practice_ris"),
    path("practices/<slug:slug>.bib", read_only(formats.practice_bib), name="practice_bib"),
    path("practices/<slug:slug>.png", read_only(formats.practice_png), name="practice_png"),
    path("statistics/<slug:name>.csv", read_only(statistics.statistics_csv), name="statistics_csv"),
    path("opensearch.xml", read_only(pages.opensearch), name="opensearch"),
    path("robots.txt", read_only(pages.robots), name="robots"),
    path(
        "sitemap.xml",
        read_only(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        read_only(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap_section",
    ),
    path("healthz", read_only(pages.healthz), name="healthz"),
    path("readyz", read_only(pages.readyz), name="readyz"),
]
