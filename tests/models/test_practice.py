"""What holds of every practice, whoever writes it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from practices.models import City, Country, Practice, PublishedPractice
from practices.models.published import end_used_expression
from tests.builders import make_city, make_practice

pytestmark = pytest.mark.django_db


def test_published_leaves_out_drafts_and_withdrawn_practices():
    make_practice("Draft", status="draft", published_at=None)
    make_practice("Withdrawn", status="withdrawn")
    shown = make_practice("Shown")
    assert list(Practice.objects.published()) == [shown]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"title": "  "}, "practice_title_is_given"),
        ({"start_year": 2018, "end_year": 2015}, "practice_ends_after_start"),
        ({"start_year": 1066}, "practice_start_is_plausible"),
        ({"end_year": 3000}, "practice_end_is_plausible"),
        ({"status": "lost"}, "practice_status_is_known"),
        ({"published_at": None}, "practice_published_has_date"),
    ],
)
def test_database_refuses_what_no_practice_can_be(changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_practice(**changes)


def test_database_refuses_a_city_of_another_country():
    practice = make_practice(country="NO")
    with pytest.raises(IntegrityError, match="practice_cities_are_of_its_country"), transaction.atomic():
        practice.cities.add(make_city("Turin", country="IT"))
        check_constraints_now()


@pytest.mark.parametrize("model", [Practice, City])
def test_database_refuses_moving_one_side_to_another_country(model):
    make_practice(country="NO", cities=[make_city("Oslo", country="NO")])
    with pytest.raises(IntegrityError, match="practice_cities_are_of_its_country"), transaction.atomic():
        model.objects.update(country="SE")
        check_constraints_now()


def test_country_and_cities_can_change_together():
    practice = make_practice(country="NO", cities=[make_city("Oslo", country="NO")])
    with transaction.atomic():
        practice.country = Country.objects.get(pk="IT")
        practice.save()
        practice.cities.set([make_city("Turin", country="IT")])
        check_constraints_now()
    assert [city.name for city in practice.cities.all()] == ["Turin"]


def check_constraints_now():
    """What the end of a transaction does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Don’t Feed the Rumour", "dont-feed-the-rumour"),
        ("Łódź: Αθήνα — Нови Сад", "lodz-athina-novi-sad"),
        ("!!!", "practice"),
        (
            "Educational equality in Oslo. Tackling educational segregation through raising standards",
            "educational-equality-in-oslo-tackling-educational-segregation-through-raising",
        ),
        ("a" * 300, "a" * 80),
    ],
)
def test_slug_is_ascii_and_at_most_80_characters(title, slug):
    assert make_practice(title).slug == slug


def test_slugs_are_numbered_on_collision_and_permanent():
    practices = [make_practice("Same title") for _ in range(3)]
    assert [practice.slug for practice in practices] == ["same-title", "same-title-2", "same-title-3"]
    practices[0].title = "Another title"
    practices[0].save()
    assert Practice.objects.get(pk=practices[0].pk).slug == "same-title"


def test_numbered_slug_stays_within_80_characters():
    assert [make_practice("a" * 100).slug for _ in range(2)] == ["a" * 80, "a" * 78 + "-2"]


def test_city_slugs_take_the_country_on_collision():
    slugs = [make_city("Salisbury", country=code).slug for code in ("AU", "GB", "GB")]
    assert slugs == ["salisbury", "salisbury-gb", "salisbury-gb-2"]


def test_titles_sort_without_accents_case_and_quotation_marks():
    for title in ("zebra", "Église", "“Fête”", "apple", "Ecole"):
        make_practice(title)
    ordered = Practice.objects.order_by("title_key").values_list("title", flat=True)
    assert list(ordered) == ["apple", "Ecole", "Église", "“Fête”", "zebra"]


@pytest.mark.parametrize(
    ("years", "end_used"),
    [
        ((2014, 2015, False), 2015),
        ((2014, None, False), 2014),
        ((2014, None, None), 2014),
        ((2014, None, True), "this year"),
        ((2014, 2015, True), "this year"),
        ((2014, 2090, True), 2090),
        ((2090, None, True), 2090),
        ((None, None, True), None),
        ((None, 2020, False), None),
    ],
)
def test_end_used_is_the_same_in_python_and_sql(years, end_used):
    start, end, ongoing = years
    practice = make_practice(start_year=start, end_year=end, is_ongoing=ongoing)
    expected = timezone.localdate().year if end_used == "this year" else end_used
    assert practice.end_used == expected
    assert PublishedPractice.objects.annotate(end_used=end_used_expression()).get().end_used == expected


def test_clean_reads_the_period_and_leaves_an_overruled_one_alone():
    practice = make_practice(period="2016-", start_year=None)
    practice.clean()
    assert (practice.start_year, practice.end_year, practice.is_ongoing) == (2016, None, True)
    practice.period_is_overruled, practice.start_year = True, 2004
    practice.clean()
    assert practice.start_year == 2004
