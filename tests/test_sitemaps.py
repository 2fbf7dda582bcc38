"""The sitemap: an index, and files of landing pages and of practices."""

import re
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
LINK = "{http://www.w3.org/1999/xhtml}link"


def elements(client, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer


def entries(client, address):
    """(address, last modified) of every entry of a file."""
    found = elements(client, address)
    return [(entry.findtext(f"{NAMESPACE}loc"), entry.findtext(f"{NAMESPACE}lastmod")) for entry in found]


def paths(client, address):
    return [location.removeprefix("http://testserver") for location, _ in entries(client, address)]


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


def test_practices_are_the_published_ones_in_both_languages(client, catalogue):
    assert entries(client, "/sitemap-practices.xml") == [
        ("http://testserver/practices/young-mayor/", "2026-11-02"),
        ("http://testserver/fr/practices/young-mayor/", "2026-11-02"),
    ]


def test_every_entry_names_its_versions_as_the_page_does(client, catalogue):
    for file in ("/sitemap-practices.xml", "/sitemap-pages.xml"):
        for entry in elements(client, file):
            address = entry.findtext(f"{NAMESPACE}loc")
            versions = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in entry.iter(LINK)]
            page = client.get(address.removeprefix("http://testserver")).content.decode()
            links = re.findall(r'<link rel="(alternate)" hreflang="(\w+)" href="([^"]+)">', page)
            assert versions == links and len(links) == 2
            assert address in {href for *_, href in links}


def test_pages_are_those_with_practices(client, catalogue):
    found = paths(client, "/sitemap-pages.xml")
    english = [
        "/",
        "/topics/",
        "/countries/",
        "/about/",
        "/topics/education/",
        "/countries/norway/",
        "/countries/norway/oslo/",
    ]
    assert found == [path for address in english for path in (address, f"/fr{address}")]
    assert [path for path in found if client.get(path).status_code != 200] == []


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_many_practices_take_several_files(client, monkeypatch, limit):
    monkeypatch.setattr(sitemaps.Practices, "limit", limit)
    for number in range(3):
        make_practice(f"Practice {number}")
    files = [path for path in paths(client, "/sitemap.xml") if "practices" in path]
    number = -(-6 // limit)
    assert files == [f"/sitemap-practices.xml{f'?p={n}' if n > 1 else ''}" for n in range(1, number + 1)]
    found = [path for file in files for path in paths(client, file)]
    assert found == [f"{prefix}/practices/practice-{n}/" for n in range(3) for prefix in ("", "/fr")]
    assert client.get(f"/sitemap-practices.xml?p={number + 1}").status_code == 404


def test_file_fetches_its_own_practices_only(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Practices, "limit", 2)
    for number in range(3):
        make_practice(f"Practice {number}")
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap-practices.xml?p=2")
    assert [query["sql"].partition(" LIMIT ")[2] for query in queries if "slug" in query["sql"]] == ["1 OFFSET 1"]


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
