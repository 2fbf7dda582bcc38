"""Addresses whose entry is not public: 301 to where it is now, 410 with ways on, 404 where it never was."""

import json
import re

import pytest

from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db
FORMATS = ["json", "txt", "ris", "bib", "png"]


@pytest.fixture
def practice():
    """A published practice with a place and a topic; another one keeps their landing pages."""
    city, topic = make_city("Oslo"), make_topic("Education")
    make_practice("Another", cities=[city], topics=[topic])
    return make_practice("Young Mayor", cities=[city], topics=[topic], purpose="Power.")


def withdrawn(practice, **options):
    practice.withdraw(by=None, reason="The city ended it in 2025.", **options)
    return practice


def main_of(response):
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]


def test_withdrawn_address_says_why_and_where_to_go(client, practice):
    withdrawn(practice)
    response = client.get("/practices/young-mayor/")
    page = main_of(response)
    assert response.status_code == 410
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert ("<h1>Young Mayor</h1>" in page, "The city ended it in 2025." in page) == (True, True)
    assert re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', page) == [
        ("/?q=young+mayor", "Search for its title"),
        ("/", "See all practices"),
        ("/countries/norway/", "Norway"),
        ("/countries/norway/oslo/", "Oslo"),
        ("/topics/education/", "Education"),
    ]
    for address, _ in re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', page):
        assert client.get(address).status_code == 200


def test_withdrawn_address_leads_to_no_page_that_is_not_there(client):
    make_practice("Last of all", cities=[make_city()], topics=[make_topic()]).withdraw(by=None, reason="Ended.")
    page = main_of(client.get("/practices/last-of-all/"))
    assert re.findall(r'href="([^"]+)"', page) == ["/?q=last+of+all", "/"]


def test_title_that_looks_like_a_query_is_searched_for_by_its_words(client):
    make_practice("“-Roma” OR & <b>").withdraw(by=None, reason="Ended. <b>")
    page = main_of(client.get("/practices/roma-or-b/"))
    assert 'href="/?q=roma+or+b"' in page
    assert "Ended. &lt;b&gt;" in page


@pytest.mark.parametrize("number", [1, 5])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    cities = [make_city(f"City {index}") for index in range(number)]
    topics = [make_topic(f"Topic {index}") for index in range(number)]
    for title in ("Gone", "Here"):
        make_practice(title, cities=cities, topics=topics)
    withdrawn(Practice.objects.get(title="Gone"))
    # Version, the practice (not published, then by slug), former slugs, directory (3), cities, topics.
    with django_assert_num_queries(9):
        assert client.get("/practices/gone/").status_code == 410


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_of_a_withdrawn_practice_says_why(client, practice, ending):
    withdrawn(practice)
    response = client.get(f"/practices/young-mayor.{ending}")
    message = "“Young Mayor” was withdrawn: The city ended it in 2025."
    assert (response.status_code, json.loads(response.content)) == (
        410,
        {"errors": [{"parameter": "slug", "value": "young-mayor", "message": message}]},
    )


@pytest.mark.parametrize("address", ["/practices/young-mayor/", *(f"/practices/young-mayor.{end}" for end in FORMATS)])
@pytest.mark.parametrize("how", ["merged", "renamed", "merged and renamed", "merged twice"])
def test_address_of_a_merged_or_renamed_practice_leads_to_the_last_one(client, practice, address, how):
    last = make_practice("Mayors")
    if how == "renamed":
        practice.rename("mayors-of-ten", by=None)
        last = practice
    if how == "merged and renamed":
        last.rename("all-mayors", by=None)
        practice.rename("mayors-of-ten", by=None)
    if how == "merged twice":
        between = make_practice("Between")
        withdrawn(practice, successor=between)
        withdrawn(between, successor=last)
    elif how != "renamed":
        withdrawn(practice, successor=last)
    for method in (client.get, client.head):
        response = method(address)
        assert (response.status_code, response.headers["Location"]) == (
            301,
            address.replace("young-mayor", last.slug),
        )
    assert client.get(response.headers["Location"]).status_code == 200


def test_way_on_keeps_language_and_selection(client, practice):
    practice.rename("mayors", by=None)
    address = "/fr/practices/young-mayor/?country=NO&sort=title"
    assert client.get(address).headers["Location"] == "/fr/practices/mayors/?country=NO&sort=title"


def test_successor_that_went_too_leaves_the_reason_of_the_first(client, practice):
    last = make_practice("Mayors")
    withdrawn(practice, successor=last)
    last.withdraw(by=None, reason="Secret of another.")
    response = client.get("/practices/young-mayor/")
    assert (response.status_code, "The city ended it in 2025." in main_of(response)) == (410, True)
    assert "Secret of another." not in main_of(response)
    last.reopen(by=None)
    assert client.get("/practices/young-mayor/").status_code == 410


def test_practice_in_revision_shows_nothing_that_was_not_public(client, practice):
    withdrawn(practice)
    practice.reopen(by=None, reason="A secret reason")
    practice.title = "A secret title"
    practice.revise(by=None, topics=[make_topic("Secret topic")], cities=[make_city("Bergen")])
    for address in ("/practices/young-mayor/", "/practices/young-mayor.json"):
        response = client.get(address)
        assert response.status_code == 410
        text = response.content.decode()
        assert ("Young Mayor" in text, "being revised" in text) == (True, True)
        assert [word for word in ("ecret", "Bergen", "ended it") if word in text] == []
    assert client.get("/practices/a-secret-title/").status_code == 404


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_was_never_public_is_not_there_even_with_versions(client, status):
    practice = Practice(title="Secret plan", country_id="NO")
    practice.revise(by=None)
    practice.purpose = "Changed."
    practice.revise(by=None)
    practice.rename("plan", by=None)
    if status == "review":
        practice.submit(by=None)
    missing = main_of(client.get("/practices/nowhere/"))
    for slug in ("secret-plan", "plan"):
        addresses = [f"/practices/{slug}/", f"/practices/{slug}/versions/"]
        addresses += [f"/practices/{slug}/versions/{number}/" for number in (1, 2, 3)]
        for address in addresses:
            response = client.get(address)
            assert (address, response.status_code, main_of(response)) == (address, 404, missing)
        for ending in FORMATS:
            response = client.get(f"/practices/{slug}.{ending}")
            error = {"parameter": "slug", "value": slug, "message": f"There is no practice “{slug}”."}
            assert (response.status_code, json.loads(response.content)) == (404, {"errors": [error]})


def test_draft_that_was_merged_away_is_not_there(client, practice):
    draft = make_practice("Secret double", status="draft", published_at=None)
    draft.merge(practice, by=None)
    for address in (
        "/practices/secret-double/",
        "/practices/secret-double.json",
        "/practices/secret-double/versions/1/",
    ):
        assert client.get(address).status_code == 404


def test_merged_practice_leads_on_until_the_merge_is_undone(client, practice):
    other = make_practice("Mayors of ten")
    practice.merge(other, by=None)
    assert client.get("/practices/young-mayor/").headers["Location"] == "/practices/mayors-of-ten/"
    practice.undo_merge(by=None)
    assert client.get("/practices/young-mayor/").status_code == 200


def test_withdrawn_row_that_was_never_published_is_not_there(client):
    make_practice("Loaded", status="withdrawn", published_at=None)
    assert client.get("/practices/loaded/").status_code == 404


def test_row_that_says_published_once_but_has_no_public_version_is_not_there(client):
    make_practice("Loaded", status="draft")
    assert client.get("/practices/loaded/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["", "/fr"])
def test_no_remembered_answer_outlives_a_change(client, language):
    practice, successor = make_practice("Young Mayor"), make_practice("Mayors")
    address = f"{language}/practices/young-mayor/"
    changes = [
        (lambda: None, 200),
        (lambda: withdrawn(practice), 410),
        (lambda: practice.reopen(by=None), 410),
        (lambda: practice.publish(by=None), 200),
        (lambda: withdrawn(practice, successor=successor), 301),
        (lambda: successor.withdraw(by=None, reason="Ended."), 410),
        (lambda: successor.reopen(by=None), 410),
        (lambda: successor.publish(by=None), 301),
        (lambda: practice.reopen(by=None), 410),
        (lambda: practice.publish(by=None), 200),
        (lambda: practice.rename("mayor", by=None), 301),
        (lambda: practice.rename("young-mayor", by=None), 200),
    ]
    tag = '"none"'
    for change, status in changes:
        change()
        for _ in range(2):
            response = client.get(address, headers={"If-None-Match": tag})
            assert (response.status_code, client.head(address).status_code) == (status, status)
            assert "no-cache" in response.headers["Cache-Control"]
        tag = response.headers.get("ETag", tag)


@pytest.mark.django_db(transaction=True)
def test_only_what_is_there_is_unchanged(client, practice):
    anything = {"If-None-Match": "*"}
    assert client.get("/practices/young-mayor/", headers=anything).status_code == 304
    withdrawn(practice)
    assert client.get("/practices/young-mayor/", headers=anything).status_code == 410
    assert client.get("/practices/nowhere/", headers=anything).status_code == 404
