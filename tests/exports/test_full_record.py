"""What curators export: every field of an entry, as CSV and as a workbook."""

import io

import openpyxl
import pytest

from practices.exports import csv_format, excel_format
from practices.exports.record import full_record
from practices.models import Practice
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db
# Field → the columns that hold it.
SPREAD = {
    "country": {"country_code", "country"},
    "cities": {"cities", "city_slugs", "latitudes", "longitudes"},
    "topics": {"topics", "topic_slugs"},
}


def workbook(*practices):
    """The sheet of an export, read back."""
    file = io.BytesIO()
    excel_format.write([full_record(practice, "https://x.example") for practice in practices], file)
    return openpyxl.load_workbook(file)["practices"]


def cells(sheet):
    """Column → cell of the first row."""
    header, row = list(sheet.iter_rows(max_row=2))
    return {name.value: cell for name, cell in zip(header, row, strict=True)}


def test_every_field_has_a_column():
    fields = {field.name for field in Practice._meta.get_fields() if not field.auto_created} - {"title_key"}
    expected = {"url"}.union(*(SPREAD.get(name, {name}) for name in fields))
    assert set(csv_format.FULL_COLUMNS) == expected
    assert "".join(csv_format.written([full_record(make_practice(), "")], csv_format.FULL_COLUMNS)).startswith(
        ",".join(csv_format.FULL_COLUMNS)
    )


def test_record_has_what_only_curators_see():
    successor = make_practice("Successor")
    practice = make_practice(
        status="withdrawn",
        successor=successor,
        translation_of=make_practice("Original", language="fr"),
        author=make_person("berta"),
        curator_notes="Ask again.",
        external_id="17",
        version=3,
    )
    record = full_record(practice, "")
    assert {name: record[name] for name in csv_format.FULL_COLUMNS[-12:] if name != "created_at"} == {
        "status": "withdrawn",
        "period_is_overruled": False,
        "external_id": "17",
        "curator_notes": "Ask again.",
        "author": "berta",
        "review_comment": "",
        "withdrawal_reason": "Out of date.",
        "successor": "successor",
        "translation_of": "original",
        "publish_at": None,
        "version": 3,
    }


def test_workbook_has_cells_with_types():
    practice = make_practice(
        "=1+1",
        cities=[make_city("Oslo", latitude=59.9, longitude=10.7)],
        topics=[make_topic()],
        period="2016-",
        purpose="One\r\nTwo",
        key_references="- [A](https://a.example/)",
        source_url="https://b.example/",
    )
    row = cells(workbook(practice))
    kinds = {name: (cell.data_type, cell.value) for name, cell in row.items() if cell.value is not None}
    assert {name: kinds[name] for name in ("title", "period", "start_year", "is_ongoing", "latitudes", "purpose")} == {
        "title": ("s", "=1+1"),
        "period": ("s", "2016-"),
        "start_year": ("n", 2016),
        "is_ongoing": ("s", "true"),
        "latitudes": ("s", "59.9"),
        "purpose": ("s", "One\nTwo"),
    }
    assert kinds["key_references"] == ("s", "- [A](https://a.example/)")
    assert (row["source_url"].hyperlink, row["period"].number_format) == (None, "@")


def test_text_too_long_for_a_cell_is_named():
    practice = make_practice("Long", process="x" * 32_768)
    with pytest.raises(excel_format.CellTooLong) as refused:
        workbook(practice)
    assert str(refused.value) == (
        "“Long”: process has more than 32,767 characters, which no cell of Excel can hold. Choose CSV."
    )
