"""The admin speaks French where its reader does."""

import re

import pytest

from practices.models import City, Synonym
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db


def texts(pattern, page):
    """What stands in each match, without tags and closing colon."""
    found = (re.sub(r"<[^>]+>", "", text) for text in re.findall(pattern, page, re.DOTALL))
    return [" ".join(text.split()).removesuffix(":").strip() for text in found]


def page_at(client, address):
    return client.get(f"/fr/admin/practices/{address}/").content.decode()


@pytest.mark.parametrize(
    ("model", "names"),
    [
        ("city", ["Nom", "Autres noms", "Pays", "Latitude", "Longitude", "Nom dans l’adresse", "Pourquoi"]),
        (
            "topic",
            [
                *("Nom en anglais", "Nom en français", "Description en anglais", "Description en français"),
                *("Rang", "Pourquoi", "Nom dans l’adresse"),
            ],
        ),
        ("synonym", ["Mots", "Renvoie à", "Pourquoi"]),
        ("country", ["Code ISO", "Nom dans l’adresse", "Nom en anglais", "Nom en français"]),
    ],
)
def test_fields_of_the_vocabularies_have_french_labels(curator_client, model, names):
    row = {"city": make_city, "topic": make_topic}.get(model)
    key = "NO" if model == "country" else (row() if row else Synonym.objects.create(words=["a", "b"])).pk
    page = page_at(curator_client, f"{model}/{key}/change")
    assert texts(r"<label[^>]*>(.*?)</label>", page.split('id="content-main"')[1]) == names


def test_lists_and_the_first_page_are_french(curator_client):
    make_practice(cities=[make_city(aliases=["Christiania"])])
    make_practice("Suédois", country="SE", cities=[make_city("Malmö", "SE")])
    page = page_at(curator_client, "city")
    columns = ["Nom", "Pays", "Autres noms", "Latitude", "Longitude"]
    assert texts(r'<th[^>]*class="[^"]*column[^>]*>(.*?)</th>', page)[1:] == columns
    assert texts(r"<summary[^>]*>(.*?)</summary>", page) == ["Par point à améliorer", "Par pays"]
    first_page = curator_client.get("/fr/admin/").content.decode()
    names = texts(r'<th scope="row"[^>]*>(.*?)</th>', first_page)
    assert set(names) >= {"Pays", "Pratiques", "Synonymes", "Thèmes", "Villes"}


def test_refusals_of_a_city_are_french(curator_client):
    city = make_city()
    make_practice(cities=[city])
    data = {"name": "Oslo", "aliases": "", "country": "SE", "latitude": "59.9"}
    response = curator_client.post(f"/fr/admin/practices/city/{city.pk}/change/", data)
    assert response.context["adminform"].form.errors == {
        "country": ["Des pratiques d’un autre pays mentionnent cette ville\xa0: déplacez-les d’abord."],
        "__all__": [
            "Indiquez la latitude (de −90 à 90) et la longitude (de −180 à 180), ou aucune des deux.",
        ],
    }
    assert City.objects.get().country_id == "NO"


def test_duplicates_are_told_in_french(curator_client):
    oslo = make_city()
    one, other = (make_practice(title, cities=[oslo]) for title in ("Young Mayor", "Young Mayors"))
    page = " ".join(curator_client.get("/fr/admin/practices/practice/duplicates/").content.decode().split())
    assert "Probablement une seule pratique – même ville, presque le même titre" in page
    page = curator_client.get(f"/fr/admin/practices/practice/{other.pk}/merge-into/{one.pk}/").content.decode()
    assert texts(r"<legend>(.*?)</legend>", page) == ["Titre"]
    assert "«\u202fYoung Mayors\u202f» est retirée\u202f; son adresse young-mayors conduit à celle qui reste." in page
