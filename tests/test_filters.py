"""The query-string contract."""

import pytest
from django.http import QueryDict

from practices.filters import PracticeFilter
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def selection(query):
    return PracticeFilter(QueryDict(query))


def titles(query):
    return sorted(practice.title for practice in selection(query).qs)


@pytest.fixture
def catalogue():
    """Five practices that differ in everything the contract filters by."""
    education, roma = make_topic("Education"), make_topic("Roma")
    oslo, bergen, turin = make_city("Oslo"), make_city("Bergen"), make_city("Turin", "IT")
    make_practice("A", cities=[oslo], topics=[education], period="2014-2015")
    make_practice("B", cities=[oslo, bergen], topics=[education, roma], period="2016-")
    make_practice("C", country="IT", cities=[turin], topics=[roma], period="2018", language="it")
    make_practice("D", country="IT", period="ongoing", language="pt-BR")
    make_practice("E", country="SE", period="")
    make_practice("Draft", status="draft", published_at=None, cities=[oslo], topics=[education], period="2016-")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCDE"),
        ("country=NO", "AB"),
        ("country=NO&country=SE", "ABE"),
        ("country=-NO", "CDE"),
        ("country=IT&country=-NO", "CD"),
        ("topic=education", "AB"),
        ("topic=education&topic=roma", "ABC"),
        ("topic=education&topic=-roma", "A"),
        ("topic=-roma", "ADE"),
        ("city=oslo", "AB"),
        ("city=bergen&country=IT", ""),
        ("city=oslo&city=-bergen", "A"),
        ("language=it", "C"),
        ("language=PT-br", "D"),
        ("ongoing=1", "BD"),
        ("from=2015&to=2015", "A"),
        ("from=2017", "BC"),
        ("to=2014", "A"),
        ("from=2015&to=2015&undated=1", "ADE"),
        ("undated=1", "ABCDE"),
        ("from=2018&country=NO&undated=1", "B"),
    ],
)
def test_selection_holds_what_the_query_string_says(catalogue, query, expected):
    assert titles(query) == list(expected)
    assert selection(query).problems == []


@pytest.mark.parametrize(
    ("query", "message", "expected"),
    [
        ("q=%25&country=NO", "q=%: There is no letter or number in it to search for.", "AB"),
        ("topic=nope&country=NO", "There is no topic “nope”.", "AB"),
        ("country=XX&country=NO", "There is no country with the code “XX”.", "AB"),
        ("city=-atlantis", "There is no city “-atlantis” in this catalogue.", "ABCDE"),
        ("language=zzz", "There is no language “zzz”.", "ABCDE"),
        ("topic=%00", "There is no topic “\0”.", "ABCDE"),
        ("from=abc", "from=abc: A year has four digits, for example 2015.", "ABCDE"),
        ("to=99999&country=IT", "to=99999: A year has four digits, for example 2015.", "CD"),
        (
            "from=2018&to=2015&country=NO",
            "from=2018: The first year is after the last year, so the years are left out.",
            "AB",
        ),
        ("from=2015&from=2016", "from is there more than once: only the last, 2016, counts.", "BC"),
        ("ongoing=yes", "ongoing=yes: This can only be 1.", "ABCDE"),
        ("sort=colour", "sort=colour: There is no such order.", "ABCDE"),
        ("page=0", "page=0: Pages are counted from 1.", "ABCDE"),
        ("page=1_0", "page=1_0: Pages are counted from 1.", "ABCDE"),
        ("page=%D9%A1", "page=١: Pages are counted from 1.", "ABCDE"),
        ("per_page=7", "per_page=7: A page holds 20, 50 or 100 practices.", "ABCDE"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(catalogue, query, message, expected):
    assert [problem.message for problem in selection(query).problems] == [message]
    assert titles(query) == list(expected)


def test_long_values_are_named_by_their_beginning(catalogue):
    messages = [problem.message for problem in selection(f"from=2015&from={'9' * 99}&topic={'x' * 99}").problems]
    assert messages == [
        f"There is no topic “{'x' * 80}”.",
        f"from is there more than once: only the last, {'9' * 40}, counts.",
        f"from={'9' * 40}: A year has four digits, for example 2015.",
    ]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("country=no&topic=education", "?topic=education&country=NO"),
        ("city=oslo&country=NO&country=IT&country=NO", "?country=IT&country=NO&city=oslo"),
        ("from=&to=&sort=newest&page=1&per_page=20", ""),
        ("undated=1", ""),
        ("undated=1&to=2015", "?to=2015&undated=1"),
        ("topic=-roma&topic=education", "?topic=education&topic=-roma"),
        ("sort=-START&page=2&per_page=50", "?sort=-start&page=2&per_page=50"),
        ("utm_source=mail&ongoing=1", "?ongoing=1"),
        ("language=PT-BR", "?language=pt-BR"),
    ],
)
def test_every_selection_has_one_spelling(catalogue, query, canonical):
    assert selection(query).query() == canonical
    assert selection(query).is_canonical == ((f"?{query}" if query else "") == canonical)
    assert selection(canonical.removeprefix("?")).is_canonical


def test_a_change_goes_back_to_the_first_page(catalogue):
    chosen = selection("country=NO&page=3")
    assert chosen.query() == "?country=NO&page=3"
    assert chosen.query_without("country", "NO") == ""
    assert chosen.query(topic=["roma"]) == "?topic=roma&country=NO"
    assert chosen.query(sort=["newest"]) == "?country=NO"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", "ABCDE"),
        ("title", "ABCDE"),
        ("-title", "EDCBA"),
        ("country", "CDABE"),
        ("-country", "EABCD"),
        ("city", "BACDE"),
        ("-city", "CABDE"),
        ("start", "ABCDE"),
        ("-start", "CBADE"),
    ],
)
def test_orders_put_what_is_missing_last(catalogue, sort, expected):
    assert [practice.title for practice in selection(f"sort={sort}").qs] == list(expected)
