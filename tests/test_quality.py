"""The quality desk: each number leads to exactly the entries it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from practices.duplicates import queue
from practices.models import Practice
from practices.quality import counts
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
COMPLETE = {"impact": "Much.", "period": "2016-"}


@pytest.fixture
def catalogue():
    """One row for each concern, and those that look like it and are not."""
    oslo, topic = make_city(latitude=59.9, longitude=10.7), make_topic()
    everything = {"cities": [oslo], "topics": [topic], **COMPLETE}
    make_practice("In order", **everything)
    make_practice("Waiting", status="review", published_at=None)
    make_practice("Scheduled", status="review", publish_at=NOW + timedelta(days=1), published_at=None)
    make_practice("Late", status="review", publish_at=NOW - timedelta(hours=2), published_at=None)
    make_practice("Bare draft", status="draft", published_at=None)
    make_practice("Bare and withdrawn", status="withdrawn")
    make_practice("No topic", **everything | {"topics": []})
    make_practice("No city", **everything | {"cities": []})
    make_practice("No impact", **everything | {"impact": ""})
    make_practice("No period", **everything | {"period": ""})
    make_practice("Years by hand", **everything | {"period": "", "start_year": 2016})
    make_practice("Unread period", **everything | {"period": "some time"})
    stale, confirmed, forgotten = (make_practice(title, **everything) for title in ("Stale", "Confirmed", "Forgotten"))
    Practice.objects.filter(pk__in=[stale.pk, confirmed.pk, forgotten.pk]).update(updated_at=LONG_AGO)
    Practice.objects.filter(pk=confirmed.pk).update(last_confirmed_on=NOW.date())
    Practice.objects.filter(pk=forgotten.pk).update(last_confirmed_on=date(2021, 1, 1))
    for _ in range(2):
        make_practice("Entered twice", **everything)
    queue.compare_due()
    make_city("Bergen")
    make_topic("Unused")
    return oslo


EXPECTED = {
    "late": ["Late"],
    "review": ["Waiting"],
    "duplicates": ["Entered twice – Entered twice"],
    "no-topic": ["No topic"],
    "no-city": ["No city"],
    "no-impact": ["No impact"],
    "no-period": ["No period"],
    "unread-period": ["Unread period"],
    "stale": ["Forgotten", "Stale"],
    "no-coordinates": ["Bergen"],
    "unused": ["Unused"],
}


def test_each_number_leads_to_exactly_those_entries(client, catalogue, monkeypatch):
    cleo = make_person("cleo", "curator")
    client.force_login(cleo)
    listed = {}
    for concern, count in counts(cleo):
        page = client.get(concern.address)
        rows = page.context["page"] if concern.page else page.context["cl"].queryset
        assert len(rows) == count, concern.name
        listed[concern.name] = sorted(str(row) for row in rows)
    assert listed == EXPECTED


def test_desk_shows_the_worst_first_and_what_is_in_order_behind(client, catalogue):
    Practice.objects.filter(title="Late").delete()
    client.force_login(make_person("cleo", "curator"))
    page = client.get("/admin/").content.decode()
    waiting, topic, city = (page.index(label) for label in ("Waiting for review", "without a topic", "Cities without"))
    assert waiting < topic < city
    assert '<a href="/admin/practices/practice/?mend=review"><span class="desk__count">1</span>' in page
    assert "<summary>1 thing in order</summary>" in page


def test_contributors_see_their_own_entries_only(client, catalogue):
    carl = make_person("carl", "contributor")
    make_practice("Mine", status="draft", author=carl, published_at=None)
    make_practice("Mine, returned", status="draft", author=carl, published_at=None, review_comment="Shorter.")
    make_practice("Mine, submitted", status="review", author=carl, published_at=None)
    assert {concern.name: count for concern, count in counts(carl)} == {"returned": 1, "drafts": 1, "submitted": 1}
    client.force_login(carl)
    page = client.get("/admin/practices/practice/", {"mend": "drafts"})
    assert [str(row) for row in page.context["cl"].queryset] == ["Mine"]


def test_desk_takes_one_statement_a_model(catalogue, django_assert_num_queries):
    cleo = make_person("cleo", "curator")
    assert cleo.has_perm("practices.curate_practice")
    with django_assert_num_queries(4):
        counts(cleo)


def test_administrators_of_people_have_no_desk(client, catalogue):
    client.force_login(make_person("ada", "administrator"))
    assert "desk__" not in client.get("/admin/").content.decode()
