"""Pages that stand by themselves, errors, and health checks."""

from xml.etree import ElementTree

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import path

from icc_site.urls import urlpatterns as real_urlpatterns


def fail(request):
    raise RuntimeError("broken")


def refuse(request):
    raise SuspiciousOperation("strange")


urlpatterns = [*real_urlpatterns, path("fail/", fail), path("refuse/", refuse)]


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/about/", "About this catalogue"),
        ("/accessibility/", "Accessibility"),
        ("/privacy/", "Privacy"),
    ],
)
def test_pages_of_a_public_body_need_no_database(client, address, heading):
    assert f"<h1>{heading}</h1>" in client.get(address).content.decode()


def test_unknown_address_is_a_404_in_the_design(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


@pytest.mark.urls("tests.views.test_pages")
def test_error_is_a_500_in_the_design_and_tells_nothing():
    response = Client(raise_request_exception=False).get("/fail/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong on our side" in page
    assert "broken" not in page


@pytest.mark.urls("tests.views.test_pages")
def test_suspicious_request_is_a_400_in_the_design(client):
    response = client.get("/refuse/")
    assert response.status_code == 400
    assert "This request could not be understood" in response.content.decode()


def test_forged_form_is_refused_in_the_design():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "The form could not be checked" in response.content.decode()


def test_browser_learns_how_to_search(client):
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    description = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
    url = description.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.attrib["template"] == "http://testserver/?q={searchTerms}"
    assert 'href="/opensearch.xml"' in client.get("/about/").content.decode()


def test_healthz_answers_without_a_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/readyz").content == b"ok\n"


def test_robots_leave_endless_selections_alone(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /fr/admin/",
        "Disallow: /*?q=",
        "Disallow: /*?*&",
        "Disallow: /*practices/*?",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_invented_host_is_a_400(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
