"""The world's countries, and cities."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practices.models import Country
from practices.models.place import write_countries
from tests.builders import make_city, make_practice

pytestmark = pytest.mark.django_db


def test_countries_of_the_world_are_there_with_kosovo_and_french_names():
    assert Country.objects.count() == 250
    kosovo = Country.objects.get(pk="XK")
    assert (kosovo.name, kosovo.name_fr, kosovo.slug) == ("Kosovo", "Kosovo", "kosovo")
    assert not Country.objects.filter(pk__in=["EU", "UN", "ZZ"]).exists()


def test_writing_countries_again_repairs_names_and_keeps_slugs():
    Country.objects.filter(pk="TR").update(name="Turkey", slug="turkey")
    write_countries()
    turkey = Country.objects.get(pk="TR")
    assert (turkey.name, turkey.slug) == ("Türkiye", "turkey")


@pytest.mark.parametrize("coordinates", [{"latitude": 59.9}, {"latitude": 91, "longitude": 0}, {"longitude": 5}])
def test_database_refuses_half_or_impossible_coordinates(coordinates):
    with pytest.raises(IntegrityError, match="city_coordinates_are_whole"), transaction.atomic():
        make_city(**coordinates)


def test_city_named_by_practices_cannot_move_to_another_country():
    city = make_city("Oslo", country="NO")
    make_practice(country="NO", cities=[city])
    city.country_id = "SE"
    with pytest.raises(ValidationError, match="move them first"):
        city.clean()
