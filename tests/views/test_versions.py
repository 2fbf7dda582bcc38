"""The versions of a practice that the public has seen."""

import re
from datetime import datetime

import pytest

from practices.models import Practice
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    """Drafted and published by people, then changed five times: versions 1 to 8, of which 3 to 8 are public."""
    carl, cleo = make_person("carl", "contributor"), make_person("cleo", "curator")
    practice = Practice(
        title="Secret working title", country_id="NO", purpose="A first idea.", curator_notes="Doubtful"
    )
    practice.revise(by=carl)
    practice.submit(by=carl)
    practice.publish(by=cleo, reason="A secret reason")
    practice.title, practice.purpose = "Young Mayor", "Power to the *young*."
    practice.revise(by=cleo, cities=[make_city("Oslo")], topics=[make_topic("Education")])
    practice.curator_notes = "Still doubtful"
    practice.revise(by=cleo)
    practice.revise(by=cleo, topics=[])
    practice.rename("young-mayor", by=cleo)
    practice.purpose = "Power to everybody."
    practice.revise(by=cleo)
    practice.history.update(history_date=datetime.fromisoformat("2026-03-12T12:00Z"))
    return practice


def main_of(response):
    assert response.status_code == 200
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_past_version_is_shown_as_it_looked(client, practice):
    response = client.get("/practices/young-mayor/versions/4/")
    page, head = main_of(response), response.content.decode().partition("</head>")[0]
    assert "This is version 4 of 12 March 2026. The current one is here" in words_of(page)
    assert '<a href="/practices/young-mayor/">The current one is here</a>' in page
    assert "Power to the <em>young</em>." in page
    facts = words_of(re.search(r'<dl class="facts">(.*?)</dl>', page, re.DOTALL)[1])
    assert facts.startswith("Country Norway City Oslo Period Period not given Topics Education Last updated")
    assert '<link rel="canonical" href="http://testserver/practices/young-mayor/">' in head
    assert '<meta name="robots" content="noindex">' in head
    assert "<title>Young Mayor – version 4 of 12 March 2026 ·" in head
    assert re.findall(r'(?:property="og|ld\+json|application/json)', head) == []
    assert [part for part in ('class="tools"', 'class="side"', 'class="nextprev"', "accessed") if part in page] == []
    assert re.findall(r'href="(/[^"]*)"', page) == [
        "/practices/young-mayor/",
        "/",
        "/practices/young-mayor/",
        "/practices/young-mayor/versions/",
    ]


def test_version_that_is_the_current_one_says_so(client, practice):
    page = main_of(client.get("/practices/young-mayor/versions/8/"))
    assert "This is version 8 of 12 March 2026, the current one. Its own page" in words_of(page)


@pytest.mark.parametrize("number", ["0", "1", "2", "9", "99999999999999999999999"])
def test_version_that_was_not_public_has_no_page(client, practice, number):
    assert client.get(f"/practices/young-mayor/versions/{number}/").status_code == 404


def test_versions_are_listed_with_what_each_has_changed(client, practice):
    page = main_of(client.get("/practices/young-mayor/versions/"))
    rows = [words_of(row) for row in re.findall(r"<li>(.*?)</li>", page.split("<ol")[-1], re.DOTALL)]
    assert rows == [
        "Version 8 of 12 March 2026 Changed: Purpose",
        "Version 7 of 12 March 2026 Changed: Address",
        "Version 6 of 12 March 2026 Changed: Topics",
        "Version 5 of 12 March 2026 Nothing that is shown was changed",
        "Version 4 of 12 March 2026 Changed: Title, Cities, Topics, Purpose",
        "Version 3 of 12 March 2026 The first one that was public",
    ]
    assert '<meta name="robots" content="noindex">' in client.get("/practices/young-mayor/versions/").content.decode()


def test_history_names_no_person_no_reason_and_nothing_of_drafts(client, practice):
    addresses = ["", "versions/", *(f"versions/{number}/" for number in range(3, 9))]
    pages = "".join(main_of(client.get(f"/practices/young-mayor/{address}")) for address in addresses)
    secrets = ("carl", "cleo", "secret reason", "oubtful", "A draft")
    assert [word for word in secrets if word in pages] == []
    assert "Secret working title" in pages  # it was public once, in version 3


def test_other_line_endings_are_no_change(client):
    practice = make_practice(purpose="One.\n\nTwo.")
    practice.purpose = "One.\r\n\r\nTwo."
    practice.revise(by=None)
    page = main_of(client.get(f"{practice.get_absolute_url()}versions/"))
    assert "Version 2" in page
    assert "Changed:" not in page


def test_page_links_its_versions(client, practice):
    source = main_of(client.get("/practices/young-mayor/")).partition('<section id="source"')[2]
    assert re.search(r"<summary>(.*?)</summary>", source)[1] == "History: 6 versions"
    links = re.findall(r'<a rel="nofollow" href="([^"]*versions[^"]*)">([^<]+)</a>', source)
    assert links[0] == ("/practices/young-mayor/versions/8/", "Version 8 of 12 March 2026")
    assert links[-1] == ("/practices/young-mayor/versions/", "What each has changed")
    assert len(links) == 7


def test_page_with_one_version_has_no_history(client):
    practice = make_practice()
    assert "History:" not in main_of(client.get(practice.get_absolute_url()))
    practice.catch_up()
    assert "History:" not in main_of(client.get(practice.get_absolute_url()))
    assert "Version 1 of" in main_of(client.get(f"{practice.get_absolute_url()}versions/"))


def test_versions_follow_their_practice(client, practice):
    successor = make_practice("Mayors")
    of_former, of_present = (f"/fr/practices/{slug}/versions/4/" for slug in ("secret-working-title", "young-mayor"))
    assert client.get(of_former).headers["Location"] == of_present
    practice.withdraw(by=None, reason="Ended.")
    for address in (of_present, "/practices/young-mayor/versions/", "/practices/young-mayor/versions/1/"):
        assert client.get(address).status_code == 410
    practice.reopen(by=None)
    assert client.get(of_present).status_code == 410
    practice.publish(by=None)
    practice.withdraw(by=None, reason="Twice.", successor=successor)
    for address in (of_present, of_former, "/fr/practices/young-mayor/versions/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, "/fr/practices/mayors/")


def test_past_version_names_places_and_topics_of_its_time_that_are_still_there(client):
    oslo, bergen, topic = make_city("Oslo"), make_city("Bergen"), make_topic()
    practice = make_practice(cities=[oslo, bergen], topics=[topic])
    practice.revise(by=None, cities=[], topics=[])
    bergen.delete()
    facts = re.search(
        r'<dl class="facts">.*?</dl>', main_of(client.get("/practices/young-mayor/versions/1/")), re.DOTALL
    )
    assert re.findall(r"<a[^>]*>([^<]+)</a>", facts[0]) == ["Norway", "Oslo", "Education"]


@pytest.mark.parametrize("number", [1, 30])
def test_history_costs_its_page_one_query(client, number, django_assert_num_queries):
    practice = make_practice()
    for index in range(number):
        practice.purpose = f"Purpose {index}."
        practice.revise(by=None)
    # As in tests/views/test_practice.py, without lists of relatives: one of them is for its versions.
    with django_assert_num_queries(11):
        page = main_of(client.get("/practices/young-mayor/"))
    assert f"History: {number + 1} versions" in page
    assert page.count('/versions/"') == 1
    assert len(re.findall(r"/versions/[0-9]+/", page)) == min(number + 1, 10)


@pytest.mark.parametrize("number", [1, 6])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    practice = make_practice(cities=[make_city(f"City {index}") for index in range(number)])
    for index in range(number):
        practice.purpose = f"Purpose {index}."
        practice.revise(by=None, topics=[make_topic(f"Topic {index}")])
    # Version of the catalogue, practice, version of it, cities, topics, directory (3), country.
    with django_assert_num_queries(9):
        client.get("/practices/young-mayor/versions/2/")
    # Version of the catalogue, practice, its versions with their cities and topics.
    with django_assert_num_queries(5):
        client.get("/practices/young-mayor/versions/")
