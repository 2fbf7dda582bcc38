"""Middleware of this site."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import SuspiciousOperation


def refuse_nul(get_response):
    """Answer 400 to an address of the admin whose query holds a NUL character.

    PostgreSQL has no text with NUL, and the admin's own filters and autocomplete pass the query on unchecked. The
    public pages name such a value in a message.
    """

    def middleware(request):
        if request.path.startswith("/admin/") and b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            raise SuspiciousOperation("NUL character in the query string")
        return get_response(request)

    return middleware
