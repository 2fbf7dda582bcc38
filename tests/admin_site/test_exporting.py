"""Export of entries from the list in the admin."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from practices.exports.csv_format import FULL_COLUMNS
from practices.models import Practice
from tests.builders import make_city, make_person, make_practice

pytestmark = pytest.mark.django_db
LIST = reverse("admin:practices_practice_changelist")
EXPORT = reverse("admin:practices_practice_export")
EXCEL, CSV = 0, 1


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_titles(response):
    return [row["title"] for row in csv.DictReader(io.StringIO(content(response).decode(), newline=""))]


def excel_titles(response):
    header, *rows = openpyxl.load_workbook(io.BytesIO(content(response))).active.iter_rows(values_only=True)
    assert header == FULL_COLUMNS
    return [row[header.index("title")] for row in rows]


@pytest.fixture
def entries():
    return [make_practice("Mentors", cities=[make_city()]), make_practice("Draft", status="draft", published_at=None)]


def test_export_gives_what_the_list_shows(curator_client, entries):
    page = curator_client.get(LIST, {"status__exact": "draft"}).content.decode()
    assert f'href="{EXPORT}?status__exact=draft"' in page
    page = curator_client.get(EXPORT, {"status__exact": "draft"})
    assert "One entry, as the list shows it now" in page.content.decode()
    response = curator_client.post(f"{EXPORT}?status__exact=draft", {"format": CSV})
    assert csv_titles(response) == ["Draft"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="good-practices.csv"'
    response = curator_client.post(f"{EXPORT}?q=mentor", {"format": EXCEL})
    assert response.headers["Content-Disposition"] == 'attachment; filename="good-practices.xlsx"'
    assert excel_titles(response) == ["Mentors"]


def test_chosen_entries_are_exported_by_an_action(curator_client, entries):
    data = {"_selected_action": [entries[1].pk]}
    assert csv_titles(curator_client.post(LIST, data | {"action": "export_as_csv"})) == ["Draft"]
    assert excel_titles(curator_client.post(LIST, data | {"action": "export_as_excel"})) == ["Draft"]


def test_text_too_long_for_a_cell_is_said_and_csv_takes_it(curator_client):
    practice = make_practice("Long", impact="x" * 40_000)
    message = "“Long”: impact has more than 32,767 characters, which no cell of Excel can hold. Choose CSV."
    for address, data in (
        (EXPORT, {"format": EXCEL}),
        (LIST, {"action": "export_as_excel", "_selected_action": [practice.pk]}),
    ):
        response = curator_client.post(address, data, follow=True)
        assert [str(message) for message in response.context["messages"]] == [message]
    assert csv_titles(curator_client.post(EXPORT, {"format": CSV})) == ["Long"]


@pytest.mark.parametrize("roles", [(), ("contributor",), ("administrator",)])
def test_export_is_for_curators(client, entries, roles):
    person = make_person("berta", *roles)
    Practice.objects.update(author=person, status="draft", published_at=None)
    client.force_login(person)
    assert client.get(EXPORT).status_code == client.post(EXPORT, {"format": CSV}).status_code == 403
    response = client.post(LIST, {"action": "export_as_csv", "_selected_action": [entries[0].pk]}, follow=True)
    assert response.headers["Content-Type"].startswith("text/html")
    assert "good-practices" not in response.headers.get("Content-Disposition", "")
    if "contributor" in roles:
        page = client.get(LIST).content.decode()
        assert (EXPORT in page, "export_as_csv" in page) == (False, False)


def test_nobody_is_led_to_the_door(client):
    assert client.get(EXPORT).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("query", ["nonsense=1", "country__code__exact[]=x", "status__exact=a%00"])
def test_crafted_filter_is_a_400(curator_client, query):
    assert curator_client.get(f"{EXPORT}?{query}").status_code == 400


def test_format_that_is_none_gets_a_message(curator_client, entries):
    response = curator_client.post(EXPORT, {"format": "9"})
    assert "Select a valid choice" in response.content.decode()


@pytest.mark.parametrize("number", [2, 30])
def test_export_has_a_constant_number_of_queries(curator_client, number, django_assert_max_num_queries):
    successor = make_practice("Successor")
    for letter in range(number):
        author = make_person(f"author{letter}")
        state = {"status": "withdrawn", "successor": successor, "author": author}
        state |= {"translation_of": make_practice(f"Original {letter}"), "language": "fr"}
        make_practice(f"Practice {letter}", cities=[make_city(f"City {letter}")], **state)
    with django_assert_max_num_queries(8):
        assert len(csv_titles(curator_client.post(EXPORT, {"format": CSV}))) == 2 * number + 1
