"""Curation in Django's admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practices.admin import practice, vocabulary

__all__ = ["practice", "vocabulary"]

admin.site.site_header = admin.site.site_title = _("Good Practices: curation")
admin.site.index_title = _("What is in the catalogue")
