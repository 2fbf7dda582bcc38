"""How long somebody is signed in, and what ends it."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.conftest import LOGIN
from tests.builders import PASSWORD

INDEX = reverse("admin:index")


@pytest.fixture
def inside(client, enter, mara):
    enter()
    client.get(INDEX)
    return client


def shift(client, **seconds):
    """Move what the session has noted into the past."""
    session = client.session
    for name, number in seconds.items():
        session[name] -= number
    session.save()


def test_signing_out_ends_the_session_and_says_so(inside):
    key = inside.session.session_key
    page = inside.post(reverse("admin:logout"))
    assert "<h1>You are signed out</h1>" in page.content.decode()
    assert not Session.objects.filter(pk=key).exists()
    assert inside.get(INDEX).headers["Location"] == f"{LOGIN}?next={INDEX}"


def test_session_ends_after_a_pause_of_four_hours(inside):
    assert settings.SESSION_COOKIE_AGE == 4 * 3600
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert inside.get(INDEX).status_code == 302


def test_each_page_begins_the_pause_anew_but_is_not_written_each_time(inside):
    def ends_at():
        return Session.objects.get().expire_date

    first = ends_at()
    inside.get(INDEX)
    assert ends_at() == first
    shift(inside, seen_at=301)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    inside.get(INDEX)
    assert ends_at() > first


def test_session_ends_twelve_hours_after_signing_in_however_busy(inside):
    shift(inside, signed_in_at=12 * 3600 - 5)
    assert inside.get(INDEX).status_code == 200
    shift(inside, signed_in_at=6)
    assert inside.get(INDEX).status_code == 302
    assert not Session.objects.exists()


def test_signing_in_again_begins_a_new_session(inside, enter):
    shift(inside, signed_in_at=13 * 3600)
    enter()
    assert inside.get(INDEX).status_code == 200
    assert time.time() - inside.session["signed_in_at"] < 60


def test_new_password_ends_the_sessions_elsewhere(inside, mara):
    elsewhere = Client()
    elsewhere.post(LOGIN, {"username": "mara", "password": PASSWORD})
    assert elsewhere.get(INDEX).status_code == 200
    new = "another long passphrase"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    inside.post(reverse("admin:password_change"), form)
    assert (inside.get(INDEX).status_code, elsewhere.get(INDEX).status_code) == (200, 302)


@pytest.mark.django_db
def test_reading_the_catalogue_sets_no_cookie_even_with_an_old_one(client):
    client.cookies["sessionid"] = "of-a-session-long-gone"
    response = client.get("/about/")
    assert {name: cookie["max-age"] for name, cookie in response.cookies.items()} in ({}, {"sessionid": 0})
    assert not Session.objects.exists()
