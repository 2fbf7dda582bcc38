"""The site's addresses and those of the yardsticks."""

from django.urls import include, path

from practices.benchmark import yardsticks

urlpatterns = [
    path("benchmark/constant/", yardsticks.constant),
    path("benchmark/plain/", yardsticks.PlainCatalogue.as_view()),
    path("", include("icc_site.urls")),
]
