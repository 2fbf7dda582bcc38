"""Entries that tell of the same practice in other languages."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from practices.models import Practice
from tests.builders import make_person, make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo():
    return make_person("cleo", "curator")


@pytest.fixture
def three():
    titles = {"en": "Shared Values", "fr": "Valeurs communes", "de": "Gemeinsame Werte"}
    return [make_practice(title, language=language) for language, title in titles.items()]


def families(*practices):
    return [[practice.language for practice in one.family()] for one in practices]


def verbs(practice):
    return [(row.verb, row.history_user and row.history_user.username) for row in practice.history.order_by("version")]


def test_linked_entries_are_one_family(three, cleo):
    english, french, german = three
    english.link_translation(french, by=cleo)
    french.link_translation(german, by=cleo)
    assert families(*three) == [["de", "fr"], ["de", "en"], ["en", "fr"]]
    assert [verbs(practice)[-1] for practice in three] == [("found", None), ("linked", "cleo"), ("linked", "cleo")]


def test_two_families_become_one_without_chains(three, cleo):
    english, french, german = three
    italian = make_practice("Valori comuni", language="it")
    english.link_translation(french, by=cleo)
    german.link_translation(italian, by=cleo)
    french.link_translation(italian, by=cleo)
    german.refresh_from_db()
    assert families(*three, italian) == [["de", "fr", "it"], ["de", "en", "it"], ["en", "fr", "it"], ["de", "en", "fr"]]


def test_unlinked_entry_is_alone_and_the_others_stay_together(three, cleo):
    english, french, german = three
    english.link_translation(french, by=cleo)
    english.link_translation(german, by=cleo)
    english.unlink_translation(by=cleo)
    for practice in three:
        practice.refresh_from_db()
    assert families(*three) == [[], ["de"], ["fr"]]
    german.unlink_translation(by=cleo)
    french.refresh_from_db()
    assert families(french, german) == [[], []]
    with pytest.raises(ValidationError, match="It is not linked to a translation."):
        german.unlink_translation(by=cleo)


def test_link_that_is_not_possible_says_why(three, cleo):
    english, french, german = three
    english.link_translation(french, by=cleo)
    with pytest.raises(ValidationError, match="“Shared Values” and “Other” are both in English."):
        french.link_translation(make_practice("Other"), by=cleo)
    with pytest.raises(ValidationError, match="They are linked already."):
        french.link_translation(english, by=cleo)
    with pytest.raises(ValidationError, match="They are linked already."):
        english.link_translation(english, by=cleo)
    german.withdraw(by=cleo, reason="Ended.")
    with pytest.raises(ValidationError, match="“Gemeinsame Werte” is withdrawn"):
        english.link_translation(german, by=cleo)


def test_only_curators_link(three, cleo):
    carl = make_person("carl", "contributor")
    english, french, _german = three
    with pytest.raises(PermissionDenied):
        english.link_translation(french, by=carl)
    english.link_translation(french, by=cleo)
    with pytest.raises(PermissionDenied):
        french.unlink_translation(by=carl)


def test_language_of_a_translation_cannot_be_taken(three, cleo):
    english, french, _german = three
    english.link_translation(french, by=cleo)
    english.language = "fr"
    with pytest.raises(ValidationError) as refusal:
        english.full_clean()
    text = "There is a translation in this language already: Valeurs communes."
    assert refusal.value.message_dict == {"language": [text]}


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"translation_of": "french"}, "practice_translates_another"),
        ({"translation_of": "german"}, "practice_translates_an_original"),
        ({"language": "en"}, "practice_translates_an_original"),
        ({"language": "de"}, "practice_is_translated_once"),
    ],
)
def test_database_keeps_families_in_order(three, cleo, change, constraint):
    english, french, german = three
    english.link_translation(french, by=cleo)
    english.link_translation(german, by=cleo)
    change = {name: {"french": french, "german": german}.get(value, value) for name, value in change.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Practice.objects.filter(pk=french.pk).update(**change)
        connection.check_constraints()


def test_visitors_see_published_translations_only(three, cleo):
    english, french, german = three
    english.link_translation(french, by=cleo)
    english.link_translation(german, by=cleo)
    german.withdraw(by=cleo, reason="Ended.")
    assert list(english.published_translations()) == [french]
