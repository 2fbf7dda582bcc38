"""What is not published changes nothing that visitors see, at any address, in any format."""

import pytest

from practices import urls
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db

# Every public address, with what would show an entry that shares everything with the published ones.
ADDRESSES = {
    "catalogue": ["/", "/?q=umbrella", "/?q=umbrela", "/?country=NO&topic=education", "/?country=DK", "/?from=2010"],
    None: ["/practices/"],
    "practice": ["/practices/parade/", "/practices/parade/?country=NO", "/practices/hidden-umbrella/"],
    "preview": ["/preview/x/"],
    "versions": ["/practices/parade/versions/", "/practices/hidden-umbrella/versions/"],
    "version": ["/practices/parade/versions/1/", "/practices/hidden-umbrella/versions/1/"],
    "suggestions": ["/suggestions.json?q=umb", "/suggestions.json?q=hidden"],
    "facet": [f"/facets/{name}/" for name in ("topic", "country", "city", "language")],
    "map": ["/map/", "/map/?country=NO"],
    "timeline": ["/timeline/", "/timeline/topic/"],
    "table": ["/table/", "/table/?sort=title"],
    "statistics": ["/statistics/"],
    "topics": ["/topics/"],
    "topic": ["/topics/education/", "/topics/unused/"],
    "countries": ["/countries/"],
    "country": ["/countries/norway/", "/countries/denmark/"],
    "city": ["/countries/norway/oslo/", "/countries/denmark/aarhus/"],
    "compare": ["/compare/?practice=parade&practice=hidden-umbrella", "/compare/?q=umbrella"],
    "about": ["/about/"],
    "accessibility": ["/accessibility/"],
    "privacy": ["/privacy/"],
    "practices_json": ["/practices.json", "/practices.json?q=umbrella"],
    "practices_csv": ["/practices.csv"],
    **{
        f"practice_{format}": [f"/practices/hidden-umbrella.{format}"]
        for format in ("json", "txt", "ris", "bib", "png")
    },
    "statistics_csv": ["/statistics/topics.csv", "/statistics/started.csv", "/statistics/active.csv"],
    "opensearch": ["/opensearch.xml"],
    "robots": ["/robots.txt"],
    "sitemap": ["/sitemap.xml"],
    "sitemap_section": [
        "/sitemap-practices.xml",
        "/sitemap-countries.xml",
        "/sitemap-cities.xml",
        "/sitemap-topics.xml",
    ],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
}


def test_every_public_address_is_looked_at():
    named = {pattern.name for pattern in [*urls.page_patterns, *urls.format_patterns]}
    assert named == set(ADDRESSES)


@pytest.fixture
def visible():
    """Three published entries of one city and topic, and a topic, country and city that no published entry has."""
    oslo, education = make_city("Oslo", latitude=59.9, longitude=10.7), make_topic("Education")
    aarhus, unused = make_city("Aarhus", "DK", latitude=56.2, longitude=10.2), make_topic("Unused", position=2)
    for title in ("Parade", "Choir", "Street"):
        make_practice(title, cities=[oslo], topics=[education], period="2015", purpose="A parade of many.")
    return {"NO": ([oslo], [education]), "DK": ([aarhus], [unused])}


def everything_seen(client) -> dict[str, tuple[int, bytes]]:
    """Address → (status, body), in English and, for pages, in French."""
    addresses = [address for found in ADDRESSES.values() for address in found]
    french = [f"/fr{address}" for pattern in urls.page_patterns for address in ADDRESSES[pattern.name]]
    return {address: answer(client.get(address)) for address in [*addresses, *french]}


def answer(response):
    return response.status_code, b"".join(response) if response.streaming else response.content


HIDDEN = [
    {"status": "draft", "published_at": None},
    {"status": "review", "published_at": None},
    {"status": "review", "published_at": None, "publish_at": "2026-11-01T00:00Z"},
]


def make_alike(visible, **state):
    """Between the published entries in every order; alike in words, place, topic and years, one in each country."""
    for country, (cities, topics) in visible.items():
        practice = make_practice(
            "Hidden umbrella" if country == "NO" else "Parade",
            **{"country": country, "cities": cities, "topics": topics, "period": "2012-", "language": "nl"},
            purpose="A parade of many, with an umbrella.",
            **state,
        )
        practice.catch_up()


def test_what_is_not_published_changes_nothing_that_visitors_see(client, visible):
    before = everything_seen(client)
    for state in HIDDEN:
        make_alike(visible, **state)
    after = everything_seen(client)
    assert {address for address in before if before[address] != after[address]} == set()


def test_the_same_entries_published_show_everywhere(client, visible):
    """The test above can fail: what it hides would show at these addresses."""
    before = everything_seen(client)
    make_alike(visible)
    after = everything_seen(client)
    same = {name for name, addresses in ADDRESSES.items() if all(before[a] == after[a] for a in addresses)}
    assert same == {None, "preview", "about", "accessibility", "privacy", "opensearch", "robots", "healthz", "readyz"}


def test_notes_of_curators_and_comments_of_reviews_are_shown_to_nobody(client, visible):
    before = everything_seen(client)
    Practice.objects.update(curator_notes="Umbrella secret", review_comment="Umbrella comment")
    after = everything_seen(client)
    assert {address for address in before if before[address] != after[address]} == set()
