"""The page of an entry as somebody has typed it, for whoever has the link, for a day."""

from functools import wraps

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from practices.directory import current_directory
from practices.models import Preview
from practices.views.practice import what_the_page_shows


def private(view):
    """Answers that no cache keeps, no index lists, and whose address no other site is told."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@private
def preview(request, token):
    """The preview of a signed link; 410 once it has ended, 404 for an address that was never one."""
    try:
        found = Preview.objects.at(token)
    except BadSignature as error:
        raise Http404 from error
    if found is None:
        return render(request, "preview/ended.html", status=410)
    context = what_the_page_shows(request, found.as_practice(), current_directory())
    return render(request, "preview/preview.html", context | {"preview": found})
