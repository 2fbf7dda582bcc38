"""Between the password and the second factor: nobody is signed in yet, the session only remembers who asks."""

import time
from typing import NamedTuple

import django_otp
from django.contrib.auth import get_user_model, login
from django.utils.crypto import constant_time_compare
from django_otp.models import Device

SECONDS_FOR_SECOND_STEP = 600
PLACE = "half_signed_in"


class HalfSignedIn(NamedTuple):
    """A person whose password was right, and where they want to go."""

    user: object
    backend: str
    next_url: str


def remember_password_was_right(request, user, next_url: str):
    """Begin the second step in a session of its own, so that no earlier holder of its key shares in it."""
    request.session.flush()
    request.session[PLACE] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "next": next_url,
        "at": time.time(),
    }


def half_signed_in(request) -> HalfSignedIn | None:
    """Who is at the second step; None for nobody, after ten minutes, or when the password has changed meanwhile."""
    kept = request.session.get(PLACE)
    if not kept or time.time() - kept["at"] > SECONDS_FOR_SECOND_STEP:
        return None
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return HalfSignedIn(user, kept["backend"], kept["next"])


def sign_in(request, user, backend: str, device: Device | None = None):
    """Sign in, under a new session key; `device` is the second factor that was passed."""
    request.session.flush()
    login(request, user, backend=backend)
    if device is not None:
        django_otp.login(request, device)
