"""The selection over the years."""

import re
from html import unescape

import pytest

from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def dated(db):
    """Practices of several topics, or none, over the years; and two that are not public."""
    education, roma = make_topic("Education"), make_topic("Roma")
    oslo = make_city("Oslo")
    make_practice("Begun late", cities=[oslo], topics=[education, roma], period="2020-")
    make_practice("Undated", topics=[education])
    make_practice("Early", topics=[roma], period="2014-2015")
    make_practice("In Italy", country="IT", period="1995-2016")
    make_practice("A draft", status="draft", published_at=None, topics=[education], period="2014")
    make_practice("Withdrawn", status="withdrawn", topics=[education], period="2014", country="IT")


def groups(client, address):
    """(heading, titles) of every group of a page."""
    page = client.get(address).content.decode()
    sections = re.findall(r'<section class="tlg"><h3>(.*?)</h3>(.*?)</section>', page, re.DOTALL)
    return [(text_of(heading), re.findall(r"<h4><a [^>]+>([^<]+)", rows)) for heading, rows in sections]


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def headings_and_links(client, address):
    page = client.get(address).content.decode()
    return [(unescape(link), label) for link, label in re.findall(r'<h3><a rel="nofollow" href="([^"]+)">(.*?)<', page)]


def test_countries_are_groups_and_the_start_is_the_order(client, dated):
    assert groups(client, "/timeline/") == [
        ("Italy 1 practice", ["In Italy"]),
        ("Norway 3 practices", ["Early", "Begun late", "Undated"]),
    ]


def test_topics_are_groups_and_a_practice_stands_in_each_of_its_own(client, dated):
    assert groups(client, "/timeline/topic/") == [
        ("Education 2 practices", ["Begun late", "Undated"]),
        ("Roma 2 practices", ["Early", "Begun late"]),
        ("No topic 1 practice", ["In Italy"]),
    ]


def test_included_topics_alone_are_groups(client, dated):
    assert groups(client, "/timeline/topic/?topic=roma") == [("Roma 2 practices", ["Early", "Begun late"])]
    assert groups(client, "/timeline/topic/?topic=-roma") == [
        ("Education 1 practice", ["Undated"]),
        ("No topic 1 practice", ["In Italy"]),
    ]


def test_order_asked_for_holds(client, dated):
    assert groups(client, "/timeline/?sort=start") == [
        ("Start year, oldest first 4 practices", ["In Italy", "Early", "Begun late", "Undated"])
    ]
    assert groups(client, "/timeline/?sort=-start") == [
        ("Start year, newest first 4 practices", ["Begun late", "Early", "In Italy", "Undated"])
    ]
    assert groups(client, "/timeline/?country=NO&sort=-title") == [
        ("Norway 3 practices", ["Undated", "Early", "Begun late"])
    ]
    assert [heading for heading, titles in groups(client, "/timeline/?sort=-country")] == [
        "Norway 3 practices",
        "Italy 1 practice",
    ]


@pytest.mark.parametrize("address", ["/timeline/?ongoing=1", "/timeline/topic/?ongoing=1", "/timeline/?q=late"])
def test_selection_holds(client, dated, address):
    assert {title for heading, titles in groups(client, address) for title in titles} == {"Begun late"}


def test_headings_lead_to_the_whole_group(client, dated):
    assert headings_and_links(client, "/timeline/?country=-IT&per_page=50") == [
        ("/timeline/?country=NO&country=-IT&per_page=50", "Norway")
    ]
    assert headings_and_links(client, "/timeline/topic/") == [
        ("/timeline/topic/?topic=education", "Education"),
        ("/timeline/topic/?topic=roma", "Roma"),
    ]


def test_ways_to_group_keep_the_selection(client, dated):
    page = client.get("/timeline/topic/?country=NO&sort=title").content.decode()
    ways = page.split('class="groupings"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"( aria-current="true")?>([^<]+)', ways) == [
        ("/timeline/?country=NO", "", "By country"),
        ("/timeline/topic/?country=NO", ' aria-current="true"', "By topic"),
        ("/timeline/?country=NO&amp;sort=start", "", "In order of start"),
    ]
    views = page.split('class="views"')[1].split("</nav>")[0]
    assert '<a rel="nofollow" href="/timeline/?country=NO&amp;sort=title" aria-current="page">' in views


def test_row_says_place_and_period_and_draws_the_years(client, dated):
    page = client.get("/timeline/?country=IT").content.decode()
    row = page.split('<ol class="tl">')[1].split("</li>")[0]
    assert text_of(row) == "In Italy Italy · 1995-2016"
    assert re.findall(r'<path class="(\w)" d="M0 5H', row) == ["s"]
    assert "The lines begin in 2000: earlier bars come in from the edge, and what ended before has none." in page
    assert "The earliest started in 1995." in page


def test_pages_cut_through_groups(client):
    for number in range(21):
        make_practice(f"Practice {number:02}", period=f"{2000 + number}")
    make_practice("Abroad", country="SE", period="2001")
    first, second = groups(client, "/timeline/"), groups(client, "/timeline/?page=2")
    assert first == [("Norway 21 practices", [f"Practice {number:02}" for number in range(20)])]
    assert second == [("Norway 21 practices · continued", ["Practice 20"]), ("Sweden 1 practice", ["Abroad"])]
    assert client.get("/timeline/?page=3").status_code == 404


def test_pages_count_a_practice_once_a_topic(client):
    topics = [make_topic("Education"), make_topic("Roma")]
    for number in range(11):
        make_practice(f"Practice {number:02}", topics=topics, period="2001")
    assert "Showing 21–22 of 22" in client.get("/timeline/topic/?page=2").content.decode()
    assert groups(client, "/timeline/topic/?page=2") == [
        ("Roma 11 practices · continued", ["Practice 09", "Practice 10"])
    ]


def test_spelling_and_other_groupings(client, dated):
    assert client.get("/timeline/topic/?country=no").headers["Location"] == "/timeline/topic/?country=NO"
    assert client.get("/timeline/country/").status_code == 404
    page = client.get("/timeline/?country=SE").content.decode()
    assert "No practice matches this filter." in page


@pytest.mark.parametrize("address", ["/timeline/", "/timeline/topic/"])
@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_is_constant(client, number, address, django_assert_num_queries):
    topics = [make_topic("Education"), make_topic("Roma")]
    for _ in range(number):
        make_practice(topics=topics, cities=[make_city()])
    with django_assert_num_queries(8):
        client.get(address)
