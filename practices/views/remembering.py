"""Answers that are remembered until the catalogue changes, in the server's cache and in the visitor's."""

import hashlib
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from practices.catalogue_version import catalogue_version
from practices.languages import suggested


def remembered(view):
    """Give what was answered before to the same question; the view finds `request.catalogue_version`, read before it.

    Never for people who are signed in, nor within a transaction that has written something.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        request.catalogue_version = version = catalogue_version()
        if version is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        etag = f'"{key_of(request, version)}"'
        # "*" asks whether there is anything, which only the answer tells.
        is_any = request.headers.get("If-None-Match", "").strip() == "*"
        unchanged = None if is_any else get_conditional_response(request, etag=etag)
        response = unchanged or remembered_response(etag)
        if response is None:
            response = view(request, *args, **kwargs)
            remember(etag, response)
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
        # Kept, but asked about each time: the tag tells whether it still holds.
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return answer


def key_of(request, version: int) -> str:
    """What an answer depends on, as one word."""
    today = timezone.localdate()  # citations name the day, ongoing practices run until this year
    question = (request.build_absolute_uri(), request.headers.get("HX-Request", ""), get_language(), suggested(request))
    return hashlib.sha256(repr((version, settings.RELEASE, today, question)).encode()).hexdigest()[:40]


def remember(etag: str, response):
    """Keep a whole page; what is streamed is too large, and errors and redirects cost little."""
    if response.status_code == 200 and not response.streaming:
        cache.set(etag, (dict(response.headers), response.content))


def remembered_response(etag: str) -> HttpResponse | None:
    """The response that was remembered, anew; None where there is none."""
    if (stored := cache.get(etag)) is None:
        return None
    headers, content = stored
    return HttpResponse(content, headers=headers)
