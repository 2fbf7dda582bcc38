"""The page of one practice."""

import json
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from practices.models import Practice
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
    assert '<a href="https://a.example/" class="out" rel="nofollow noopener">A<span' in page
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
    out = '<span class="vh" lang="en"> (on another site)</span></a>'
    link = f'<a class="out" href="https://list.example/" rel="noopener">the full text is at the source{out}'
    excerpt = f'<p class="cut" lang="en">Excerpt: {link}.</p>'
    assert page.count(excerpt) == 1
    assert f'<a class="out" href="https://list.example/" rel="noopener">The list{out}' in page


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


def test_contact_appears_only_when_it_is_set(client, settings):
    practice = make_practice("R&D in Oslo", purpose="x")
    assert "Tell the curators" not in page_of(client, practice)
    settings.CATALOGUE_CONTACT = "curators@city.example"
    assert 'href="mailto:curators@city.example?subject=R%26D%20in%20Oslo">Tell the curators</a>' in page_of(
        client, practice
    )


def test_page_leads_to_the_same_practice_in_other_languages(client):
    practice, french = make_practice("Shared Values"), make_practice("Valeurs communes", language="fr")
    draft = make_practice("Gemeinsame Werte", language="de", status="draft")
    for other in (french, draft):
        practice.link_translation(other, by=None)
    link = '<a href="/practices/{0}/" lang="{1}" hreflang="{1}">{2}</a></p>'
    expected = f"""<p class="also">Also in French: {link.format("valeurs-communes", "fr", "Valeurs communes")}"""
    assert expected in page_of(client, practice)
    assert f"Also in English: {link.format('shared-values', 'en', 'Shared Values')}" in page_of(client, french)
    assert "Gemeinsame Werte" not in page_of(client, practice)
    assert 'class="also"' not in page_of(client, make_practice("Alone"))


@pytest.mark.parametrize("number", [1, 5])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    cities = [make_city(f"City {index}") for index in range(number)]
    topics = [make_topic(f"Topic {index}") for index in range(number)]
    practice = make_practice(cities=cities, topics=topics)
    for language in ["fr", "de", "it", "es", "pt"][:number]:
        practice.link_translation(make_practice(f"In {language}", language=language), by=None)
    # Version, directory (3), the practice with its cities and topics (3), its translations, words of its title, two
    # lists of relatives, its public versions.
    with django_assert_num_queries(12):
        client.get(practice.get_absolute_url())


def test_page_names_its_record(client):
    page = page_of(client, make_practice("Young Mayor"))
    assert '<link rel="alternate" type="application/json" href="/practices/young-mayor.json">' in page


def links_of(page, element):
    """(address, words) of every link in the first element of a class."""
    found = re.search(rf'<(nav|ul|aside) class="{element}".*?</\1>', page, re.DOTALL)[0]
    return [
        (address, " ".join(re.sub(r"<[^>]+>", " ", words).split()))
        for address, words in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', found)
    ]


def relatives_of(client, practice):
    """Heading → (title, what stands below it) of each relative."""
    page = page_of(client, practice)
    aside = re.search(r'<aside class="side".*?</aside>', page, re.DOTALL)
    sections = re.findall(r"<section.*?<h2[^>]*>([^<]+)</h2>(.*?)</section>", aside[0] if aside else "", re.DOTALL)
    return {
        heading: [
            (title, re.findall(r"<span[^>]*>([^<]+)</span>", rest))
            for title, rest in re.findall(r"<li><a [^>]+>([^<]+)</a>(.*?)</li>", listed)
        ]
        for heading, listed in sections
    }


def test_more_from_its_cities_and_related_practices_say_why(client):
    oslo, bergen, turin = make_city("Oslo"), make_city("Bergen"), make_city("Turin", "IT")
    education, work = make_topic("Education"), make_topic("Work", position=2)
    practice = make_practice("Bilingual school", cities=[oslo, bergen], topics=[education, work])
    make_practice("Choir", cities=[bergen], period="2016-")
    make_practice("Evening classes", cities=[oslo], topics=[work])
    make_practice("Language tandem", country="IT", cities=[turin], topics=[work, education], period="2020")
    make_practice("Schools without racism", country="SE")
    make_practice("Young Mayor")
    make_practice("Garden", country="SE")
    for status in ("draft", "withdrawn"):
        make_practice("School hidden", status=status, cities=[oslo], topics=[education])
    assert relatives_of(client, practice) == {
        "More from these cities": [
            ("Evening classes", ["Oslo", "same topic: Work"]),
            ("Choir", ["Bergen · 2016-"]),
        ],
        "Related practices": [
            ("Language tandem", ["Turin · 2020", "same topics: Education, Work"]),
            ("Schools without racism", ["Sweden", "similar words in the title"]),
            ("Young Mayor", ["Norway", "same country"]),
        ],
    }


def test_practice_without_relatives_has_no_list_of_them(client):
    assert relatives_of(client, make_practice("Alone")) == {}


def test_no_more_than_five_relatives_a_list(client):
    oslo = make_city()
    practice = make_practice("Original", cities=[oslo])
    for number in range(7):
        make_practice(f"In town {number}", cities=[oslo])
        make_practice(f"Elsewhere {number}")
    assert {heading: len(listed) for heading, listed in relatives_of(client, practice).items()} == {
        "More from this city": 5,
        "Related practices": 5,
    }


def test_list_links_carry_the_selection(client, catalogue):
    page = client.get("/?country=IT&sort=title").content.decode()
    address = "/practices/somewhere/?country=IT&amp;sort=title"
    assert f'<h3><a href="{address}">' in page
    assert f'<a href="{address}">Somewhere' in client.get("/table/?country=IT&sort=title").content.decode()
    assert '<h3><a href="/practices/somewhere/">' in client.get("/").content.decode()


def test_position_in_the_selection_with_what_stands_beside(client, catalogue):
    make_practice("Another", country="IT")
    make_practice("Hidden", country="IT", status="draft", published_at=None)
    page = client.get("/practices/somewhere/?country=IT&sort=title").content.decode()
    assert '<li class="num">2 of 3</li>' in page
    previous, following = (f"/practices/{slug}/?country=IT&amp;sort=title" for slug in ("another", "work-in-turin"))
    assert links_of(page, "crumb")[-3:] == [
        (previous, "Previous"),
        (following, "Next"),
        ("/?country=IT&amp;sort=title", "Back to results"),
    ]
    assert links_of(page, "nextprev") == [(previous, "Previous Another"), (following, "Next Work in Turin")]


def test_way_back_leads_to_the_page_of_the_selection(client):
    for number in range(45):
        make_practice(f"Practice {number:02}")
    page = client.get("/practices/practice-20/?country=NO").content.decode()
    assert '<li class="num">21 of 45</li>' in page
    assert links_of(page, "crumb")[-1] == ("/?country=NO&amp;page=2", "Back to results")


def test_position_in_a_search(client, catalogue):
    make_practice("Teachers", purpose="They go to school.")
    page = client.get("/practices/teachers/?q=school").content.decode()
    assert '<li class="num">2 of 2</li>' in page
    assert links_of(page, "nextprev") == [("/practices/school-in-oslo/?q=school", "Previous School in Oslo")]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?utm_source=mail",
        "?country=ZZ",
        "?country=NO",
        "?page=3",
        "?page=x&from=%00&sort=price",
        "?q=zeppelin",
        "?country=%FF",
    ],
)
def test_without_a_selection_that_holds_it_a_practice_has_no_position(client, catalogue, query):
    response = client.get(f"/practices/somewhere/{query}")
    page = response.content.decode()
    assert (response.status_code, "Back to results" in page, "nextprev" in page) == (200, False, False)
    assert '<link rel="canonical" href="http://testserver/practices/somewhere/">' in page
    assert ('<meta name="robots" content="noindex,follow">' in page) is bool(query)


def test_what_could_not_be_read_is_left_out_of_the_selection(client, catalogue):
    page = client.get("/practices/somewhere/?country=it&topic=nope&utm_source=mail").content.decode()
    assert links_of(page, "crumb")[-1] == ("/?country=IT", "Back to results")


@pytest.mark.parametrize("number", [2, 30])
def test_number_of_queries_in_a_selection_is_constant(client, number, django_assert_num_queries):
    practices = [make_practice(f"Practice {index}") for index in range(number)]
    # No list for want of a city; the position, and the titles beside it.
    with django_assert_num_queries(13):
        client.get(f"{practices[0].get_absolute_url()}?country=NO")


def test_tools_lead_to_citations_data_mail_and_comparison(client):
    practice = make_practice("R&D in Oslo")
    Practice.objects.update(updated_at="2026-11-23T12:00Z")
    page = page_of(client, practice)
    tools = re.search(r'<div class="tools">.*?\n</div>|<div class="tools">.*?Compare</a></div>', page, re.DOTALL)[0]
    address = "http://testserver/practices/rd-in-oslo/"
    assert re.findall(r'href="([^#"]+)"', tools) == [
        "/practices/rd-in-oslo.bib",
        "/practices/rd-in-oslo.ris",
        "/practices/rd-in-oslo.txt",
        "mailto:?subject=R%26D%20in%20Oslo&amp;body=http%3A%2F%2Ftestserver%2Fpractices%2Frd-in-oslo%2F",
        "/practices/rd-in-oslo.json",
        "/practices/rd-in-oslo.txt",
        "/practices/rd-in-oslo.ris",
        "/practices/rd-in-oslo.bib",
        "/compare/?practice=rd-in-oslo",
    ]
    assert f'<input class="field" id="address" readonly value="{address}">' in tools
    today = f"{timezone.localdate():%-d %B %Y}"
    assert (
        '<p class="cite">“R&amp;D in Oslo”, Norway. Intercultural Cities — Good Practices, 2026. '
        f"Updated 23 November 2026. {address} (accessed {today}).</p>"
    ) in tools


def test_print_button_is_for_scripts_alone(client):
    page = page_of(client, make_practice())
    assert page.count("Print or save as PDF") == 1
    assert re.search(r"<template data-print><button[^>]*>.*?Print or save as PDF</button></template>", page)


def test_source_says_when_it_was_published_and_revised(client):
    practice = make_practice(provenance="Sent by the city.")
    Practice.objects.update(updated_at="2026-11-23T12:00Z")
    page = page_of(client, practice)
    assert "<p>Sent by the city.</p>\n<p>Published 1 November 2026. Last revised 23 November 2026.</p>" in page


def test_page_has_linked_data_that_cannot_leave_its_element(client):
    city = make_city("Oslo", latitude=59.9, longitude=10.7)
    practice = make_practice("</script><b>& co", cities=[city, make_city("Bergen")], topics=[make_topic()])
    Practice.objects.update(updated_at="2026-11-23T12:00Z")
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page_of(client, practice))[1]
    norway = {"@type": "Country", "name": "Norway", "identifier": "NO"}
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": "</script><b>& co",
        "url": "http://testserver/practices/scriptb-co/",
        "inLanguage": "en",
        "datePublished": "2026-11-01T00:00:00Z",
        "dateModified": "2026-11-23T12:00:00Z",
        "about": [{"@type": "Thing", "name": "Education"}],
        "contentLocation": [
            {"@type": "City", "name": "Bergen", "containedInPlace": norway},
            {
                "@type": "City",
                "name": "Oslo",
                "containedInPlace": norway,
                "geo": {"@type": "GeoCoordinates", "latitude": 59.9, "longitude": 10.7},
            },
        ],
        "isPartOf": {
            "@type": "WebSite",
            "name": "Intercultural Cities — Good Practices",
            "url": "http://testserver/",
        },
    }


def test_page_has_a_card_for_social_sites(client):
    page = page_of(client, make_practice("Conseil « jeunes »", language="pt-BR", purpose="Ouvir."))
    assert re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page) == [
        ("title", "Conseil « jeunes »"),
        ("description", "Ouvir."),
        ("url", "http://testserver/practices/conseil-jeunes/"),
        ("type", "article"),
        ("site_name", "Intercultural Cities — Good Practices"),
        ("locale", "pt_BR"),
        ("image", "http://testserver/practices/conseil-jeunes.png"),
    ]


def test_related_practices_of_the_seed(client):
    call_command("loaddata", "topics", "good_practices", verbosity=0)
    relatives = relatives_of(client, Practice.objects.get(slug="first-welcome"))
    assert {heading: [title for title, _ in listed] for heading, listed in relatives.items()} == {
        "More from this city": ["A city international policy", "School Approaches for Family Empowerment (SAFE)"],
        "Related practices": ["Welcoming internationals to the city", "District Mothers"],
    }
