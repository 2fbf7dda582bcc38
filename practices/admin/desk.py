"""The quality desk: what to mend next, on the first page of the admin, and the lists behind its numbers."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practices.quality import concerns_of


class ConcernFilter(admin.SimpleListFilter):
    """Narrows a list to the rows of one concern: exactly those that the desk has counted."""

    title = _("what to mend")
    parameter_name = "mend"

    def lookups(self, request, model_admin):
        return [(concern.name, concern.label) for concern in self.concerns(request, model_admin.model)]

    def queryset(self, request, rows):
        for concern in self.concerns(request, rows.model):
            if concern.name == self.value():
                return concern.rows(rows)
        return rows

    def concerns(self, request, model):
        return [concern for concern in concerns_of(request.user) if concern.model is model]
