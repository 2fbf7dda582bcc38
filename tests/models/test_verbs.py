"""The verbs of an entry: who may, from which state, what they write, and the version each leaves behind."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from practices.models import City, EditConflict, FormerSlug, Practice
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo():
    return make_person("cleo", "curator")


@pytest.fixture
def carl():
    return make_person("carl", "contributor")


def drafted_by(author, title="A draft", **changes):
    practice = Practice(title=title, country_id="NO", **changes)
    practice.revise(by=author)
    return practice


def told(practice):
    """The history of an entry, first version first."""
    rows = practice.history.order_by("version")
    return [(row.version, row.verb, row.history_user and row.history_user.username, row.status) for row in rows]


def test_the_way_from_a_draft_to_a_withdrawn_entry_and_back(carl, cleo):
    practice = drafted_by(carl)
    practice.submit(by=carl)
    practice.return_to_author(by=cleo, comment=" Say who pays. ")
    assert (practice.status, practice.review_comment) == ("draft", "Say who pays.")
    practice.submit(by=carl)
    assert practice.review_comment == ""
    practice.publish(by=cleo)
    first_publication = practice.published_at
    practice.withdraw(by=cleo, reason="It has ended.")
    practice.reopen(by=cleo)
    assert (practice.status, practice.withdrawal_reason) == ("draft", "")
    practice.publish(by=cleo)
    practice.refresh_from_db()
    assert practice.published_at == first_publication
    assert told(practice) == [
        (1, "created", "carl", "draft"),
        (2, "submitted", "carl", "review"),
        (3, "returned", "cleo", "draft"),
        (4, "submitted", "carl", "review"),
        (5, "published", "cleo", "published"),
        (6, "withdrawn", "cleo", "withdrawn"),
        (7, "reopened", "cleo", "draft"),
        (8, "published", "cleo", "published"),
    ]
    assert [row.history_change_reason for row in practice.history.filter(version__in=[3, 6]).order_by("version")] == [
        "Say who pays.",
        "It has ended.",
    ]


VERBS = {
    "submitted": lambda practice, by: practice.submit(by=by),
    "returned": lambda practice, by: practice.return_to_author(by=by, comment="Shorter."),
    "scheduled": lambda practice, by: practice.schedule(by=by, at=timezone.now() + timedelta(days=1)),
    "unscheduled": lambda practice, by: practice.schedule(by=by, at=None),
    "published": lambda practice, by: practice.publish(by=by),
    "withdrawn": lambda practice, by: practice.withdraw(by=by, reason="Ended."),
    "reopened": lambda practice, by: practice.reopen(by=by),
    "renamed": lambda practice, by: practice.rename("another", by=by),
}
OF_CURATORS = {
    "draft": ["published", "renamed", "submitted"],
    "review": ["published", "renamed", "returned", "scheduled", "unscheduled"],
    "published": ["renamed", "withdrawn"],
    "withdrawn": ["renamed", "reopened"],
}


@pytest.mark.parametrize("status", OF_CURATORS)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_possible_in_its_states_only(cleo, status, verb):
    practice = make_practice(status=status)
    assert sorted(practice.possible_verbs(cleo)) == OF_CURATORS[status]
    if verb in OF_CURATORS[status]:
        VERBS[verb](practice, cleo)
        assert practice.history.first().verb == verb
    else:
        with pytest.raises(ValidationError):
            VERBS[verb](practice, cleo)
        practice.refresh_from_db()
        assert practice.status == status


@pytest.mark.parametrize("status", OF_CURATORS)
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("verb", VERBS)
def test_contributors_submit_their_own_drafts_and_do_nothing_else(carl, status, is_own, verb):
    practice = make_practice(status=status, author=carl if is_own else None)
    allowed = ["submitted"] if is_own and status == "draft" else []
    assert practice.possible_verbs(carl) == allowed
    if verb in allowed:
        VERBS[verb](practice, carl)
    else:
        with pytest.raises((PermissionDenied, ValidationError)):
            VERBS[verb](practice, carl)
        practice.refresh_from_db()
        assert practice.status == status


@pytest.mark.parametrize(
    ("status", "contributor", "curator"),
    [
        ("draft", True, True),
        ("review", False, True),
        ("published", False, True),
        ("withdrawn", False, False),
    ],
)
def test_who_may_revise_what(carl, cleo, status, contributor, curator):
    practice = make_practice(status=status, author=carl)
    for person, may in ((carl, contributor), (cleo, curator), (make_person("nobody"), False)):
        practice.title += "!"
        if may:
            assert practice.revise(by=person)
        else:
            with pytest.raises(PermissionDenied):
                practice.revise(by=person)


def test_saving_a_published_entry_revises_it_as_one_version_with_its_places_and_topics(cleo):
    practice = make_practice()
    oslo, bergen, topic = make_city("Oslo"), make_city("Bergen"), make_topic()
    practice.purpose = "Power to the young."
    assert practice.revise(by=cleo, reason="A purpose", cities=[oslo, bergen], topics=[topic])
    assert told(practice) == [(1, "found", None, "published"), (2, "revised", "cleo", "published")]
    first, second = practice.history.order_by("version")
    assert (first.purpose, first.links()) == ("", [[], []])
    assert (second.purpose, second.links()) == ("Power to the young.", [[bergen, oslo], [topic]])
    assert practice.published.city_ids == [bergen.pk, oslo.pk]


def test_saving_what_is_not_changed_leaves_no_version(cleo):
    oslo = make_city()
    practice = make_practice(cities=[oslo])
    updated_at = practice.updated_at
    assert not practice.revise(by=cleo, cities=[oslo], topics=[])
    assert told(practice) == [(1, "found", None, "published")]
    practice.refresh_from_db()
    assert practice.updated_at == updated_at


def test_the_later_of_two_edits_is_stopped(cleo):
    practice = make_practice(purpose="First.")
    early, late = Practice.objects.get(), Practice.objects.get()
    early.purpose, late.purpose = "Early.", "Late."
    early.revise(by=cleo, based_on=early.version)
    with pytest.raises(EditConflict) as conflict:
        late.revise(by=cleo, based_on=late.version)
    assert conflict.value.stored.purpose == "Early."
    practice.refresh_from_db()
    assert practice.purpose == "Early."


def test_state_is_never_changed_by_revising(cleo):
    practice = make_practice()
    stale = Practice.objects.get()
    practice.withdraw(by=cleo, reason="Ended.")
    practice.reopen(by=cleo)
    stale.title = "New title"
    stale.revise(by=cleo)
    assert Practice.objects.values_list("title", "status").get() == ("New title", "draft")


def test_verbs_go_by_the_stored_state_and_keep_what_is_stored(cleo):
    practice = make_practice()
    stale = Practice.objects.get()
    practice.purpose = "Written since."
    practice.revise(by=cleo)
    stale.withdraw(by=cleo, reason="Ended.")
    assert practice.history.first().purpose == "Written since."
    with pytest.raises(ValidationError, match="is withdrawn: reopen it first"):
        practice.withdraw(by=cleo, reason="Ended.")


def test_withdrawing_says_why_and_names_a_published_successor(cleo):
    practice, draft, public = make_practice("A"), make_practice("B", status="draft"), make_practice("C")
    for reason, successor in (("  ", None), ("Twice", draft), ("Twice", practice)):
        with pytest.raises(ValidationError):
            practice.withdraw(by=cleo, reason=reason, successor=successor)
    practice.withdraw(by=cleo, reason="Twice", successor=public)
    practice.refresh_from_db()
    assert (practice.status, practice.successor) == ("withdrawn", public)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "lost"}, "practice_status_is_known"),
        ({"status": "withdrawn", "withdrawal_reason": " "}, "practice_withdrawn_has_reason"),
        ({"publish_at": timezone.now()}, "practice_scheduled_is_in_review"),
        ({"successor": "itself", "status": "withdrawn"}, "practice_withdrawn_may_have_successor"),
        ({"successor": "itself"}, "practice_withdrawn_may_have_successor"),
    ],
)
def test_rules_of_states_hold_in_the_database(changes, constraint):
    practice = make_practice(withdrawal_reason="x")
    if "successor" in changes:
        changes = changes | {"successor": practice}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Practice.objects.update(**changes)


def test_renamed_entry_keeps_its_former_address_for_ever(cleo):
    practice = make_practice("Old name")
    practice.rename("new-name", by=cleo)
    assert (practice.slug, FormerSlug.objects.get().slug) == ("new-name", "old-name")
    assert make_practice("Old name").slug == "old-name-2"
    other = make_practice("Other")
    for slug in ("new-name", "old-name", "other", "Not a slug", ""):
        with pytest.raises(ValidationError):
            other.rename(slug, by=cleo)
    practice.rename("old-name", by=cleo)
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["new-name"]


def test_scheduled_entries_are_published_when_their_time_has_come(cleo, capsys):
    due, later, unscheduled = (make_practice(title, status="review", published_at=None) for title in "ABC")
    with pytest.raises(ValidationError, match="still to come"):
        due.schedule(by=cleo, at=timezone.now() - timedelta(minutes=1))
    due.schedule(by=cleo, at=timezone.now() + timedelta(days=1))
    later.schedule(by=cleo, at=timezone.now() + timedelta(days=2))
    unscheduled.schedule(by=cleo, at=timezone.now() + timedelta(days=1))
    unscheduled.schedule(by=cleo, at=None)
    moment = timezone.now() - timedelta(minutes=5)
    Practice.objects.filter(pk=due.pk).update(publish_at=moment)
    call_command("publish_due")
    assert capsys.readouterr().out == "Published /practices/a/\n1 published.\n"
    due.refresh_from_db()
    assert (due.status, due.published_at, due.publish_at) == ("published", moment, None)
    assert told(due)[-1] == (3, "published", None, "published")
    call_command("publish_due")
    assert capsys.readouterr().out == "0 published.\n"


def test_returning_takes_an_entry_off_the_schedule(cleo):
    practice = make_practice(status="review", published_at=None)
    practice.schedule(by=cleo, at=timezone.now() + timedelta(days=1))
    practice.return_to_author(by=cleo, comment="Not yet.")
    assert practice.publish_at is None


@pytest.mark.django_db(transaction=True)
def test_two_runs_of_publish_due_at_once_publish_each_entry_once(capsys):
    practice = make_practice(status="review", published_at=None)
    Practice.objects.update(publish_at=timezone.now())
    with transaction.atomic():
        Practice.objects.select_for_update().get()
        other = threading.Thread(target=run_publish_due)
        other.start()
        other.join(timeout=20)
        assert not other.is_alive(), "the second run waits for the first"
        practice.publish(by=None)
    assert [verb for _version, verb, _by, _status in told(practice)] == ["found", "published"]
    assert capsys.readouterr().out == "0 published.\n"


def run_publish_due():
    try:
        call_command("publish_due")
    finally:
        connection.close()


def test_fixture_entries_get_their_first_version(cleo):
    call_command("loaddata", "topics", "good_practices", verbosity=0)
    versions = Practice.history.order_by("id").values_list("id", "version", "verb", "history_change_reason", "title")
    reason = "loaddata topics good_practices"
    entries = Practice.objects.order_by("id").values_list("id", "title")
    assert list(versions) == [(pk, 1, "found", reason, title) for pk, title in entries]
    practice = Practice.objects.first()
    assert practice.history.get().links() == [list(practice.cities.all()), list(practice.topics.all())]
    assert City.history.values("id").count() == City.objects.count() > 0


def test_loading_a_fixture_again_keeps_what_it_changes_as_a_version(cleo):
    call_command("loaddata", "topics", "good_practices", verbosity=0)
    practice, untouched = Practice.objects.all()[:2]
    title = practice.title
    practice.title = "Another title"
    practice.revise(by=cleo)
    call_command("loaddata", "good_practices", verbosity=0)
    assert [(row.version, row.verb, row.title) for row in practice.history.all()] == [
        (3, "found", title),
        (2, "revised", "Another title"),
        (1, "found", title),
    ]
    untouched.refresh_from_db()
    assert (untouched.version, untouched.history.count()) == (1, 1)


def test_everything_is_kept_of_people_who_leave(cleo):
    practice = drafted_by(cleo)
    cleo.delete()
    practice.refresh_from_db()
    assert (practice.author, told(practice)) == (None, [(1, "created", None, "draft")])


def test_row_written_by_something_else_is_caught_up_at_its_first_change(cleo):
    make_topic()
    call_command("generate_practices", "2", verbosity=0)
    changed, untouched = Practice.objects.order_by("pk")
    before = (changed.purpose, list(changed.cities.all()), list(changed.topics.all()))
    assert not changed.history.exists()
    changed.purpose = "Written by a person."
    changed.revise(by=cleo)
    assert told(changed) == [(1, "found", None, "published"), (2, "revised", "cleo", "published")]
    first = changed.history.last()
    assert (first.purpose, *first.links()) == before
    assert told(untouched) == []


RESTORED = ("title", "purpose", "country_id", "period", "start_year", "curator_notes")


def test_restoring_writes_the_content_of_an_older_version_and_leaves_the_state(cleo, carl):
    oslo, turin, education, work = make_city(), make_city("Turin", "IT"), make_topic(), make_topic("Work", position=2)
    practice = make_practice("First", author=carl, cities=[oslo], topics=[education], purpose="One.", period="2016")
    first = {name: getattr(practice, name) for name in RESTORED}
    practice.title, practice.purpose, practice.country_id, practice.period = "Second", "Two.", "IT", "2018"
    practice.curator_notes = "Doubtful"
    practice.read_period()
    practice.revise(by=cleo, cities=[turin], topics=[education, work])
    practice.rename("second", by=cleo)
    practice.withdraw(by=cleo, reason="Ended.")
    practice.reopen(by=cleo)
    state = {name: getattr(practice, name) for name in ("slug", "status", "author_id", "published_at")}
    assert practice.restore(practice.history.get(version=1), by=cleo, reason=" The city asked ") == []
    practice.refresh_from_db()
    assert {name: getattr(practice, name) for name in RESTORED} == first
    assert {name: getattr(practice, name) for name in state} == state
    assert (list(practice.cities.all()), list(practice.topics.all())) == ([oslo], [education])
    last = practice.history.first()
    assert (last.version, last.verb, last.history_user, last.history_change_reason) == (
        6,
        "restored",
        cleo,
        "Version 1: The city asked",
    )


def test_restoring_names_the_cities_and_topics_that_it_cannot_bring_back(cleo):
    oslo, bergen, moved, topic = make_city("Oslo"), make_city("Bergen"), make_city("Moved"), make_topic()
    practice = make_practice(cities=[oslo, bergen, moved], topics=[topic])
    practice.revise(by=cleo, cities=[], topics=[])
    bergen.delete()
    topic.delete()
    City.objects.filter(pk=moved.pk).update(country="SE")
    assert practice.restore(practice.history.last(), by=cleo) == ["Bergen", "Education", "Moved"]
    assert list(practice.cities.all()) == [oslo]


def test_restoring_is_refused_where_editing_is(cleo, carl):
    practice = make_practice(author=carl)
    practice.title = "Changed"
    practice.revise(by=cleo)
    first, second = practice.history.order_by("version")
    for person in (carl, make_person("nobody")):
        with pytest.raises(PermissionDenied):
            practice.restore(first, by=person)
    with pytest.raises(ValidationError, match="This is what it says already"):
        practice.restore(second, by=cleo)
    with pytest.raises(EditConflict):
        practice.restore(first, by=cleo, based_on=1)
    practice.withdraw(by=cleo, reason="Ended.")
    with pytest.raises(ValidationError, match="is withdrawn: reopen it first"):
        practice.restore(first, by=cleo)
    practice.refresh_from_db()
    assert practice.title == "Changed"


def test_version_that_today_s_rules_refuse_is_not_restored(cleo):
    practice = make_practice(language="en")
    practice.revise(by=None)
    practice.title = "Changed"
    practice.revise(by=cleo)
    practice.history.filter(version=1).update(language="English")
    with pytest.raises(ValidationError, match="Give a language tag"):
        practice.restore(practice.history.get(version=1), by=cleo)
