"""JSON."""

import json

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate

from practices.exports import json_format
from practices.exports.filters import PagedSelection
from practices.facets import Facets
from tests.builders import make_city, make_practice, make_topic


@pytest.mark.parametrize("records", [[], [{"a": 1}], [{"a": "Łódź\u2028"}, {"a": '"'}]])
def test_streamed_object_is_whole(records):
    text = "".join(json_format.written({"count": 2, "selection": "2 practices"}, iter(records)))
    assert json.loads(text) == {"count": 2, "selection": "2 practices", "practices": records}


def option(value, label, count, *, is_selected=False, is_excluded=False):
    return {"value": value, "label": label, "count": count, "is_selected": is_selected, "is_excluded": is_excluded}


@pytest.mark.django_db
def test_facets_have_every_option_with_its_count():
    education, roma = make_topic("Education"), make_topic("Roma")
    oslo = make_city("Oslo")
    make_practice("A", cities=[oslo], topics=[education], period="2024-2025")
    make_practice("B", cities=[oslo], topics=[education, roma], period="2025-")
    make_practice("C", country="IT", topics=[education], period="2026", language="it")
    make_practice("Draft", status="draft", published_at=None, country="SE", cities=[make_city("Lund", "SE")])
    chosen = PagedSelection(QueryDict("country=NO&topic=-roma&from=2025"))
    assert json_format.facet_counts(Facets(chosen)) == {
        "topic": [option("education", "Education", 1), option("roma", "Roma", 1, is_excluded=True)],
        "country": [option("IT", "Italy", 1), option("NO", "Norway", 1, is_selected=True)],
        "city": [option("oslo", "Oslo", 1)],
        "language": [option("en", "English", 1), option("it", "Italian", 0)],
        "year": [
            option("2024", "2024", 1),
            option("2025", "2025", 1, is_selected=True),
            *(option(str(year), str(year), 0, is_selected=True) for year in range(2026, localdate().year + 1)),
        ],
        "ongoing": [option("1", "Still running", 0)],
    }
