"""The page of each verb: it says what will happen, asks, and does it or says why not."""

import re

import pytest
from django.urls import reverse

from tests.builders import make_practice


def address_of(practice, verb):
    return reverse("admin:practices_practice_verb", args=[practice.pk, verb])


@pytest.mark.parametrize(
    ("before", "verb", "answers", "after"),
    [
        ("draft", "submitted", {}, "review"),
        ("review", "returned", {"comment": "Shorter."}, "draft"),
        ("review", "scheduled", {"at_0": "2099-01-02", "at_1": "09:00"}, "review"),
        ("review", "published", {}, "published"),
        ("published", "withdrawn", {"reason": "It has ended."}, "withdrawn"),
        ("withdrawn", "reopened", {"reason": ""}, "draft"),
        ("draft", "renamed", {"slug": "council"}, "draft"),
    ],
)
def test_page_says_what_the_verb_does_and_does_it(cleo, before, verb, answers, after):
    practice = make_practice(status=before)
    page = cleo.get(address_of(practice, verb)).content.decode()
    assert re.search(r'<p class="verb__what">[^<]{20,}\.</p>', page)
    response = cleo.post(address_of(practice, verb), answers)
    assert response.headers["Location"] == reverse("admin:practices_practice_change", args=[practice.pk])
    practice.refresh_from_db()
    version = practice.history.first()
    assert (practice.status, version.verb, version.history_user) == (after, verb, cleo.person)


def test_missing_answer_is_said_at_its_field(cleo):
    practice = make_practice()
    page = cleo.post(address_of(practice, "withdrawn"), {"reason": ""}).content.decode()
    assert '<ul class="errorlist" id="id_reason_error">' in page
    field = re.search(r'<textarea name="reason".*?>', page, re.DOTALL)[0]
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in field
    assert 'aria-invalid="true"' in field
    practice.refresh_from_db()
    assert practice.is_published


def test_refusal_is_said_above_the_form(cleo):
    taken, practice = make_practice("Council"), make_practice("Mentors")
    page = cleo.post(address_of(practice, "renamed"), {"slug": taken.slug}).content.decode()
    assert "Another entry has or had this address." in page


def test_successor_is_named_by_choice_or_by_its_address(cleo):
    successor, first, second = make_practice("New"), make_practice("Old"), make_practice("Older")
    cleo.post(address_of(first, "withdrawn"), {"reason": "Merged.", "successor": successor.pk})
    cleo.post(address_of(second, "withdrawn"), {"reason": "Merged.", "successor_slug": "new"})
    for practice in (first, second):
        practice.refresh_from_db()
        assert practice.successor == successor
    third = make_practice("Oldest")
    page = cleo.post(address_of(third, "withdrawn"), {"reason": "Merged.", "successor_slug": "nope"}).content.decode()
    assert "There is no published entry “nope”." in page


def test_publishing_says_what_is_not_reported(cleo):
    practice = make_practice(status="review", purpose="x", process="x", impact="x", published_at=None)
    assert "Not reported yet: Stimulus/Rationale." in cleo.get(address_of(practice, "published")).content.decode()


def test_contributors_find_only_what_they_may_do(carl):
    mine = make_practice(status="draft", author=carl.person, published_at=None)
    assert carl.get(address_of(mine, "submitted")).status_code == 200
    assert carl.post(address_of(mine, "published")).status_code == 404
    assert carl.get(address_of(make_practice(status="draft"), "submitted")).status_code == 404
