"""Curating in French."""

from django.urls import reverse

from practices.models import Practice
from tests.admin_site.test_editing import ADD, form_data

READ = reverse("admin:practices_practice_read_period")


def test_period_is_read_in_the_language_of_the_page(cleo):
    lines = cleo.get(f"/fr{READ}", {"period": "some time"}).json()["lines"]
    assert lines[1] == "La période «\u202fsome time\u202f» n’a pas pu être lue comme des années."


def test_preview_speaks_the_language_in_which_it_was_asked_for(cleo, client):
    address = cleo.post(f"/fr{ADD}", form_data(_preview="x")).headers["Location"]
    assert address.startswith("/fr/preview/")
    assert "Aperçu, pas encore publié" in client.get(address).content.decode()


def test_form_and_conflict_are_in_french(cleo):
    practice = Practice(title="Mentors", country_id="NO")
    practice.revise(by=None)
    practice.impact = "Much."
    practice.revise(by=None)
    address = f"/fr{reverse('admin:practices_practice_change', args=[practice.pk])}"
    page = cleo.post(address, form_data(based_on=1)).content.decode()
    assert "Quelqu’un d’autre a enregistré cette fiche" in page
    assert '<option value="NO" selected>Norvège</option>' in page
    assert "0 des 4 sections" in page
