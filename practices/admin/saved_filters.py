"""Saved filters: above the list of entries, one's own and those that other curators share."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practices.models import SavedFilter
from practices.models.verbs import may_curate

# Of the list's address: where one is in it, not what is in it.
NOT_KEPT = {"p", "e", "all"}


class SavedFilterForm(forms.ModelForm):
    """The present filter, under a name."""

    class Meta:
        model = SavedFilter
        fields = ("name", "query", "is_shared")
        widgets = {"query": forms.HiddenInput}


def kept(query: QueryDict) -> str:
    """The part of a list's query string that is worth keeping."""
    found = query.copy()
    for name in query:
        if name in NOT_KEPT or name.startswith("_"):
            del found[name]
    return found.urlencode()


class SavedFilters:
    """Gives the list of entries its saved filters (a mixin of ModelAdmin)."""

    def get_urls(self):
        own = [
            ("filters/save/", self.save_filter, "save_filter"),
            ("filters/<int:key>/remove/", self.remove_filter, "remove_filter"),
        ]
        wrapped = [
            path(address, self.admin_site.admin_view(require_POST(view)), name=f"practices_practice_{name}")
            for address, view, name in own
        ]
        return [*wrapped, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        query = kept(request.GET)
        context = {
            "saved_filters": SavedFilter.objects.offered_to(request.user).select_related("person"),
            "present_filter": query,
            "filter_form": SavedFilterForm(initial={"query": query}, auto_id="filter_%s"),
            "may_share": may_curate(request.user),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def save_filter(self, request):
        """Keep the present filter under a name, in place of one's own of that name; only curators share theirs."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = SavedFilterForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            values = {
                "query": kept(QueryDict(said["query"])),
                "is_shared": said["is_shared"] and may_curate(request.user),
            }
            found, _is_new = SavedFilter.objects.update_or_create(values, person=request.user, name=said["name"])
            messages.success(request, _("The filter “%(name)s” is saved.") % {"name": found})
        else:
            problems = [problem for problems in form.errors.values() for problem in problems]
            messages.error(request, " ".join(problems))
        return self.back_to_the_list(request.POST.get("query", ""))

    def remove_filter(self, request, key):
        """Forget one of one's own filters."""
        found = get_object_or_404(SavedFilter, pk=key, person=request.user)
        found.delete()
        messages.success(request, _("The filter “%(name)s” is removed.") % {"name": found})
        return self.back_to_the_list("")

    def back_to_the_list(self, query: str):
        address = reverse("admin:practices_practice_changelist")
        query = kept(QueryDict(query))
        return redirect(f"{address}?{query}" if query else address)
