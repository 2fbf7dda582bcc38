"""The site's addresses and those of the yardsticks."""

from django.urls import path

from icc_site.urls import urlpatterns as addresses_of_the_site
from practices.benchmark import yardsticks

urlpatterns = [
    path("benchmark/constant/", yardsticks.constant),
    path("benchmark/plain/", yardsticks.PlainCatalogue.as_view()),
    *addresses_of_the_site,
]
