"""Curation in the admin, as a curator's browser does it."""

import re

import pytest
from django.urls import reverse

from practices.models import City, Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db
ADD = reverse("admin:practices_practice_add")


def form_data(**changes):
    return {"title": "Young Mayor", "country": "GB", "period": "2018 onwards", "language": "en"} | changes


def errors_at(response, field):
    """The messages beside one field of the form."""
    return list(response.context["adminform"].form.errors.get(field, []))


def change_address(practice):
    return reverse("admin:practices_practice_change", args=[practice.pk])


def test_new_entry_is_a_draft_with_its_years_read(curator_client):
    lewisham, topic = make_city("London-Lewisham", "GB"), make_topic()
    response = curator_client.post(ADD, form_data(cities=[lewisham.pk], topics=[topic.pk], purpose="*Power*"))
    assert response.status_code == 302
    practice = Practice.objects.get()
    assert (practice.slug, practice.status) == ("young-mayor", "draft")
    assert (practice.start_year, practice.end_year, practice.is_ongoing) == (2018, None, True)
    assert (list(practice.cities.all()), list(practice.topics.all())) == ([lewisham], [topic])


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"title": "   "}, "title", "This field is required."),
        ({"title": "\u200b"}, "title", "A title has at least one letter or number."),
        ({"title": "a\x1bb"}, "title", "A title has no control characters."),
        ({"title": "x" * 10_000}, "title", "Ensure this value has at most 300 characters (it has 10000)."),
        ({"title": "a\0b"}, "title", "Null characters are not allowed."),
        ({"purpose": "a\0b"}, "purpose", "Null characters are not allowed."),
        ({"language": "English"}, "language", "Give a language tag such as en, fr or pt-BR."),
        ({"source_url": "javascript:alert(1)"}, "source_url", "Enter a valid URL."),
        (
            {"period_is_overruled": "on", "start_year": "2018", "end_year": "2015"},
            "end_year",
            "The end year is before the start year.",
        ),
        (
            {"period": "2016-", "start_year": "2011"},
            "period_is_overruled",
            "Tick this to keep the years you typed: the period is read as “2016–, ongoing”.",
        ),
        (
            {"period_is_overruled": "on", "start_year": "1066"},
            "start_year",
            "Ensure this value is greater than or equal to 1900.",
        ),
    ],
)
def test_invalid_entry_gets_a_message_at_its_field(curator_client, changes, field, message):
    response = curator_client.post(ADD, form_data(**changes))
    assert response.status_code == 200
    assert errors_at(response, field) == [message]
    assert not Practice.objects.exists()


def test_city_of_another_country_is_named_at_the_field(curator_client):
    response = curator_client.post(ADD, form_data(cities=[make_city("Turin", "IT").pk]))
    assert errors_at(response, "cities") == ["Turin is in Italy; the country of the practice is United Kingdom."]
    assert not Practice.objects.exists()


def test_years_set_by_hand_stay_when_the_period_is_overruled(curator_client):
    data = form_data(period_is_overruled="on", start_year="2004", end_year="", is_ongoing="true")
    curator_client.post(ADD, data)
    practice = Practice.objects.get()
    assert (practice.start_year, practice.end_year, practice.is_ongoing) == (2004, None, True)


def test_reading_of_the_period_stands_beside_it(curator_client):
    page = curator_client.get(change_address(make_practice(period="2016-"))).content.decode()
    assert "<p>2016–, ongoing</p>" in page


def test_period_that_cannot_be_read_is_said_on_saving(curator_client):
    response = curator_client.post(ADD, form_data(period="some time ago"), follow=True)
    assert any("some time ago" in str(message) for message in response.context["messages"])


def test_nul_in_an_address_is_a_400(curator_client):
    for address in ("/admin/practices/practice/?language=%00", "/admin/autocomplete/?term=%00"):
        assert curator_client.get(address).status_code == 400


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [("draft", "_publish", "published"), ("review", "_publish", "published")],
)
def test_button_saves_and_moves_the_entry(curator_client, before, button, after):
    practice = make_practice(status=before)
    page = curator_client.get(change_address(practice)).content.decode()
    assert f'name="{button}"' in page
    curator_client.post(change_address(practice), form_data(country="NO", title="New title", **{button: "x"}))
    practice.refresh_from_db()
    assert (practice.title, practice.status) == ("New title", after)


def test_view_on_site_is_there_for_published_entries_only(curator_client):
    public, draft = make_practice("Public"), make_practice("Draft", status="draft")
    link = re.compile(r'href="([^"]+)"[^>]*>View on site')
    assert link.search(curator_client.get(change_address(public)).content.decode())[1] == "/practices/public/"
    assert not link.search(curator_client.get(change_address(draft)).content.decode())


def test_list_is_searched_by_title_and_city(curator_client):
    make_practice("Mentors", cities=[make_city("Bergen")])
    make_practice("Libraries")
    address = reverse("admin:practices_practice_changelist")
    for words, expected in (("mentor", "Mentors"), ("bergen", "Mentors"), ("librar", "Libraries")):
        found = curator_client.get(address, {"q": words}).context["cl"].result_list
        assert [practice.title for practice in found] == [expected]


def test_cities_take_aliases_and_whole_coordinates(curator_client):
    address = reverse("admin:practices_city_add")
    data = {
        "name": "Ravenna",
        "aliases": "Ravenne, Ravena",
        "country": "IT",
        "latitude": "44.4",
        "longitude": "",
    }
    response = curator_client.post(address, data)
    assert "Give both latitude" in response.content.decode()
    curator_client.post(address, data | {"longitude": "12.2"})
    city = City.objects.get()
    assert (city.slug, city.aliases, city.longitude) == ("ravenna", ["Ravenne", "Ravena"], 12.2)


def test_countries_can_be_looked_at_but_not_changed(curator_client):
    assert curator_client.get(reverse("admin:practices_country_changelist")).status_code == 200
    address = reverse("admin:practices_country_change", args=["NO"])
    assert curator_client.post(address, {"name": "Noway"}).status_code == 403
    assert curator_client.get(reverse("admin:practices_country_add")).status_code == 403


def test_autocomplete_finds_cities_by_alias(curator_client):
    make_city("Ravenna", "IT", aliases=["Ravenne"])
    query = {"app_label": "practices", "model_name": "practice", "field_name": "cities", "term": "ravenne"}
    results = curator_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["text"] for result in results] == ["Ravenna"]


@pytest.mark.parametrize("crafted", [{"country": "a\0b"}, {"cities": "\0"}, {"topics": ["x", "9" * 20]}])
def test_crafted_choice_is_a_400_or_a_message(curator_client, crafted):
    assert curator_client.post(ADD, form_data(**crafted)).status_code in (200, 400)
    assert not Practice.objects.exists()


@pytest.mark.parametrize("model", ["city", "topic"])
def test_row_that_practices_name_cannot_be_deleted(curator_client, model):
    city, topic = make_city(), make_topic()
    practice = make_practice("Mentors", cities=[city], topics=[topic])
    row = {"city": city, "topic": topic}[model]
    address = reverse(f"admin:practices_{model}_delete", args=[row.pk])
    response = curator_client.post(address, {"post": "yes"})
    assert "Mentors" in response.content.decode()
    assert (list(practice.cities.all()), list(practice.topics.all())) == ([city], [topic])
    bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    curator_client.post(reverse(f"admin:practices_{model}_changelist"), bulk)
    assert type(row).objects.filter(pk=row.pk).exists()


def test_new_topic_gets_an_address_that_the_filter_knows(curator_client, client):
    data = {"name": "Sport & Spiel", "name_fr": "Sport", "description": ".", "description_fr": ".", "position": "22"}
    curator_client.post(reverse("admin:practices_topic_add"), data)
    page = client.get("/?topic=sport-spiel").content.decode()
    assert "There is no topic" not in page


def test_admin_needs_a_person(client):
    response = client.get(reverse("admin:practices_practice_changelist"))
    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (
        302,
        reverse("admin:login"),
    )


def test_places_lead_to_their_pages_once_a_practice_is_published(curator_client):
    bergen, paris = make_city("Bergen"), make_city("Paris", "FR")
    make_practice(cities=[bergen])
    make_practice(country="FR", cities=[paris], status="draft", published_at=None)
    addresses = [reverse("admin:practices_city_change", args=[city.pk]) for city in (bergen, paris)]
    addresses += [reverse("admin:practices_country_change", args=[code]) for code in ("NO", "FR")]
    shown = ["View on site" in curator_client.get(address).content.decode() for address in addresses]
    assert shown == [True, False, True, False]
