"""What the pages show around a selection."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from practices.facets import Facets
from practices.filters import PracticeFilter
from practices.models import City
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def facets(query=""):
    return Facets(PracticeFilter(QueryDict(query)))


def counts(facet):
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def catalogue():
    education, roma = make_topic("Education"), make_topic("Roma")
    oslo, bergen, turin = make_city("Oslo"), make_city("Bergen"), make_city("Turin", "IT")
    make_practice("A", cities=[oslo], topics=[education], period="2014-2015")
    make_practice("B", cities=[oslo, bergen], topics=[education, roma], period="2016-")
    make_practice("C", country="IT", cities=[turin], topics=[roma], period="2018")
    make_practice("D", country="IT", period="ongoing")
    make_practice("Draft", status="draft", published_at=None, country="SE", cities=[make_city("Lund", "SE")])


def test_facet_is_counted_as_if_nothing_of_its_own_were_chosen(catalogue):
    chosen = facets("country=NO&topic=education")
    assert counts(chosen.country) == {"IT": 0, "NO": 2}
    assert counts(chosen.topic) == {"education": 2, "roma": 1}
    assert counts(chosen.city) == {"bergen": 1, "oslo": 2, "turin": 0}


def test_large_numbers_are_grouped_as_the_language_does(catalogue):
    assert facets("country=NO").sentence(10_000) == "10,000 practices · country: Norway"
    with override("fr"):
        assert facets("country=NO").sentence(10_000) == "10\xa0000 pratiques · pays\xa0: Norvège"


def test_facet_is_counted_with_its_own_exclusions(catalogue):
    chosen = facets("topic=education&topic=-roma")
    assert counts(chosen.topic) == {"education": 1, "roma": 2}
    assert counts(chosen.country) == {"IT": 0, "NO": 1}


def test_excluded_option_keeps_the_count_it_would_have(catalogue):
    assert counts(facets("country=-IT").country) == {"IT": 2, "NO": 2}
    assert counts(facets("topic=-roma&topic=-education&country=NO").topic) == {"education": 1, "roma": 0}


def test_drafts_bring_no_option(catalogue):
    assert counts(facets().country) == {"IT": 2, "NO": 2}
    assert "lund" not in counts(facets().city)


def test_chosen_country_without_entries_stays_listed(catalogue):
    option = next(option for option in facets("country=SE").country.options if option.value == "SE")
    assert (option.label, option.count, option.is_selected) == ("Sweden", 0, True)


def test_topics_come_by_count_and_places_by_name(catalogue):
    make_practice("E", topics=[make_topic("Housing")], country="SE")
    assert [option.value for option in facets("country=SE").topic.options] == ["housing", "education", "roma"]
    assert [option.value for option in facets().country.options] == ["IT", "NO", "SE"]


def test_chosen_option_beyond_the_first_eight_stays_in_sight():
    cities = [make_city(f"City {letter}") for letter in "abcdefghijkl"]
    make_practice(cities=cities)
    facet = facets("city=city-k").city
    assert [option.value[-1] for option in facet.shown] == [*"abcdefgh", "k"]
    assert [option.value[-1] for option in facet.folded] == [*"ijl"]
    assert facet.show_all_text == "Show all 12 cities"


def test_years_count_the_active_and_name_the_undated(catalogue):
    years = facets("country=NO&from=2016").years
    assert (years.counts[2014], years.counts[2015], years.counts[2016], years.undated) == (1, 1, 1, 0)
    assert facets().years.undated == 1
    assert [bar.year for bar in years.bars if bar.is_chosen][0] == 2016


def test_axis_does_not_begin_before_2000_and_knows_the_earliest_start():
    make_practice(period="1995-")
    axis = facets().axis
    assert (axis.first, axis.earliest) == (2000, 1995)
    assert facets().years.options[0] == 1995


def test_chips_say_what_is_chosen_and_take_it_away(catalogue):
    chips = facets("topic=education&topic=-roma&country=IT&country=NO&from=2015&to=2019&undated=1&ongoing=1").chips
    assert [(str(chip.label), chip.value, chip.is_alternative) for chip in chips] == [
        ("Topic", "Education", False),
        ("Topic", "not Roma", False),
        ("Country", "Italy", False),
        ("Country", "Norway", True),
        ("Active", "2015–2019", False),
        ("Undated", "included", False),
        ("Ongoing", "only", False),
    ]
    assert chips[2].query == "?topic=education&topic=-roma&country=NO&from=2015&to=2019&undated=1&ongoing=1"
    assert chips[4].query == "?topic=education&topic=-roma&country=IT&country=NO&ongoing=1"


def test_sentence_is_made_of_labelled_parts(catalogue):
    chosen = facets("topic=education&topic=-roma&country=IT&country=NO&from=2015&to=2019&language=fr")
    assert chosen.sentence(14) == (
        "14 practices · topic: Education, not Roma · country: Italy or Norway · language: French · active: 2015–2019"
    )
    assert facets().sentence(1) == "1 practice"


@pytest.mark.parametrize(
    ("query", "text"), [("from=2015", "since 2015"), ("to=2015", "until 2015"), ("from=2015&to=2015", "2015")]
)
def test_open_spans_are_said_in_words(query, text):
    assert facets(query).span_text == text


def test_ways_out_of_nothing_found_count_what_each_would_give(catalogue, django_assert_num_queries):
    chosen = facets("topic=education&country=IT&to=2017")
    with django_assert_num_queries(1):
        ways = [(str(way.label), way.count, way.query) for way in chosen.ways_out]
    assert ways == [("Country: Italy", 2, "?topic=education&to=2017")]


def test_form_carries_along_what_it_has_no_control_for(catalogue):
    chosen = facets("topic=education&topic=-roma&language=fr&from=2015&sort=title&per_page=50&page=2")
    assert chosen.kept_parameters == [
        ("topic", "-roma"),
        ("sort", "title"),
        ("per_page", "50"),
    ]


def test_clear_all_keeps_order_and_page_size(catalogue):
    assert facets("country=NO&from=2015&sort=title&per_page=50").clear_query == "?sort=title&per_page=50"


def test_languages_are_offered_where_there_is_a_choice(catalogue):
    assert (counts(facets().language), facets().language.is_choice) == ({"en": 4}, False)
    assert (counts(facets("language=sv").language), facets("language=sv").language.is_choice) == (
        {"en": 4, "sv": 0},
        True,
    )
    make_practice("E", language="nb", country="NO")
    make_practice("F", language="de", status="draft", published_at=None)
    options = facets("language=en&country=NO").language.options
    assert [(option.label, option.count, option.is_selected) for option in options] == [
        ("English", 2, True),
        ("Norwegian Bokmål", 1, False),
    ]


def test_still_running_is_counted_as_if_it_were_not_asked_for(catalogue):
    assert (facets().ongoing, facets("ongoing=1").ongoing, facets("country=NO&ongoing=1").ongoing) == (2, 2, 1)


def test_form_has_controls_for_language_and_still_running(catalogue):
    assert facets("language=en&language=-fr&ongoing=1").kept_parameters == [("language", "-fr")]


@pytest.mark.parametrize(("number", "shown", "folded"), [(60, 9, 51), (61, 9, 0)])
def test_page_carries_at_most_sixty_options_of_a_facet(number, shown, folded):
    make_practice(cities=[make_city(f"City {place:02}") for place in range(number)])
    facet = facets("city=city-40").city
    assert (len(facet.shown), len(facet.folded)) == (shown, folded)


def test_choices_beyond_the_sixtieth_are_carried_along():
    make_practice(cities=[make_city(f"City {place:02}") for place in range(65)])
    chosen = facets("&".join(f"city=city-{place:02}" for place in range(63)))
    assert [option.label for option in chosen.city.shown] == [f"City {place:02}" for place in range(60)]
    assert chosen.kept_parameters == [("city", "city-60"), ("city", "city-61"), ("city", "city-62")]


def test_number_of_options_has_its_thousands_set_apart():
    make_practice(
        cities=City.objects.bulk_create(City(name=f"C{n}", slug=f"c{n}", country_id="NO") for n in range(2000))
    )
    assert facets().city.show_all_text == "Show all 2,000 cities"


def test_options_stand_under_their_first_letter():
    names = ["Łódź", "Lund", "Århus", "Αθήνα", "1st Borough"]
    make_practice(cities=[make_city(name) for name in names])
    assert {letter: [o.label for o in options] for letter, options in facets().city.by_letter.items()} == {
        "0–9": ["1st Borough"],
        "A": ["Århus"],
        "L": ["Łódź", "Lund"],
        "Α": ["Αθήνα"],
    }
