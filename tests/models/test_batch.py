"""Many entries revised at once."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from practices.models import EditConflict, Practice
from practices.models.batch import Revision, revise_all
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db
NOT_TOLD = {"history_id", "history_date", "updated_at", "created_at", "id", "slug", "title"}


def versions(practice):
    """What is kept of an entry, without the times."""
    return [
        (
            {name: value for name, value in version.__dict__.items() if name not in NOT_TOLD and name[0] != "_"},
            [sorted(row.name for row in rows) for rows in version.links()],
        )
        for version in practice.history.all()
    ]


def edited(practice, **changes):
    practice = Practice.objects.get(pk=practice.pk)
    for name, value in changes.items():
        setattr(practice, name, value)
    return practice


@pytest.mark.parametrize("version", [0, 1])
def test_batch_leaves_the_versions_that_single_revisions_leave(version):
    anna, oslo, bergen, topic = make_person("anna", "curator"), make_city(), make_city("Bergen"), make_topic()
    one, other = (make_practice(title, cities=[oslo], period="2016") for title in ("One", "Other"))
    if version:
        Practice.objects.all().catch_up(reason="fixture")
    changes = {"purpose": "New.", "source_name": "S"}
    edited(one, **changes).revise(by=anna, reason="r", cities=[bergen], topics=[topic])
    revise_all([Revision(edited(other, **changes), [bergen], [topic])], by=anna, reason="r")
    assert versions(one) == versions(other)
    one, other = (Practice.objects.get(pk=practice.pk) for practice in (one, other))
    assert (other.purpose, other.version, list(other.cities.all()), list(other.topics.all())) == (
        one.purpose,
        2,
        [bergen],
        [topic],
    )
    assert other.updated_at > other.created_at


def test_new_entries_of_a_batch_are_those_that_single_creations_make():
    anna, oslo = make_person("anna", "curator"), make_city()
    single = Practice(title="Young Mayor", country_id="NO")
    single.revise(by=anna, reason="r", cities=[oslo], topics=[])
    new = [Practice(title="Young Mayor", country_id="NO") for _ in range(2)]
    revise_all([Revision(practice, [oslo], []) for practice in new], by=anna, reason="r")
    assert [practice.slug for practice in new] == ["young-mayor-2", "young-mayor-3"]
    assert versions(new[0]) == versions(new[1]) == versions(single)
    assert [(practice.status, practice.author) for practice in Practice.objects.all()] == [("draft", anna)] * 3


def test_former_address_is_not_given_to_a_new_entry():
    make_practice("Young Mayor").rename("young-mayors", by=None)
    new = Practice(title="Young Mayor", country_id="NO")
    revise_all([Revision(new)], by=None)
    assert new.slug == "young-mayor-2"


def test_entry_in_which_nothing_differs_is_left_alone():
    practice = make_practice(cities=[make_city()])
    revise_all([Revision(edited(practice), list(practice.cities.all()), [])], by=None)
    assert (Practice.objects.get().version, practice.history.count()) == (0, 0)


def test_batch_refuses_what_a_single_revision_refuses():
    practice, withdrawn = make_practice(), make_practice("Withdrawn", status="withdrawn")
    stale = edited(practice, title="Stale")
    edited(practice, title="Newer").revise(by=None)
    edited(practice, title="Newest").revise(by=None)
    with pytest.raises(EditConflict):
        revise_all([Revision(stale)], by=None)
    with pytest.raises(PermissionDenied):
        revise_all([Revision(edited(withdrawn, title="X"))], by=None)
    nobody = User.objects.create_user("nobody")
    with pytest.raises(PermissionDenied):
        revise_all([Revision(Practice(title="New", country_id="NO"))], by=nobody)
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Newest", "Withdrawn"]


@pytest.mark.parametrize("number", [2, 30])
def test_new_entries_take_a_constant_number_of_queries(number, django_assert_max_num_queries):
    oslo, topic = make_city(), make_topic()
    new = [Revision(Practice(title=f"Practice {n}", country_id="NO"), [oslo], [topic]) for n in range(number)]
    with django_assert_max_num_queries(16):
        revise_all(new, by=None)


@pytest.mark.parametrize("number", [2, 30])
def test_batch_takes_a_constant_number_of_queries(number, django_assert_max_num_queries):
    practices = [make_practice(f"Practice {letter}") for letter in range(number)]
    revisions = [Revision(edited(practice, purpose="New.")) for practice in practices]
    with django_assert_max_num_queries(16):
        revise_all(revisions, by=None)
