"""The selection on a map, and the list that says the same."""

import re

import pytest

from practices import places
from practices.models import City, Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db

OSLO = {"latitude": 59.9139, "longitude": 10.7522}
STAVANGER = {"latitude": 58.97, "longitude": 5.7331}
MONTREAL = {"latitude": 45.5017, "longitude": -73.5673}


@pytest.fixture
def catalogue(db):
    """Oslo 4, Stavanger 1 of these, Montréal 1, Utopia without a position 1, and one practice without a city."""
    school = make_topic("School")
    oslo, stavanger = make_city("Oslo", **OSLO), make_city("Stavanger", **STAVANGER)
    montreal, utopia = make_city("Montréal", "CA", **MONTREAL), make_city("Utopia", "IT")
    for number in range(3):
        make_practice(f"In Oslo {number}", cities=[oslo])
    make_practice("In two cities", cities=[oslo, stavanger], topics=[school])
    make_practice("Au Québec", country="CA", cities=[montreal], topics=[school], language="fr")
    make_practice("Nowhere on the map", country="IT", cities=[utopia])
    make_practice("All over the country", country="SE")
    make_practice("A draft", status="draft", published_at=None, cities=[oslo, stavanger], topics=[school])
    make_practice("Withdrawn", status="withdrawn", country="DK")


def page_at(client, address="/map/"):
    return client.get(address).content.decode()


def circles(page):
    """(anchor, what is said, radius) of every circle, in the order of the page."""
    reach = '(?:<circle class="reach"[^>]+>)?'
    return re.findall(rf'<a href="#([^"]+)" aria-label="([^"]+)" transform="[^"]+">{reach}<circle r="([^"]+)"', page)


def gazetteer(page):
    return page.split('id="places"')[1].split("</section>\n</div>")[0]


def headings(page):
    """(address, name, number) of every country and city in the list; no address where no city is named."""
    found = re.findall(r'<h[34][^>]*>(?:<a rel="nofollow" href="([^"]+)">)?([^<]+)(?:</a>)?<span[^>]*>(\d+)', page)
    return [tuple(row) for row in found]


def titles(page):
    return re.findall(r'<li><a href="/practices/[^"]+"(?: lang="\w+")?>([^<]+)<', gazetteer(page))


def test_a_circle_a_city_says_how_many_and_leads_to_the_list(client, catalogue):
    page = page_at(client)
    assert circles(page) == [
        ("place-oslo", "Oslo 4 practices, Norway", "24.0"),
        ("place-stavanger", "Stavanger 1 practice, Norway", "14.0"),
        ("place-montreal", "Montréal 1 practice, Canada", "14.0"),
    ]
    french = [said for _, said, _ in circles(page_at(client, "/fr/map/"))]
    # Whoever speaks to the computer says what is drawn: "Oslo 4" (WCAG 2.5.3).
    assert french == ["Oslo 4 pratiques, Norvège", "Stavanger 1 pratique, Norvège", "Montréal 1 pratique, Canada"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' id="(place-[^"]+)"', page)) == {anchor for anchor, *_ in circles(page)} | {"place-utopia"}


def test_list_says_the_same_in_words_without_drafts(client, catalogue):
    page = page_at(client)
    assert headings(gazetteer(page)) == [
        ("/?country=CA", "Canada", "1"),
        ("/?city=montreal", "Montréal", "1"),
        ("/?country=IT", "Italy", "1"),
        ("/?city=utopia", "Utopia", "1"),
        ("/?country=NO", "Norway", "4"),
        ("/?city=oslo", "Oslo", "4"),
        ("/?city=stavanger", "Stavanger", "1"),
        ("/?country=SE", "Sweden", "1"),
        ("", "No city named", "1"),
    ]
    assert titles(page) == [
        "Au Québec",
        "Nowhere on the map",
        *("In Oslo 0", "In Oslo 1", "In Oslo 2", "In two cities"),
        "In two cities",
        "All over the country",
    ]
    assert "The practices of 4 cities." in page
    assert page.count("Not on the map: its position is not known.") == 1


def test_selection_is_respected_and_kept_in_the_links(client, catalogue):
    page = page_at(client, "/map/?topic=school&country=-CA")
    assert circles(page) == [
        ("place-oslo", "Oslo 1 practice, Norway", "24.0"),
        ("place-stavanger", "Stavanger 1 practice, Norway", "24.0"),
    ]
    assert headings(gazetteer(page)) == [
        ("/?topic=school&amp;country=NO&amp;country=-CA", "Norway", "1"),
        ("/?topic=school&amp;country=-CA&amp;city=oslo", "Oslo", "1"),
        ("/?topic=school&amp;country=-CA&amp;city=stavanger", "Stavanger", "1"),
    ]
    assert client.get("/?topic=school&country=NO&country=-CA").status_code == 200


def test_of_chosen_cities_no_other_ones_are_shown(client, catalogue):
    assert circles(page_at(client, "/map/?city=stavanger")) == [
        ("place-stavanger", "Stavanger 1 practice, Norway", "24.0")
    ]


def test_world_is_there_for_what_is_outside_europe_and_opens_where_nothing_is_inside(client, catalogue):
    assert "<summary>World map: 1 more city</summary>" in page_at(client)
    assert '<details class="world" open>' in page_at(client, "/map/?country=CA")
    assert "World map" not in page_at(client, "/map/?country=NO")
    make_practice("In Japan", country="JP")
    assert "<summary>World map</summary>" in page_at(client, "/map/?country=JP")


def test_countries_with_practices_are_tinted(client, catalogue):
    def tinted(address):
        return [part.count('class="c"') for part in page_at(client, address).split('class="world"')]

    assert tinted("/map/?country=SE") == [1]
    assert tinted("/map/") == [3, 4]


def test_names_keep_out_of_each_others_way(client, db):
    for name, longitude in (("London", -0.12), ("Lambeth", -0.11), ("Lewisham", -0.02)):
        make_practice(country="GB", cities=[make_city(name, "GB", latitude=51.5, longitude=longitude)])
    names = re.findall(r'text-anchor="(\w+)">(\w+) <tspan class="num">1</tspan>', page_at(client))
    assert names == [("start", "Lambeth"), ("end", "Lewisham"), ("middle", "London")]


def test_circle_takes_a_thumb_up_to_half_the_way_to_the_next(client, db):
    for name, longitude in (("London", -0.12), ("Luton", -0.41), ("Bilbao", -2.93)):
        latitude = 43.26 if name == "Bilbao" else 51.5
        make_practice(country="GB", cities=[make_city(name, "GB", latitude=latitude, longitude=longitude)])
    for number in range(99):
        make_practice(f"In Oslo {number}", cities=[City.objects.get_or_create(name="Oslo", country_id="NO", **OSLO)[0]])
    reaches = re.findall(r'aria-label="(\w+) [^>]+>(?:<circle class="reach" r="([^"]+)"/>)?<circle r', page_at(client))
    assert reaches == [("Oslo", ""), ("Bilbao", "20.0"), ("London", ""), ("Luton", "")]


def test_map_of_many_circles_is_marked_as_dense(client, catalogue, monkeypatch):
    assert '<svg viewBox="0 0 750 660"' in page_at(client)
    monkeypatch.setattr("practices.circles.MANY_CIRCLES", 1)
    assert '<svg class="dense" viewBox="0 0 750 660"' in page_at(client)


def test_titles_stand_where_they_are_few(client, catalogue, monkeypatch):
    monkeypatch.setattr(places, "MOST_OF_PLACE", 3)
    assert titles(page_at(client)) == ["Au Québec", "Nowhere on the map", "In two cities", "All over the country"]
    monkeypatch.setattr(places, "MOST_TITLES", 3)
    assert titles(page_at(client, "/map/?sort=title")) == []


def test_of_very_many_cities_the_largest_are_listed(client, catalogue, monkeypatch):
    monkeypatch.setattr(places, "MOST_CITIES", 1)
    page = page_at(client)
    assert [anchor for anchor, *_ in circles(page)] == ["place-oslo"]
    assert re.findall(r'<a rel="nofollow" href="(/facets/[^"]+)">([^<]+)<', gazetteer(page)) == [
        ("/facets/city/?country=CA", "1 more city"),
        ("/facets/city/?country=IT", "1 more city"),
        ("/facets/city/?country=NO", "1 more city"),
    ]
    assert "The practices of 4 cities." in page


def test_legend_shows_the_sizes(client, catalogue):
    legend = page_at(client).split('class="sizes"')[1].split("</span>")[0]
    assert re.findall(r'cx="([^"]+)" cy="24" r="([^"]+)"', legend) == [("14.0", "14.0"), ("56.0", "24.0")]
    assert legend.endswith("Practices in a city: 1, 4")


def test_numbers_of_the_drawing_are_numbers_in_french_too(client, catalogue, settings):
    settings.LANGUAGE_CODE, settings.USE_THOUSAND_SEPARATOR = "fr", True
    pages = page_at(client) + page_at(client, "/practices/in-oslo-0/")
    numbers = re.findall(r' (?:cx|cy|r|x|y|viewBox|transform)="([^"]+)"', pages)
    assert len(numbers) > 20 and [number for number in numbers if "," in number] == []


def test_map_has_no_pages_and_one_spelling(client, catalogue):
    assert client.get("/map/?country=no").headers["Location"] == "/map/?country=NO"
    assert client.get("/map/?country=NO&page=2").headers["Location"] == "/map/?country=NO"


def test_nothing_found_leads_on(client, catalogue):
    page = page_at(client, "/map/?topic=school&country=IT")
    assert 'href="/map/?country=IT"><span>Without “Topic: School”' in page
    assert '<figure class="map">' not in page


def test_part_for_htmx_is_the_map(client, catalogue):
    part = client.get("/map/?country=NO", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<title>Where the practices are – 4 practices · country: Norway ·")
    assert [anchor for anchor, *_ in circles(part)] == ["place-oslo", "place-stavanger"]


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    for index in range(number):
        make_practice(cities=[make_city(f"Town {index}", **OSLO)])
    with django_assert_num_queries(7):
        page = page_at(client)
    assert len(circles(page)) == Practice.objects.count() == number


def test_practice_page_locates_its_cities(client, catalogue):
    def locator(slug):
        svg = re.search(r'<svg class="loc" viewBox="([^"]+)".*?</svg>', page_at(client, f"/practices/{slug}/"))
        return svg and (svg[1], re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg[0]), svg[0].count('class="x"'))

    assert locator("in-oslo-0") == ("0 0 200 176", [("95.5", "44.3")], 1)
    assert locator("in-two-cities") == ("0 0 200 176", [("95.5", "44.3"), ("81.6", "49.1")], 0)
    assert locator("au-quebec") == ("0 0 240 101", [("71.8", "17.9")], 1)
    assert locator("all-over-the-country") == ("0 0 200 176", [], 0)
    make_practice("On an island", country="TK")
    assert locator("on-an-island") is None
