"""The catalogue and its practices, as pages."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from practices.cards import cards
from practices.facets import FACET_WORDS, Facets
from practices.filters import PER_PAGE
from practices.masthead import masthead
from practices.orders import RELEVANCE, SORT_LABELS
from practices.views.selecting import selecting


@selecting()
def catalogue(request, selection):
    """The front door: masthead, facets and one page of the selection."""
    paginator = Paginator(range(selection.counted.total), selection.per_page)
    if selection.page > paginator.num_pages:
        return no_such_page(request, selection, paginator)
    facets = Facets(selection)
    context = links(selection, paginator) | {
        "selected_template": "catalogue/_selected.html",
        "title_template": "catalogue/_title.html",
        "section": "practices",
        "page": paginator.page(selection.page),
        "cards": cards(selection),
        "masthead": None if selection.parameters or selection.problems else masthead(facets),
    }
    return answer_selection(request, selection, facets, context)


def answer_selection(request, selection, facets, context):
    """A page around a selection, or the part of it that htmx puts in the place of the one before."""
    query = selection.query()
    context |= {
        "selection": selection,
        "facets": facets,
        "address": request.path,
        "query": query,
        "canonical": request.build_absolute_uri(request.path + query),
        "export_query": selection.query(per_page=[]),
        "practice_query": selection.query(page=[]),
        "sentence": facets.sentence(selection.counted.total),
        "did_you_mean": did_you_mean(selection),
        "literal_query": selection.query(q=[selection.typed.literally]),
    }
    if not asks_for_part(request):
        return render(request, "catalogue/catalogue.html", context)
    response = render(request, "catalogue/in_place.html", context)
    # The address in its one spelling, which the browser's own redirect would hide.
    response.headers["HX-Push-Url"] = request.get_full_path()
    return response


def asks_for_part(request) -> bool:
    """Whether htmx will put the answer in place of the selection on a page that is there already."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def links(selection, paginator) -> dict:
    """The query strings that lead from one page of a selection to others."""
    return {
        "page_links": page_links(selection, paginator),
        "per_page_links": [(number, selection.query(per_page=[str(number)])) for number in PER_PAGE],
        "sort_links": sort_links(selection),
    }


@selecting()
def facet_page(request, selection, name):
    """All options of one facet for a selection, A–Z, in a form that leads back to the catalogue."""
    if name not in FACET_WORDS:
        raise Http404(f"no facet {name}")
    selection.whole_facets = frozenset({name})
    facets = Facets(selection)
    facet = getattr(facets, name)
    context = {
        "selection": selection,
        "facets": facets,
        "facet": facet,
        "kept": facets.beside_facet(facet),
        "sentence": facets.sentence(selection.counted.total),
    }
    return render(request, "catalogue/facet_page.html", context)


def no_such_page(request, selection, paginator):
    """The selection has no page of that number: say so, and lead back to one that is there."""
    context = {
        "address": request.path,
        "number": selection.page,
        "last": paginator.num_pages,
        "first_query": page_query(selection, 1),
        "last_query": page_query(selection, paginator.num_pages),
    }
    return render(request, "catalogue/no_such_page.html", context, status=404)


def did_you_mean(selection) -> tuple[str, str] | None:
    """(words, query string) of a correction to offer beside a weak result."""
    correction = selection.did_you_mean()
    return (correction.text, selection.query(q=[correction.text])) if correction else None


def page_links(selection, paginator):
    """(page number or "…", query string) for the pagination: the ends and the neighbours of the current page."""
    numbers = paginator.get_elided_page_range(selection.page, on_each_side=1, on_ends=1)
    return [(number, page_query(selection, number)) for number in numbers]


def page_query(selection, number) -> str:
    """The query string of another page of the selection."""
    return selection.query(page=[str(number)])


def sort_links(selection):
    """(word, query string, whether it is the present one) of every order on offer."""
    return [
        (word, selection.query(sort=[word]), word == selection.sort)
        for word in SORT_LABELS
        if word != RELEVANCE or "q" in selection.parameters
    ]
