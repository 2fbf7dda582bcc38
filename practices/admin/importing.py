"""Import of tables in the admin: upload, preview, take over.

django-import-export brings the way there (the pages, their addresses, the confirmation); what is in a file and what
becomes of it is the matter of `importers.table`, as for the command.
"""

import io

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.resources import Resource
from import_export.tmp_storages import BaseStorage

from practices.admin.import_preview import Preview
from practices.exports.csv_format import FULL_COLUMNS
from practices.importers.outcome import Kind
from practices.importers.table.apply import import_table
from practices.importers.table.cells import check_header
from practices.importers.table.limits import IN_ADMIN, NotATable
from practices.importers.table.planning import Options
from practices.importers.table.table_file import open_table
from practices.models import WaitingFile
from practices.models.verbs import may_curate


class TableFormat(Format):
    """CSV or a workbook: the content tells."""

    def __init__(self, encoding=None):
        self.encoding = encoding

    def get_title(self):
        return gettext_lazy("CSV or Excel")

    def can_import(self):
        return True

    def create_dataset(self, content: bytes):
        """The table of a file. Raises NotATable."""
        table = open_table(io.BytesIO(content), "", IN_ADMIN)
        check_header(table.header)
        return table


class WaitingStorage(BaseStorage):
    """Keeps an uploaded file between its preview and its confirmation."""

    def save(self, content):
        self.name = str(WaitingFile.objects.keep(content).key)

    def read(self):
        return bytes(WaitingFile.objects.get(key=self.name).content)

    def remove(self):
        WaitingFile.objects.filter(key=self.name).delete()


class PracticeResource(Resource):
    """What the library asks for the outcome of an import."""

    @classmethod
    def get_display_name(cls):
        return _("practices")

    def import_data(
        self, table, dry_run=False, *, file_name, user, may_add_cities, may_overwrite, preview="", **of_the_library
    ) -> Preview:
        """Compare a table with the catalogue, and unless it is a dry run take it over.

        That is refused when the outcome is not the one of which `preview` is the digest: somebody has agreed to that.
        """
        table.name = file_name
        options = Options(by=user, may_add_cities=may_add_cities, may_overwrite=may_overwrite)
        found = Preview(table.place, table.remarks)
        with transaction.atomic():
            result = import_table(table, options, is_dry_run=dry_run, on_outcome=found.add)
            found.is_overtaken = not dry_run and found.digest != preview
            found.is_written = result.is_written and not found.is_overtaken
            transaction.set_rollback(not found.is_written)
        return found


class ChoiceOfOptions(forms.Form):
    """What else somebody may ask for."""

    may_add_cities = forms.BooleanField(
        label=gettext_lazy("Add new cities"),
        required=False,
        help_text=gettext_lazy(
            "Cities that the catalogue does not have and the gazetteer knows, with its coordinates."
        ),
    )
    may_overwrite = forms.BooleanField(
        label=gettext_lazy("Overwrite"),
        required=False,
        help_text=gettext_lazy("Also entries that somebody has changed since the file was exported."),
    )


class UploadForm(ChoiceOfOptions, ImportForm):
    """The file, and what may be done with it."""

    field_order = ["import_file", "may_add_cities", "may_overwrite"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].label = gettext_lazy("File")
        self.fields["import_file"].help_text = gettext_lazy(
            "CSV (UTF-8) or Excel (.xlsx), up to 2,000 rows. More of them: manage.py import_practices FILE"
        )
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.xlsx"

    def clean_import_file(self):
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["import_file"]
        if file.size > IN_ADMIN.size:
            sizes = {"size": -(-file.size // 1_000_000), "most": IN_ADMIN.size // 1_000_000}
            raise ValidationError(_("The file has %(size)s MB; %(most)s MB is the most.") % sizes)
        return file

    @property
    def media(self):
        """Nothing: the library's script guesses a format, and there is one."""
        return forms.Media()


class ConfirmationForm(ChoiceOfOptions, ConfirmImportForm):
    """The file that waits, and the preview that somebody has seen of it."""

    format = forms.ChoiceField(choices=[("0", "")])
    preview = forms.CharField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    def clean_import_file_name(self):
        """Refuse a file that is no longer there."""
        key = forms.UUIDField().clean(self.cleaned_data["import_file_name"])
        if not WaitingFile.objects.filter(key=key).exists():
            raise ValidationError(_("The file is no longer there: upload it again."))
        return key


class Importing(ImportMixin):
    """Gives the admin of entries its import (a mixin of ModelAdmin)."""

    import_formats = [TableFormat]
    import_form_class = UploadForm
    confirm_form_class = ConfirmationForm
    resource_classes = [PracticeResource]
    tmp_storage_class = WaitingStorage
    import_template_name = "admin/practices/practice/import.html"

    def has_import_permission(self, request):
        return request.user.is_authenticated and may_curate(request.user)

    def import_action(self, request, **kwargs):
        """Upload and preview; the result is in the context of the page."""
        response = super().import_action(request, **kwargs)
        result = response.context_data.get("result")
        if result and "confirm_form" in response.context_data:
            response.context_data["confirm_form"].initial["preview"] = result.digest
        response.context_data |= {"columns": FULL_COLUMNS}
        return response

    def write_to_tmp_storage(self, import_file, input_format):
        """Keep the file whole: the library would put it together from blocks again and again."""
        storage = WaitingStorage()
        storage.save(import_file.read())
        return storage

    def add_data_read_fail_error_to_form(self, form, error):
        """Say what is wrong with the file; any other error is one of ours."""
        if not isinstance(error, NotATable):
            raise error
        form.add_error("import_file", str(error))

    def get_import_data_kwargs(self, **kwargs):
        """What was ticked, and the preview that was agreed to."""
        given = kwargs["form"].cleaned_data
        return {name: given[name] for name in ("may_add_cities", "may_overwrite", "preview") if name in given}

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is None:
            return initial
        return initial | {name: import_form.cleaned_data[name] for name in ("may_add_cities", "may_overwrite")}

    def process_result(self, result, request):
        """Say what was done, or show once more what was not."""
        if result.is_written:
            messages.success(request, in_words(result))
            return redirect("admin:practices_practice_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import"),
            "opts": self.opts,
            "result": result,
            "columns": FULL_COLUMNS,
        }
        return TemplateResponse(request, self.import_template_name, context)


def in_words(preview: Preview) -> str:
    """How many entries an import has written."""
    totals = preview.totals
    numbers = {"new": totals[Kind.NEW], "changed": totals[Kind.CHANGED], "same": totals[Kind.UNCHANGED]}
    return _("Imported: %(new)s new, %(changed)s changed, %(same)s unchanged.") % numbers
