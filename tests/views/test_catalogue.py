"""The front door."""

import re

import pytest

from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def shown_titles(response):
    return re.findall(r'<h3><a href="/practices/[^"]+">([^<]+)</a></h3>', response.content.decode())


def test_front_page_opens_with_the_figures_of_what_is_published(client, catalogue):
    page = client.get("/").content.decode()
    said = re.sub(r"<[^>]+>", "", re.search(r'<p class="say">(.*?)</p>', page, re.DOTALL)[1])
    assert said == "3 good practices from 2 cities in 2 countries, 2014 to today."
    assert "2 of 3 still running" in page


def test_front_page_lists_practices_and_no_draft(client, catalogue):
    assert shown_titles(client.get("/")) == ["School in Oslo", "Work in Turin", "Somewhere"]
    assert "A draft" not in client.get("/").content.decode()


def test_entry_shows_place_period_excerpt_and_topics(client, catalogue):
    page = client.get("/?country=NO").content.decode()
    entry = re.search(r'<article class="entry">(.*?)</article>', page, re.DOTALL)[1]
    words = " ".join(re.sub(r"<[^>]+>", " ", entry).split())
    assert words == "Norway Oslo 2014-2015 School in Oslo Fair schools. Education Compare School in Oslo"


def test_filtered_page_has_its_count_chips_and_ticks(client, catalogue):
    response = client.get("/?country=IT")
    page = response.content.decode()
    assert shown_titles(response) == ["Work in Turin", "Somewhere"]
    assert "<h1><b>2</b> practices</h1>" in page
    assert '<input type="checkbox" id="country-IT" name="country" value="IT" checked>' in page
    assert '<span class="vh">Remove filter: </span><span>Country:</span> Italy' in page
    assert '<p class="say">' not in page
    assert '<meta name="robots" content="noindex,follow">' in page


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/?country=no", "/?country=NO"),
        ("/?topic=&country=NO&from=&to=", "/?country=NO"),
        ("/?utm_source=mail", "/"),
        ("/practices/?country=NO", "/?country=NO"),
        ("/practices/", "/"),
    ],
)
def test_other_spellings_lead_to_the_canonical_address(client, catalogue, address, canonical):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, canonical)


def test_unknown_value_is_named_and_the_rest_still_filters(client, catalogue):
    response = client.get("/?country=NO&topic=nope&utm_source=mail")
    assert response.status_code == 200
    assert "There is no topic “nope”." in response.content.decode()
    assert shown_titles(response) == ["School in Oslo"]


def test_values_from_the_address_are_escaped(client, catalogue):
    page = client.get("/", {"topic": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_nothing_found_offers_ways_out(client, catalogue):
    page = client.get("/?topic=education&country=IT").content.decode()
    assert "No practice matches all of these filters." in page
    assert re.findall(r'href="(/[^"]*)"><span>Without “([^”]+)”</span><span class="num mut">([^<]+)<', page) == [
        ("/?country=IT", "Topic: Education", "2 practices"),
        ("/?topic=education", "Country: Italy", "1 practice"),
    ]


def test_empty_catalogue_says_so(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "No practice is published yet." in response.content.decode()


def test_page_beyond_the_last_leads_back(client, catalogue):
    response = client.get("/?country=IT&page=9999")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no page 9,999" in page
    assert 'href="/?country=IT"' in page


def test_pages_hold_twenty_and_link_to_each_other(client):
    for number in range(45):
        make_practice(f"Practice {number:02}")
    second = client.get("/?page=2")
    assert shown_titles(second) == [f"Practice {number:02}" for number in range(20, 40)]
    page = second.content.decode()
    assert "Showing 21–40 of 45" in page
    assert re.findall(r'<a rel="(\w+) nofollow" href="([^"]+)"', page) == [
        ("prev", "/"),
        ("next", "/?page=3"),
    ]
    assert len(shown_titles(client.get("/?per_page=50"))) == 45


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_does_not_depend_on_the_number_of_practices(client, number, django_assert_num_queries):
    topic, city = make_topic(), make_city()
    for _ in range(number):
        make_practice(topics=[topic], cities=[city])
    # Version, directory (3), all counts and the page's ids, the page's practices.
    with django_assert_num_queries(6):
        client.get("/")
    with django_assert_num_queries(6):
        client.get("/?topic=-education&country=NO&from=2001&sort=city")


def test_page_sets_no_cookie_and_carries_its_security_headers(client, catalogue):
    response = client.get("/")
    assert not response.cookies
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in response.headers["Permissions-Policy"]


def test_option_can_be_excluded_and_says_so(client, catalogue):
    page = client.get("/?country=NO").content.decode()
    assert re.search(r'href="([^"]+)" title="Exclude"><span class="vh">Exclude Italy<', page)[1] == (
        "/?country=NO&amp;country=-IT"
    )
    page = client.get("/?country=-IT").content.decode()
    assert "<span>not Italy</span>" in page
    assert 'value="IT"' not in page.replace('name="country" value="-IT"', "")
    assert re.search(r'href="([^"]+)" title="No longer exclude"', page)[1] == "/"


def test_several_cities_are_told_apart(client):
    make_practice(cities=[make_city("Oslo"), make_city("Bergen")])
    assert "<b>Bergen</b>, <b>Oslo</b>" in client.get("/").content.decode()


def test_only_so_many_unknown_values_are_named(client, catalogue):
    page = client.get("/", {"topic": [f"x{number}" for number in range(500)]}).content.decode()
    assert page.count("There is no topic") == 10


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_pages_are_read_only(client, catalogue, method):
    for address in ("/", "/practices/school-in-oslo/", "/about/", "/healthz"):
        assert getattr(client, method)(address).status_code == 405


def test_form_keeps_exclusions_and_order(client, catalogue):
    page = client.get("/?topic=-education&sort=title").content.decode()
    form = re.search(r'<form action="/" id="filters".*?</form>', page, re.DOTALL)[0]
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form) == [
        ("topic", "-education"),
        ("sort", "title"),
    ]


def test_search_shows_its_words_marks_them_and_keeps_the_selection(client, catalogue):
    page = client.get("/?q=schools&country=NO").content.decode()
    assert "<b>1</b> practice for “schools”" in page
    assert (
        '<h3><a href="/practices/school-in-oslo/?q=schools&amp;country=NO"><mark>School</mark> in Oslo</a></h3>' in page
    )
    assert '<span class="run caps" lang="en">In purpose</span>Fair *<mark>schools</mark>*.' in page
    header = page.split("<main")[0]
    assert '<input type="hidden" name="country" value="NO">' in header
    assert 'name="q" maxlength="200"' in header
    assert 'value="schools"' in header
    form = page.split('id="filters"')[1].split("</form>")[0]
    assert '<input type="hidden" name="q" value="schools">' in form


def test_typo_is_corrected_and_said(client, catalogue):
    page = client.get("/?q=scohol").content.decode()
    assert "Showing results for “school”." in page
    assert 'href="/?q=%22scohol%22">Search instead for “scohol”' in page
    assert "No practice matches" in client.get('/?q="scohol"').content.decode()


def test_weak_result_comes_with_a_correction(client):
    make_practice("Mentors", purpose="A mentrs programme.")
    make_practice("Mentors meet")
    page = client.get("/?q=mentrs").content.decode()
    assert shown_titles(client.get("/?q=mentrs")) == ["Mentors"]
    assert 'Did you mean <a class="lnk" rel="nofollow" href="/?q=mentors">mentors</a>?</p>' in page
    french = client.get("/fr/?q=mentrs").content.decode()
    assert 'href="/fr/?q=mentors">mentors</a>\u202f?</p>' in french
    assert "Did you mean" not in client.get("/?q=mentors").content.decode()


def test_words_that_no_practice_has_together_are_said(client, catalogue):
    page = client.get("/?q=school+turin+zeppelin").content.decode()
    assert "No practice has all the words of “school turin zeppelin”: these have some of them." in page


def test_page_says_when_only_titles_are_ranked(client, monkeypatch):
    for title in ("Mentors", "Others", "More"):
        make_practice(title, purpose="Mentors meet.")
    assert "in their title come first" not in client.get("/?q=mentors").content.decode()
    monkeypatch.setattr("practices.search.MOST_RANKED", 2)
    monkeypatch.setattr("practices.filters.MOST_RANKED", 2)
    assert "in their title come first" in client.get("/?q=mentors").content.decode()
    assert "in their title come first" not in client.get("/?q=mentors&sort=title").content.decode()


def test_long_search_is_cut_with_a_message(client, catalogue):
    response = client.get("/", {"q": "school " * 60})
    assert response.status_code == 200
    assert "The search has been cut after 200 characters." in response.content.decode()


def test_controls_are_taken_out_of_a_search(client, catalogue):
    response = client.get("/?q=%00school%07%20%20oslo%00")
    assert (response.status_code, response.headers["Location"]) == (301, "/?q=school+oslo")


@pytest.mark.parametrize(
    "text", ['":*', "&", "((", "😀", "שלום", "a:b|c", "'", "\\", "%", "<->", "!!", "or", "-", "-oslo"]
)
def test_no_text_is_an_error(client, catalogue, text):
    response = client.get("/", {"q": text}, follow=True)
    assert response.status_code == 200


def test_text_without_a_letter_is_no_search_that_found_everything(client, catalogue):
    page = client.get("/?q=%25").content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["<b>3</b> practices"]
    assert "q=%: There is no letter or number in it to search for." in page


@pytest.mark.parametrize("number", [3, 30])  # one or two are a weak result, which asks for a correction
def test_number_of_queries_of_a_search_is_constant(client, number, django_assert_num_queries):
    for _ in range(number):
        make_practice("Mentors", purpose="Mentors meet.")
    with django_assert_num_queries(8):  # also what the words mean, and the passages
        client.get("/?q=mentors")


@pytest.mark.parametrize(
    ("query", "most"), [("q=mentrs", 12), ("q=mentrs&country=SE", 12), ("q=zeppelin+flights&country=SE", 12)]
)
def test_number_of_queries_when_nothing_is_found_is_bounded(client, query, most, django_assert_max_num_queries):
    make_practice("Mentors", purpose="Mentors meet.")
    with django_assert_max_num_queries(most):
        client.get(f"/?{query}")


def test_form_asks_for_still_running_and_for_languages_where_there_are_several(client, catalogue):
    page = client.get("/?ongoing=1").content.decode()
    assert '<input type="checkbox" id="ongoing" name="ongoing" value="1" checked><span>Still running</span>' in page
    assert 'id="facet-language"' not in page
    make_practice("En français", language="fr")
    page = client.get("/?language=fr&ongoing=1").content.decode()
    assert '<input type="checkbox" id="language-fr" name="language" value="fr" checked><span>French</span>' in page
    assert '<input type="hidden" name="ongoing"' not in page.split('id="filters"')[1]
    assert '<input type="hidden" name="language"' not in page.split('id="filters"')[1]


def test_facet_too_long_for_the_form_leads_to_its_own_page(client):
    make_practice(cities=[make_city(f"City {place:02}") for place in range(61)])
    page = client.get("/?country=NO&page=1&sort=title", follow=True).content.decode()
    assert re.findall(r'href="(/facets/[^"]+)">([^<]+)<', page) == [
        ("/facets/city/?country=NO&amp;sort=title", "Show all 61 cities")
    ]
    assert page.count('name="city"') == 8


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "http://testserver/"),
        ("/?country=IT&sort=title", "http://testserver/?country=IT&amp;sort=title"),
        ("/?country=IT&topic=nope&utm_source=x", "http://testserver/?country=IT"),
    ],
)
def test_list_names_its_canonical_address(client, catalogue, address, canonical):
    page = client.get(address).content.decode()
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [canonical]


def test_canonical_address_keeps_the_page(client):
    for number in range(21):
        make_practice(f"Practice {number}")
    assert '<link rel="canonical" href="http://testserver/?page=2">' in client.get("/?page=2").content.decode()


def test_export_carries_the_selection_without_its_page(client):
    for number in range(60):
        make_practice(f"Practice {number}")
    page = client.get("/?country=NO&sort=title&page=2&per_page=50").content.decode()
    assert re.findall(r'<a rel="nofollow" href="(/practices\.[^"]+)">(\w+) <small>', page) == [
        ("/practices.csv?country=NO&amp;sort=title", "CSV"),
        ("/practices.json?country=NO&amp;sort=title", "JSON"),
    ]
    assert re.findall(r'<link rel="alternate" type="application/json" href="([^"]+)">', page) == [
        "/practices.json?country=NO&amp;sort=title"
    ]


def test_what_a_page_passed_over_is_not_exported(client, catalogue):
    page = client.get("/?country=NO&topic=nope&utm_source=mail").content.decode()
    address = re.search(r'href="(/practices\.json[^"]*)">JSON <small>', page)[1]
    assert address == "/practices.json?country=NO"
    assert client.get(address).status_code == 200


def test_nothing_found_is_nothing_to_export(client, catalogue):
    assert "<small>" not in client.get("/?topic=education&country=IT").content.decode()


def test_footer_leads_to_all_data(client, catalogue):
    footer = client.get("/?country=NO").content.decode().split("<footer")[1]
    assert re.findall(r'href="([^"]+)">(Download[^<]+)<', footer) == [
        ("/practices.csv", "Download the data (CSV)"),
        ("/practices.json", "Download the data (JSON)"),
    ]
