"""The door: password, what it answers, how often, and where it leads."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db.models import F
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone

from icc_site.accounts.throttle import client_address
from tests.accounts.conftest import LOGIN
from tests.builders import make_person

INDEX = reverse("admin:index")
ADD_CITY = reverse("admin:practices_city_add")
REFUSED = "Username or password are not right, or may not be used here."


def body(response):
    """The page without what differs by chance: the token against forgery."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_right_password_leads_in(enter, mara):
    assert enter().headers["Location"] == INDEX


def test_door_leads_on_to_where_the_person_was_going(enter, client, mara):
    door = client.get(ADD_CITY).headers["Location"]
    assert door == f"{LOGIN}?next={ADD_CITY}"
    # The form goes to the address of its page, query and all.
    assert '<form method="post">' in client.get(door).content.decode()
    assert enter(address=door).headers["Location"] == ADD_CITY


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_door_leads_to_this_site_only(enter, client, mara, elsewhere):
    assert enter(address=f"{LOGIN}?next={elsewhere}").headers["Location"] == INDEX
    assert client.get(LOGIN, {"next": elsewhere}).headers["Location"] == INDEX  # who is in already


def test_french_door_is_french_and_leads_to_french_pages(client, mara):
    response = client.get("/fr/admin/practices/city/add/", follow=True)
    assert response.request["PATH_INFO"] == "/fr/admin/login/"
    assert "<h1>Se connecter</h1>" in response.content.decode()


def test_there_is_one_door():
    found = []

    def walk(patterns, prefix=""):
        for pattern in patterns:
            where = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, where)
            elif "login" in where:
                found.append((where, pattern.name))

    walk(get_resolver().url_patterns)
    assert found == [
        ("admin/login/code/", "code"),
        ("admin/login/recovery-code/", "recovery"),
        ("admin/login/set-up/", "set_up_second_factor"),
        ("admin/login/", "login"),
    ]


@pytest.mark.django_db
def test_every_refusal_reads_the_same(enter, mara):
    make_person("visitor", is_staff=False)
    make_person("gone", is_active=False)
    make_person("invited", password=None)
    refused = [
        enter("nobody"),
        enter("mara", "wrong"),
        enter("visitor"),
        enter("gone"),
        enter("invited"),
    ]
    assert {response.status_code for response in refused} == {200}
    pages = {body(response).replace(f'value="{name}"', "") for response in refused for name in named(response)}
    assert len(pages) == 1
    assert REFUSED in pages.pop()


def named(response):
    return [response.context["form"]["username"].value()]


class CountingHasher(MD5PasswordHasher):
    """Counts what takes the time."""

    number = 0

    def encode(self, password, salt):
        CountingHasher.number += 1
        return super().encode(password, salt)


@pytest.mark.django_db
def test_every_refusal_takes_as_long(enter, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_door.CountingHasher"]
    make_person("mara")
    make_person("gone", is_active=False)
    make_person("invited", password=None)
    effort = {}
    for name in ("nobody", "mara", "gone", "invited"):
        CountingHasher.number = 0
        enter(name, "wrong")
        effort[name] = CountingHasher.number
    assert effort == {"nobody": 1, "mara": 1, "gone": 1, "invited": 1}


@pytest.mark.django_db
def test_fifth_failure_closes_the_door_to_that_name_at_that_address_alike_for_all(enter, mara):
    make_person("piet")
    answers = {}
    for name in ("mara", "nobody"):
        codes = [enter(name, "wrong").status_code for _ in range(4)]
        last = enter(name, "wrong")
        again = enter(name)
        answers[name] = (codes, last.status_code, body(last), again.status_code, body(again))
    assert answers["mara"] == answers["nobody"]
    codes, status, page, status_again, page_again = answers["mara"]
    assert (codes, status, status_again) == ([200] * 4, 429, 429)
    assert "for 1 hour" in page
    assert page == page_again
    assert enter("piet").headers["Location"] == INDEX


def test_right_password_from_elsewhere_is_let_in_meanwhile(enter, mara):
    for _ in range(5):
        enter(password="wrong")
    assert enter(REMOTE_ADDR="192.0.2.7").headers["Location"] == INDEX


def test_door_opens_an_hour_after_the_fifth_failure_however_often_somebody_knocked(enter, mara):
    for _ in range(5):
        closed = enter(password="wrong")
    assert closed.headers["Retry-After"] == "3600"
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=59))
    assert enter().status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert enter().headers["Location"] == INDEX
    assert not AccessAttempt.objects.exists()


def test_fifty_failures_with_many_names_close_the_door_to_the_address(enter, mara):
    statuses = [enter(f"name-{number}", "wrong").status_code for number in range(50)]
    assert statuses == [200] * 49 + [429]
    assert enter().status_code == 429


def test_signing_in_forgets_the_failures_of_the_name_only(enter, mara):
    enter("piet", "wrong")
    enter(password="wrong")
    enter()
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["piet"]


def test_failures_keep_no_password(enter, mara):
    enter(password="nearly right")
    attempt = AccessAttempt.objects.get()
    assert "nearly right" not in f"{attempt.post_data}{attempt.get_data}"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen", "counted"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 192.0.2.2", "192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "made up", "192.0.2.1", "192.0.2.1"),
        (0, "", "", None),
        (0, "", "2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_failures_count_for_the_address_that_the_trusted_proxies_saw(settings, proxies, forwarded, seen, counted):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=seen, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == counted


@pytest.mark.parametrize("name", ["a\0b", "x" * 500, ""])
def test_crafted_name_gets_a_message(enter, mara, name):
    response = enter(name)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_wrong_entry_is_said_first_and_in_the_title(enter, mara):
    page = enter(password="wrong").content.decode()
    assert "<title>Error: Sign in" in page
    assert page.index('role="alert"') < page.index("<h1>")
