"""Other pictures of a selection: the same query string, the filters in a closed drawer above."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from practices.cards import cards
from practices.facets import Facets
from practices.views.catalogue import answer_selection, links, no_such_page
from practices.views.selecting import selecting


class Picture(NamedTuple):
    """What a picture is called, what it says of itself, and the template and style sheet that draw it."""

    title: str
    lede: str
    template: str
    style: str = "css/pictures.css"


class Column(NamedTuple):
    """A column of the table: the query string that sorts by it (None where none does), and how it is sorted now."""

    label: str
    query: str | None = None
    direction: str = ""


TABLE = Picture(_("All practices in one table"), "", "pictures/_table.html")
# Heading → the sort word of the column, where there is one.
COLUMNS = {
    _("Practice"): "title",
    _("City"): "city",
    _("Country"): "country",
    _("Period"): "start",
    _("Topics"): None,
}


@selecting()
def table(request, selection):
    """A row a practice, sorted by the headings of the columns."""
    paginator = Paginator(range(selection.counted.total), selection.per_page)
    if selection.page > paginator.num_pages:
        return no_such_page(request, selection, paginator)
    context = links(selection, paginator) | {
        "page": paginator.page(selection.page),
        "cards": cards(selection),
        "columns": [column(selection, label, word) for label, word in COLUMNS.items()],
    }
    return answer_picture(request, selection, TABLE, context | {"sort_links": None})


def column(selection, label: str, word: str | None) -> Column:
    """A heading that sorts by its column, and the other way round where it does already."""
    if word is None:
        return Column(label)
    direction = {word: "ascending", f"-{word}": "descending"}.get(selection.sort, "")
    return Column(label, selection.query(sort=[f"-{word}" if direction == "ascending" else word]), direction)


def answer_picture(request, selection, picture: Picture, context: dict):
    """The page of a picture, or what htmx puts in place of the one before; `context` is what the picture draws."""
    templates = {"selected_template": "pictures/_selected.html", "title_template": "pictures/_title.html"}
    return answer_selection(request, selection, Facets(selection), templates | {"picture": picture} | context)
