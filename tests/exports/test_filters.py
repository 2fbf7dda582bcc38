"""What machine formats refuse, and which practices they give."""

import pytest
from django.http import QueryDict

from practices.exports.filters import PagedSelection, WholeSelection
from practices.filters import PracticeFilter
from tests.builders import make_practice

pytestmark = pytest.mark.django_db


def refusals(selection):
    return [(problem.parameter, problem.value, problem.message) for problem in selection.refusals]


@pytest.fixture
def catalogue():
    for number in range(21):
        make_practice(f"Practice {number:02}")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", range(21)),
        ("per_page=&page=", range(21)),
        ("page=1", range(20)),
        ("page=2", [20]),
        ("per_page=50", range(21)),
        ("per_page=20&page=2", [20]),
        ("per_page=0", []),
        ("per_page=0&page=1", []),
    ],
)
def test_page_is_given_where_one_is_asked_for(catalogue, query, numbers):
    selection = PagedSelection(QueryDict(query))
    assert refusals(selection) == []
    assert [practice.title for practice in selection.rows] == [f"Practice {number:02}" for number in numbers]
    assert selection.count == 21


NO_NUMBER = "page=x: Pages are counted from 1."
NO_SIZE = "per_page=7: A page holds 20, 50 or 100 practices; 0 asks for the counts alone."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=3", [("page", "3", "There is no page 3: the last one is 2.")]),
        ("page=2&per_page=0", [("page", "2", "There is no page 2: the last one is 1.")]),
        ("page=2&country=IT", [("page", "2", "There is no page 2: the last one is 1.")]),
        ("page=x&per_page=7", [("page", "x", NO_NUMBER), ("per_page", "7", NO_SIZE)]),
        (
            "utm_source=mail&topic=nope",
            [
                ("topic", "nope", "There is no topic “nope”."),
                ("utm_source", "mail", "There is no parameter “utm_source”."),
            ],
        ),
    ],
)
def test_refusals_of_a_format_with_pages(catalogue, query, expected):
    assert refusals(PagedSelection(QueryDict(query))) == expected


def test_format_without_pages_has_no_parameter_for_them(catalogue):
    reason = "There is no parameter “{}” here: this format has no pages."
    assert refusals(WholeSelection(QueryDict("page=1&per_page=0"))) == [
        ("page", "1", reason.format("page")),
        ("per_page", "0", reason.format("per_page")),
    ]


def test_counts_alone_are_nothing_for_a_page(catalogue):
    problems = PracticeFilter(QueryDict("per_page=0")).problems
    assert [problem.message for problem in problems] == ["per_page=0: A page holds 20, 50 or 100 practices."]
