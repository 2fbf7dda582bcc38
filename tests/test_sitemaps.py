"""The sitemap: an index, and files of landing pages and of practices."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices import sitemaps
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client, address):
    """(address, last modified) of every entry of a file."""
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
    return [(entry.findtext(f"{NAMESPACE}loc"), entry.findtext(f"{NAMESPACE}lastmod")) for entry in root]


@pytest.fixture
def catalogue():
    """A published practice, and a draft and a withdrawn one that name a topic, a country and cities of their own."""
    make_practice("Young Mayor", cities=[make_city()], topics=[make_topic()])
    roma = make_topic("Roma")
    make_practice("Draft", status="draft", published_at=None, cities=[make_city("Bergen")], topics=[roma])
    make_practice("Withdrawn", country="FR", status="withdrawn", cities=[make_city("Paris", "FR")], topics=[roma])
    Practice.objects.update(updated_at=datetime(2026, 11, 2, tzinfo=UTC))


def test_index_names_the_files(client, catalogue):
    assert entries(client, "/sitemap.xml") == [
        ("http://testserver/sitemap-pages.xml", None),
        ("http://testserver/sitemap-practices.xml", "2026-11-02T00:00:00+00:00"),
    ]


def test_practices_are_the_published_ones(client, catalogue):
    assert entries(client, "/sitemap-practices.xml") == [("http://testserver/practices/young-mayor/", "2026-11-02")]


def test_pages_are_those_with_practices(client, catalogue):
    paths = [address.removeprefix("http://testserver") for address, _ in entries(client, "/sitemap-pages.xml")]
    assert paths == [
        "/",
        "/topics/",
        "/countries/",
        "/about/",
        "/topics/education/",
        "/countries/norway/",
        "/countries/norway/oslo/",
    ]
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_many_practices_take_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Practices, "limit", 2)
    for number in range(3):
        make_practice(f"Practice {number}")
    files = [address for address, _ in entries(client, "/sitemap.xml")]
    assert files[1:] == [
        "http://testserver/sitemap-practices.xml",
        "http://testserver/sitemap-practices.xml?p=2",
    ]
    found = [address for file in files[1:] for address, _ in entries(client, file)]
    assert found == [f"http://testserver/practices/practice-{number}/" for number in range(3)]
    assert client.get("/sitemap-practices.xml?p=3").status_code == 404


def test_index_does_not_fetch_the_practices(client, catalogue):
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")
    assert [query["sql"] for query in queries if '"practices_practice"."slug"' in query["sql"]] == []


def test_file_never_passes_what_the_protocol_allows():
    assert [sitemap.limit <= 50_000 for sitemap in sitemaps.SITEMAPS.values()] == [True, True]


def test_other_sections_are_not_there(client):
    assert client.get("/sitemap-drafts.xml").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [("/sitemap.xml", 6), ("/sitemap-pages.xml", 4), ("/sitemap-practices.xml", 2)]
)
def test_number_of_queries_is_constant(client, number, address, queries, django_assert_num_queries):
    for other in range(number):
        make_practice(topics=[make_topic(f"Topic {other}")], cities=[make_city(f"City {other}")])
    with django_assert_num_queries(queries):
        client.get(address)
