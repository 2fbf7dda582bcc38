"""The selection in numbers: a page of charts, and the table of each chart to save."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.directory import directory_at
from practices.exports import csv_table
from practices.exports.filters import WholeSelection
from practices.filters import Problem, UnpagedSelection
from practices.statistics import CHARTS, charts
from practices.tally import tally
from practices.views.formats import open_data, refused
from practices.views.pictures import Picture, answer_picture
from practices.views.remembering import remembered
from practices.views.selecting import selecting

STATISTICS = Picture(_("The practices in numbers"), "", "pictures/_statistics.html")


@selecting(UnpagedSelection)
def statistics(request, selection):
    """Topics by country, the years, countries and topics of the selection."""
    found = charts(selection, tally(selection)) if selection.counted.total else []
    return answer_picture(request, selection, STATISTICS, {"charts": found})


@open_data
@remembered
def statistics_csv(request, name):
    """The table of one chart."""
    if name not in CHARTS:
        message = gettext("There is no chart “%(name)s”.") % {"name": name}
        return refused([Problem("name", name, message)], status=404)
    selection = WholeSelection(request.GET, directory_at(request.catalogue_version))
    if refusals := selection.refusals:
        return refused(refusals)
    chart = CHARTS[name](selection, tally(selection))
    response = HttpResponse(csv_table.written(chart.cells), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="good-practices-{name}.csv"'
    return response
