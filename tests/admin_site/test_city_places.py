"""Where a city is, as the gazetteer proposes it."""

import pytest
from django.urls import reverse

from practices.models import City
from tests.builders import make_city

ADD = reverse("admin:practices_city_add")
PROPOSE = reverse("admin:practices_city_propose")
TURIN = {"country": "IT", "latitude": 45.0705, "longitude": 7.6868, "label": "Turin, Italy: 45.0705, 7.6868"}


def proposed(client, **query):
    return client.get(PROPOSE, query).json()["proposals"]


def test_name_is_located_in_its_country_or_anywhere(cleo):
    assert proposed(cleo, name="Turin", country="IT") == [TURIN]
    assert proposed(cleo, name="turin") == [TURIN]
    assert [place["country"] for place in proposed(cleo, name="Salisbury")] == ["AU", "GB", "US"]
    assert proposed(cleo, name="Turin", country="NO") == []
    assert proposed(cleo, name=" ") == []


def test_proposals_are_for_who_keeps_cities(carl, client):
    assert carl.get(PROPOSE, {"name": "Turin"}).status_code == 403
    assert client.get(PROPOSE, {"name": "Turin"}).status_code == 302


def test_saved_without_coordinates_the_proposal_is_said_and_taken_over_by_a_button(cleo):
    page = cleo.post(ADD, {"name": "Turin", "country": "IT"}, follow=True).content.decode()
    city = City.objects.get()
    address = reverse("admin:practices_city_change", args=[city.pk])
    assert "“Turin” has no coordinates yet. The gazetteer has Turin, Italy: 45.0705, 7.6868." in page
    assert f'<a href="{address}">Take it over</a>' in page
    assert '<button class="button" name="_take_place">Take over</button>' in cleo.get(address).content.decode()
    cleo.post(address, {"_take_place": ""})
    city.refresh_from_db()
    assert (city.latitude, city.longitude) == (45.0705, 7.6868)
    assert city.history.first().history_type == "~"


@pytest.mark.parametrize("city", [{"name": "Turin", "latitude": 45, "longitude": 7}, {"name": "Atlantis"}])
def test_nothing_is_proposed_for_what_has_coordinates_or_is_unknown(cleo, city):
    found = make_city(country="IT", **city)
    address = reverse("admin:practices_city_change", args=[found.pk])
    assert "_take_place" not in cleo.get(address).content.decode()


def test_new_city_begins_in_the_country_of_the_entry(cleo):
    page = cleo.get(ADD, {"country": "IT", "_popup": "1"}).content.decode()
    assert '<option value="IT" selected>Italy</option>' in page
