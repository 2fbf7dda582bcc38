"""The fixtures are what they say they are."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.forms.models import model_to_dict

from practices.markdown import escape
from practices.models import City, Practice, Topic

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
SOURCE = {
    "source_name": "Council of Europe, Intercultural Cities: good practice examples",
    "source_url": "https://www.coe.int/en/web/interculturalcities/good-practice",
}
TOPICS_IN_ORDER = [
    ["education"],
    ["health-social-care-and-family-support", "welcoming-and-social-integration"],
    ["political-and-public-participation", "public-and-community-services"],
    ["international-outlook"],
    ["business-and-employment", "welcoming-and-social-integration"],
    ["welcoming-and-social-integration"],
    ["political-and-public-participation"],
    ["education", "health-social-care-and-family-support"],
    ["education", "multilingualism"],
    ["anti-rumour-methodologies"],
]


def load(*names):
    call_command("loaddata", *names, verbosity=0)


def contents():
    """Everything the fixtures write, without keys and times of the run."""
    practices = [
        model_to_dict(practice)
        | {"id": None, "cities": sorted(city.slug for city in practice.cities.all())}
        | {"topics": sorted(topic.slug for topic in practice.topics.all())}
        for practice in Practice.objects.order_by("pk").prefetch_related("cities", "topics")
    ]
    return practices, list(City.objects.order_by("slug").values())


def test_there_are_21_topics_in_two_languages():
    load("topics")
    topics = list(Topic.objects.all())
    assert [topic.position for topic in topics] == list(range(1, 22))
    assert all(text.endswith(".") for topic in topics for text in (topic.description, topic.description_fr))
    assert all(topic.name_fr for topic in topics)


def test_seed_is_exactly_what_the_importer_reads_with_its_topics():
    load("topics", "good_practices")
    practices, cities = contents()
    assert [practice.pop("topics") for practice in practices] == TOPICS_IN_ORDER
    Practice.objects.all().delete()
    City.objects.all().delete()
    call_command("import_listing", DATA / "seed_listing.txt", status="published", stderr=io.StringIO(), **SOURCE)
    imported, imported_cities = contents()
    assert [practice.pop("topics") for practice in imported] == [[]] * 10
    assert practices == imported
    assert [city | {"id": None} for city in cities] == [city | {"id": None} for city in imported_cities]


@pytest.mark.parametrize("names", [["topics", "good_practices"], ["good_practices_background"]])
def test_loading_a_second_time_changes_nothing(names):
    load("topics", "good_practices", *names)
    before = contents()
    load(*names)
    assert contents() == before


def test_import_after_the_fixtures_finds_every_entry_unchanged():
    load("topics", "good_practices")
    err = io.StringIO()
    call_command("import_listing", DATA / "seed_listing.txt", stderr=err)
    assert err.getvalue().splitlines()[-1].endswith("0 created, 0 updated, 10 unchanged, 0 refused.")


def test_background_fills_what_the_seed_lacks_and_keeps_the_rest():
    load("topics", "good_practices")
    seeds = {practice.title: practice for practice in Practice.objects.all()}
    load("good_practices_background")
    background = {entry["title"]: entry for entry in json.loads((DATA / "seed_background.json").read_text())}
    assert background.keys() == seeds.keys()
    for practice in Practice.objects.all():
        seed, entry = seeds[practice.title], background[practice.title]
        assert (practice.purpose, practice.summary, practice.period) == (
            seed.purpose,
            seed.summary,
            seed.period,
        )
        for name in ("rationale", "process", "impact"):
            kept = getattr(seed, name)
            expected = kept if kept and not kept.endswith("…") else escape(entry[name])
            assert getattr(practice, name) == expected
        assert practice.provenance == "Background compiled from public sources, November 2026"
        assert all(reference["url"] in practice.key_references for reference in entry["key_references"])
        assert all(note in practice.curator_notes for note in entry["discrepancies"])
        city = practice.cities.get()
        assert (city.latitude, city.longitude) == (entry["coordinates"]["lat"], entry["coordinates"]["lon"])
