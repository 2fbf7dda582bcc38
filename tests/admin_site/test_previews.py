"""Previews: the page as it will look, also of unsaved text, for whoever has the link, for a day."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from practices.models import Practice, Preview
from tests.admin_site.test_editing import ADD, change_address, form_data
from tests.builders import make_city, make_person, make_practice, make_topic


def link(response):
    assert response.status_code == 302
    return response.headers["Location"]


def article(page):
    """The page between its header and its footer, without what differs from one moment to the next."""
    return re.sub(r"\s+", " ", re.search(r"<article.*</article>", page, re.DOTALL)[0])


def test_unsaved_entry_is_shown_to_anybody_with_the_link(cleo, client):
    oslo, topic = make_city("Oslo"), make_topic("Education")
    data = form_data(purpose="*Power* to all.", cities=[oslo.pk], topics=[topic.pk], curator_notes="Doubtful")
    address = link(cleo.post(ADD, data | {"_preview": "x"}))
    assert not Practice.objects.exists()
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Preview, not published" in page
    assert "<p><em>Power</em> to all.</p>" in page
    assert '<a href="/countries/norway/oslo/">Oslo</a>' in page
    assert "Education</a>" in page
    assert "Not reported yet: Stimulus/Rationale, Process, Impact." in page
    assert "Doubtful" not in page
    assert f'readonly value="http://testserver{address}"' in page


def test_preview_is_found_by_nobody_and_kept_by_no_cache(cleo, client):
    response = client.get(link(cleo.post(ADD, form_data(_preview="x"))))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    page = response.content.decode()
    assert '<meta name="robots" content="noindex,nofollow">' in page
    assert not re.search(r'rel="canonical"|property="og:|application/ld\+json', page)
    for address in ("/?q=mayor", "/practices.json", "/suggestions.json?q=mayor", "/sitemap-practices.xml"):
        assert b"Young Mayor" not in client.get(address).getvalue()


def test_preview_is_the_page_that_publishing_then_makes(cleo, client):
    data = form_data(title="Council", purpose="To *listen*.", key_references="- [A](https://a.example/)")
    data |= {"topics": [make_topic().pk], "source_name": "The city", "last_confirmed_on": "2026-01-02"}
    previewed = client.get(link(cleo.post(ADD, data | {"_preview": "x"}))).content.decode()
    cleo.post(ADD, data | {"_publish": "x"})
    published = client.get("/practices/council/").content.decode()
    without_inert = re.sub(r'<div inert>(.*?) </div> <div class="rec">', r'\1 <div class="rec">', article(previewed))
    assert without_inert == article(published)


def test_preview_of_a_published_entry_shows_the_unsaved_text_and_changes_nothing(cleo, client):
    practice = make_practice("Mentors", purpose="As it was.")
    address = link(
        cleo.post(change_address(practice), form_data(title="Mentors", purpose="As it will be.", _preview="x"))
    )
    assert "As it will be." in client.get(address).content.decode()
    assert "As it was." in client.get("/practices/mentors/").content.decode()
    practice.refresh_from_db()
    assert practice.purpose == "As it was."


def test_preview_does_not_mind_that_somebody_has_saved_meanwhile(cleo):
    practice = make_practice("Mentors")
    practice.impact = "Much."
    practice.revise(by=None)
    assert cleo.post(change_address(practice), form_data(based_on=1, _preview="x")).status_code == 302


def test_what_cannot_be_shown_yet_is_named(cleo):
    response = cleo.post(ADD, form_data(title="", _preview="x"))
    assert response.status_code == 422
    assert "<b>Title</b>: This field is required." in response.content.decode()
    assert not Preview.objects.exists()


@pytest.mark.parametrize("foreign", [True, False])
def test_contributors_preview_what_they_may_change(carl, client, foreign):
    author = make_person("dora", "contributor") if foreign else carl.person
    practice = make_practice(status="draft", author=author, published_at=None)
    response = carl.post(change_address(practice), form_data(_preview="x", purpose="Mine."))
    assert response.status_code == (409 if foreign else 302)
    assert Preview.objects.count() == (0 if foreign else 1)


def test_link_ends_after_a_day(cleo, client, monkeypatch):
    address = link(cleo.post(ADD, form_data(_preview="x")))
    Preview.objects.update(made_at=timezone.now() - timedelta(hours=23, minutes=59))
    assert client.get(address).status_code == 200
    Preview.objects.update(made_at=timezone.now() - timedelta(hours=24, seconds=1))
    response = client.get(address)
    assert (response.status_code, "This preview has ended" in response.content.decode()) == (410, True)
    assert "Young Mayor" not in response.content.decode()


def test_signature_ends_too(cleo, client, monkeypatch):
    address = link(cleo.post(ADD, form_data(_preview="x")))
    later = signing.time.time() + 24 * 3600 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(address).status_code == 410


def test_addresses_cannot_be_made_up(cleo, client):
    token = link(cleo.post(ADD, form_data(_preview="x"))).rstrip("/").rpartition("/")[2]
    key, rest = token.split(":", 1)
    for made_up in (f"{int(key) + 1}:{rest}", key, "x", signing.TimestampSigner(salt="other").sign(key)):
        assert client.get(reverse("preview", args=[made_up])).status_code == 404


def test_ended_previews_are_deleted_by_the_next_and_by_the_command(cleo, django_assert_num_queries):
    cleo.post(ADD, form_data(_preview="x"))
    Preview.objects.update(made_at=timezone.now() - timedelta(days=2))
    cleo.post(ADD, form_data(title="Second", _preview="x"))
    assert [str(preview) for preview in Preview.objects.all()] == ["preview of Second"]
    Preview.objects.update(made_at=timezone.now() - timedelta(days=2))
    call_command("publish_due", verbosity=0)
    assert not Preview.objects.exists()


def test_preview_outlives_what_it_names(cleo, client):
    oslo = make_city("Oslo")
    address = link(cleo.post(ADD, form_data(cities=[oslo.pk], _preview="x")))
    oslo.delete()
    assert "None named" in client.get(address).content.decode()
