"""The pages on which two entries are merged, a merge is undone, and translations are linked."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.languages import name
from practices.merging import STAYS, choices, label, option_label
from practices.models import Practice
from practices.models.merging import LINKS
from practices.models.verbs import may_curate

MOST = 20  # entries to choose from


class OtherForm(forms.Form):
    """Another entry, chosen from those that were found."""

    other = forms.ModelChoiceField(Practice.objects.exclude(status=Practice.Status.WITHDRAWN))


class MergeForm(forms.Form):
    """A radio a part that differs: from the one that stays, from the one that goes, or both."""

    stays_version = forms.IntegerField()
    goes_version = forms.IntegerField()

    def __init__(self, data, *, stays, goes):
        super().__init__(data)
        self.stays, self.goes = stays, goes
        self.choices = [choice for choice in choices(stays, goes) if not choice.is_same]
        for choice in self.choices:
            self.fields[choice.part] = forms.ChoiceField(
                label=choice.label,
                choices=[(option, option_label(option, choice)) for option in choice.options],
                widget=forms.RadioSelect,
                initial=choice.proposal,
            )

    @property
    def rows(self):
        """(field, the two texts with their differing words marked, the result by what is picked) of what differs."""
        fields = [(choice, self[choice.part]) for choice in self.choices]
        return [(field, choice.marked, choice.result(self.option(choice))) for choice, field in fields]

    def option(self, choice) -> str:
        """What is picked for a part; "stays" where it is nonsense."""
        option = self[choice.part].value()
        return option if option in choice.options else STAYS

    @property
    def same(self) -> list[str]:
        """What both entries say alike."""
        return [choice.label for choice in choices(self.stays, self.goes) if choice.is_same]

    @property
    def picked(self) -> dict:
        """Column or link → what the one that stays gets, by what is picked."""
        picked = {}
        for choice in self.choices:
            picked |= choice.picked(self.option(choice))
        return picked

    @property
    def changes(self) -> list[str]:
        """What changes in the one that stays."""
        return [str(choice.label) for choice in self.choices if choice.picked(self.option(choice))]

    def merge(self, *, by):
        """Do it. Raises ValidationError and PermissionDenied."""
        picked = self.picked
        links = {name: picked.pop(name, None) for name in LINKS}
        based_on = (self.cleaned_data["goes_version"], self.cleaned_data["stays_version"])
        self.goes.merge(self.stays, by=by, values=picked, based_on=based_on, **links)


class UndoForm(forms.Form):
    """What to do with parts that somebody has changed since the merge."""

    take_back = forms.MultipleChoiceField(
        label=_("Changed since the merge. Tick what should go back to what it was before the merge all the same"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data, *, clashes):
        super().__init__(data)
        self.fields["take_back"].choices = [(part, label(part)) for part in clashes]


class MergePages:
    """Gives the admin of entries the pages of merging and of translations (a mixin of ModelAdmin)."""

    def get_urls(self):
        pages = [
            ("merge/", self.choose_merge, "choose_merge"),
            ("merge-into/<int:other_id>/", self.merge, "merge"),
            ("undo-merge/", self.undo_merge, "undo_merge"),
            ("translations/", self.translations, "translations"),
        ]
        return [
            path(f"<int:practice_id>/{route}", self.admin_site.admin_view(view), name=f"practices_practice_{name}")
            for route, view, name in pages
        ] + super().get_urls()

    def get_readonly_fields(self, request, practice=None):
        return [*super().get_readonly_fields(request, practice), "translations_list"]

    def get_fieldsets(self, request, practice=None):
        """Those of the form, and the translations once there can be any."""
        shown = [(gettext("Translations"), {"fields": ["translations_list"]})] if practice else []
        return [*super().get_fieldsets(request, practice), *shown]

    @admin.display(description=_("the same practice"))
    def translations_list(self, practice):
        """The entries in other languages, with links."""
        rows = [
            (name(entry.language), reverse("admin:practices_practice_change", args=[entry.pk]), entry.language, entry)
            for entry in practice.family()
        ]
        return format_html_join("; ", '{} – <a href="{}" lang="{}">{}</a>', rows) or gettext("In no other language.")

    def verb_links(self, request, practice) -> list[tuple[str, str]]:
        """Those of the verbs, then merging or its undoing, and the translations."""
        pages = []
        if may_curate(request.user):
            is_withdrawn = practice.status == Practice.Status.WITHDRAWN
            if practice.last_merge:
                pages.append(("undo_merge", gettext("Undo the merge")))
            elif not is_withdrawn:
                pages.append(("choose_merge", gettext("Merge into another entry")))
            if not is_withdrawn:
                pages.append(("translations", gettext("Translations")))
        links = [(reverse(f"admin:practices_practice_{name}", args=[practice.pk]), text) for name, text in pages]
        return super().verb_links(request, practice) + links

    def choose_merge(self, request, practice_id):
        """Find the entry into which it is to be merged."""
        practice = self.curated(request, practice_id)
        found = self.found(request, practice).filter(language__startswith=practice.language.partition("-")[0])
        return self.page(request, practice, "choose_merge", gettext("Merge into another entry"), found=found[:MOST])

    def found(self, request, practice):
        """The entries with the words asked for; the likely duplicates where nothing is asked. Not what is withdrawn."""
        others = Practice.objects.exclude(status=Practice.Status.WITHDRAWN).exclude(pk=practice.pk)
        others = others.select_related("country").prefetch_related("cities")
        words = request.GET.get("q", "").strip()
        if not words:
            return others.filter(pk__in=[row["id"] for row in self.duplicates_of(request, practice)])
        return self.get_search_results(request, others, words)[0]

    def merge(self, request, practice_id, other_id):
        """The two entries beside each other; merge them by what is picked, or show what will happen."""
        data, refusal = (request.POST if request.method == "POST" else None), ""
        form = self.merge_form(request, practice_id, other_id, data)
        try:
            form.goes.refuse_merge(form.stays)
            if form.is_bound and form.is_valid() and "_merge" in request.POST:
                form.merge(by=request.user)
                messages.success(request, merged_message(form.goes, form.stays))
                return redirect("admin:practices_practice_change", form.stays.pk)
        except ValidationError as error:
            refusal = " ".join(error.messages)
            form = self.merge_form(request, practice_id, other_id, data)
        context = {"form": form, "refusal": refusal, "shows_result": form.is_bound}
        return self.page(request, form.goes, "merge", gettext("Merge two entries"), **context)

    def merge_form(self, request, practice_id, other_id, data) -> MergeForm:
        """The form, with both entries as they are stored now."""
        goes, stays = self.curated(request, practice_id), self.curated(request, other_id)
        return MergeForm(data, stays=stays, goes=goes)

    def undo_merge(self, request, practice_id):
        """Say what will come back, ask about what was changed since, and undo the merge."""
        practice = self.curated(request, practice_id)
        if practice.last_merge is None:
            raise Http404
        form = UndoForm(request.POST if request.method == "POST" else None, clashes=practice.clashes())
        if form.is_bound and form.is_valid():
            try:
                practice.undo_merge(by=request.user, take_back=form.cleaned_data["take_back"])
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(
                    request, gettext("“%(title)s” is an entry of its own again.") % {"title": practice.title}
                )
                return redirect("admin:practices_practice_change", practice.pk)
        return self.page(request, practice, "undo_merge", gettext("Undo the merge"), form=form)

    def translations(self, request, practice_id):
        """The entries in other languages; link another one, or unlink this one."""
        practice = self.curated(request, practice_id)
        if request.method == "POST":
            try:
                self.link_or_unlink(request, practice)
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
            return redirect("admin:practices_practice_translations", practice.pk)
        found = self.found(request, practice).exclude(language=practice.language)
        context = {"family": practice.family(), "found": found[:MOST]}
        return self.page(request, practice, "translations", gettext("Translations"), **context)

    def link_or_unlink(self, request, practice):
        """Do what the button says. Raises ValidationError."""
        if "_unlink" in request.POST:
            return practice.unlink_translation(by=request.user)
        form = OtherForm(request.POST)
        if not form.is_valid():
            raise ValidationError(gettext("That entry is not there any more."))
        return practice.link_translation(form.cleaned_data["other"], by=request.user)

    def curated(self, request, practice_id) -> Practice:
        """The entry, for curators."""
        if not may_curate(request.user):
            raise PermissionDenied
        return get_object_or_404(Practice.objects.with_places_and_topics(), pk=practice_id)

    def page(self, request, practice, template, title, **context):
        """A page about an entry, under its title."""
        whole = {
            "title": title,
            "subtitle": practice.title,
            "practice": practice,
            "opts": self.opts,
            "media": self.media,
        }
        whole = self.admin_site.each_context(request) | whole | context
        return TemplateResponse(request, f"admin/practices/practice/{template}.html", whole)


def merged_message(goes, stays) -> str:
    """What was done, with the way to undo it."""
    text = gettext("“%(goes)s” is merged into “%(stays)s”.") % {"goes": goes.title, "stays": stays.title}
    address = reverse("admin:practices_practice_undo_merge", args=[goes.pk])
    return format_html('{} <a href="{}">{}</a>', text, address, gettext("Undo the merge"))
