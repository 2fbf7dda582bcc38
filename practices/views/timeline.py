"""The selection over the years: a bar a practice."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.timeline import Grid, Timeline, TimelineSelection
from practices.views.catalogue import links, no_such_page
from practices.views.pictures import Picture, answer_picture
from practices.views.selecting import selecting
from practices.years import year_axis

LEDE = _(
    "A solid bar means the dates are recorded. A dotted bar means the practice is running but the exact dates are not"
    " known."
)
BY_COUNTRY = Picture(_("When the practices ran"), LEDE, "pictures/_timeline.html")
BY_TOPIC = Picture(_("When the practices ran, topic by topic"), LEDE, "pictures/_timeline.html")
PICTURES = {"country": BY_COUNTRY, "topic": BY_TOPIC}


@selecting(TimelineSelection)
def timeline(request, selection, grouping=None):
    """A bar a practice, grouped by country; `grouping` by "topic" has an address of its own."""
    if grouping not in (None, "topic"):
        raise Http404(f"no timeline by {grouping}")
    drawn = Timeline(selection, grouping or "country")
    paginator = Paginator(range(drawn.number), selection.per_page)
    if selection.page > paginator.num_pages:
        return no_such_page(request, selection, paginator)
    context = links(selection, paginator) | {
        "sort_links": None,
        "page": paginator.page(selection.page),
        "timeline": drawn,
        "grid": Grid(year_axis(selection.directory.earliest)),
        "grouping_links": grouping_links(drawn),
    }
    return answer_picture(request, selection, PICTURES[grouping or "country"], context)


def grouping_links(drawn: Timeline) -> list[tuple]:
    """(label, address, whether it is the present one) of every way to group the timeline."""
    plain, query = reverse("timeline"), drawn.selection.query(sort=[])
    return [
        (_("By country"), plain + query, drawn.grouping == "country"),
        (_("By topic"), reverse("timeline", args=["topic"]) + query, drawn.grouping == "topic"),
        (_("In order of start"), plain + drawn.selection.query(sort=["start"]), drawn.grouping == "none"),
    ]
