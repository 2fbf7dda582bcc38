"""CSV."""

import csv
import io

import pytest

from practices.exports import csv_format
from practices.exports.record import record
from tests.builders import make_city, make_practice, make_topic

HEADER = (
    "slug,url,title,summary,country_code,country,cities,city_slugs,latitudes,longitudes,period,start_year,end_year,"
    "is_ongoing,topics,topic_slugs,purpose,rationale,process,impact,key_references,language,provenance,source_name,"
    "source_url,published_at,updated_at,last_confirmed_on\r\n"
)


def test_header_stands_alone_where_there_is_nothing():
    assert "".join(csv_format.written([])) == HEADER


@pytest.mark.django_db
def test_row_has_the_values_of_the_record():
    practice = make_practice(
        'The "Young" Mayor',
        country="IS",
        cities=[
            make_city("Reykjavík", "IS", latitude=64.15, longitude=-21.94),
            make_city("Akureyri", "IS", latitude=65.68, longitude=-18.09),
            make_city("Hof", "IS"),
        ],
        topics=[make_topic("Education"), make_topic("Youth", position=2)],
        period="2016-",
        key_references="- [A](https://a.example/)\n- B; C",
        source_name="=HYPERLINK(1)",
    )
    text = "".join(csv_format.written([record(practice, "https://x.example")]))
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert {name: value for name, value in row.items() if value and name != "updated_at"} == {
        "slug": "the-young-mayor",
        "url": "https://x.example/practices/the-young-mayor/",
        "title": 'The "Young" Mayor',
        "country_code": "IS",
        "country": "Iceland",
        "cities": "Akureyri; Hof; Reykjavík",
        "city_slugs": "akureyri; hof; reykjavik",
        "latitudes": "65.68; ; 64.15",
        "longitudes": "-18.09; ; -21.94",
        "period": "2016-",
        "start_year": "2016",
        "is_ongoing": "true",
        "topics": "Education; Youth",
        "topic_slugs": "education; youth",
        "key_references": "'- [A](https://a.example/)\n- B; C",
        "language": "en",
        "source_name": "'=HYPERLINK(1)",
        "published_at": "2026-11-01T00:00:00Z",
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
        (-1, "-1"),
        (-21.94, "-21.94"),
        ([-21.94, None], "-21.94; "),
        (True, "true"),
        (False, "false"),
        (None, ""),
    ],
)
def test_text_is_defused_and_a_number_is_not(value, text):
    assert csv_format.cell(value) == text


@pytest.mark.django_db
def test_field_without_a_column_is_an_error():
    with pytest.raises(ValueError, match="novelty"):
        "".join(csv_format.written([record(make_practice(), "") | {"novelty": 1}]))
