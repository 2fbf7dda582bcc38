"""Middleware of this site."""

import re
from urllib.parse import unquote_to_bytes

from django.core.exceptions import SuspiciousOperation
from django.db import DataError

ADMIN = re.compile(r"/(\w\w/)?admin/")


class RefuseCraftedRequests:
    """Answer 400 to what no form of the admin sends and its own code does not expect.

    That is a NUL character in a query or in a choice (PostgreSQL has no text with NUL), and a key that is no number.
    Text fields keep their message beside the field; the public pages name such a value in a message.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if ADMIN.match(request.path) and b"\0" in unquote_to_bytes(query):
            raise SuspiciousOperation("NUL character in the query string")
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Turn the two errors that crafted choices cause into a 400; leave every other one alone."""
        is_no_number = isinstance(exception, ValueError) and "expected a number but got" in str(exception)
        is_crafted = isinstance(exception, DataError) or is_no_number
        if ADMIN.match(request.path) and is_crafted:
            raise SuspiciousOperation(str(exception)) from exception
