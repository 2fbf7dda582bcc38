"""What a visitor finds on the ten seed entries."""

import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seed_of_module")]


def found(client, address):
    page = client.get(address).content.decode()
    return re.findall(r'<h3><a href="/practices/[^"]+">([^<]+)</a></h3>', page)


OSLO = "Educational equality in Oslo. Tackling educational segregation through raising standards"
JOHANNES = "Johannes Learning Centre - a bilingual school which teaches and hires minorities"
INTERNATIONALS = "Welcoming internationals to the city"
REGGIO = ["A city international policy", "First Welcome", "School Approaches for Family Empowerment (SAFE)"]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/?country=NO", [OSLO, INTERNATIONALS, JOHANNES]),
        ("/?topic=education&country=NO", [OSLO, JOHANNES]),
        ("/?city=reggio-emilia", REGGIO),
        ("/?country=IT&city=-reggio-emilia", []),
        ("/?from=2015&to=2015", ["Don’t Feed the Rumour"]),
        ("/?from=2015&to=2015&undated=1", [INTERNATIONALS, JOHANNES, "Don’t Feed the Rumour"]),
    ],
)
def test_filters_find_exactly_what_they_should(client, address, titles):
    assert found(client, address) == titles


def test_front_page_lists_all_ten_in_the_order_of_the_source(client):
    titles = found(client, "/")
    assert len(titles) == 10
    assert (titles[0], titles[-1]) == (OSLO, "Don’t Feed the Rumour")


def test_page_of_a_practice_shows_its_background_and_says_so(client):
    page = client.get("/practices/district-mothers/").content.decode()
    assert "Around 2004 social services in Neukölln noticed" in page
    assert "Background compiled from public sources, November 2026" in page
    assert "the full text is at the source" not in page
    assert "Period: the seed says 2016" not in page


def test_page_of_a_cut_text_leads_to_the_source(client):
    page = client.get("/practices/a-city-international-policy/").content.decode()
    assert "the full text is at the source" in page
