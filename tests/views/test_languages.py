"""English at `/`, French under `/fr/`."""

import re

import pytest

from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    topic = make_topic("Education", name_fr="Éducation")
    make_practice("School in Oslo", cities=[make_city("Oslo")], topics=[topic], purpose="Fair schools.")
    make_practice("Travail", country="IT", language="fr")


def versions(page):
    switch = page.split('<nav class="lang"')[1].split("</nav>")[0]
    return re.findall(r'<a href="([^"]+)" hreflang="(\w+)" lang="\w+"( aria-current="true")?>', switch)


@pytest.mark.parametrize(
    "address", ["/", "/?country=NO&sort=title", "/practices/school-in-oslo/", "/table/?country=IT"]
)
def test_switch_keeps_page_and_selection(client, catalogue, address):
    french = f"/fr{address}"
    escaped = [path.replace("&", "&amp;") for path in (address, french)]
    assert versions(client.get(address).content.decode()) == [
        (escaped[0], "en", ' aria-current="true"'),
        (escaped[1], "fr", ""),
    ]
    page = client.get(french).content.decode()
    assert versions(page) == [(escaped[0], "en", ""), (escaped[1], "fr", ' aria-current="true"')]
    assert '<html lang="fr"' in page
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page) == [
        ("en", f"http://testserver{escaped[0]}"),
        ("fr", f"http://testserver{escaped[1]}"),
    ]


def test_histogram_is_said_in_the_language(client, catalogue):
    make_practice("Long ago", period="2014-2015")
    said = re.search(r'aria-label="Pratiques actives par année\s?: ([^"]+)"', client.get("/fr/").content.decode())[1]
    assert said.startswith("2014\xa0: 1, 2015\xa0: 1, 2016\xa0: 0, ")


def test_topics_countries_and_links_are_those_of_the_language(client, catalogue):
    page = client.get("/fr/").content.decode()
    assert "Norvège" in page
    assert "Éducation" in page
    main = page.split("<main")[1]
    assert [link for link in re.findall(r'href="(/[^"]*)"', main) if not link.startswith(("/fr/", "/practices."))] == []


def test_country_facet_goes_from_a_to_z_in_the_language(client):
    for country in ("DE", "FI", "ES"):
        make_practice(country=country)

    def countries(address):
        facet = client.get(address).content.decode().split('id="facet-country"')[1].split("</fieldset>")[0]
        return re.findall(r"<span>([^<]+)</span>", facet)

    assert countries("/") == ["Finland", "Germany", "Spain"]
    assert countries("/fr/") == ["Allemagne", "Espagne", "Finlande"]


def test_browser_settings_only_suggest(client, catalogue):
    def suggestion(address, languages):
        response = client.get(address, headers={"Accept-Language": languages})
        assert response.status_code == 200
        found = re.search(r'<p class="wrap suggested-language" lang="fr"><a href="([^"]+)"', response.content.decode())
        return found and found[1]

    assert suggestion("/?country=NO", "fr-CA,fr;q=0.9,en;q=0.5") == "/fr/?country=NO"
    assert suggestion("/?country=NO", "en-GB,fr;q=0.9") is None
    assert suggestion("/?country=NO", "de") is None
    assert suggestion("/fr/?country=NO", "en") is None


def test_formats_have_one_address_in_english(client, catalogue):
    assert client.get("/fr/practices.json").status_code == 404
    data = client.get("/practices.json?per_page=0", headers={"Accept-Language": "fr"}).getvalue().decode()
    assert ("Norway" in data, "Norvège" in data) == (True, False)


def test_suggestions_speak_the_language_of_the_page(client, catalogue):
    found = client.get("/fr/suggestions.json?q=nor").json()["suggestions"]
    assert found[0]["label"] == "Norvège"
    assert found[0]["address"] == "/fr/?country=NO"


def test_text_in_the_language_of_the_page_is_not_marked(client, catalogue):
    english, french = (client.get(address).content.decode() for address in ("/", "/fr/"))
    assert '<div lang="fr"><h3><a href="/practices/travail/">' in english
    assert '<div lang="en"><h3><a href="/fr/practices/school-in-oslo/">' in french
    assert '<div><h3><a href="/fr/practices/travail/">' in french
