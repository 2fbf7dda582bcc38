"""The shape in which machine formats give a practice."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from practices.exports.record import in_utc, record
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def test_record_tells_everything_that_is_public():
    practice = make_practice(
        "Young Mayor",
        cities=[make_city("Oslo", latitude=59.91, longitude=10.75), make_city("Bergen")],
        topics=[make_topic("Education"), make_topic("Youth", position=2)],
        period="2016 onwards",
        summary="In short.",
        purpose="*Fair* schools.",
        rationale="Too few.",
        process="Meet.",
        impact="More.",
        key_references="- [A](https://a.example/)",
        language="no",
        provenance="By the city.",
        curator_notes="Never public.",
        source_name="The list",
        source_url="https://list.example/",
        external_id="7",
        last_confirmed_on=date(2026, 11, 2),
    )
    Practice.objects.update(updated_at=datetime(2026, 11, 3, 9, 30, 1, 987654, tzinfo=UTC))
    practice.refresh_from_db()
    assert record(practice, "https://practices.example") == {
        "slug": "young-mayor",
        "url": "https://practices.example/practices/young-mayor/",
        "title": "Young Mayor",
        "summary": "In short.",
        "country": {"code": "NO", "name": "Norway"},
        "cities": [
            {"slug": "bergen", "name": "Bergen", "latitude": None, "longitude": None},
            {"slug": "oslo", "name": "Oslo", "latitude": 59.91, "longitude": 10.75},
        ],
        "period": "2016 onwards",
        "start_year": 2016,
        "end_year": None,
        "is_ongoing": True,
        "topics": [{"slug": "education", "name": "Education"}, {"slug": "youth", "name": "Youth"}],
        "purpose": "*Fair* schools.",
        "rationale": "Too few.",
        "process": "Meet.",
        "impact": "More.",
        "key_references": "- [A](https://a.example/)",
        "language": "no",
        "provenance": "By the city.",
        "source": {"name": "The list", "url": "https://list.example/"},
        "published_at": "2026-11-01T00:00:00Z",
        "updated_at": "2026-11-03T09:30:01Z",
        "last_confirmed_on": "2026-11-02",
    }


def test_record_of_a_bare_practice_says_what_is_not_known():
    bare = record(make_practice("Bare"), "https://practices.example")
    unknown = {"start_year", "end_year", "is_ongoing", "last_confirmed_on"}
    empty = {"summary", "period", "purpose", "rationale", "process", "impact", "key_references", "provenance"}
    assert {name for name, value in bare.items() if value is None} == unknown
    assert {name for name, value in bare.items() if value == ""} == empty
    assert (bare["cities"], bare["topics"], bare["source"]) == ([], [], {"name": "", "url": ""})


def test_time_of_another_zone_is_given_in_utc():
    assert in_utc(datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == "2025-12-31T23:30:00Z"
