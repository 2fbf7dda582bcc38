"""Import of a listing page in the admin."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.models import City, Practice, WaitingFile
from tests.builders import make_person

pytestmark = pytest.mark.django_db
LIST = reverse("admin:practices_practice_changelist")
ADDRESS = reverse("admin:practices_practice_import_listing")
SEED = (Path(__file__).parents[1] / "data" / "seed_listing.txt").read_text()


def paste(client, text=SEED, **changes):
    return client.post(ADDRESS, {"text": text, "status": "draft"} | changes)


def agree(client, page):
    form = page.context["agreement"]
    return client.post(ADDRESS, {field.name: field.value() or "" for field in form}, follow=True)


def counts(page):
    return {str(kind): len(rows) for kind, _heading, rows in page.context["result"].groups}


def test_pasted_page_is_previewed_and_taken_over(curator_client, curator):
    page = paste(curator_client, source_name="ICC")
    assert counts(page) == {"new": 10}
    assert (Practice.objects.count(), City.objects.count()) == (0, 0)
    page = agree(curator_client, page)
    assert page.redirect_chain[-1][0] == LIST
    assert [str(message) for message in page.context["messages"]] == ["Imported: 10 new, 0 changed, 0 unchanged."]
    practice = Practice.objects.get(slug="young-mayor")
    [version] = practice.history.all()
    assert (practice.status, practice.author, practice.source_name) == ("draft", curator, "ICC")
    assert (version.history_user, version.history_change_reason) == (curator, "import The text")
    assert not WaitingFile.objects.exists()


def test_uploaded_page_is_named_in_the_versions(curator_client):
    file = SimpleUploadedFile("page.txt", SEED.encode())
    agree(curator_client, curator_client.post(ADDRESS, {"file": file, "status": "published"}))
    assert Practice.objects.published().count() == 10
    assert {p.history.first().history_change_reason for p in Practice.objects.all()} == {"import page.txt"}


def test_second_time_shows_what_changed_what_is_kept_and_what_is_the_same(curator_client):
    agree(curator_client, paste(curator_client))
    Practice.objects.filter(slug="young-mayor").update(summary="Edited here.")
    text = SEED.replace("Germany Berlin-Neukölln 2016\n", "Atlantis Poseidonia 2016\n")
    page = paste(curator_client, text, source_name="ICC")
    assert counts(page) == {"refused": 1, "changed": 9}
    html = page.content.decode()
    assert "<ins>ICC</ins>" in html
    assert "/practices/young-mayor/: summary changed here, kept." in html
    agree(curator_client, page)
    assert Practice.objects.filter(source_name="ICC").count() == 9
    assert counts(paste(curator_client, source_name="ICC")) == {"changed": 1, "unchanged": 9}


def test_preview_that_the_catalogue_has_overtaken_is_shown_anew(curator_client):
    page = paste(curator_client)
    agree(curator_client, paste(curator_client))
    page = agree(curator_client, page)
    assert "The catalogue has changed since this preview was made" in page.content.decode()
    assert (counts(page), Practice.objects.count()) == ({"unchanged": 10}, 10)


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"text": ""}, "__all__", "Paste the text of the page, or choose a file."),
        ({"text": "Just a note."}, "text", "The text is not a listing of good practices"),
        ({"text": "a\0b"}, "text", "Null characters are not allowed."),
        ({"language": "English"}, "language", "Give a language tag such as en, fr or pt-BR."),
        ({"text": "", "file": "\xe9\n".encode("latin-1")}, "file", "page.txt:1: not UTF-8."),
        ({"text": "", "file": b"PK\0\0"}, "file", "page.txt:1: not a text file (NUL byte)."),
        ({"text": "", "file": b"x" * 2_000_001}, "file", "The file is larger than 2 MB."),
    ],
)
def test_page_that_cannot_be_read_gets_a_message(curator_client, data, field, message):
    if "file" in data:
        data = data | {"file": SimpleUploadedFile("page.txt", data["file"])}
    errors = paste(curator_client, **data).context["form"].errors
    assert [name for name in errors] == [field]
    assert errors[field][0].startswith(message)
    assert not Practice.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_text_that_is_no_longer_there_gets_a_message(curator_client, key):
    page = curator_client.post(ADDRESS, {"key": key, "preview": "x", "name": "x", "status": "draft"})
    assert page.status_code == 200
    assert "The file is no longer there: upload it again." in page.content.decode()


@pytest.mark.parametrize("roles", [(), ("contributor",), ("administrator",)])
def test_import_of_listings_is_for_curators(client, roles):
    client.force_login(make_person("berta", *roles))
    assert client.get(ADDRESS).status_code == paste(client).status_code == 403


def test_what_a_listing_does_not_tell_is_said_in_french(curator_client):
    text = SEED.replace("Germany Berlin-Neukölln 2016\n", "Atlantis Poseidonia 2016\n")
    paste(curator_client, text)  # the lines are remembered from an English page
    page = curator_client.post(f"/fr{ADDRESS}", {"text": text, "status": "draft"}).content.decode()
    assert "ne commence pas par le nom d’un pays connu" in page
    assert "La fiche ne dit pas sa langue\u202f: l’anglais est supposé." in page
