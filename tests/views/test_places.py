"""Topics, countries and cities: the indexes and the landing pages."""

import re

import pytest

from practices.models import Country, Topic
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def figures(page):
    found = re.search(r'<dl class="facts figures">(.*?)</dl>', page, re.DOTALL)[1]
    rows = re.findall(r'<dt class="caps">([^<]+)</dt><dd class="num">(?:<a[^>]*href="([^"]+)">)?(\d+)', found)
    return [(label, number, address) for label, address, number in rows]


def tally(page, name):
    """(label, number, address) of every row of a list, those behind "Show all" too; None where there is no list."""
    found = re.search(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    if not found:
        return None
    rows = re.findall(r'<li><a[^>]*href="([^"]+)">([^<]+)</a> <span class="num">(\d+)<', found[0])
    return [(label, number, address) for address, label, number in rows]


def titles(page):
    return re.findall(r'<h3><a href="/practices/[^"]+">([^<]+)</a></h3>', page)


def listed_topics(page):
    return re.findall(r'<section data-t="\d"><h2><a href="([^"]+)">([^<]+)</a> <span class="num">(\d+)', page)


def listed_countries(page):
    return re.findall(r'<h3><a href="((?:/fr)?/countries/[^"]+)">([^<]+)</a> <span class="num">(\d+)', page)


def listed_cities(page):
    return re.findall(r'<li><a href="((?:/fr)?/countries/[^"]+)">([^<]+)</a> <span class="num">(\d+)', page)


@pytest.fixture
def hidden(catalogue):
    """What only a draft and a withdrawn practice name: a topic, a country and two cities."""
    roma = make_topic("Roma", position=2)
    bergen, paris = make_city("Bergen"), make_city("Paris", "FR")
    make_practice("Draft in Bergen", status="draft", published_at=None, cities=[bergen], topics=[roma], period="2003")
    make_practice("Withdrawn in Paris", country="FR", status="withdrawn", cities=[paris], topics=[roma], period="2003")


def test_topics_are_all_listed_the_most_used_first(client, hidden):
    make_topic("Business", position=3, description="Work & trade.")
    page = page_of(client, "/topics/")
    assert listed_topics(page) == [
        ("/topics/education/", "Education", "1"),
        ("/topics/business/", "Business", "0"),
        ("/topics/roma/", "Roma", "0"),
    ]
    assert "<p>Work &amp; trade.</p>" in page
    assert page.count("No practice is published yet.") == 2
    assert "3 topics. A practice can belong to more than one." in page


def test_countries_are_those_of_published_practices_with_their_cities(client, hidden):
    page = page_of(client, "/countries/")
    assert listed_countries(page) == [("/countries/italy/", "Italy", "2"), ("/countries/norway/", "Norway", "1")]
    assert listed_cities(page) == [
        ("/countries/italy/turin/", "Turin", "1"),
        ("/countries/norway/oslo/", "Oslo", "1"),
    ]
    assert "2 countries · 2 cities" in page
    assert "Bergen" not in page
    assert "Paris" not in page


def test_countries_go_from_a_to_z_in_the_language_of_the_page(client):
    for code in ("AT", "DE", "GR", "ES"):
        make_practice(country=code)
    english = [name for _, name, _ in listed_countries(page_of(client, "/countries/"))]
    page = page_of(client, "/fr/countries/")
    french = [name for _, name, _ in listed_countries(page)]
    assert english == ["Austria", "Germany", "Greece", "Spain"]
    assert french == ["Allemagne", "Autriche", "Espagne", "Grèce"]
    assert re.findall(r'id="letter-(\w)"', page) == ["A", "E", "G"]


def test_many_cities_are_folded_and_few_are_open(client):
    make_practice(cities=[make_city(f"City {number:02}") for number in range(60)])
    assert page_of(client, "/countries/").count('<details class="more" open>') == 1
    make_practice(country="IT", cities=[make_city("Turin", "IT")])
    page = page_of(client, "/countries/")
    assert (page.count('<details class="more">'), page.count("<details")) == (2, 2)
    assert len(listed_cities(page)) == 61


def test_letters_lead_through_a_long_index_only(client):
    for country in Country.objects.order_by("name_key")[:8]:
        make_practice(country=country.code)
    assert 'class="letters"' not in page_of(client, "/countries/")
    make_practice(country="ZW")
    assert '<a href="#letter-Z">Z</a>' in page_of(client, "/countries/")


def test_empty_catalogue_has_indexes_that_say_so(client):
    assert "No practice is published yet." in page_of(client, "/countries/")
    assert listed_topics(page_of(client, "/topics/")) == []


@pytest.fixture
def several(hidden):
    """Two topics named together, a third with neither, and three countries."""
    school = make_topic("School", position=5)
    work = make_topic("Work", position=6)
    education = Topic.objects.get(slug="education")
    stavanger, milan = make_city("Stavanger"), make_city("Milan", "IT")
    make_practice("Both", cities=[stavanger], topics=[education, school], period="2010-2012")
    make_practice("Both again", country="IT", cities=[milan], topics=[education, school], period="2018-")
    make_practice("Alone", country="PT", topics=[work])


def test_page_of_a_topic_counts_what_is_published(client, several):
    page = page_of(client, "/topics/education/")
    assert figures(page) == [
        ("Practices", "3", "/?topic=education"),
        ("Cities", "3", "#cities"),
        ("Countries", "2", "#countries"),
        ("Still running", "1", "/?topic=education&amp;ongoing=1"),
        ("Earliest start", "2010", "/?topic=education&amp;to=2010"),
    ]
    assert titles(page) == ["School in Oslo", "Both", "Both again"]
    assert tally(page, "countries") == [
        ("Norway", "2", "/?topic=education&amp;country=NO"),
        ("Italy", "1", "/?topic=education&amp;country=IT"),
    ]
    assert tally(page, "cities") == [
        ("Milan", "1", "/?topic=education&amp;city=milan"),
        ("Oslo", "1", "/?topic=education&amp;city=oslo"),
        ("Stavanger", "1", "/?topic=education&amp;city=stavanger"),
    ]
    assert tally(page, "together") == [("School", "2", "/topics/school/")]
    assert '<h2 id="results" class="sentence">3 practices · topic: Education</h2>' in page


@pytest.mark.parametrize("address", ["/topics/education/", "/countries/italy/", "/countries/italy/turin/"])
def test_figures_of_practices_lead_to_as_many(client, several, address):
    listed = [f for f in figures(page_of(client, address)) if f[0] in ("Practices", "Still running")]
    counts = [
        (label, client.get(link.replace("&amp;", "&")).context["page"].paginator.count) for label, _, link in listed
    ]
    assert counts == [(label, int(number)) for label, number, _ in listed]


def test_page_of_a_country_counts_what_is_published(client, several):
    page = page_of(client, "/countries/norway/")
    assert figures(page) == [
        ("Practices", "2", "/?country=NO"),
        ("Cities", "2", "#cities"),
        ("Topics", "2", "#topics"),
        ("Still running", "0", ""),
        ("Earliest start", "2010", "/?country=NO&amp;to=2010"),
    ]
    assert titles(page) == ["School in Oslo", "Both"]
    assert tally(page, "cities") == [
        ("Oslo", "1", "/countries/norway/oslo/"),
        ("Stavanger", "1", "/countries/norway/stavanger/"),
    ]
    assert tally(page, "topics") == [
        ("Education", "2", "/?topic=education&amp;country=NO"),
        ("School", "1", "/?topic=school&amp;country=NO"),
    ]
    assert tally(page, "sharing") == [("Italy", "2", "/countries/italy/")]
    lead = "2 practices · cities: Oslo (1), Stavanger (1) · topics: Education (2), School (1)"
    assert f'<p class="lede">{lead}</p>' in page
    assert f'<meta name="description" content="Norway: {lead}">' in page


def neighbours(page):
    return re.findall(r'<a rel="(prev|next)" href="([^"]+)">', page)


def test_country_has_the_ones_before_and_after_it_beside_it(client, several):
    pages = [page_of(client, f"/countries/{slug}/") for slug in ("italy", "norway", "portugal")]
    assert [neighbours(page) for page in pages] == [
        [("next", "/countries/norway/")],
        [("prev", "/countries/italy/"), ("next", "/countries/portugal/")],
        [("prev", "/countries/norway/")],
    ]


def test_neighbours_of_a_country_go_by_the_language_of_the_page(client):
    for code in ("AT", "DE"):
        make_practice(country=code)
    page = page_of(client, "/fr/countries/austria/")
    assert neighbours(page) == [("prev", "/fr/countries/germany/")]


def test_page_of_a_city_counts_what_is_published(client, several):
    page = page_of(client, "/countries/norway/oslo/")
    assert figures(page) == [
        ("Practices", "1", "/?city=oslo"),
        ("Topics", "1", "#topics"),
        ("Still running", "0", ""),
        ("Earliest start", "2014", "/?city=oslo&amp;to=2014"),
    ]
    assert titles(page) == ["School in Oslo"]
    assert tally(page, "topics") == [("Education", "1", "/?topic=education&amp;city=oslo")]
    assert tally(page, "others") == [("Stavanger", "1", "/countries/norway/stavanger/")]
    assert '<meta name="description" content="Oslo, Norway: 1 practice · topics: Education (1)">' in page


@pytest.mark.parametrize(
    ("address", "crumbs"),
    [
        ("/topics/education/", [("/", "Practices"), ("/topics/", "Topics")]),
        ("/countries/norway/", [("/", "Practices"), ("/countries/", "Countries")]),
        (
            "/countries/norway/oslo/",
            [("/", "Practices"), ("/countries/", "Countries"), ("/countries/norway/", "Norway")],
        ),
    ],
)
def test_landing_page_is_for_search_engines(client, catalogue, address, crumbs):
    page = page_of(client, f"{address}?utm_source=x")
    assert f'<link rel="canonical" href="http://testserver{address}">' in page
    assert 'name="robots"' not in page
    assert re.findall(r'<meta name="description" content=".', page) != []
    assert page.count("<h1") == 1
    trail = re.search(r'<nav class="crumb".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', trail) == crumbs


@pytest.mark.parametrize("address", ["/topics/", "/countries/"])
def test_index_is_for_search_engines(client, catalogue, address):
    page = page_of(client, address)
    assert f'<link rel="canonical" href="http://testserver{address}">' in page
    assert 'name="robots"' not in page
    assert page.count('<meta name="description"') == 1


def test_topic_without_practices_is_there_and_kept_out_of_indexes(client, hidden, settings):
    settings.CATALOGUE_CONTACT = "curators@city.example"
    page = page_of(client, "/topics/roma/")
    assert '<meta name="robots" content="noindex,follow">' in page
    assert "No practice on this topic is published yet." in page
    assert 'href="mailto:curators@city.example"' in page
    assert titles(page) == []
    assert "figures" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/topics/nothing/",
        "/countries/france/",
        "/countries/nowhere/",
        "/countries/sweden/",
        "/countries/norway/bergen/",
        "/countries/france/paris/",
        "/countries/norway/nowhere/",
    ],
)
def test_what_no_published_practice_names_has_no_page(client, hidden, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("country", ["italy", "nowhere"])
def test_city_under_another_country_leads_to_its_own(client, catalogue, country):
    response = client.get(f"/countries/{country}/oslo/")
    assert (response.status_code, response.headers["Location"]) == (301, "/countries/norway/oslo/")


def test_histogram_needs_three_dated_practices(client):
    topic = make_topic()
    for period in ("2014", "2014-2015", "ongoing"):
        make_practice(topics=[topic], period=period)
    assert 'class="hist"' not in page_of(client, "/topics/education/")
    make_practice(topics=[topic], period="2015")
    assert 'aria-label="Practices active per year: 2014: 2, 2015: 2, 2016: 0,' in page_of(client, "/topics/education/")


def test_only_the_newest_practices_are_shown_and_the_way_to_all_of_them(client):
    for number in range(20):
        make_practice(f"Practice {number:02}")
    assert "Show all" not in page_of(client, "/countries/norway/")
    make_practice("Practice 20")
    page = page_of(client, "/countries/norway/")
    assert titles(page) == [f"Practice {number:02}" for number in range(20)]
    assert '<a class="btn" rel="nofollow" href="/?country=NO">Show all 21 practices</a>' in page


def test_long_lists_are_folded_after_the_first_eight(client):
    make_practice(topics=[make_topic(f"Topic {number}", position=number) for number in range(1, 11)])
    page = page_of(client, "/countries/norway/")
    shown, folded = re.search(r'<section id="topics".*?</section>', page, re.DOTALL)[0].split("<details")
    assert (shown.count("<li>"), folded.count("<li>")) == (8, 2)
    assert "Show all 10 topics" in folded


def test_countries_that_share_more_topics_come_first(client):
    topics = [make_topic(name, position=number) for number, name in enumerate(("A", "B", "C"), 1)]
    make_practice(country="NO", topics=topics[:2])
    make_practice(country="FI", topics=topics[:1])
    make_practice(country="SE", topics=topics)
    make_practice(country="SE", topics=topics)
    make_practice(country="IS", topics=topics[2:])
    page = page_of(client, "/countries/norway/")
    assert tally(page, "sharing") == [("Sweden", "2", "/countries/sweden/"), ("Finland", "1", "/countries/finland/")]


def test_names_are_in_the_language_of_the_page(client):
    topic = make_topic(name_fr="Éducation", description_fr="Les écoles.")
    make_practice(country="DE", topics=[topic], cities=[make_city("Berlin", "DE")])
    pages = [page_of(client, f"/fr{address}") for address in ("/topics/education/", "/countries/germany/berlin/")]
    assert ["<h1>Éducation</h1>" in pages[0], "Les écoles." in pages[0]] == [True, True]
    assert '<p class="caps rub">Allemagne</p><h1>Berlin</h1>' in pages[1]
    assert tally(pages[1], "topics") == [("Éducation", "1", "/fr/?topic=education&amp;city=berlin")]


def test_practice_leads_to_the_pages_of_its_country_city_and_topics(client):
    practice = make_practice(cities=[make_city()], topics=[make_topic()])
    page = client.get(practice.get_absolute_url()).content.decode()
    trail = re.search(r'<nav class="crumb".*?</nav>', page, re.DOTALL)[0]
    facts = re.search(r'<dl class="facts">.*?</dl>', page, re.DOTALL)[0]
    places = ["/countries/norway/", "/countries/norway/oslo/"]
    assert re.findall(r'href="([^"]+)"', trail) == ["/", *places]
    assert re.findall(r'href="([^"]+)"', facts) == [*places, "/topics/education/"]


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/topics/", 5),
        ("/countries/", 5),
        ("/topics/education/", 7),
        ("/countries/norway/", 7),
        ("/countries/norway/oslo/", 6),
    ],
)
def test_number_of_queries_is_constant(client, number, address, queries, django_assert_num_queries):
    topics = [make_topic(position=1), *(make_topic(f"Topic {other}", position=other) for other in range(2, number))]
    cities = [make_city(), *(make_city(f"City {other}") for other in range(number))]
    for _ in range(number):
        make_practice(topics=topics, cities=cities)
    with django_assert_num_queries(queries):
        client.get(address)
