"""Merging two entries that are one practice, and separating them again."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from practices.models import EditConflict
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo():
    return make_person("cleo", "curator")


@pytest.fixture
def pair():
    """(the one to go, the one to stay): the same practice with other years."""
    return make_practice("Young Mayor 2006", period="2006"), make_practice("Young Mayor", period="2018 onwards")


def told(practice):
    rows = practice.history.order_by("version")
    return [(row.version, row.verb, row.history_user and row.history_user.username, row.status) for row in rows]


def test_merge_withdraws_the_one_and_gives_the_other_what_was_picked(pair, cleo):
    loser, winner = pair
    oslo, bergen, topic = make_city("Oslo"), make_city("Bergen"), make_topic()
    values = {"purpose": "To listen.", "period": "2006-2018"}
    loser.merge(winner, by=cleo, values=values, cities=[oslo, bergen], topics=[topic])
    for practice in pair:
        practice.refresh_from_db()
    assert (loser.status, loser.successor, loser.withdrawal_reason) == (
        "withdrawn",
        winner,
        "Merged into “Young Mayor”.",
    )
    assert (winner.purpose, winner.period, winner.start_year, winner.end_year) == (
        "To listen.",
        "2006-2018",
        2006,
        2018,
    )
    assert (list(winner.cities.all()), list(winner.topics.all())) == ([bergen, oslo], [topic])
    assert told(winner) == [(1, "found", None, "published"), (2, "merged", "cleo", "published")]
    assert told(loser) == [(1, "found", None, "published"), (2, "merged", "cleo", "withdrawn")]
    assert winner.history.first().history_change_reason == "“Young Mayor 2006” (young-mayor-2006)"
    assert winner.history.first().links() == [[bergen, oslo], [topic]]


def test_merged_entry_is_not_found_any_more(pair, cleo, client):
    loser, winner = pair
    loser.merge(winner, by=cleo)
    found = json.loads(client.get("/practices.json").getvalue())["practices"]
    assert [practice["slug"] for practice in found] == ["young-mayor"]


def test_merge_is_all_or_nothing(pair, cleo):
    loser, winner = pair
    with pytest.raises(ValidationError):
        loser.merge(winner, by=cleo, values={"title": " "})
    with pytest.raises(ValidationError, match="Turin is in Italy; the country of the practice is Norway."):
        loser.merge(winner, by=cleo, cities=[make_city("Turin", "IT")])
    for practice in pair:
        practice.refresh_from_db()
    assert [(practice.status, practice.version) for practice in pair] == [("published", 0), ("published", 0)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": "withdrawn"}, "“Young Mayor” is withdrawn: reopen it first."),
        ({"status": "draft"}, "“Young Mayor” is not published: its address could not lead anywhere."),
        ({"language": "fr"}, "They are in different languages: link them as translations instead."),
    ],
)
def test_merge_that_is_not_possible_says_why(cleo, changes, message):
    loser, winner = make_practice("Young Mayor 2006"), make_practice("Young Mayor", **changes)
    with pytest.raises(ValidationError, match=message):
        loser.merge(winner, by=cleo)


def test_entry_is_not_merged_into_itself_nor_twice(pair, cleo):
    loser, winner = pair
    with pytest.raises(ValidationError, match="into itself"):
        winner.merge(winner, by=cleo)
    loser.merge(winner, by=cleo)
    with pytest.raises(ValidationError, match="“Young Mayor 2006” is withdrawn"):
        loser.merge(winner, by=cleo)


def test_draft_may_be_merged_into_a_draft(cleo):
    loser, winner = make_practice("A", status="draft"), make_practice("B", status="draft")
    loser.merge(winner, by=cleo)
    loser.undo_merge(by=cleo)
    assert [status for *_others, status in told(loser)] == ["draft", "withdrawn", "draft"]


def test_only_curators_merge_and_undo(pair, cleo):
    loser, winner = pair
    carl = make_person("carl", "contributor")
    with pytest.raises(PermissionDenied):
        loser.merge(winner, by=carl)
    loser.merge(winner, by=cleo)
    with pytest.raises(PermissionDenied):
        loser.undo_merge(by=carl)


def test_merge_of_what_was_changed_in_the_meantime_is_stopped(pair, cleo):
    loser, winner = pair
    winner.purpose = "Newer."
    winner.revise(by=cleo)
    with pytest.raises(EditConflict):
        loser.merge(winner, by=cleo, based_on=(0, 1))
    loser.merge(winner, by=cleo, based_on=(0, 2))


def test_undone_merge_leaves_both_as_they_were(pair, cleo):
    loser, winner = pair
    oslo, topic = make_city(), make_topic()
    loser.merge(winner, by=cleo, values={"title": "Both", "period": "2006"}, cities=[oslo], topics=[topic])
    assert loser.undo_merge(by=cleo) == []
    for practice in pair:
        practice.refresh_from_db()
    assert (loser.status, loser.successor, loser.withdrawal_reason) == ("published", None, "")
    assert (winner.title, winner.start_year, winner.is_ongoing) == ("Young Mayor", 2018, True)
    assert (list(winner.cities.all()), list(winner.topics.all())) == ([], [])
    assert told(loser)[2:] == [(3, "unmerged", "cleo", "published")]
    assert told(winner)[2:] == [(3, "unmerged", "cleo", "published")]
    assert winner.slug == "young-mayor"


def test_undo_keeps_what_was_changed_since_and_names_what_clashes(pair, cleo):
    loser, winner = pair
    loser.merge(winner, by=cleo, values={"purpose": "Merged.", "process": "Merged.", "impact": "Merged."})
    winner.process, winner.rationale = "Later.", "Later too."
    winner.revise(by=cleo)
    loser.refresh_from_db()
    assert loser.clashes() == ["process"]
    assert loser.undo_merge(by=cleo) == ["process"]
    winner.refresh_from_db()
    assert (winner.purpose, winner.process, winner.impact, winner.rationale) == ("", "Later.", "", "Later too.")


def test_undo_takes_back_also_what_clashes_when_it_is_told_to(pair, cleo):
    loser, winner = pair
    loser.merge(winner, by=cleo, values={"process": "Merged."})
    winner.process = "Later."
    winner.revise(by=cleo)
    loser.refresh_from_db()
    assert loser.undo_merge(by=cleo, take_back=["process"]) == []
    winner.refresh_from_db()
    assert winner.process == ""


def test_undo_of_nothing_is_refused(pair, cleo):
    loser, winner = pair
    with pytest.raises(ValidationError, match="“Young Mayor” was not merged."):
        winner.undo_merge(by=cleo)
    loser.withdraw(by=cleo, reason="Ended.", successor=winner)
    with pytest.raises(ValidationError, match="was not merged"):
        loser.undo_merge(by=cleo)


def test_undo_leaves_a_winner_alone_that_is_withdrawn_itself(pair, cleo):
    loser, winner = pair
    loser.merge(winner, by=cleo, values={"purpose": "Merged."})
    winner.withdraw(by=cleo, reason="Ended.")
    loser.refresh_from_db()
    loser.undo_merge(by=cleo)
    winner.refresh_from_db()
    assert (loser.status, winner.status, winner.purpose) == ("published", "withdrawn", "Merged.")


def test_merge_twice_and_undo_in_any_order(cleo):
    first, second, third = (make_practice(title) for title in "ABC")
    first.merge(second, by=cleo, values={"purpose": "A"})
    second.merge(third, by=cleo, values={"impact": "B"})
    first.refresh_from_db()
    first.undo_merge(by=cleo)
    second.refresh_from_db()
    second.undo_merge(by=cleo)
    third.refresh_from_db()
    assert [practice.status for practice in (first, second, third)] == ["published"] * 3
    assert third.impact == ""


def test_translations_go_with_the_merge_and_come_back(pair, cleo):
    loser, winner = pair
    french = make_practice("Jeune maire", language="fr")
    loser.link_translation(french, by=cleo)
    loser.merge(winner, by=cleo)
    assert (list(winner.family()), list(loser.family())) == ([french], [])
    loser.undo_merge(by=cleo)
    winner.refresh_from_db()
    assert (list(winner.family()), list(loser.family())) == ([], [french])


def test_translation_that_is_merged_hands_its_place_in_the_family_on(pair, cleo):
    loser, winner = pair
    french = make_practice("Jeune maire", language="fr")
    french.link_translation(loser, by=cleo)
    loser.merge(winner, by=cleo)
    assert (list(winner.family()), list(french.family())) == ([french], [winner])
    loser.undo_merge(by=cleo)
    winner.refresh_from_db()
    assert (list(winner.family()), list(loser.family()), list(french.family())) == ([], [french], [loser])
