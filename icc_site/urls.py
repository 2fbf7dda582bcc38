"""The site's addresses: machine formats at one address each, pages and admin in English and, under /fr/, in French."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from practices.urls import format_patterns, page_patterns

urlpatterns = [
    path("", include(format_patterns)),
    *i18n_patterns(path("admin/", admin.site.urls), path("", include(page_patterns)), prefix_default_language=False),
]
