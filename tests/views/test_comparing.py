"""Practices side by side."""

import re

import pytest

from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(db):
    oslo = make_city("Oslo")
    make_practice("Art", cities=[oslo], topics=[make_topic()], period="2016-", purpose="To *paint*.", impact="Colour.")
    make_practice("Bread", country="IT", purpose="To bake.")
    for title in ("Choir", "Dance", "Evening school"):
        make_practice(title)
    make_practice("Plan in secret", status="draft", published_at=None, purpose="Hidden.")
    make_practice("Past and withdrawn", status="withdrawn", purpose="Hidden.")


def page_of(client, *slugs, **parameters):
    response = client.get("/compare/", {"practice": slugs} | parameters)
    assert response.status_code == 200
    return response.content.decode()


def heads(page):
    return re.findall(r"<h3[^>]*><a href=\"[^\"]+\">([^<]+)</a></h3>", page)


def messages(page):
    noted = re.search(r'<ul class="note">(.*?)</ul>', page)
    return re.findall(r"<li>(.*?)</li>", noted[1]) if noted else []


def removals(page):
    return re.findall(r'href="(/compare/[^"]*)">Remove<span class="vh"> ([^<]+)</span>', page)


def additions(page):
    listed = re.search(r'<ul class="mini">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r'<a rel="nofollow" href="([^"]+)">([^<]+)</a>', listed[1]) if listed else []


def test_two_practices_stand_section_by_section(client, five):
    page = page_of(client, "bread", "art")
    assert (heads(page), messages(page)) == (["Bread", "Art"], [])
    rows = re.findall(r'<h2 id="heading-(\w+)">[^<]+</h2>\s*<div class="beside">(.*?)</section>', page, re.DOTALL)
    cells = {name: [re.sub(r"<[^>]+>", "", cell) for cell in re.split(r"</h3>", row)[1:]] for name, row in rows}
    assert {name: [text.split("\n")[0].strip() for text in texts] for name, texts in cells.items()} == {
        "purpose": ["To bake.", "To paint."],
        "impact": ["Not reportedArt", "Colour."],
    }
    assert "<title>Compare practices – Bread, Art ·" in page
    assert '<meta name="robots" content="noindex,follow">' in page


def test_each_can_be_removed(client, five):
    assert removals(page_of(client, "art", "bread", "choir")) == [
        ("/compare/?practice=bread&amp;practice=choir", "Art"),
        ("/compare/?practice=art&amp;practice=choir", "Bread"),
        ("/compare/?practice=art&amp;practice=bread", "Choir"),
    ]
    assert removals(page_of(client, "art")) == [("/compare/", "Art")]


@pytest.mark.parametrize(
    ("slugs", "shown", "said"),
    [
        ([], [], []),
        (["art"], ["Art"], ["One practice is chosen: a comparison needs two."]),
        (["art", "art", "dance"], ["Art", "Dance"], ["“Art” was chosen more than once: it is shown once."]),
        (["art", "nope", "DANCE "], ["Art", "Dance"], ["There is no practice “nope”."]),
        (["art", "dance", "\0<b>"], ["Art", "Dance"], ["There is no practice “\0&lt;b&gt;”."]),
        (["art", "dance", "plan-in-secret"], ["Art", "Dance"], ["There is no practice “plan-in-secret”."]),
        (
            ["art", "dance", "past-and-withdrawn"],
            ["Art", "Dance"],
            ["“Past and withdrawn” was withdrawn: Out of date."],
        ),
    ],
)
def test_what_the_address_asks_for_is_answered_in_words(client, five, slugs, shown, said):
    page = page_of(client, *slugs)
    assert (heads(page), messages(page), "Hidden." in page) == (shown, said, False)


def test_fifth_practice_waits_and_is_not_lost(client, five):
    page = page_of(client, "art", "bread", "choir", "dance", "evening-school")
    assert heads(page) == ["Art", "Bread", "Choir", "Dance"]
    assert messages(page) == ["Four practices fit side by side. Remove one to see the next."]
    waiting = re.search(r'<div class="waiting">.*?</div>', page)[0]
    assert '<a href="/practices/evening-school/">Evening school</a>' in waiting
    assert removals(page)[0] == (
        "/compare/?practice=bread&amp;practice=choir&amp;practice=dance&amp;practice=evening-school",
        "Art",
    )
    assert 'id="add"' not in page


def test_words_find_titles_to_add(client, five):
    make_practice("School of art")
    page = page_of(client, "art", "choir", q="school")
    assert additions(page) == [
        ("/compare/?practice=art&amp;practice=choir&amp;practice=evening-school", "Evening school"),
        ("/compare/?practice=art&amp;practice=choir&amp;practice=school-of-art", "School of art"),
    ]
    assert re.findall(r'<input type="hidden" name="practice" value="([^"]+)">', page) == ["art", "choir"]
    assert additions(page_of(client, "art", q="ART")) == [
        ("/compare/?practice=art&amp;practice=school-of-art", "School of art")
    ]


@pytest.mark.parametrize("words", ["secret", "withdrawn", "zeppelin", "&|!", "<i>"])
def test_words_of_no_public_title_find_nothing(client, five, words):
    page = page_of(client, "art", q=words)
    shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert additions(page) == []
    assert f"No other practice has “{shown}” in its title." in page


def test_text_has_its_language(client, five):
    make_practice("Conseil", language="fr", purpose="Le but.")
    page = page_of(client, "art", "conseil")
    assert '<h3 lang="fr"><a href="/practices/conseil/">Conseil</a></h3>' in page
    assert '<div class="prose" lang="fr"><h3>Conseil</h3><div><p>Le but.</p>' in page


def test_cards_of_the_list_choose_for_one_form(client, five):
    page = client.get("/?country=IT").content.decode()
    box = '<label class="chk pick"><input type="checkbox" form="compare" name="practice" value="bread">'
    assert f'{box}<span>Compare<span class="vh"> Bread</span></span></label>' in page
    assert re.search(r'<form class="choose" id="compare" action="([^"]+)"', page)[1] == "/compare/"


@pytest.mark.parametrize("number", [1, 4, 30])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    practices = [make_practice(f"Practice {index}", cities=[make_city(f"City {index}")]) for index in range(number)]
    # Version, directory (3), practices with their cities and topics (3), titles found.
    with django_assert_num_queries(8):
        client.get("/compare/", {"practice": [practice.slug for practice in practices], "q": "practice"})


def test_former_address_counts_as_the_one_that_it_leads_to(client, five):
    art, bread, choir = (Practice.objects.get(title=title) for title in ("Art", "Bread", "Choir"))
    art.rename("painting", by=None)
    bread.withdraw(by=None, reason="Twice.", successor=choir)
    page = page_of(client, "bread", "art", "dance")
    assert (heads(page), messages(page)) == (["Choir", "Art", "Dance"], [])
    page = page_of(client, "bread", "choir")
    assert (heads(page), messages(page)[0]) == (["Choir"], "“Choir” was chosen more than once: it is shown once.")


def test_practice_that_was_withdrawn_is_left_out_with_its_reason(client, five):
    Practice.objects.get(title="Art").withdraw(by=None, reason="It <ended>.")
    page = page_of(client, "bread", "art", "plan-in-secret", "dance")
    assert (heads(page), messages(page)) == (
        ["Bread", "Dance"],
        ["“Art” was withdrawn: It &lt;ended&gt;.", "There is no practice “plan-in-secret”."],
    )
