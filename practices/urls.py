"""The public addresses. They are permanent: add, never change."""

from django.urls import path
from django.views.generic import RedirectView

from practices.views import catalogue, pages

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("practices/", RedirectView.as_view(pattern_name="catalogue", permanent=True, query_string=True)),
    path("practices/<slug:slug>/", catalogue.practice, name="practice"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
]
