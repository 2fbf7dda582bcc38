"""Answers that are remembered until the catalogue changes."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import Practice
from tests.builders import make_practice
from tests.test_catalogue_version import in_another_connection

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = ["/", "/?country=NO", "/practices.json?per_page=0", "/practices/young-mayor/", "/facets/country/"]


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def practice():
    return make_practice("Young Mayor")


def number_of_queries(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    return len(queries), response


@pytest.mark.parametrize("address", ["/", "/?country=NO", "/practices/young-mayor/", "/facets/country/"])
def test_second_answer_takes_one_query_and_is_the_same(client, practice, address):
    first = client.get(address)
    number, second = number_of_queries(client, address)
    assert (number, second.content, second.headers) == (1, first.content, first.headers)


@pytest.mark.parametrize("address", ADDRESSES)
def test_unchanged_answer_is_not_sent_again(client, practice, address):
    tag = client.get(address).headers["ETag"]
    number, response = number_of_queries(client, address, **{"If-None-Match": tag})
    assert (response.status_code, response.content, response.headers["ETag"], number) == (304, b"", tag, 1)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_outlives_a_commit_of_another_process(client, practice, address):
    before = client.get(address)
    in_another_connection(lambda: Practice.objects.update(title="Old Mayor"))
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_stale_title_is_never_shown(client, practice):
    assert "Young Mayor" in client.get("/").content.decode()
    in_another_connection(lambda: Practice.objects.update(title="Old Mayor"))
    page = client.get("/").content.decode()
    assert ("Old Mayor" in page, "Young Mayor" in page) == (True, False)


def test_signed_in_people_are_answered_anew(client, practice, django_user_model):
    client.get("/")
    client.force_login(django_user_model.objects.create_superuser("anna"))
    numbers = [number_of_queries(client, "/")[0] for _ in range(2)]
    assert numbers[0] == numbers[1] > 1
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_part_for_htmx_is_another_answer_than_the_page(client, practice):
    whole, part = client.get("/?country=NO"), client.get("/?country=NO", headers={"HX-Request": "true"})
    again = client.get("/?country=NO", headers={"HX-Request": "true"})
    assert whole.content.startswith(b"<!doctype html>")
    assert part.content.startswith(b"<title>1 practice")
    assert b'<div id="selection"' in part.content
    assert b"<header class" not in part.content.split(b'id="selection"')[0]
    assert (part.headers["HX-Push-Url"], again.headers["HX-Push-Url"]) == ("/?country=NO", "/?country=NO")
    assert whole.headers["ETag"] != part.headers["ETag"]
    assert "HX-Request" in whole.headers["Vary"]


def test_page_that_htmx_restores_is_whole(client, practice):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert client.get("/?country=NO", headers=headers).content.startswith(b"<!doctype html>")


def test_visitor_is_asked_to_ask_again(client, practice):
    assert client.get("/").headers["Cache-Control"] == "no-cache"
