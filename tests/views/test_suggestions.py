"""What is suggested while somebody types."""

import pytest

from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    geneva, oslo = make_city("Geneva", "CH", aliases=["Genève", "Genf"]), make_city("Oslo")
    make_city("Oslofjord")
    education = make_topic("Education and schools", name_fr="Éducation et écoles")
    make_topic("Unused education")
    make_practice("Educating Oslo’s mayors", cities=[oslo], topics=[education])
    make_practice("Young Mayor", country="CH", cities=[geneva])
    make_practice("Draft about education", status="draft", cities=[make_city("Drammen")])


def suggested(client, text):
    response = client.get("/suggestions.json", {"q": text})
    return [tuple(suggestion.values()) for suggestion in response.json()["suggestions"]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("edu", ["Education and schools", "Educating Oslo’s mayors"]),
        ("schools edu", ["Education and schools"]),
        ("écoles", ["Education and schools"]),
        ("osl", ["Oslo", "Educating Oslo’s mayors"]),
        ("GENF", ["Geneva"]),
        ("norv", ["Norway"]),
        ("mayor", ["Educating Oslo’s mayors", "Young Mayor"]),
        ("mayor you", ["Young Mayor"]),
        ("dra", []),
        ("draft", []),
        ("o", []),
        ("", []),
        ("':* & | !", []),
        ("😀 \0", []),
    ],
)
def test_names_and_titles_that_begin_so_are_suggested(client, catalogue, text, labels):
    assert [label for label, _, _ in suggested(client, text)] == labels


def test_suggestion_says_what_it_is_and_where_it_leads(client, catalogue):
    assert suggested(client, "gen") == [("Geneva", "City, Switzerland", "/?city=geneva")]
    assert suggested(client, "swit") == [("Switzerland", "Country", "/?country=CH")]
    assert suggested(client, "schools") == [("Education and schools", "Topic", "/?topic=education-and-schools")]
    assert suggested(client, "young") == [("Young Mayor", "Practice", "/practices/young-mayor/")]


def test_unknown_parameter_is_refused(client, catalogue):
    response = client.get("/suggestions.json?term=edu")
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "There is no parameter “term”."


def test_number_is_limited(client):
    for number in range(9):
        make_practice(f"Mayor {number}", cities=[make_city(f"Mayorton {number}")])
    assert len(suggested(client, "mayor")) == 4 + 5
