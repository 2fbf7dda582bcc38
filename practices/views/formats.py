"""The machine formats: representations of a selection, and of one practice, for other programmes."""

from functools import wraps

from django import forms
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext

from practices.card_image import draw_card
from practices.directory import directory_at
from practices.exports import citation, csv_format, json_format
from practices.exports.filters import PagedSelection, WholeSelection, unknown_parameters
from practices.exports.record import record, records
from practices.facets import Facets
from practices.filters import Problem
from practices.models import Practice
from practices.query_fields import WordsField
from practices.search import LONGEST
from practices.suggestions import suggestions
from practices.views.remembering import remembered
from practices.whereabouts import Gone, Moved, whereabouts
from practices.years import year_axis


def open_data(view):
    """Let the scripts of any site read the answer, and keep it out of search engines, which have the pages."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


@open_data
@remembered
def practices_json(request):
    """The selection: count, sentence, facets and records, all of them unless a page is asked for."""
    selection = PagedSelection(request.GET, directory_at(request.catalogue_version))
    if refusals := selection.refusals:
        return refused(refusals)
    facets = Facets(selection)
    head = {
        "count": selection.count,
        "selection": facets.sentence(selection.count),
        "facets": json_format.facet_counts(facets),
    }
    if selection.typed.query is not None:
        head["search"] = {"typed": selection.typed.text, "used": selection.search.text}
        head["search"]["is_loosened"] = selection.search.is_loose
    text = json_format.written(head, records(selection.rows, base_url(request)))
    return StreamingHttpResponse(text, content_type="application/json")


@open_data
@remembered
def practices_csv(request):
    """The whole selection as a table to save."""
    selection = WholeSelection(request.GET, directory_at(request.catalogue_version))
    if refusals := selection.refusals:
        return refused(refusals)
    response = StreamingHttpResponse(
        csv_format.written(records(selection.rows, base_url(request))), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="good-practices.csv"'
    return response


def of_practice(write):
    """A view of one practice that gives what `write` makes of its record."""

    @wraps(write)
    def answer(request, slug):
        if problems := unknown_parameters(request.GET):
            return refused(problems)
        practice = Practice.objects.published().with_places_and_topics().filter(slug=slug).first()
        if practice is None:
            return format_elsewhere(request, slug)
        return write(record(practice, base_url(request)))

    return open_data(remembered(answer))


def format_elsewhere(request, slug):
    """What the address of a format answers when it is no published entry's: 301, 410 with the reason, or 404."""
    match whereabouts([slug]).get(slug):
        case Moved(practice=found):
            return redirect(request.resolver_match.view_name, found.slug, permanent=True)
        case Gone() as gone:
            return refused([Problem("slug", slug, gone.in_words)], status=410)
    message = gettext("There is no practice “%(slug)s”.") % {"slug": slug}
    return refused([Problem("slug", slug, message)], status=404)


@of_practice
def practice_json(record):
    """The record of one practice."""
    return JsonResponse(record, json_dumps_params={"ensure_ascii": False})


@of_practice
def practice_txt(record):
    """The citation of one practice, to read and copy."""
    return HttpResponse(f"{citation.in_words(record, localdate())}\n", content_type="text/plain; charset=utf-8")


@of_practice
def practice_ris(record):
    """The citation of one practice for reference managers."""
    text = citation.ris(record, localdate())
    return to_save(text, f"{record['slug']}.ris", "application/x-research-info-systems")


@of_practice
def practice_bib(record):
    """The citation of one practice for LaTeX."""
    return to_save(citation.bibtex(record, localdate()), f"{record['slug']}.bib", "application/x-bibtex")


def to_save(text: str, name: str, content_type: str) -> HttpResponse:
    """A file that the browser saves under `name`."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8", headers=disposition)


@remembered
def practice_png(request, slug):
    """The picture of a practice for links to it on other sites."""
    practice = Practice.objects.published().with_places_and_topics().filter(slug=slug).first()
    if practice is None:
        return format_elsewhere(request, slug)
    axis = year_axis(directory_at(request.catalogue_version).earliest)
    return HttpResponse(draw_card(practice, axis), content_type="image/png")


@open_data
@remembered
def suggestions_json(request):
    """What somebody may mean who has begun to type `q`: label, kind and address of each, best first."""
    form = SuggestionsForm(request.GET)
    form.full_clean()
    if problems := unknown_parameters(request.GET, form.fields):
        return refused(problems)
    found = suggestions(form.cleaned_data["q"][:LONGEST], directory_at(request.catalogue_version))
    return JsonResponse({"suggestions": [suggestion._asdict() for suggestion in found]})


class SuggestionsForm(forms.Form):
    """The parameters of the suggestions."""

    q = WordsField(required=False)


def refused(problems, status=400):
    """The reasons why there is no answer."""
    return JsonResponse({"errors": [problem._asdict() for problem in problems]}, status=status)


def base_url(request) -> str:
    return f"{request.scheme}://{request.get_host()}"
