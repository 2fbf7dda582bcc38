"""The synthetic catalogue: what entries are like, and that writing and removing them leaves the rest alone."""

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from practices import gazetteer
from practices.models import City, Practice, PublishedPractice, Word
from practices.periods import read_period
from practices.synthetic import catalogue, phrases
from practices.synthetic.catalogue import note_of_slugs, slugs_of_note
from practices.synthetic.entries import COUNTRIES, cities, entries
from practices.synthetic.texts import PATTERNS, SLOTS, VOCABULARIES
from tests.builders import make_city, make_practice, make_topic

TEXTS = ("summary", "purpose", "rationale", "process", "impact", "key_references")
TOPICS = list("abcdefgh")


def content(entry):
    """Everything an entry says."""
    fields = [field.attname for field in Practice._meta.concrete_fields if not field.generated]
    return [getattr(entry.practice, field) for field in fields], entry.places, entry.topics


def catalogue_content():
    """Everything the catalogue says of its synthetic practices."""
    values = Practice.objects.values(*TEXTS, "title", "slug", "period", "start_year", "end_year", "is_ongoing")
    named = [[city.name for city in practice.cities.all()] for practice in Practice.objects.order_by("slug")]
    return list(values.order_by("slug")), named


@pytest.fixture(scope="module")
def sample():
    return list(entries(3000, 7, TOPICS))


def test_same_seed_gives_same_entries():
    first, again, other = ([content(entry) for entry in entries(20, seed, TOPICS)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_same_seed_gives_same_entries_in_another_process():
    script = (
        "import django; django.setup(); from practices.synthetic.entries import entries;"
        "print([(e.practice.title, [p.name for p in e.places]) for e in entries(20, 1, 'abcdefgh')])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 -- our own words
    assert run.stdout.strip() == str(
        [(entry.practice.title, [place.name for place in entry.places]) for entry in entries(20, 1, TOPICS)]
    )


def test_two_thousand_cities_of_the_gazetteer_in_45_countries():
    assert (len(cities()), list(cities()), sum(map(len, cities().values()))) == (45, COUNTRIES, 2000)
    assert all(gazetteer.find(place.name, country) == place for country in COUNTRIES for place in cities()[country])


def test_every_entry_has_two_to_four_kilobytes_of_text(sample):
    sizes = [sum(len(getattr(entry.practice, name).encode()) for name in TEXTS) for entry in sample]
    assert [size for size in sizes if not 2000 <= size <= 4000] == []


def test_every_entry_stands_the_checks_of_a_form(sample):
    for entry in sample[:300]:
        entry.practice.clean_fields(exclude=["country", "slug"])


def test_slots_of_patterns_are_filled(sample):
    assert not [entry for entry in sample if any("{" in getattr(entry.practice, name) for name in ("title", *TEXTS))]


def test_years_are_those_that_the_catalogue_reads_in_the_period(sample):
    for practice in [entry.practice for entry in sample]:
        reading = read_period(practice.period)
        assert (practice.start_year, practice.end_year, practice.is_ongoing) == (
            reading.start_year,
            reading.end_year,
            reading.is_ongoing,
        )


def test_about_fifteen_per_cent_are_undated(sample):
    undated = sum(entry.practice.start_year is None for entry in sample)
    assert 0.12 < undated / len(sample) < 0.18


@pytest.mark.parametrize(("kind", "is_dated"), [("DATED", True), ("UNDATED", False)])
def test_every_phrase_of_a_period_is_read_as_it_is_meant(kind, is_dated):
    years = {"start": 2012, "end": 2018, "planned": 2031, "short": "18"}
    for language, lines in getattr(phrases, kind).items():
        months = phrases.MONTHS[language].split()
        for line in lines.strip().splitlines():
            text = line.split(maxsplit=1)[1].format(**years, month=months[2], later=months[8])
            assert (read_period(text).start_year == 2012, text) == (is_dated, text)


def test_countries_cities_and_topics_follow_zipf(sample):
    countries = Counter(entry.practice.country_id for entry in sample)
    assert [code for code, _ in countries.most_common(3)] == COUNTRIES[:3]
    assert 1.6 < countries["IT"] / countries["ES"] < 2.4
    topics = Counter(topic for entry in sample for topic in entry.topics)
    assert [topic for topic, _ in topics.most_common(3)] == TOPICS[:3]
    assert {len(entry.topics) for entry in sample} == {1, 2, 3}
    assert {len(entry.places) for entry in sample} == {0, 1, 2, 3}


def test_places_are_different_ones_of_the_entrys_country(sample):
    for entry in sample:
        assert {place.country for place in entry.places} <= {entry.practice.country_id}
        assert len(set(entry.places)) == len(entry.places)


def test_texts_vary_and_come_in_three_languages(sample):
    languages = Counter(entry.practice.language for entry in sample)
    assert list(VOCABULARIES) == [language for language, _ in languages.most_common()]
    assert len({entry.practice.title for entry in sample}) > len(sample) / 2
    words = {word for slot in SLOTS["en"].values() for phrase in slot for word in phrase.split()}
    assert len(words) > 500


def test_words_contract_as_their_language_does(sample):
    wrong = {"en": re.compile("\\b[Aa] [aeiou]"), "fr": re.compile("\\b[Dd]e [aeiouéê]"), "de": re.compile("{")}
    for practice in [entry.practice for entry in sample]:
        assert wrong[practice.language].findall(f"{practice.title} {practice.purpose} {practice.rationale}") == []


def test_slots_hold_every_word_that_patterns_ask_for():
    given = {"where", "name", "count", "tens", "percent", "years"}
    for (language, _), patterns in PATTERNS.items():
        asked = {slot.split("}")[0].lower() for pattern in patterns for slot in pattern.split("{")[1:]}
        assert asked - given <= set(SLOTS[language])


def test_times_are_in_order_and_spread_over_years(sample):
    for practice in [entry.practice for entry in sample]:
        assert practice.created_at == practice.published_at <= practice.updated_at <= datetime(2026, 11, 1, tzinfo=UTC)
        assert practice.last_confirmed_on in (None, practice.updated_at.date())
    assert {entry.practice.published_at.year for entry in sample} == set(range(2010, 2027))


def test_note_of_cities_is_read_back_also_beside_a_curators_lines():
    assert note_of_slugs([]) == ""
    assert slugs_of_note("") == set()
    assert slugs_of_note(f"To be checked.\n{note_of_slugs(['oslo', 'bergen'])}\nDone.") == {"oslo", "bergen"}


@pytest.fixture
def topics(db):
    return [make_topic(name, position=position) for position, name in enumerate(["Education", "Sport"], start=1)]


def test_practices_are_written_as_they_were_made(topics):
    catalogue.generate(30, 5)
    for number, entry in enumerate(entries(30, 5, topics), start=1):
        practice = Practice.objects.get(slug__endswith=f"-{number}", title=entry.practice.title)
        unmade = ("id", "slug", "curator_notes")
        for field in Practice._meta.concrete_fields:
            if not field.generated and field.name not in unmade:
                assert (field.name, getattr(practice, field.attname)) == (
                    field.name,
                    getattr(entry.practice, field.attname),
                )
        assert sorted(
            (city.name, city.country_id, city.latitude, city.longitude) for city in practice.cities.all()
        ) == (sorted((place.name, place.country, place.latitude, place.longitude) for place in entry.places))
        assert set(practice.topics.all()) == set(entry.topics)


def test_what_is_found_is_what_a_rebuild_gives(topics):
    catalogue.generate(30, 5)
    before = [list(model.objects.order_by("pk").values()) for model in (PublishedPractice, Word)]
    call_command("rebuild_search", verbosity=0)
    assert [list(model.objects.order_by("pk").values()) for model in (PublishedPractice, Word)] == before
    assert [len(rows) for rows in before] >= [30, 100]


def test_batches_make_the_same_catalogue_as_one(topics, monkeypatch):
    catalogue.generate(30, 5)
    whole = catalogue_content()
    catalogue.remove()
    monkeypatch.setattr(catalogue, "BATCH", 7)
    done = []
    catalogue.generate(30, 5, done.append)
    assert (catalogue_content(), done) == (whole, [7, 14, 21, 28, 30])


def test_second_run_adds_and_reuses_the_cities(topics):
    catalogue.generate(30, 5)
    before = City.objects.count()
    catalogue.generate(30, 5)
    assert (Practice.objects.count(), City.objects.count()) == (60, before)
    catalogue.remove()
    assert (Practice.objects.count(), City.objects.count()) == (0, 0)


def test_second_run_also_marks_the_cities_of_the_first(topics):
    catalogue.generate(30, 5)
    first = list(Practice.objects.values_list("id", flat=True))
    catalogue.generate(30, 5)
    Practice.objects.filter(id__in=first).delete()  # by a curator, say
    catalogue.remove()
    assert not City.objects.exists()


def test_slug_that_is_taken_is_numbered_once_more(topics):
    catalogue.generate(1, 5)
    slug = Practice.objects.get().slug
    Practice.objects.update(source_name="a curator took it over")
    catalogue.generate(1, 5)
    assert list(catalogue.synthetic().values_list("slug", flat=True)) == [f"{slug}-2"]


def test_removal_leaves_what_was_there_and_what_others_name(topics):
    catalogue.generate(30, 5)
    first, second, *_ = City.objects.filter(practices__isnull=False).order_by("slug").distinct()
    catalogue.remove()
    # One that was there before, under another of its names and unused; one that a real practice comes to name.
    known = make_city("Known", country=first.country_id, aliases=[first.name])
    catalogue.generate(30, 5)
    adopted = City.objects.get(slug=second.slug)
    real = make_practice("Real", country=adopted.country_id, cities=[adopted])
    assert known.practices.exists()
    catalogue.remove()
    assert list(Practice.objects.all()) == [real]
    assert list(City.objects.order_by("id")) == [known, adopted]
    assert list(real.cities.all()) == [adopted]


def test_interrupted_removal_can_be_finished(topics, monkeypatch):
    class Stop(Exception):
        pass

    def stop(done):
        raise Stop

    monkeypatch.setattr(catalogue, "BATCH", 7)
    for unfinished in (catalogue.remove, lambda on_progress: catalogue.generate(30, 6, on_progress)):
        catalogue.generate(30, 5)
        with pytest.raises(Stop):
            unfinished(stop)
        assert catalogue.synthetic().exists()
        catalogue.remove()
        assert (Practice.objects.count(), City.objects.count()) == (0, 0)


def test_city_of_another_country_is_refused_by_the_database(topics, monkeypatch):
    oslo = make_city("Oslo", country="NO")
    (entry,) = entries(1, 5, topics)
    assert len(entry.places) == 1 and entry.practice.country_id != "NO"
    monkeypatch.setattr(catalogue.Cities, "of", lambda self, place: oslo)
    with pytest.raises(IntegrityError, match="practice_cities_are_of_its_country"), transaction.atomic():
        catalogue.generate(1, 5)
        connection.check_constraints()  # what the end of a transaction does


def test_catalogue_without_topics_is_refused(db):
    with pytest.raises(catalogue.NoTopics):
        catalogue.generate(1, 5)
