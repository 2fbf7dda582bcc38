"""The page of all options of one facet."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import City
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    education, roma = make_topic("Education"), make_topic("Roma")
    oslo, turin = make_city("Oslo"), make_city("Turin", "IT")
    make_practice("A", cities=[oslo], topics=[education, roma], period="2014-2015")
    make_practice("B", country="IT", cities=[turin], topics=[roma], period="2016-", language="it")
    make_practice("Draft", status="draft", published_at=None, cities=[make_city("Bergen")])


def boxes(page):
    return re.findall(r'<input type="checkbox" id="[^"]+" name="(\w+)" value="([^"]+)"( checked)?><span>([^<]+)<', page)


@pytest.mark.parametrize(
    ("facet", "options"),
    [
        ("topic", [("topic", "education", "", "Education"), ("topic", "roma", "", "Roma")]),
        ("country", [("country", "IT", "", "Italy"), ("country", "NO", "", "Norway")]),
        ("city", [("city", "oslo", "", "Oslo"), ("city", "turin", "", "Turin")]),
        ("language", [("language", "en", "", "English"), ("language", "it", "", "Italian")]),
    ],
)
def test_all_options_of_what_is_published_come_from_a_to_z(client, catalogue, facet, options):
    assert boxes(client.get(f"/facets/{facet}/").content.decode()) == options


def test_form_leads_to_the_catalogue_with_everything_else_carried_along(client, catalogue):
    page = client.get(
        "/facets/city/?q=a&topic=roma&city=oslo&city=-turin&from=2014&ongoing=1&sort=title&page=2"
    ).content.decode()
    form = re.search(r'<form class="wrap all-options" action="/".*?</form>', page, re.DOTALL)[0]
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form) == [
        ("q", "a"),
        ("topic", "roma"),
        ("city", "-turin"),
        ("from", "2014"),
        ("ongoing", "1"),
        ("sort", "title"),
    ]
    assert boxes(form) == [("city", "oslo", " checked", "Oslo")]
    assert "<span>not Turin</span>" in form


def test_page_is_kept_out_of_indexes_and_its_links_are_not_followed(client, catalogue):
    page = client.get("/facets/city/?topic=roma").content.decode()
    assert '<meta name="robots" content="noindex,follow">' in page
    main = page.split("<main")[1].split("</main>")[0]
    links = [link for link in re.findall(r"<a [^>]+>", main) if 'href="#' not in link]
    assert [link for link in links if 'rel="nofollow"' not in link] == []
    assert len(links) == 3
    assert 'href="/?topic=roma">Back to the practices' in main
    assert "2 practices · topic: Roma" in main


def test_other_spellings_lead_to_the_canonical_address(client, catalogue):
    response = client.get("/facets/city/?utm_source=mail&country=no")
    assert (response.status_code, response.headers["Location"]) == (301, "/facets/city/?country=NO")


def test_unknown_value_is_named(client, catalogue):
    response = client.get("/facets/city/?topic=nope")
    assert response.status_code == 200
    assert "There is no topic “nope”." in response.content.decode()


@pytest.mark.parametrize("facet", ["nope", "years", "ongoing", "all", "selection"])
def test_unknown_facet_is_a_404(client, catalogue, facet):
    assert client.get(f"/facets/{facet}/").status_code == 404


def test_two_thousand_cities_stand_under_their_letters(client):
    letters = "abcdefghijklmnopqrst"
    make_practice(
        cities=City.objects.bulk_create(
            City(name=f"{letter}ville {n}", slug=f"{letter}ville-{n}", country_id="NO")
            for letter in letters
            for n in range(100)
        )
    )
    page = client.get("/facets/city/").content.decode()
    assert len(boxes(page)) == 2000
    assert re.findall(r'<a href="#letter-(\w)">', page) == list(letters.upper())
    assert re.findall(r'<section class="letter" id="letter-(\w)">', page) == list(letters.upper())
    assert client.get("/").content.decode().count('name="city"') == 8


@pytest.mark.parametrize("query", ["", "?topic=roma&country=NO&city=-oslo&language=en"])
def test_page_needs_no_more_queries_than_the_catalogue(client, catalogue, query):
    numbers = []
    for address in ("/", "/facets/city/", "/facets/topic/", "/facets/country/", "/facets/language/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address + query)
        numbers.append(len(queries))
    assert max(numbers[1:]) <= numbers[0]


@pytest.mark.parametrize(
    ("number", "on_list", "on_page"), [(8, [], []), (9, ["find-city"], ["find-city"]), (61, [], ["find-city"])]
)
def test_box_to_type_in_waits_in_a_template_where_a_facet_is_long(client, number, on_list, on_page):
    make_practice(cities=[make_city(f"City {place:02}") for place in range(number)])
    box = r'<template><div class="find"><label for="([^"]+)">Find a city<'
    assert re.findall(box, client.get("/").content.decode()) == on_list
    assert re.findall(box, client.get("/facets/city/").content.decode()) == on_page
