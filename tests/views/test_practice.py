"""The page of one practice."""

import re

import pytest

from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def page_of(client, practice):
    return client.get(practice.get_absolute_url()).content.decode()


def headings(page):
    return re.findall(r"<h2 [^>]*>([^<]+)</h2>", page.split("<footer")[0])


def test_sections_with_text_have_headings_and_the_others_one_note(client):
    practice = make_practice(purpose="To listen.", process="By talking.")
    page = page_of(client, practice)
    assert headings(page) == ["On this page", "Purpose", "Process", "Source"]
    assert "Not reported yet: Stimulus/Rationale, Impact." in page


def test_complete_practice_has_no_note(client):
    practice = make_practice(
        purpose="1", rationale="2", process="3", impact="4", key_references="- [A](https://a.example/)"
    )
    page = page_of(client, practice)
    assert headings(page)[-2:] == ["Key references", "Source"]
    assert '<a href="https://a.example/" rel="nofollow noopener">A</a>' in page
    assert "Not reported yet" not in page


def test_markdown_is_rendered_and_hostile_text_is_not(client):
    practice = make_practice(
        purpose="*Open* <script>alert(1)</script> [x](javascript:alert(1)) ![i](https://e.example/i.png)"
    )
    page = page_of(client, practice)
    assert "<em>Open</em> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'javascript:alert(1)"' not in page
    assert "<img" not in page


def test_cut_text_says_so_and_leads_to_the_source(client):
    practice = make_practice(
        purpose="It began and…",
        process="All of it.",
        source_name="The list",
        source_url="https://list.example/",
    )
    page = page_of(client, practice)
    link = '<a href="https://list.example/" rel="noopener">the full text is at the source</a>'
    excerpt = f'<p class="cut" lang="en">Excerpt: {link}.</p>'
    assert page.count(excerpt) == 1
    assert '<a href="https://list.example/" rel="noopener">The list</a>' in page


def test_facts_name_place_period_topics_and_language(client):
    oslo, bergen = make_city("Oslo"), make_city("Bergen")
    practice = make_practice(cities=[oslo, bergen], period="2016-", topics=[make_topic()], language="fr")
    facts = re.search(r'<dl class="facts">(.*?)</dl>', page_of(client, practice), re.DOTALL)[1]
    words = " ".join(re.sub(r"<[^>]+>", " ", facts).split())
    assert re.sub(r"\d+ \w+ 20\d\d Text", "DAY Text", words) == (
        "Country Norway Cities Bergen , Oslo Period 2016- 2016 2026 Topics Education Last updated DAY Text in French"
    )


def test_practice_that_tells_nothing_is_still_a_page(client):
    page = page_of(client, make_practice("Bare", country="BE"))
    assert "None named" in page
    assert "Period not given" in page
    assert "None assigned" in page


def test_foreign_text_is_marked_with_its_language(client):
    page = page_of(client, make_practice("Valeurs communes", language="fr", purpose="Le but."))
    assert '<h1 lang="fr">Valeurs communes</h1>' in page
    assert '<div class="prose" lang="fr">' in page


def test_curator_notes_are_never_public(client):
    practice = make_practice("Noted", curator_notes="Period doubtful")
    assert "doubtful" not in page_of(client, practice)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_unpublished_practice_has_no_page(client, status):
    practice = make_practice(status=status)
    assert client.get(practice.get_absolute_url()).status_code == 404


def test_contact_appears_only_when_it_is_set(client, settings):
    practice = make_practice("R&D in Oslo", purpose="x")
    assert "mailto:" not in page_of(client, practice)
    settings.CATALOGUE_CONTACT = "curators@city.example"
    assert 'href="mailto:curators@city.example?subject=R%26D%20in%20Oslo">Tell the curators</a>' in page_of(
        client, practice
    )


@pytest.mark.parametrize("number", [1, 5])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    cities = [make_city(f"City {index}") for index in range(number)]
    topics = [make_topic(f"Topic {index}") for index in range(number)]
    practice = make_practice(cities=cities, topics=topics)
    with django_assert_num_queries(7):
        client.get(practice.get_absolute_url())


def test_page_names_its_record(client):
    page = page_of(client, make_practice("Young Mayor"))
    assert '<link rel="alternate" type="application/json" href="/practices/young-mayor.json">' in page
