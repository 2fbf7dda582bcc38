"""What a page answers whose entry is not public."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from practices.directory import directory_at
from practices.suggestions import words_of
from practices.whereabouts import Gone, Moved, whereabouts


def answer_elsewhere(request, slug, **rest):
    """301 to where the address leads, 410 with ways on, or Http404; `rest` is what the address has beside the slug.

    A version belongs to its entry: only a renamed one takes it along, a successor has versions of its own.
    """
    match whereabouts([slug]).get(slug):
        case Moved(practice, is_same):
            name = request.resolver_match.view_name if is_same else "practice"
            address = reverse(name, kwargs={"slug": practice.slug} | (rest if is_same else {}))
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{address}?{query}" if query else address, permanent=True)
        case Gone() as gone:
            return answer_gone(request, gone)
    raise Http404


def answer_gone(request, gone: Gone):
    """The page that says why an entry is not there any more, and where to go; only to pages that there are."""
    directory, practice = directory_at(request.catalogue_version), gone.practice
    cities, topics = set(practice.cities.all()), set(practice.topics.all())
    words = urlencode({"q": " ".join(words_of(practice.title))})
    context = {
        "section": "practice",
        "gone": gone,
        "practice": practice,
        "search": f"{reverse('catalogue')}?{words}",
        "topics": [topic for topic in directory.used_topics if topic in topics],
        "country": next((row for row in directory.used_countries if row.code == practice.country_id), None),
        "cities": [city for city in directory.used_cities if city in cities],
    }
    return render(request, "catalogue/gone.html", context, status=410)
