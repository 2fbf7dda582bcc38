"""What is found on the ten seed entries, with the starter list of synonyms or without."""

import pytest
from django.core.management import call_command

from practices.models import Synonym
from practices.search import Search
from tests.test_search import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seed_of_module")]

NORWEGIAN = {
    "Educational equality in Oslo. Tackling educational segregation through raising standards",
    "Welcoming internationals to the city",
    "Johannes Learning Centre - a bilingual school which teaches and hires minorities",
}


def test_seed_is_found_by_country_in_english_and_french():
    assert set(found("norway")) == set(found("Norvège")) == NORWEGIAN


def test_seed_is_found_by_city_without_its_accents():
    assert set(found("neukolln")) == {"District Mothers", "Nachbarschaftsheim Neukölln"}
    assert len(found('"reggio emilia"')) == 3


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rumor", ["Don’t Feed the Rumour"]),
        ("rumours", ["Don’t Feed the Rumour"]),
        ("mothres", ["District Mothers"]),
        ("yuong mayer", ["Young Mayor"]),
        ("welcom", ["First Welcome", "Welcoming internationals to the city"]),
        (
            "learning centre bilingual",
            ["Johannes Learning Centre - a bilingual school which teaches and hires minorities"],
        ),
        ("what did others do about rumours in schools?", ["Don’t Feed the Rumour"]),
        ("a city international policy", ["A city international policy"]),
    ],
)
def test_seed_entry_comes_first(text, first):
    assert sorted(found(text)[: len(first)]) == sorted(first)


def test_quoted_words_are_not_corrected():
    assert found('"mothres"') == []
    assert Search("mothres").literally == '"mothres"'


def test_starter_list_leads_from_french_to_the_english_entries():
    call_command("loaddata", "synonyms", verbosity=0)
    call_command("loaddata", "synonyms", verbosity=0)
    assert 55 <= Synonym.objects.count() <= 70
    assert found("rumeurs")[0] == "Don’t Feed the Rumour"
    assert "District Mothers" in found("mère")
    assert len(found("école")) >= 4
    assert set(found("nordic")) == set(found("scandinave")) == NORWEGIAN
