"""The selection as one table."""

import re

import pytest

from tests.builders import make_practice

pytestmark = pytest.mark.django_db


def rows(page):
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)<', page)


def test_table_lists_the_selection_and_no_draft(client, catalogue):
    assert rows(client.get("/table/").content.decode()) == ["School in Oslo", "Work in Turin", "Somewhere"]
    assert rows(client.get("/table/?country=IT").content.decode()) == ["Work in Turin", "Somewhere"]


def test_columns_sort_and_turn_round(client, catalogue):
    page = client.get("/table/?country=IT&sort=title").content.decode()
    assert rows(page) == ["Somewhere", "Work in Turin"]
    headings = re.findall(r'<th scope="col"( aria-sort="\w+")?>(?:<a rel="nofollow" href="([^"]+)">)?(\w+)', page)
    assert headings == [
        (' aria-sort="ascending"', "/table/?country=IT&amp;sort=-title", "Practice"),
        ("", "/table/?country=IT&amp;sort=city", "City"),
        ("", "/table/?country=IT&amp;sort=country", "Country"),
        ("", "/table/?country=IT&amp;sort=start", "Period"),
        ("", "", "Topics"),
    ]


def test_everything_on_the_page_leads_to_the_table(client, catalogue):
    page = client.get("/table/?topic=-education&country=IT").content.decode()
    assert re.search(r'<form action="([^"]+)" id="filters"', page)[1] == "/table/"
    assert re.findall(r'class="chip" rel="nofollow" href="([^"]+)"', page) == [
        "/table/?country=IT",
        "/table/?topic=-education",
    ]
    assert 'href="/table/?topic=-education&amp;country=-IT" title="Exclude"' in page


def test_views_keep_the_selection_and_leave_the_page(client):
    for number in range(21):
        make_practice(f"Practice {number:02}")
    page = client.get("/table/?country=NO&page=2").content.decode()
    views = page.split('class="views"')[1].split("</nav>")[0]
    present = dict(re.findall(r'<a rel="nofollow" href="([^"]+)"( aria-current="page")?', views))
    assert (present["/?country=NO"], present["/table/?country=NO"]) == ("", ' aria-current="page"')
    assert rows(page) == ["Practice 20"]


def test_spelling_page_and_nothing_found(client, catalogue):
    assert client.get("/table/?country=no").headers["Location"] == "/table/?country=NO"
    missing = client.get("/table/?page=9")
    assert (missing.status_code, 'href="/table/"' in missing.content.decode()) == (404, True)
    page = client.get("/table/?topic=education&country=IT").content.decode()
    assert 'href="/table/?country=IT"><span>Without “Topic: Education”' in page


def test_part_for_htmx_is_the_table(client, catalogue):
    part = client.get("/table/?country=IT", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<title>All practices in one table – 2 practices · country: Italy ·")
    assert rows(part) == ["Work in Turin", "Somewhere"]


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    for _ in range(number):
        make_practice()
    with django_assert_num_queries(6):
        client.get("/table/")


def test_table_of_everything_describes_itself_to_search_engines(client, catalogue):
    description = '<meta name="description" content="All practices in one table. Good practices of intercultural'
    assert description in client.get("/table/").content.decode()
    assert '<meta name="robots" content="noindex,follow">' in client.get("/table/?country=IT").content.decode()
