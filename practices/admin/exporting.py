"""Export of entries from the list of the admin: those that the present filter shows, or those that are ticked."""

import tempfile

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ExportForm

from practices.exports import csv_format, excel_format
from practices.exports.record import FULL_RELATIONS, full_record, records
from practices.models.verbs import may_curate
from practices.views.formats import base_url

NAME = "good-practices"


class ExcelFormat(Format):
    """A workbook, written row by row to a file that goes with the answer."""

    def get_title(self):
        return _("Excel workbook (.xlsx)")

    def can_export(self):
        return True

    def answer(self, rows):
        """Raises CellTooLong."""
        # The answer closes it, and so removes it.
        file = tempfile.TemporaryFile()
        try:
            excel_format.write(rows, file)
        except excel_format.CellTooLong:
            file.close()
            raise
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"{NAME}.xlsx")


class CsvFormat(Format):
    """Text, written while it is sent."""

    def get_title(self):
        return _("CSV (UTF-8, commas)")

    def can_export(self):
        return True

    def answer(self, rows):
        text = csv_format.written(rows, csv_format.FULL_COLUMNS)
        disposition = {"Content-Disposition": f'attachment; filename="{NAME}.csv"'}
        return StreamingHttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)


class FormatForm(ExportForm):
    """The format, of which the first is chosen already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["format"]
        field.choices = [choice for choice in field.choices if choice[0]]
        field.initial = "0"


class Exporting(ExportMixin):
    """Gives the admin of entries its export (a mixin of ModelAdmin)."""

    export_formats = [ExcelFormat, CsvFormat]
    export_form_class = FormatForm
    export_template_name = "admin/practices/practice/export.html"

    def has_export_permission(self, request):
        return request.user.is_authenticated and may_curate(request.user)

    def get_export_queryset(self, request):
        """The entries of the list as its query string narrows and orders it; 400 for one that nothing makes."""
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise SuspiciousOperation(f"no filter of the list: {error}") from error

    def init_request_context_data(self, request, form):
        context = super().init_request_context_data(request, form)
        return context | {"count": self.get_export_queryset(request).count(), "query": request.GET.urlencode()}

    def _do_file_export(self, file_format, request, queryset, export_form=None):
        """The file; the library would make it in memory. A ValueError is shown above the form."""
        practices = queryset.with_places_and_topics().select_related(*FULL_RELATIONS)
        return file_format.answer(records(practices, base_url(request), full_record))

    @admin.action(description=_("Export as an Excel workbook"), permissions=["export"])
    def export_as_excel(self, request, practices):
        """The chosen entries as a workbook."""
        try:
            return self._do_file_export(ExcelFormat(), request, practices)
        except excel_format.CellTooLong as refusal:
            self.message_user(request, str(refusal), messages.ERROR)

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export_as_csv(self, request, practices):
        """The chosen entries as CSV."""
        return self._do_file_export(CsvFormat(), request, practices)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """The two actions beside those of the list."""
        actions = super().get_actions(request, action_location=action_location)
        if not self.has_export_permission(request) or IS_POPUP_VAR in request.GET:
            return actions
        own = [self.get_action(name, action_location) for name in ("export_as_excel", "export_as_csv")]
        return actions | {action.name: action for action in own if action}
