"""Likely duplicates: what is found, what is not, and why, in words."""

import csv
import re
from pathlib import Path

import pytest
from django.db import connection

from practices.duplicates import Sought, find, likely_duplicates
from practices.duplicates.comparing import compare_stored
from tests.builders import make_city, make_person, make_practice

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parent / "data" / "real_titles.tsv"


def told(candidates):
    return [(candidate.practice.title, ", ".join(candidate.reasons)) for candidate in candidates]


@pytest.fixture
def lewisham():
    return make_city("London-Lewisham", "GB")


@pytest.fixture
def young_mayor(lewisham):
    return make_practice("Young Mayor", country="GB", cities=[lewisham], period="2018 onwards")


def test_one_practice_entered_twice_with_different_years_is_found(young_mayor, lewisham):
    found = likely_duplicates(title="Young Mayors", country="GB", cities=[lewisham], language="en", period="2006")
    assert told(found) == [("Young Mayor", "same city, nearly the same title, other years")]
    assert not found[0].is_translation
    assert 0.7 < found[0].score < 1


def test_a_title_alone_is_enough(young_mayor):
    assert told(likely_duplicates(title="young mayor")) == [("Young Mayor", "the same title")]
    assert likely_duplicates(title="Old Mayor") == []
    assert likely_duplicates(title="You") == []


def test_the_entry_itself_is_not_its_duplicate(young_mayor):
    assert likely_duplicates(title="Young Mayor", exclude=young_mayor) == []


def test_place_decides_how_alike_titles_have_to_be(lewisham):
    make_practice("Intercultural week", country="GB", cities=[lewisham])
    leeds = make_city("Leeds", "GB")
    here, there = {"country": "GB", "cities": [lewisham]}, {"country": "GB", "cities": [leeds]}
    assert told(likely_duplicates(title="An intercultural week!", **here)) == [
        ("Intercultural week", "same city, nearly the same title")
    ]
    assert told(likely_duplicates(title="An intercultural week!", country="GB")) != []
    assert told(likely_duplicates(title="Intercultural week", **there)) == [
        ("Intercultural week", "another city of the same country, the same title")
    ]
    assert likely_duplicates(title="Intercultural weeks in Leeds", **there) == []
    assert likely_duplicates(title="Intercultural week", country="FR") == []


def test_title_that_is_part_of_the_other_is_found_in_the_same_city():
    turin = make_city("Turin", "IT")
    make_practice("The Open Mosque Project – Increasing contact in the neighbourhood", country="IT", cities=[turin])
    (found,) = likely_duplicates(title="Open Mosque Project", country="IT", cities=[turin])
    assert found.reasons == ["same city", "one title is part of the other"]


def test_same_text_under_another_title_is_found(young_mayor, lewisham):
    young_mayor.purpose = "Putting power and responsibility in the hands of young people, who are elected every year."
    young_mayor.revise(by=None)
    text = young_mayor.purpose.replace("every year", "each year")
    found = likely_duplicates(title="A budget for the under-eighteens", country="GB", cities=[lewisham], text=text)
    assert told(found) == [("Young Mayor", "same city, nearly the same text")]


def test_translation_is_told_as_such():
    oslo = make_city()
    make_practice("Intercultural museum", cities=[oslo], language="en")
    (found,) = likely_duplicates(title="Musée interculturel", country="NO", cities=[oslo], language="fr-CH")
    assert found.is_translation
    assert found.reasons == ["same city", "a similar title", "another language"]


def test_same_source_is_enough():
    bradford = make_city("Bradford", "GB")
    make_practice("Shared Values", country="GB", cities=[bradford], source_url="https://bradford.example/values")
    known = {"title": "Valeurs communes", "country": "GB", "cities": [bradford], "language": "fr"}
    assert likely_duplicates(**known) == []
    (found,) = likely_duplicates(**known, source_url="https://bradford.example/values")
    assert (found.is_translation, found.reasons) == (True, ["same city", "the same source", "another language"])


def test_address_of_a_whole_list_is_no_source_of_one_entry(lewisham):
    for number in range(2):
        make_practice(f"Entry {number}", country="GB", cities=[lewisham], source_url="https://list.example/")
    known = {"title": "Something else", "country": "GB", "cities": [lewisham]}
    assert likely_duplicates(**known, source_url="https://list.example/") == []


def test_number_of_the_source_counts_with_its_name_only():
    make_practice("Shared Values", country="GB", source_name="The list", external_id="17")
    known = {"title": "Valeurs communes", "country": "GB", "language": "fr", "external_id": "17"}
    assert likely_duplicates(**known, source_name="Another list") == []
    assert [found.score for found in likely_duplicates(**known, source_name="The list")] == [0.95]


def test_withdrawn_entries_are_no_duplicates(lewisham):
    make_practice("Young Mayor", country="GB", cities=[lewisham], status="withdrawn")
    assert likely_duplicates(title="Young Mayor", country="GB", cities=[lewisham]) == []


def test_contributors_hear_of_published_entries_and_of_their_own_only():
    carl = make_person("carl", "contributor")
    make_practice("Young Mayor of all")
    make_practice("Young Mayor of Carl", status="draft", author=carl)
    make_practice("Young Mayor of others", status="draft", author=make_person("cora", "contributor"))
    titles = {
        name: sorted(found.practice.title for found in likely_duplicates(title="Young Mayor of", seen_by=person))
        for name, person in (("carl", carl), ("cleo", make_person("cleo", "curator")))
    }
    assert titles == {
        "carl": ["Young Mayor of Carl", "Young Mayor of all"],
        "cleo": ["Young Mayor of Carl", "Young Mayor of all", "Young Mayor of others"],
    }


def test_many_are_sought_at_once(young_mayor, django_assert_num_queries):
    sought = [Sought("Young Mayor", country="GB"), Sought("Nothing like it"), Sought("Young Mayors")]
    with django_assert_num_queries(3):  # the comparison, the practices, their cities
        found = find(sought)
    assert [[candidate.practice for candidate in candidates] for candidates in found] == [
        [young_mayor],
        [],
        [young_mayor],
    ]


def test_titles_are_found_by_the_index(young_mayor):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM practices_practice WHERE title_key % 'young mayor'")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Bitmap Index Scan on practice_title_alike" in plan


# Real entries of the programme's list, and which of them are the same practice in two languages.


@pytest.fixture
def real():
    """Title → practice, and title → the name of the practice it is about where two entries are about it."""
    practices, about, cities = {}, {}, {}
    with REAL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            place = (row["city"], row["country"])
            if row["city"] and place not in cities:
                cities[place] = make_city(*place)
            practices[row["title"]] = make_practice(
                row["title"],
                country=row["country"],
                cities=[cities[place]] if row["city"] else [],
                language=row["language"],
                period=row["period"],
            )
            about[row["title"]] = row["practice"]
    return practices, about


def pairs_in(practices):
    titles = {practice.pk: title for title, practice in practices.items()}
    return {
        (frozenset((titles[likeness.key], titles[likeness.id])), likeness.is_translation)
        for likeness in compare_stored(list(titles))
    }


def test_among_3403_pairs_of_real_entries_there_is_no_false_alarm_and_some_translations_are_missed(real):
    practices, about = real
    named = {name for name in about.values() if name}
    translations = {frozenset(title for title in about if about[title] == name) for name in named}
    found = pairs_in(practices)
    assert (len(practices), len(translations)) == (83, 5)
    assert found == {
        (
            frozenset({"Neuchâtel Action Week against Racism", "Semaine neuchâteloise d’actions contre le racisme"}),
            True,
        ),
        (frozenset({"Mondinsieme’ Assembly", "Assemblée de Mondinsieme"}), True),
    }
    assert {pair for pair, _ in found} <= translations


def turned(title):
    words = title.split()
    return " ".join(words[len(words) // 2 :] + words[: len(words) // 2])


def without_its_end(title):
    """The title without its last word, when more than one is left."""
    words = title.split()
    return " ".join(words[:-1]) if len(words) > 2 else title


# How a title is typed the second time → how many of the 83 are found, with the city given and without.
TYPED = {
    "as it was": (lambda title: title, 83, 83),
    "with an article": (lambda title: f"The {title}", 83, 83),
    "without its subtitle": (lambda title: re.split(r" [–-] |: |\. ", title)[0], 78, 69),
    "without its last word": (without_its_end, 83, 79),
    "with two letters swapped": (lambda title: title[:4] + title[5:6] + title[4:5] + title[6:], 82, 78),
    "the other way round": (turned, 83, 83),
}


@pytest.mark.parametrize("slip", TYPED)
def test_real_entries_typed_again_with_other_years_are_found(real, slip):
    typed, with_city, without_city = TYPED[slip]
    practices = list(real[0].values())
    for cities, expected in ((lambda practice: practice.cities.all(), with_city), (lambda practice: (), without_city)):
        again = [
            Sought(typed(practice.title), practice.country, cities(practice), practice.language, "2009")
            for practice in practices
        ]
        found = [[candidate.practice for candidate in candidates] for candidates in find(again)]
        assert sum(practice in candidates for practice, candidates in zip(practices, found, strict=True)) == expected
