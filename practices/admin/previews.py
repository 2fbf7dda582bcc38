"""The button "Preview" of the form: what is typed, saved or not, as its page."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from practices.models import Preview


class Previews:
    """Gives the form of entries its preview (a mixin of ModelAdmin, before `Editing`)."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A press on "Preview" saves nothing of the entry."""
        if request.method == "POST" and "_preview" in request.POST:
            practice = self.get_object(request, unquote(object_id)) if object_id else None
            if not object_id or self.is_open(request, practice):
                return self.preview(request, practice)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def preview(self, request, practice):
        """Keep what was typed for a day and lead to its link; say what is missing where it cannot be shown."""
        if not (practice or self.has_add_permission(request)):
            raise PermissionDenied
        form = self.get_form(request, practice)(request.POST, instance=practice)
        form.is_preview = True
        if form.is_valid():
            links = {name: form.cleaned_data[name] for name in ("cities", "topics")}
            return redirect(Preview.objects.make(form.instance, links, by=request.user))
        context = {
            **self.admin_site.each_context(request),
            "title": _("No preview yet"),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/practices/practice/no_preview.html", context, status=422)
