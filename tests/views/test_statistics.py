"""The selection in numbers, held against a plain count of the same practices in Python."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.utils import timezone

from practices.models.published import end_used
from tests.builders import make_practice, make_topic

pytestmark = pytest.mark.django_db

THIS_YEAR = timezone.localdate().year
COUNTRIES = {"IT": "Italy", "NO": "Norway"}
TOPICS = ["Education", "Housing", "Roma"]
# (country, topics, years) of what is published, none of it with a city. Nobody has the topic Housing, one has no topic.
PRACTICES = [
    ("NO", ["Education", "Roma"], (2014, 2015, False)),
    ("NO", ["Education"], (2014, None, True)),
    ("NO", ["Roma"], (2016, THIS_YEAR + 3, True)),
    ("IT", ["Education", "Roma"], (2016, None, None)),
    ("IT", [], (2019, THIS_YEAR + 2, False)),
    ("IT", ["Roma"], (None, None, True)),
]
HIDDEN = ("NO", ["Education", "Housing"], (2012, None, True))


@pytest.fixture
def counted(db):
    """The practices above, and a draft and a withdrawn one that would change every chart."""
    topics = {name: make_topic(name) for name in TOPICS}

    def make(country, names, years, **changes):
        start, end, is_ongoing = years
        years = {"start_year": start, "end_year": end, "is_ongoing": is_ongoing}
        return make_practice(country=country, topics=[topics[name] for name in names], **years | changes)

    for practice in PRACTICES:
        make(*practice)
    make(*HIDDEN, status="draft", published_at=None)
    make(*HIDDEN, status="withdrawn")


def number_where(condition):
    return sum(bool(condition(*practice)) for practice in PRACTICES)


def is_active(years, year):
    return years[0] is not None and years[0] <= year <= end_used(*years)


def matrix_row(label, is_in_row):
    by_country = [number_where(lambda c, t, y, code=code: c == code and is_in_row(t)) for code in COUNTRIES]
    return [label, *by_country, number_where(lambda c, t, y: is_in_row(t))]


YEARS = range(2014, THIS_YEAR + 1)
UNDATED = ["Undated", number_where(lambda c, t, y: y[0] is None)]
# Chart → its table, counted plainly.
TABLES = {
    "topics-by-country": [
        ["Topic", "Italy", "Norway", "All countries"],
        *(matrix_row(name, lambda topics, name=name: name in topics) for name in TOPICS),
        matrix_row("No topic", lambda topics: not topics),
        matrix_row("All practices", lambda topics: True),
    ],
    "active": [
        ["Year", "Active"],
        *([str(year), number_where(lambda c, t, y, year=year: is_active(y, year))] for year in YEARS),
        UNDATED,
    ],
    "started": [
        ["Year", "Started"],
        *([str(year), number_where(lambda c, t, y, year=year: y[0] == year)] for year in YEARS),
        UNDATED,
    ],
    "countries": [["Country", "Practices"], ["Italy", 3], ["Norway", 3]],
    "topics": [["Topic", "Practices"], ["Roma", 4], ["Education", 3], ["Housing", 0], ["No topic", 1]],
}


def charts(client, query=""):
    """Chart → its table as the page shows it: a label and numbers a line, the header first."""
    page = client.get(f"/statistics/{query}").content.decode()
    sections = re.findall(r'<section class="chart" id="([\w-]+)"(.*?)</section>', page, re.DOTALL)
    return {name: table(section) for name, section in sections}


def table(section):
    header, *rows = re.findall(r"<tr>(.*?)</tr>", section, re.DOTALL)
    return [cells(header), *([label, *map(int, numbers)] for label, *numbers in map(cells, rows))]


def cells(row):
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]


def links(client, query=""):
    """(address, number) of every number that leads somewhere."""
    page = client.get(f"/statistics/{query}").content.decode()
    found = re.findall(r'<td class="num"[^>]*><a rel="nofollow" href="([^"]+)">(\d+)</a>', page)
    return [(unescape(address), int(number)) for address, number in found]


def test_plain_count_of_the_years_is_what_it_should_be():
    assert TABLES["active"][1:6] == [["2014", 2], ["2015", 2], ["2016", 3], ["2017", 2], ["2018", 2]]
    assert TABLES["topics-by-country"][1:] == [
        ["Education", 1, 2, 3],
        ["Housing", 0, 0, 0],
        ["Roma", 2, 2, 4],
        ["No topic", 1, 0, 1],
        ["All practices", 3, 3, 6],
    ]


def test_charts_count_what_is_published(client, counted):
    assert charts(client) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_saved_table_is_the_one_shown(client, counted, name):
    response = client.get(f"/statistics/{name}.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode(), newline="")))
    assert rows == [[str(value) for value in row] for row in TABLES[name]]
    assert {name: response.headers[name] for name in ("Content-Type", "X-Robots-Tag", "Content-Disposition")} == {
        "Content-Type": "text/csv; charset=utf-8",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": f'attachment; filename="good-practices-{name}.csv"',
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?topic=education",
        "?topic=education&topic=housing&topic=-roma",
        "?topic=-roma&country=IT",
        "?country=NO&country=-IT&sort=title",
        "?from=2015&to=2017&undated=1",
        f"?from={THIS_YEAR}",
        "?q=mayor&ongoing=1",
    ],
)
def test_numbers_lead_to_just_as_many_practices(client, counted, query):
    shown = links(client, query)
    followed = [client.get("/practices.json" + address.removeprefix("/")) for address, number in shown]
    counts = [json.loads(response.getvalue())["count"] for response in followed]
    assert (counts, bool(counts)) == ([number for address, number in shown], True)


def test_years_outside_the_span_lead_nowhere(client, counted):
    table = charts(client, "?from=2015&to=2016")["active"]
    assert table[1:5] == [["2014", 2], ["2015", 2], ["2016", 3], ["2017", 2]]
    years = [address for address, number in links(client, "?from=2015&to=2016") if address.startswith("/?from=")]
    assert [address for address in years if "country" not in address and "topic" not in address] == [
        "/?from=2015&to=2016",
        "/?from=2015&to=2015",
        "/?from=2016&to=2016",
    ]


def test_included_topics_and_countries_alone_are_shown(client, counted):
    assert charts(client, "?topic=education&country=NO&country=SE")["topics-by-country"] == [
        ["Topic", "Norway", "Sweden", "All countries"],
        ["Education", 2, 0, 2],
        ["All practices", 2, 0, 2],
    ]
    assert charts(client, "?topic=-roma")["topics"] == [
        ["Topic", "Practices"],
        ["Education", 1],
        ["Housing", 0],
        ["No topic", 1],
    ]


def test_charts_are_drawn_and_said_in_words(client, counted):
    page = client.get("/statistics/?country=NO").content.decode()
    bars = re.findall(r'<svg class="amount"[^>]+>(.*?)</svg>', page)
    assert bars == [
        '<rect width="100.0" height="10"/>',
        '<rect width="100.0" height="10"/>',
        '<rect width="100.0" height="10"/>',
        "",
    ]
    started = page.split('id="started"')[1]
    assert re.findall(r"<rect [^>]+>", started)[:2] == [
        '<rect x="0.1" y="0.0" width="0.8" height="40.0"/>',
        '<rect x="2.1" y="20.0" width="0.8" height="20.0"/>',
    ]
    assert "<p>Most in one year: 2 practices, in 2014.</p>" in started.replace(' class="mut"', "")
    assert "1 practice has no year that could be read and is not drawn." not in page
    assert "1 practice has no year that could be read and is not drawn." in client.get("/statistics/").content.decode()


def test_selection_without_a_year_has_no_columns(client, counted):
    make_practice(country="SE", period="")
    page = client.get("/statistics/?country=SE").content.decode()
    assert ("amounts" in page, 'class="hist amounts"' in page) == (True, False)
    assert charts(client, "?country=SE")["active"] == [["Year", "Active"], ["Undated", 1]]


def test_planned_start_lengthens_the_years(client):
    make_practice(start_year=THIS_YEAR + 2, end_year=None, is_ongoing=None)
    assert charts(client)["started"] == [["Year", "Started"], [str(THIS_YEAR + 2), 1], ["Undated", 0]]


def test_page_says_when_nothing_matches_and_keeps_to_one_spelling(client, counted):
    assert "No practice matches this filter." in client.get("/statistics/?country=SE").content.decode()
    assert charts(client, "?country=SE") == {}
    assert client.get("/statistics/?page=2&country=no").headers["Location"] == "/statistics/?country=NO"


@pytest.mark.parametrize(
    ("address", "status", "errors"),
    [
        ("/statistics/active.csv?country=ZZ&page=2", 400, [("country", "ZZ"), ("page", "2")]),
        ("/statistics/active.csv?from=2020&to=2010", 400, [("from", "2020")]),
        ("/statistics/topics.csv?utm_source=mail", 400, [("utm_source", "mail")]),
        ("/statistics/nothing.csv", 404, [("name", "nothing")]),
    ],
)
def test_what_is_invalid_is_refused_by_name(client, counted, address, status, errors):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert [(error["parameter"], error["value"]) for error in json.loads(response.content)["errors"]] == errors


def test_text_of_a_saved_table_is_no_formula(client):
    make_practice(topics=[make_topic("=1+1")])
    assert client.get("/statistics/topics.csv").content.decode() == "Topic,Practices\r\n'=1+1,1\r\n"


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_is_constant(client, number, django_assert_num_queries):
    topics = [make_topic("Education"), make_topic("Roma")]
    for place in range(number):
        make_practice(topics=topics, period=f"{2000 + place % 20}")
    with django_assert_num_queries(8):
        client.get("/statistics/")
    with django_assert_num_queries(7):
        client.get("/statistics/active.csv")
