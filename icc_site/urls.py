"""The site's addresses: the catalogue and its admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("practices.urls")),
]
