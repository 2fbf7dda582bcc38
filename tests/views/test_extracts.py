"""The piece of the map on the pages of topics, countries and cities."""

import re

import pytest

from practices import extracts
from tests.builders import make_city, make_practice, make_topic
from tests.views.test_map import MONTREAL, OSLO, STAVANGER

pytestmark = pytest.mark.django_db
TURIN = {"latitude": 45.07, "longitude": 7.69}


@pytest.fixture
def catalogue(db):
    """School: Oslo 2, Stavanger 1, Turin 1, Montréal 1, Utopia without a position; another in Oslo, a hidden one."""
    school = make_topic("School")
    oslo, stavanger, turin = make_city(**OSLO), make_city("Stavanger", **STAVANGER), make_city("Turin", "IT", **TURIN)
    for number in range(2):
        make_practice(f"In Oslo {number}", cities=[oslo], topics=[school])
    make_practice("Other", cities=[oslo])
    make_practice("In Stavanger", cities=[stavanger], topics=[school])
    make_practice("In Italy", country="IT", cities=[turin, make_city("Utopia", "IT")], topics=[school])
    make_practice("Au Québec", country="CA", cities=[make_city("Montréal", "CA", **MONTREAL)], topics=[school])
    make_practice(
        "Draft", status="draft", published_at=None, cities=[make_city("Bergen", **STAVANGER)], topics=[school]
    )


def extract_at(client, address):
    """The figure on the page; None where there is none."""
    found = re.search(r'<figure class="map extract">.*?</figure>', client.get(address).content.decode(), re.DOTALL)
    return found and found[0]


def circles(figure):
    """(attributes before the label, what is said) of every circle."""
    return re.findall(r'<a href="([^"]+)"([^>]*) aria-label="([^"]+)"', figure)


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_topic_shows_the_region_of_its_cities_and_leads_into_its_selection(client, catalogue):
    figure = extract_at(client, "/topics/school/")
    nofollow = ' rel="nofollow"'
    assert circles(figure) == [
        ("/?topic=school&amp;city=oslo", nofollow, "Oslo 2 practices, Norway"),
        ("/?topic=school&amp;city=stavanger", nofollow, "Stavanger 1 practice, Norway"),
        ("/?topic=school&amp;city=turin", nofollow, "Turin 1 practice, Italy"),
    ]
    assert figure.count('class="c"') == 2
    said = words_of(figure.partition("<figcaption>")[2])
    assert "The larger a circle, the more practices. 2 more cities are not on this map." in said
    assert "Boundaries imply no opinion on legal status." in said
    assert '<a href="#cities">The cities as a list</a> · <a rel="nofollow" href="/map/?topic=school">' in figure


def test_country_shows_itself_and_leads_to_the_pages_of_its_cities(client, catalogue):
    figure = extract_at(client, "/countries/norway/")
    assert circles(figure) == [
        ("/countries/norway/oslo/", "", "Oslo 3 practices, Norway"),
        ("/countries/norway/stavanger/", "", "Stavanger 1 practice, Norway"),
    ]
    assert 'viewBox="0 0 360 300"' in figure and figure.count('class="c"') == 1
    assert 'href="#cities"' in figure and 'id="cities"' in client.get("/countries/norway/").content.decode()
    assert "not on this map" not in figure


def test_country_far_away_is_on_the_map_of_the_world(client, catalogue):
    assert circles(extract_at(client, "/countries/canada/")) == [
        ("/countries/canada/montreal/", "", "Montréal 1 practice, Canada")
    ]


def test_city_is_shown_among_the_others_of_its_country(client, catalogue):
    figure = extract_at(client, "/fr/countries/norway/stavanger/")
    assert circles(figure) == [
        ("/fr/countries/norway/oslo/", "", "Oslo 3 pratiques, Norvège"),
        ("/fr/countries/norway/stavanger/", ' aria-current="page"', "Stavanger 1 pratique, Norvège"),
    ]
    assert 'href="#others"' in figure


def test_city_of_the_page_is_drawn_over_the_others_and_named_first(client, catalogue):
    beside = make_city("Bærum", latitude=59.9, longitude=10.7)
    for number in range(3):
        make_practice(f"In Bærum {number}", cities=[beside])
    for slug, name in (("oslo", "Oslo 3 "), ("baerum", "Bærum 3 ")):
        figure = extract_at(client, f"/countries/norway/{slug}/")
        assert circles(figure)[-1][2].startswith(name)
        assert re.findall(r'text-anchor="(\w+)">', figure.rpartition("aria-current")[2]) == ["start"]


def test_city_without_a_position_shows_its_country(client, catalogue):
    figure = extract_at(client, "/countries/italy/utopia/")
    assert [label for *_, label in circles(figure)] == ["Turin 1 practice, Italy"]
    assert "1 more city is not on this map." in words_of(figure)


def test_country_without_cities_is_tinted_only(client, db):
    make_practice("All over", country="SE")
    figure = extract_at(client, "/countries/sweden/")
    assert (circles(figure), figure.count('class="c"')) == ([], 1)
    assert 'aria-label="Map"' in figure and "The larger" not in figure


def test_what_is_not_drawn_has_no_map(client, db):
    make_practice("On an island", country="TK")
    assert extract_at(client, "/countries/tokelau/") is None


def test_topic_that_nobody_uses_has_no_map(client, db):
    make_topic("Roma")
    assert extract_at(client, "/topics/roma/") is None


def test_of_very_many_cities_the_largest_have_a_circle(client, catalogue, monkeypatch):
    monkeypatch.setattr(extracts, "MOST_CIRCLES", 1)
    figure = extract_at(client, "/countries/norway/")
    assert [label for *_, label in circles(figure)] == ["Oslo 3 practices, Norway"]
    assert "1 more city is not on this map." in words_of(figure)


def test_very_many_cities_of_a_topic_are_listed_on_a_page_of_their_own(client, catalogue, monkeypatch):
    monkeypatch.setattr("practices.landing.MOST_IN_FORM", 3)
    page = client.get("/topics/school/").content.decode()
    found = re.search(r'<section id="cities".*?</section>', page, re.DOTALL)[0]
    assert re.findall(r'<a class="lnk" rel="nofollow" href="([^"]+)">([^<]+)<', found) == [
        ("/facets/city/?topic=school", "Show all 5 cities")
    ]


def test_numbers_of_the_drawing_are_numbers_in_french_too(client, catalogue, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    figure = extract_at(client, "/fr/topics/school/")
    numbers = re.findall(r' (?:r|x|y|viewBox|transform)="([^"]+)"', figure)
    assert len(numbers) > 10 and [number for number in numbers if "," in number] == []


def test_drawing_is_light(client, catalogue):
    sizes = [len(extract_at(client, address)) for address in ("/topics/school/", "/countries/norway/")]
    assert max(sizes) < 16_000
