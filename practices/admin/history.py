"""The history of a row in the admin: who, when, why and what; two versions side by side; an older one restored."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.admin.editing import OF_CURATORS
from practices.admin.snapshots import Snapshots
from practices.models.history import delete_recorded, restore_recorded, restored_fields, save_recorded
from practices.models.verbs import content_fields, may_curate
from practices.versions import Difference, differences

ON_A_PAGE = 20


class Step(NamedTuple):
    """One version in the history of a row, with what it has changed of the one before (None: it is the first)."""

    version: object
    label: str
    verb: str
    differences: list[Difference] | None
    restore: str  # the address that restores it; "" where that is not possible


class CompareForm(forms.Form):
    """Which two versions to set side by side."""

    def __init__(self, choices, *arguments, **options):
        super().__init__(*arguments, **options)
        for name, label in (("before", _("Compare")), ("after", _("with"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)


class RestoreForm(forms.Form):
    """Why an older version is restored; `based_on` is the newest version that the person has seen."""

    reason = forms.CharField(label=_("Why"), required=False, help_text=_("Kept in the history."))
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class HistoryPages:
    """Puts readable pages in the place of the admin's list of log entries (a mixin of ModelAdmin).

    What differs between kinds of rows: `version_key`, the field that tells a version from the others in addresses, and
    the methods from `label_of` on.
    """

    version_key = "history_id"

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("<int:row_id>/history/compare/", wrap(self.compare_view), name=f"{name}_compare"),
            path("<int:row_id>/history/<int:key>/restore/", wrap(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """The versions of a row, the newest first, each with what it has changed."""
        row = self._row(request, object_id)
        versions = self._versions(row)
        page = Paginator(versions, ON_A_PAGE).get_page(request.GET.get("p"))
        first = max(page.start_index() - 1, 0)
        shown = list(versions[first : first + ON_A_PAGE + 1])  # and the one before the last that is shown
        context = {
            "page": page,
            "steps": self._steps(request, row, shown, newest=first == 0)[:ON_A_PAGE],
            "compare": self._compare_form(row),
        }
        return self._answer(request, row, "list", _("History"), context | (extra_context or {}))

    def compare_view(self, request, row_id):
        """Any two versions of a row, the second one seen from the first."""
        row = self._row(request, row_id)
        form = self._compare_form(row, request.GET)
        context = {"compare": form}
        if form.is_valid():
            pair = [self._version(row, form.cleaned_data[name]) for name in ("before", "after")]
            snapshots = Snapshots(pair, hidden=self.hidden_fields(request))
            context["differences"] = differences(*(snapshots.of(version) for version in pair))
            context["labels"] = [self.label_of(version) for version in pair]
        return self._answer(request, row, "compare", _("Versions compared"), context)

    def restore_view(self, request, row_id, key):
        """Ask before an older version is restored, showing what that changes; then do it."""
        row = self._row(request, row_id)
        version = self._version(row, key)
        if not self.may_restore(request, row):
            raise PermissionDenied
        newest = self._versions(row).first()
        form = RestoreForm(request.POST or None, initial={"based_on": getattr(newest, self.version_key)})
        if request.method == "POST" and form.is_valid() and self._restored(request, form, row, version):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", row_id)
        snapshots = Snapshots([newest, version])
        before, after = (snapshots.of(each, columns=self.restored_columns(row)) for each in (newest, version))
        context = {"form": form, "label": self.label_of(version), "differences": differences(before, after)}
        return self._answer(request, row, "restore", _("Restore an older version"), context)

    def _restored(self, request, form, row, version) -> bool:
        """Whether the version is in place now, said with what could not be brought back; else the form says why not."""
        try:
            left_out = self.restore(row, version, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            row.refresh_from_db()
            return False
        messages.success(request, gettext("%(version)s is restored.") % {"version": self.label_of(version)})
        if left_out:
            text = gettext("Not restored, for they are gone or elsewhere: %(names)s.")
            messages.warning(request, text % {"names": ", ".join(left_out)})
        return True

    def _row(self, request, row_id):
        """The row, as far as the person may see it."""
        row = self.get_object(request, str(row_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _versions(self, row):
        return row.history.select_related("history_user")

    def _version(self, row, key):
        return get_object_or_404(self._versions(row), **{self.version_key: key})

    def _steps(self, request, row, versions, *, newest) -> list[Step]:
        """The versions (the newest first) with their differences; the newest of all cannot be restored."""
        snapshots, may_restore = Snapshots(versions, hidden=self.hidden_fields(request)), self.may_restore(request, row)
        said = [snapshots.of(version) for version in versions]
        before = [*said, None][1:]
        return [
            Step(
                version,
                self.label_of(version),
                self.verb_of(version),
                None if then is None else differences(then, now),
                self._restore_address(row, version) if may_restore and (place or not newest) else "",
            )
            for place, (version, now, then) in enumerate(zip(versions, said, before, strict=True))
        ]

    def _restore_address(self, row, version) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore"
        return reverse(name, args=[row.pk, getattr(version, self.version_key)])

    def _compare_form(self, row, data=None) -> CompareForm:
        """The form that asks for two versions: at first the newest and the one before."""
        versions = row.history.select_related("history_user").only(*self.named_by, "history_user__username")
        choices = [(getattr(version, self.version_key), self.label_of(version)) for version in versions]
        after, before = (choices[0], choices[:2][-1]) if choices else (("",), ("",))
        return CompareForm(choices, data, initial={"before": before[0], "after": after[0]})

    def _answer(self, request, row, template, title, context):
        shown = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(row),
            "object": row,
            "opts": self.opts,
            "module_name": self.opts.verbose_name_plural,
            "compare_address": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_compare", args=[row.pk]),
        }
        return TemplateResponse(request, f"admin/history/{template}.html", shown | context)

    # What differs between kinds of rows.
    named_by = ("history_id", "history_date", "history_user")

    def label_of(self, version) -> str:
        """What a version is called: when, and by whom."""
        at = date_format(timezone.localtime(version.history_date), "DATETIME_FORMAT")
        return f"{at}, {version.history_user}" if version.history_user else at

    def verb_of(self, version) -> str:
        """What was done."""
        return {"+": gettext("created"), "~": gettext("revised"), "-": gettext("deleted")}[version.history_type]

    def hidden_fields(self, request) -> set[str]:
        """The fields that the person does not see."""
        return set()

    def may_restore(self, request, row) -> bool:
        """Whether the person may put an older version in the place of this one."""
        return self.has_change_permission(request, row)

    def restored_columns(self, row) -> list[str]:
        """The columns that restoring writes."""
        return restored_fields(row)

    def restore(self, row, version, *, by, reason, based_on) -> list[str]:
        """Restore a version; returns the names of what is left out. Raises ValidationError."""
        if row.history.first().history_id != based_on:
            raise ValidationError(gettext("“%(title)s” was changed in the meantime.") % {"title": row})
        why = ": ".join(filter(None, [self.label_of(version), reason.strip()]))
        restore_recorded(row, version, by=by, reason=why)
        return []


class PracticeHistoryPages(HistoryPages):
    """The history of an entry: its versions are numbered, and its verbs write them."""

    version_key = "version"
    named_by = ("history_id", "version", "history_date", "history_user")

    def label_of(self, version) -> str:
        return gettext("Version %(number)s") % {"number": version.version}

    def verb_of(self, version) -> str:
        return version.get_verb_display()

    def hidden_fields(self, request) -> set[str]:
        return set() if may_curate(request.user) else OF_CURATORS

    def may_restore(self, request, row) -> bool:
        """Curators alone: it brings back what contributors do not see, too."""
        return may_curate(request.user) and super().may_restore(request, row)

    def restored_columns(self, row) -> list[str]:
        return content_fields()

    def restore(self, row, version, *, by, reason, based_on) -> list[str]:
        return row.restore(version, by=by, reason=reason, based_on=based_on)


class RecordedForm(forms.ModelForm):
    """The form of a row whose history says why it was changed."""

    reason = forms.CharField(label=_("Why"), required=False, help_text=_("Kept in the history beside the change."))


class RecordedPages(HistoryPages):
    """The history of a row of a vocabulary; saving and deleting it in the admin say who and why."""

    form = RecordedForm

    def save_model(self, request, row, form, change):
        save_recorded(row, by=request.user, reason=form.cleaned_data.get("reason", ""))

    def delete_model(self, request, row):
        delete_recorded(row, by=request.user)

    def delete_queryset(self, request, rows):
        for row in rows:
            delete_recorded(row, by=request.user)
