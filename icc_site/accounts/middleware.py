"""Who a session speaks for, and how long."""

import time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from icc_site.accounts import second_factor

SECONDS_BETWEEN_NOTES = 300


class SignedInPeople:
    """Who signed in too long ago, or has not passed the second factor that is required, is nobody on every page.

    Looked at when a page asks who is there: most public pages never do, and read no session.
    SESSION_COOKIE_AGE is the longest pause between two such pages, SESSION_LONGEST_AGE the longest session.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.user = SimpleLazyObject(lambda: present(request, user))
        return self.get_response(request)


def present(request, user):
    """The user, or nobody."""
    if not user.is_authenticated:
        return user
    now, session = time.time(), request.session
    if now - session.get("signed_in_at", now) > settings.SESSION_LONGEST_AGE:
        session.flush()
        return AnonymousUser()
    if second_factor.is_required(user) and not user.is_verified():
        return AnonymousUser()
    session.setdefault("signed_in_at", now)
    # Storing the session begins the pause anew; not at every request, each would be a write.
    if now - session.get("seen_at", 0) > SECONDS_BETWEEN_NOTES:
        session["seen_at"] = now
    return user
