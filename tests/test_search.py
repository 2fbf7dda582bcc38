"""Search: what is found, what is forgiven, what is shown of it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.directory import current_directory
from practices.filters import PracticeFilter
from practices.models import City, Country, Practice, PublishedPractice, Synonym
from practices.search import Search, Term, parse
from practices.snippets import hits
from practices.spelling import nearest
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def found(text):
    """Titles that a search finds, best first, with the help it gives itself."""
    search = Search(text, current_directory().used_languages).helped
    return [published.practice.title for published in in_order(search)]


def in_order(search):
    """The published practices that a search finds, best first."""
    selected = PublishedPractice.objects.filter(search.condition).select_related("practice")
    return selected.order_by(*search.order(selected), "-published_at", "pk")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("school", ["A school", "School and work"]),
        ("schools", ["A school", "School and work"]),
        ("school -work", ["A school"]),
        ('"and work"', ["School and work"]),
        ('"work school"', []),
        ("housing or work", ["Housing", "School and work"]),
        ("the school", ["A school", "School and work"]),
        ("Bergen", ["Housing"]),
        ("Genf", ["A school"]),
        ("equality", ["Housing"]),
    ],
)
def test_syntax_places_topics_and_aliases(text, titles):
    geneva = make_city("Geneva", "CH", aliases=["Genf", "Genève"])
    make_practice("A school", country="CH", cities=[geneva])
    make_practice("School and work", country="SE")
    make_practice("Housing", country="NO", cities=[make_city("Bergen")], topics=[make_topic("Equality")])
    make_practice("A draft about school and housing", status="draft")
    assert sorted(found(text)) == titles


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("sv", "Skolorna", "skola"),
        ("fr", "Les écoles ouvertes", "école"),
        ("de", "Die Nachbarschaften", "Nachbarschaft"),
        ("sq", "Barazia", "barazia"),
    ],
)
def test_text_is_found_by_the_stem_of_its_own_language(language, text, word):
    make_practice("X", language=language, purpose=text)
    assert found(word) == ["X"]


def test_title_weighs_more_than_place_and_place_more_than_text():
    make_practice("In the text", process="Everything about Bergen, Bergen and Bergen.")
    make_practice("In the place", cities=[make_city("Bergen")])
    make_practice("Bergen in the title")
    assert found("bergen") == ["Bergen in the title", "In the place", "In the text"]


def test_exact_title_comes_first():
    make_practice("Young Mayor and the young mayors of young towns", purpose="Young mayor, young mayor.")
    make_practice("Young Mayor")
    assert found("young mayor")[0] == "Young Mayor"


def test_vector_follows_every_table_it_is_made_of():
    city, topic = make_city("Oslo"), make_topic("Education")
    practice = make_practice("Mentors", cities=[city], topics=[topic])
    City.objects.filter(pk=city.pk).update(name="Christiania")
    assert (found("christiania"), Search("oslo").finds_anything) == (["Mentors"], False)
    topic.name = "Schooling"
    topic.save()
    assert found("schooling") == ["Mentors"]
    practice.cities.clear()
    assert not Search("christiania").finds_anything
    practice.topics.clear()
    assert not Search("schooling").finds_anything
    Country.objects.filter(pk="NO").update(name="Noreg")
    assert found("noreg") == ["Mentors"]
    Practice.objects.update(title="Tutors")
    assert (found("tutor"), Search("mentor").finds_anything) == (["Tutors"], False)


def test_excluded_word_stays_out_when_the_others_are_loosened():
    make_practice("School")
    make_practice("Library")
    make_practice("School in Oslo")
    make_practice("Elsewhere")
    for text in ("school library -oslo", "-oslo school library", "school -oslo library"):
        assert set(found(text)) == {"School", "Library"}


def test_correction_comes_from_what_is_published():
    make_practice("Kindergarten", status="draft")
    make_practice("Gardening")
    assert Search("kindergarden").correction is None


@pytest.mark.parametrize(
    ("word", "correction"),
    [
        ("mothres", "mothers"),
        ("yuong", "young"),
        ("yung", "young"),
        ("cat", "cat"),
        ("zzzzzz", "zzzzzz"),
        ("oslo", "oslo"),
    ],
)
def test_nearest_word_allows_one_slip_in_short_words_and_two_in_longer_ones(word, correction):
    assert nearest(word, {"mothers": 1, "young": 3, "yearning": 2, "oslo": 1}) == correction


def test_word_of_texts_gives_way_to_a_name_and_to_nothing_else():
    assert nearest("mentrs", {"mentrs": 0, "mentors": 2}) == "mentors"
    assert nearest("mentrs", {"mentrs": 0, "mentors": 0}) == "mentrs"
    assert nearest("mentrz", {"mentrs": 0, "menta": 0, "mentors": 1}) == "mentrs"


def test_correction_also_comes_from_the_texts():
    make_practice("X", purpose="Against discrimination.")
    assert found("discriminaton") == ["X"]


def test_parse_reads_the_syntax_of_web_search_engines():
    assert parse('one -two "three four" or five -"six" & " "') == [
        Term("one"),
        Term("two", is_excluded=True),
        Term("three four", is_phrase=True),
        Term("five", is_alternative=True),
        Term("six", is_phrase=True, is_excluded=True),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda text: "\0" not in text))
def test_any_text_can_be_searched_for(text):
    search = Search(text).helped
    hits(search, [published.practice for published in in_order(search)[:20]])


def test_hit_shows_the_first_section_with_the_words_marked():
    practice = make_practice(
        "School <b>", purpose="Nothing.", process="Then [the school](https://s.example/) & \\*all\\* schools."
    )
    hit = hits(Search("school"), [practice])[practice.pk]
    assert hit.title == "<mark>School</mark> &lt;b&gt;"
    assert hit.section == "process"
    assert hit.passage == "Then the <mark>school</mark> &amp; *all* <mark>schools</mark>."


def test_passage_says_where_the_text_goes_on():
    practice = make_practice("X", purpose="one two three four. " * 20 + "A school here. " + "five six seven. " * 20)
    passage = hits(Search("school"), [practice])[practice.pk].passage
    assert passage.startswith("… ")
    assert passage.endswith("…")
    assert " A <mark>school</mark> here. five" in passage


def test_hit_in_title_or_place_alone_has_no_passage():
    practice = make_practice("Mentors", cities=[make_city("Bergen")], purpose="Nothing.")
    hit = hits(Search("bergen"), [practice])[practice.pk]
    assert (hit.title, hit.section, hit.passage) == ("Mentors", "", "")


@pytest.mark.parametrize("words", ["mentors", '"mentors meet"', "mentors -oslo", "39"])
def test_page_reads_the_index_and_not_the_table_however_common_the_words(words):
    """EXPLAIN does not look into functions: what they did is read off the index's own statistics."""
    for number in range(40):
        make_practice(f"Mentors {number}", purpose="Mentors meet.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE practices_publishedpractice")
        query = QueryDict(mutable=True)
        query["q"] = words
        selection = PracticeFilter(query)
        before = scans(cursor)
        assert selection.counted.total == (1 if words == "39" else 40)
        assert [after - one for one, after in zip(before, scans(cursor), strict=True)] == [0, 1]


def scans(cursor) -> list[int]:
    """How often this transaction has read the narrow table through, and its index of words."""
    cursor.execute(
        "SELECT pg_stat_get_xact_numscans('practices_publishedpractice'::regclass),"
        " pg_stat_get_xact_numscans('published_search'::regclass)"
    )
    return list(cursor.fetchone())


def test_too_many_matches_are_ranked_by_their_titles_alone(monkeypatch):
    monkeypatch.setattr("practices.search.MOST_RANKED", 3)
    make_practice("In the text", purpose="Mentors, mentors and mentors.", published_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_practice("In the text, newer", process="A mentor.", published_at=datetime(2026, 1, 2, tzinfo=UTC))
    make_practice("Mentors", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert found("mentor") == ["Mentors", "In the text", "In the text, newer"]
    make_practice("Young mentors", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    assert found("mentor") == ["Mentors", "Young mentors", "In the text, newer", "In the text"]


def test_synonyms_are_in_effect_on_the_next_search_in_both_directions(curator_client):
    make_practice("Fighting hoaxes")
    make_practice("Against rumours")
    assert found("hoax") == ["Fighting hoaxes"]
    curator_client.post("/admin/practices/synonym/add/", {"words": "rumour, hoax", "leads_to": ""})
    assert set(found("hoax")) == set(found("rumours")) == {"Fighting hoaxes", "Against rumours"}


def test_one_way_synonym_leads_only_one_way():
    Synonym.objects.create(words=["logement"], leads_to=["housing"])
    make_practice("Housing first")
    make_practice("Un logement", language="fr")
    assert set(found("logements")) == {"Housing first", "Un logement"}
    assert found("housing") == ["Housing first"]


def test_synonym_may_be_a_phrase_and_an_excluded_word_has_none():
    Synonym.objects.create(words=["refugee", "asylum seeker"])
    make_practice("For asylum seekers")
    make_practice("For seekers of asylum")
    assert found("refugees") == ["For asylum seekers"]
    assert set(found("for -refugees")) == {"For asylum seekers", "For seekers of asylum"}


def test_synonym_that_says_nothing_is_refused(curator_client):
    for data in ({"words": "rumour", "leads_to": ""}, {"words": "&, !", "leads_to": ""}):
        response = curator_client.post("/admin/practices/synonym/add/", data)
        assert response.context["adminform"].form.errors
    assert not Synonym.objects.exists()
