"""A page for each verb of an entry: what it will do, what it needs to know, and the button that does it."""

from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from practices.models import Practice, Verb

FEW_LINES = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class VerbForm(forms.Form):
    """What a verb needs to know beside the entry: nothing."""

    use_verb = None  # method of the entry, called with what was given

    def use(self, practice, *, by):
        """Do it, with what was given. Raises ValidationError and PermissionDenied."""
        type(self).use_verb(practice, by=by, **self.cleaned_data)


class SubmitForm(VerbForm):
    use_verb = Practice.submit


class ReturnForm(VerbForm):
    use_verb = Practice.return_to_author
    comment = forms.CharField(
        label=_("What its author should change"),
        widget=FEW_LINES,
        help_text=_("Its author sees this above the form. Example: Please add how many families were reached."),
    )


class PublishForm(VerbForm):
    use_verb = Practice.publish


class ScheduleForm(VerbForm):
    use_verb = Practice.schedule
    at = forms.SplitDateTimeField(
        label=_("Publish at"),
        widget=admin.widgets.AdminSplitDateTime,
        help_text=_("In coordinated universal time (UTC). Example: 2027-03-01 and 09:00"),
    )


class UnscheduleForm(VerbForm):
    def use(self, practice, *, by):
        practice.schedule(by=by, at=None)


class ReasonForm(VerbForm):
    """Withdraws without naming what takes the place."""

    use_verb = Practice.withdraw
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        widget=FEW_LINES,
        help_text=_("Everybody reads this at the address of the entry. Example: The programme ended in 2024."),
    )


class WithdrawForm(ReasonForm):
    successor = forms.ModelChoiceField(
        label=_("Entry that takes its place"),
        queryset=Practice.objects.published(),
        required=False,
        widget=admin.widgets.AutocompleteSelect(Practice._meta.get_field("successor"), admin.site),
        help_text=_("Published, and the address of the withdrawn entry then leads there. Example: District Mothers"),
        error_messages={"invalid_choice": _("Only a published entry can take its place.")},
    )
    # The way without JavaScript; with it the field is not shown.
    successor_slug = forms.CharField(
        label=_("Entry that takes its place, by the end of its address"),
        required=False,
        help_text=_("Example: district-mothers"),
    )

    def clean(self):
        cleaned = super().clean()
        if slug := cleaned.pop("successor_slug", ""):
            cleaned["successor"] = Practice.objects.published().filter(slug=slug).first()
            if cleaned["successor"] is None:
                self.add_error("successor_slug", _("There is no published entry “%(slug)s”.") % {"slug": slug})
        return cleaned


class ReopenForm(VerbForm):
    use_verb = Practice.reopen
    reason = forms.CharField(
        label=_("Why it is reopened"),
        required=False,
        widget=FEW_LINES,
        help_text=_("For the history. Example: The city has taken it up again."),
    )


class RenameForm(VerbForm):
    use_verb = Practice.rename
    slug = forms.CharField(
        label=_("New address"),
        max_length=80,
        help_text=_("Small letters, numbers and hyphens; the old one leads here. Example: district-mothers"),
    )


class Page(NamedTuple):
    """What the page of a verb shows: its form, the label of its button, what it will do, and what is said after."""

    form: type[VerbForm]
    label: str
    what: str
    done: str


PAGES = {
    Verb.SUBMITTED: Page(
        SubmitForm,
        _("Submit for review"),
        _("A curator publishes it or sends it back with a comment. Until then only curators can change it."),
        _("“%(title)s” is in review."),
    ),
    Verb.RETURNED: Page(
        ReturnForm,
        _("Return to its author"),
        _("It becomes a draft again, and its author finds your comment above the form."),
        _("“%(title)s” is a draft of its author again."),
    ),
    Verb.SCHEDULED: Page(
        ScheduleForm,
        _("Schedule"),
        _("It stays in review and is published by itself at that time."),
        _("“%(title)s” is scheduled."),
    ),
    Verb.UNSCHEDULED: Page(
        UnscheduleForm,
        _("Take off the schedule"),
        _("It stays in review until somebody publishes it."),
        _("“%(title)s” is off the schedule."),
    ),
    Verb.PUBLISHED: Page(
        PublishForm,
        _("Publish"),
        _("Everybody sees it at once: on its page, in searches, on the map and in the open data."),
        _("“%(title)s” is published."),
    ),
    Verb.WITHDRAWN: Page(
        WithdrawForm,
        _("Withdraw"),
        _("It leaves the catalogue at once. Its address says why, or leads to the entry that takes its place."),
        _("“%(title)s” is withdrawn."),
    ),
    Verb.REOPENED: Page(
        ReopenForm,
        _("Reopen"),
        _("It becomes a draft that can be changed and published again, at the address it had."),
        _("“%(title)s” is a draft again."),
    ),
    Verb.RENAMED: Page(
        RenameForm,
        _("Change its address"),
        _("The page moves to the new address, and the old one leads there for ever."),
        _("“%(title)s” has a new address."),
    ),
}


class VerbPages:
    """Gives the admin of entries the pages of their verbs (a mixin of ModelAdmin)."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.use_verb)
        return [path("<int:practice_id>/verb/<slug:verb>/", view, name="practices_practice_verb"), *super().get_urls()]

    def verb_links(self, request, practice) -> list[tuple[str, str]]:
        """(address, label) of the page of each verb that the person may use now."""
        return [
            (reverse("admin:practices_practice_verb", args=[practice.pk, verb]), PAGES[verb].label)
            for verb in practice.possible_verbs(request.user)
        ]

    def use_verb(self, request, practice_id, verb):
        """Ask for what the verb needs, and do it; a refusal is said above the form."""
        practice = get_object_or_404(self.get_queryset(request), pk=practice_id)
        if verb not in practice.possible_verbs(request.user):
            raise Http404
        page = PAGES[verb]
        form = page.form(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self._used(form, practice, request.user):
            messages.success(request, page.done % {"title": practice.title})
            return redirect("admin:practices_practice_change", practice.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": page.label,
            "subtitle": practice.title,
            "what": page.what,
            "practice": practice,
            "missing": practice.missing_sections if verb == Verb.PUBLISHED else [],
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
