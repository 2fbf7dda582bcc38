"""A page for each verb of an entry: what the verb needs to know, and the button that does it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from practices.models import Practice, Verb


class VerbForm(forms.Form):
    """What a verb needs to know beside the entry: nothing."""

    def use(self, practice, *, by):
        """Do it, with what was given. Raises ValidationError."""
        self.verb(practice, by=by, **self.cleaned_data)


class SubmitForm(VerbForm):
    verb = Practice.submit


class ReturnForm(VerbForm):
    verb = Practice.return_to_author
    comment = forms.CharField(
        label=_("What its author should change"), widget=forms.Textarea, help_text=_("Its author sees this.")
    )


class PublishForm(VerbForm):
    verb = Practice.publish


class ScheduleForm(VerbForm):
    verb = Practice.schedule
    at = forms.SplitDateTimeField(label=_("Publish at"), widget=admin.widgets.AdminSplitDateTime)


class UnscheduleForm(VerbForm):
    def use(self, practice, *, by):
        practice.schedule(by=by, at=None)


class WithdrawForm(VerbForm):
    verb = Practice.withdraw
    reason = forms.CharField(
        label=_("Why it is withdrawn"), widget=forms.Textarea, help_text=_("Shown at the address of the entry.")
    )
    successor = forms.ModelChoiceField(
        label=_("Entry that takes its place"),
        queryset=Practice.objects.published(),
        required=False,
        widget=admin.widgets.AutocompleteSelect(Practice._meta.get_field("successor"), admin.site),
        help_text=_("Its address then leads there."),
    )


class ReopenForm(VerbForm):
    verb = Practice.reopen
    reason = forms.CharField(label=_("Why it is reopened"), required=False)


class RenameForm(VerbForm):
    verb = Practice.rename
    slug = forms.CharField(
        label=_("New address"),
        max_length=80,
        help_text=_("Small letters, numbers and hyphens; the old one leads here."),
    )


# Verb → its form, the label of its button, and what is said when it is done.
PAGES = {
    Verb.SUBMITTED: (SubmitForm, _("Submit for review"), _("“%(title)s” is in review.")),
    Verb.RETURNED: (ReturnForm, _("Return to its author"), _("“%(title)s” is a draft of its author again.")),
    Verb.SCHEDULED: (ScheduleForm, _("Schedule"), _("“%(title)s” is scheduled.")),
    Verb.UNSCHEDULED: (UnscheduleForm, _("Take off the schedule"), _("“%(title)s” is off the schedule.")),
    Verb.PUBLISHED: (PublishForm, _("Publish"), _("“%(title)s” is published.")),
    Verb.WITHDRAWN: (WithdrawForm, _("Withdraw"), _("“%(title)s” is withdrawn.")),
    Verb.REOPENED: (ReopenForm, _("Reopen"), _("“%(title)s” is a draft again.")),
    Verb.RENAMED: (RenameForm, _("Change its address"), _("“%(title)s” has a new address.")),
}


class VerbPages:
    """Gives the admin of entries the pages of their verbs (a mixin of ModelAdmin)."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.use_verb)
        return [path("<int:practice_id>/verb/<slug:verb>/", view, name="practices_practice_verb"), *super().get_urls()]

    def verb_links(self, request, practice) -> list[tuple[str, str]]:
        """(address, label) of the page of each verb that the person may use now."""
        return [
            (reverse("admin:practices_practice_verb", args=[practice.pk, verb]), PAGES[verb][1])
            for verb in practice.possible_verbs(request.user)
        ]

    def use_verb(self, request, practice_id, verb):
        """Ask for what the verb needs, and do it; a refusal is said above the form."""
        practice = get_object_or_404(self.get_queryset(request), pk=practice_id)
        if verb not in practice.possible_verbs(request.user):
            raise Http404
        form_class, label, done = PAGES[verb]
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self._used(form, practice, request.user):
            messages.success(request, done % {"title": practice.title})
            return redirect("admin:practices_practice_change", practice.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": label,
            "subtitle": practice.title,
            "practice": practice,
            "form": form,
            "media": self.media + form.media,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/practices/practice/verb.html", context)

    def _used(self, form, practice, person) -> bool:
        """Whether the verb went through; otherwise the form has the refusal."""
        try:
            form.use(practice, by=person)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True
