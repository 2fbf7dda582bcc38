"""The machine formats."""

import csv
import gzip
import io
import json
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.exports.record import record
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.getvalue().decode()


def data_of(response):
    return json.loads(text_of(response))


def rows_of(response):
    return list(csv.DictReader(io.StringIO(text_of(response), newline="")))


def records_of(*titles):
    return [record(Practice.objects.get(title=title), "http://testserver") for title in titles]


def test_json_is_the_selection(client, catalogue):
    response = client.get("/practices.json?country=IT")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    data = data_of(response)
    facets = data.pop("facets")
    assert list(facets) == ["topic", "country", "city", "language", "year", "ongoing"]
    assert facets["country"] == [
        {"value": "IT", "label": "Italy", "count": 2, "is_selected": True, "is_excluded": False},
        {"value": "NO", "label": "Norway", "count": 1, "is_selected": False, "is_excluded": False},
    ]
    assert data == {
        "count": 2,
        "selection": "2 practices · country: Italy",
        "practices": records_of("Work in Turin", "Somewhere"),
    }


def test_json_of_everything_has_no_draft(client, catalogue):
    data = data_of(client.get("/practices.json"))
    assert data["count"] == 3
    assert data["practices"] == records_of("School in Oslo", "Work in Turin", "Somewhere")


def test_json_without_a_page_size_has_counts_alone(client, catalogue):
    data = data_of(client.get("/practices.json?per_page=0&country=IT"))
    assert (data["count"], data["practices"], len(data["facets"])) == (2, [], 6)


def test_json_says_when_a_search_was_corrected_or_loosened(client, catalogue):
    def search(words):
        return data_of(client.get("/practices.json", {"q": words, "per_page": "0"})).get("search")

    assert search("school") == {"typed": "school", "used": "school", "is_loosened": False}
    assert search("scohol") == {"typed": "scohol", "used": "school", "is_loosened": False}
    assert search("school zeppelin")["is_loosened"] is True
    assert search("") is None


def test_json_follows_the_order_asked_for(client, catalogue):
    titles = [practice["title"] for practice in data_of(client.get("/practices.json?sort=-title"))["practices"]]
    assert titles == ["Work in Turin", "Somewhere", "School in Oslo"]


def test_csv_is_the_selection(client, catalogue):
    response = client.get("/practices.csv?country=IT")
    assert {name: response.headers[name] for name in ("Content-Type", "Content-Disposition")} == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="good-practices.csv"',
    }
    assert [(row["title"], row["cities"], row["start_year"]) for row in rows_of(response)] == [
        ("Work in Turin", "Turin", "2016"),
        ("Somewhere", "", ""),
    ]


def test_csv_of_everything_has_no_draft(client, catalogue):
    assert [row["slug"] for row in rows_of(client.get("/practices.csv"))] == [
        "school-in-oslo",
        "work-in-turin",
        "somewhere",
    ]


def test_one_practice_is_its_record(client, catalogue):
    response = client.get("/practices/school-in-oslo.json")
    assert response.headers["Content-Type"] == "application/json"
    assert [data_of(response)] == records_of("School in Oslo")


@pytest.mark.parametrize("slug", ["a-draft", "nowhere"])
def test_practice_that_is_not_public_has_no_record(client, catalogue, slug):
    response = client.get(f"/practices/{slug}.json")
    assert response.status_code == 404
    error = {"parameter": "slug", "value": slug, "message": f"There is no practice “{slug}”."}
    assert data_of(response) == {"errors": [error]}


@pytest.mark.parametrize(
    ("address", "errors"),
    [
        ("/practices.json?topic=nope&ongoing=2", [("topic", "nope"), ("ongoing", "2")]),
        ("/practices.json?from=2020&to=2010", [("from", "2020")]),
        ("/practices.json?page=2", [("page", "2")]),
        ("/practices.json?per_page=10", [("per_page", "10")]),
        ("/practices.json?utm_source=mail", [("utm_source", "mail")]),
        ("/practices.json?q=" + "x" * 201, [("q", "x" * 201)]),
        ("/practices.json?sort=price", [("sort", "price")]),
        ("/practices.json?from=2001&from=2002", [("from", "2002")]),
        ("/practices.json?topic=%00", [("topic", "\0")]),
        ("/practices.csv?page=1", [("page", "1")]),
        ("/practices.csv?per_page=0&country=ZZ", [("country", "ZZ"), ("per_page", "0")]),
        ("/practices/school-in-oslo.json?q=a", [("q", "a")]),
    ],
)
def test_what_is_invalid_is_refused_by_name(client, catalogue, address, errors):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/json")
    named = data_of(response)["errors"]
    assert [(error["parameter"], error["value"]) for error in named] == errors
    assert all(error["message"] for error in named)


@pytest.mark.parametrize(
    "address", ["/practices.json?per_page=&country=it&topic=", "/practices.csv?country=IT&country=it"]
)
def test_another_spelling_is_answered_where_it_is(client, catalogue, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Work in Turin" in text_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "/practices.json",
        "/practices.csv",
        "/practices/school-in-oslo.json",
        "/practices.csv?page=1",
        "/practices/x.json",
    ],
)
def test_every_site_may_read_and_no_index_keeps(client, catalogue, address):
    response = client.get(address)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/practices.json", "/practices.csv", "/practices/school-in-oslo.json"])
def test_formats_are_read_only(client, catalogue, address):
    assert client.post(address).status_code == 405


def test_compressed_stream_is_the_same_text(client, catalogue):
    response = client.get("/practices.csv", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.getvalue()).decode() == text_of(client.get("/practices.csv"))


@pytest.mark.parametrize(("address", "most"), [("/practices.csv", 7), ("/practices.json", 8)])
def test_number_of_queries_does_not_depend_on_the_number_of_practices(client, address, most):
    topic, city = make_topic(), make_city()
    numbers = []
    for more in (1, 29):
        for _ in range(more):
            make_practice(topics=[topic], cities=[city])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address).getvalue()
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= most


def make_large_practices(number, size):
    """Practices with `size` characters of text each, in one statement."""
    text = ("a practice of the city " * size)[:size]
    now = timezone.now()
    Practice.objects.bulk_create(
        Practice(
            title=f"Practice {place}",
            slug=f"practice-{place}",
            country_id="NO",
            purpose=text,
            status=Practice.Status.PUBLISHED,
            published_at=now,
        )
        for place in range(number)
    )


def size_and_peak(client, address):
    """Bytes of an answer, and at most how many of the process's memory making it took."""
    tracemalloc.start()
    size = sum(len(block) for block in client.get(address, headers={"Accept-Encoding": "identity"}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size, peak


def test_large_selection_is_never_whole_in_memory(client):
    make_large_practices(2000, 10_000)
    for address in ("/practices.csv", "/practices.json"):
        size, peak = size_and_peak(client, address)
        assert size > 20_000_000, address
        assert peak < size / 2, address


def open_cursors():
    with connection.cursor() as cursor:
        cursor.execute("SELECT is_holdable FROM pg_cursors WHERE name LIKE '\\_django\\_curs\\_%'")
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/practices.csv", "/practices.json"])
def test_rows_stay_at_the_server_and_an_abandoned_download_leaves_nothing(client, address):
    make_large_practices(300, 1000)
    response = client.get(address)
    next(iter(response))
    assert open_cursors() == [(True,)]
    response.close()
    assert open_cursors() == []
