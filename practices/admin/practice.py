"""Entries: their form, their list and what can be done to them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practices.admin.bulk import BulkVerbs
from practices.admin.duplicates import DuplicateQueue, DuplicateWarnings
from practices.admin.editing import Editing
from practices.admin.exchange import Exchange
from practices.admin.form import PracticeForm
from practices.admin.history import PracticeHistoryPages
from practices.admin.listing import Listing
from practices.admin.live import LiveHelp
from practices.admin.merging import MergePages
from practices.admin.previews import Previews
from practices.admin.saved_filters import SavedFilters
from practices.admin.verbs import VerbPages
from practices.models import Practice


@admin.register(Practice)
class PracticeAdmin(
    *(PracticeHistoryPages, DuplicateWarnings, DuplicateQueue, MergePages),
    *(VerbPages, Previews, Editing, LiveHelp, SavedFilters, BulkVerbs, Listing, Exchange, admin.ModelAdmin),
):
    """Entries in the order of their page."""

    form = PracticeForm
    readonly_fields = ["period_reading", "slug", "status", "author", "published_at", "created_at", "updated_at"]
    save_on_top = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("title", "country", "cities", "city_names"),
                    *("period", "period_reading", "period_is_overruled", ("start_year", "end_year", "is_ongoing")),
                    *("topics", "language"),
                ]
            },
        ),
        (_("Text"), {"fields": ["purpose", "rationale", "process", "impact", "key_references"]}),
        (_("Source"), {"fields": ["source_name", "source_url", "external_id", "provenance", "summary"]}),
        (_("Curation"), {"fields": ["curator_notes", "last_confirmed_on"]}),
        (_("Record"), {"fields": ["status", "author", "slug", "published_at", "created_at", "updated_at"]}),
    ]

    class Media:
        css = {"all": ["curation/practice.css"]}
        js = [forms.Script("curation/practice.js", type="module")]

    def view_on_site(self, practice):
        """The public page; None while there is none."""
        return practice.get_absolute_url() if practice.is_published else None

    def has_change_permission(self, request, practice=None):
        may = super().has_change_permission(request, practice)
        return may and (practice is None or practice.may_be_edited_by(request.user))

    def has_delete_permission(self, request, practice=None):
        """Drafts that were never public; everything else is withdrawn instead, for its address is permanent."""
        may = super().has_delete_permission(request, practice)
        is_draft = practice is None or (practice.status == Practice.Status.DRAFT and practice.published_at is None)
        return may and is_draft and (practice is None or practice.may_be_edited_by(request.user))
