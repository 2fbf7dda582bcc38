"""Import of a listing page in the admin: paste or upload it, look at the preview, take it over."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices import languages
from practices.admin.import_preview import Preview
from practices.admin.importing import in_words
from practices.importers.apply import ListingImport, Options
from practices.importers.listing import Listing, NotAListing, decoded, parse_listing
from practices.importers.outcome import Kind, Outcome
from practices.models import Practice, WaitingFile
from practices.models.verbs import may_curate

LARGEST = 2_000_000  # bytes; the whole list of the programme has a tenth of that


class ListingForm(forms.Form):
    """The page, and what it does not say itself."""

    text = forms.CharField(
        label=gettext_lazy("Text of the page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 12}),
        help_text=gettext_lazy("Open the list of good practices, select all, copy, and paste it here."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a saved page"),
        required=False,
        help_text=gettext_lazy("Saved as text (UTF-8), up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("State of new entries"),
        choices=[(status.value, status.label) for status in (Practice.Status.DRAFT, Practice.Status.PUBLISHED)],
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Of entries that do not tell it: en, fr, pt-BR."),
    )
    source_name = forms.CharField(label=gettext_lazy("Source name"), required=False, max_length=200)
    source_url = forms.URLField(label=gettext_lazy("Source address"), required=False, max_length=500)

    def clean_language(self):
        """The tag in its usual spelling."""
        tag = self.cleaned_data["language"]
        if tag and not languages.is_known(tag):
            raise ValidationError(_("Give a language tag such as en, fr or pt-BR."))
        return tag and languages.spelled(tag)

    def clean(self):
        """Find the text and read it; `content` and `listing` come out."""
        data = super().clean()
        if self.errors:
            return data
        file, text = data.get("file"), data.get("text", "")
        if bool(file) == bool(text):
            raise ValidationError(_("Paste the text of the page, or choose a file."))
        if file and file.size > LARGEST:
            raise ValidationError({"file": _("The file is larger than 2 MB.")})
        try:
            content = file.read() if file else text.encode()
            name = file.name if file else _("The text")
            return data | {"content": content, "name": name, "listing": parsed(content, name)}
        except NotAListing as error:
            raise ValidationError({"file" if file else "text": str(error)}) from error

    @property
    def options(self) -> dict:
        """What the import is told beside the text."""
        return {name: self.cleaned_data[name] for name in ("status", "language", "source_name", "source_url")}


class AgreedForm(ListingForm):
    """The text that waits, the options, and the preview that somebody has seen."""

    text = file = None
    key = forms.UUIDField()
    name = forms.CharField()
    preview = forms.CharField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    def clean(self):
        """Fetch the text."""
        data = forms.Form.clean(self)
        waiting = WaitingFile.objects.filter(key=data.get("key")).first()
        if waiting is None:
            raise ValidationError(_("The file is no longer there: upload it again."))
        content = bytes(waiting.content)
        return data | {"listing": parsed(content, data.get("name", ""))}


def parsed(content: bytes, name: str) -> Listing:
    """Raises NotAListing."""
    return parse_listing(decoded(content, name=name), name=name)


class ListingImporting:
    """Gives the admin of entries the import of listing pages (a mixin of ModelAdmin)."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_listing)
        return [path("import-listing/", view, name="practices_practice_import_listing"), *super().get_urls()]

    def import_listing(self, request):
        """Ask for the page, show what would become of it, and take it over when somebody agrees."""
        if not may_curate(request.user):
            raise PermissionDenied
        is_agreed = "preview" in request.POST
        form = (AgreedForm if is_agreed else ListingForm)(request.POST or None, request.FILES or None)
        if not form.is_bound or not form.is_valid():
            return self._listing_page(request, form=form)
        result = taken_over(form, by=request.user, agreed=form.cleaned_data.get("preview", ""))
        if result.is_written:
            messages.success(request, in_words(result))
            return redirect("admin:practices_practice_changelist")
        return self._listing_page(request, form=form, result=result, agreement=agreement(form, result))

    def _listing_page(self, request, **context):
        context |= {**self.admin_site.each_context(request), "title": _("Import a listing page"), "opts": self.opts}
        return TemplateResponse(request, "admin/practices/practice/import_listing.html", context)


def taken_over(form, *, by, agreed: str) -> Preview:
    """Import the listing of a form; unless the outcome is the one of which `agreed` is the digest, nothing is kept."""
    listing, found = form.cleaned_data["listing"], Preview(lambda line, column="": f"{line}:{column}".rstrip(":"))
    with transaction.atomic():
        run = ListingImport(Options(**form.options, by=by, reason=f"import {form.cleaned_data['name']}"))
        for entry in listing.entries:
            run.add(entry)
        for outcome in sorted([*run.report.outcomes, *map(unread, listing.problems)], key=lambda it: it.line):
            found.add(outcome)
        found.is_written = found.digest == agreed
        found.is_overtaken = bool(agreed) and not found.is_written
        transaction.set_rollback(not found.is_written)
    if found.is_written:
        WaitingFile.objects.filter(key=form.cleaned_data["key"]).delete()
    return found


def unread(problem) -> Outcome:
    """The outcome of a place where no entry could be read."""
    outcome = Outcome(problem.line, Kind.REFUSED, Practice())
    outcome.refuse("", problem.sentence)
    return outcome


def agreement(form, result) -> AgreedForm | None:
    """The form with which somebody agrees to a preview; None where nothing would be written."""
    if not result.changes_something:
        return None
    data = form.cleaned_data
    key = data.get("key") or WaitingFile.objects.keep(data["content"]).key
    return AgreedForm(initial={**form.options, "key": key, "name": data["name"], "preview": result.digest})
