"""Import of tables in the admin: upload, preview, take over."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.importers.table.limits import IN_ADMIN
from practices.models import City, Practice, Verb, WaitingFile
from tests.builders import make_city, make_person, make_practice

pytestmark = pytest.mark.django_db
LIST = reverse("admin:practices_practice_changelist")
IMPORT = reverse("admin:practices_practice_import")
CONFIRM = reverse("admin:practices_practice_process_import")
EXPORT = reverse("admin:practices_practice_export")


def upload(client, content, name="edited.csv", **ticks):
    if isinstance(content, str):
        content = content.encode()
    return client.post(IMPORT, {"import_file": SimpleUploadedFile(name, content), "format": "0", **ticks})


def agree(client, page, **changes):
    """Press the button of a preview."""
    form = page.context["confirm_form"]
    data = {field.name: field.value() or "" for field in form.hidden_fields()}
    data |= {name: "on" for name in ("may_add_cities", "may_overwrite") if form.initial[name]}
    return client.post(CONFIRM, {name: value for name, value in data.items() if value} | changes, follow=True)


def shown(page) -> dict[str, list[str]]:
    """Kind → titles of the rows of a preview."""
    return {
        str(kind): [row.outcome.practice.title for row in rows]
        for kind, _heading, rows in page.context["result"].groups
    }


def said(page):
    return [str(message) for message in page.context["messages"]]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def test_preview_shows_what_would_become_of_each_row(curator_client):
    make_practice("Young Mayor")
    make_practice("Same")
    make_city()
    content = (
        "slug,title,country_code,cities,period\nyoung-mayor,Young Major,NO,,\nsame,Same,NO,,\n"
        ",Young Mayor,NO,Oslo,2016-\n,Bad,XX,,\n"
    )
    page = upload(curator_client, content)
    assert shown(page) == {
        "refused": ["Bad"],
        "changed": ["Young Major"],
        "new": ["Young Mayor"],
        "unchanged": ["Same"],
    }
    html = page.content.decode()
    assert "<td>Young <del>Mayor</del></td>" in html
    assert "<td>Young <ins>Major</ins></td>" in html
    assert "<code>5:country_code</code> “XX” is the ISO code of no country" in html
    assert "Looks like Young Mayor (the same title)" in text_of(page).replace("Mayor (", "Mayor (")
    assert "<p>Norway · Oslo · 2016-</p>" in html
    assert "confirm_form" not in page.context
    assert Practice.objects.count() == 2
    assert not Practice.objects.filter(title="Young Major").exists()


def test_what_was_previewed_is_taken_over_with_who_and_why(curator_client, curator):
    practice = make_practice("Young Mayor")
    page = upload(curator_client, "slug,title,country_code\nyoung-mayor,Young Major,NO\n,Other,NO\n")
    assert Practice.objects.get().title == "Young Mayor"
    page = agree(curator_client, page)
    assert (page.redirect_chain[-1][0], said(page)) == (LIST, ["Imported: 1 new, 1 changed, 0 unchanged."])
    versions = [practice.history.first(), Practice.objects.get(title="Other").history.get()]
    assert [(version.verb, version.history_user, version.history_change_reason) for version in versions] == [
        (Verb.REVISED, curator, "import edited.csv"),
        (Verb.CREATED, curator, "import edited.csv"),
    ]
    assert not WaitingFile.objects.exists()


def test_excel_export_with_one_cell_edited_changes_exactly_that(curator_client):
    practice = make_practice("Young Mayor", cities=[make_city()], purpose="One\r\nTwo", period="2016-")
    make_practice("Other")
    response = curator_client.post(EXPORT, {"format": "0"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    [cell] = [cell for row in book.active.iter_rows() for cell in row if cell.value == "Young Mayor"]
    cell.value = "Young Major"
    file = io.BytesIO()
    book.save(file)
    before = {row["id"]: row for row in Practice.objects.values()}
    agree(curator_client, upload(curator_client, file.getvalue(), name="edited.xlsx"))
    after = {row["id"]: row for row in Practice.objects.values()}
    assert {(pk, name) for pk in after for name, value in after[pk].items() if value != before[pk][name]} == {
        (practice.pk, name) for name in ("title", "title_key", "version", "updated_at")
    }


def test_ticks_go_with_the_file(curator_client):
    make_practice("Young Mayor", version=2)
    content = "slug,title,version,cities\nyoung-mayor,New,1,Trondheim\n"
    page = upload(curator_client, content)
    assert [fault.place for _kind, _heading, rows in page.context["result"].groups for fault in rows[0].faults] == [
        "2:cities",
        "2:version",
    ]
    page = agree(curator_client, upload(curator_client, content, may_add_cities="on", may_overwrite="on"))
    assert said(page) == ["Imported: 0 new, 1 changed, 0 unchanged."]
    assert (Practice.objects.get().title, City.objects.get().name) == ("New", "Trondheim")


def test_preview_that_the_catalogue_has_overtaken_is_shown_anew_and_nothing_is_written(curator_client):
    practice = make_practice("Young Mayor")
    page = upload(curator_client, "slug,title\nyoung-mayor,Young Major\n")
    practice.title = "Younger Mayor"
    practice.revise(by=None)
    page = agree(curator_client, page)
    assert "The catalogue has changed since this preview was made" in page.content.decode()
    assert "<del>Younger Mayor</del>" in page.content.decode()
    assert Practice.objects.get().title == "Younger Mayor"


def test_file_without_changes_has_no_button(curator_client):
    make_practice("Same")
    page = upload(curator_client, "slug,title\nsame,Same\n")
    assert "there is nothing to take over" in page.content.decode()
    assert "confirm_form" not in page.context


HOSTILE = {
    b"": "The submitted file is empty.",
    b"slug,titel\na,b\n": "There is no column “titel”. Is it “title”?",
    "slug,title\na,\xe9\n".encode("latin-1"): "Line 2 is not UTF-8: save the file as “CSV UTF-8”.",
    b"slug\n" + b",\n" * 2: "The file has a header and no rows.",
    b"PK\x03\x04" + b"\0" * 100: "The workbook is damaged: it cannot be read.",
    b"slug,title\n" + b",x\n" * 2_001: "The file has more than 2000 rows.",
}


@pytest.mark.parametrize("content", HOSTILE)
def test_hostile_file_gets_one_line_at_its_field(curator_client, content):
    page = upload(curator_client, content)
    assert page.status_code == 200
    assert page.context["form"].errors == {"import_file": [HOSTILE[content]]}
    assert not Practice.objects.exists()


def test_file_that_is_too_large_is_refused_before_it_is_kept(curator_client):
    page = upload(curator_client, b"x" * (IN_ADMIN.size + 1))
    assert page.context["form"].errors == {"import_file": ["The file has 21 MB; 20 MB is the most."]}
    assert not WaitingFile.objects.exists()


def test_command_for_more_rows_is_named(curator_client):
    assert "up to 2,000 rows. More of them: manage.py import_practices FILE" in text_of(curator_client.get(IMPORT))


@pytest.mark.parametrize("key", ["", "x", "../../etc/passwd", "00000000-0000-0000-0000-000000000000"])
def test_confirmation_of_a_file_that_is_not_there_gets_a_message(curator_client, key):
    data = {"import_file_name": key, "original_file_name": "a.csv", "format": "0", "preview": "x"}
    page = curator_client.post(CONFIRM, data)
    assert page.status_code == 200
    assert "errornote" in page.content.decode()


@pytest.mark.parametrize("format", ["9", "x", "-1"])
def test_confirmation_with_a_crafted_format_is_no_error_of_the_site(curator_client, format):
    page = upload(curator_client, "slug,title,country_code\n,New,NO\n")
    assert agree(curator_client, page, format=format).status_code in (200, 400)
    assert not Practice.objects.exists()


@pytest.mark.parametrize("roles", [(), ("contributor",), ("administrator",)])
def test_import_is_for_curators(client, roles):
    client.force_login(make_person("berta", *roles))
    assert client.get(IMPORT).status_code == client.post(CONFIRM).status_code == 403
    assert upload(client, "slug,title,country_code\n,New,NO\n").status_code == 403
    if "contributor" in roles:
        assert IMPORT not in client.get(LIST).content.decode()


def test_curator_by_role_finds_the_way_from_the_list(client):
    client.force_login(make_person("berta", "curator"))
    assert f'href="{IMPORT}"' in client.get(LIST).content.decode()
    agree(client, upload(client, "slug,title,country_code\n,New,NO\n"))
    assert Practice.objects.get().author.username == "berta"


def test_files_that_nobody_came_back_to_go_with_the_next_one(curator_client):
    old = WaitingFile.objects.keep(b"old")
    recent = WaitingFile.objects.keep(b"recent")
    WaitingFile.objects.filter(pk=old.pk).update(created_at="2020-01-01T00:00Z")
    upload(curator_client, "slug,title,country_code\n,New,NO\n")
    assert {bytes(file.content)[:6] for file in WaitingFile.objects.all()} == {bytes(recent.content)[:6], b"slug,t"}


def test_import_speaks_french_where_its_reader_does(curator_client):
    content = "slug,title,country_code,cities\nyoung-mayor,Young Major,NO,\n,Bad,NO,Atlantis\n"
    make_practice("Young Mayor")
    file = SimpleUploadedFile("edited.csv", content.encode())
    page = text_of(curator_client.post(f"/fr{IMPORT}", {"import_file": file, "format": "0"}))
    assert "Il n’y a pas de ville « Atlantis » (Norvège). Permettez les nouvelles villes" in page
    assert "Dans le catalogue Dans le fichier" in page
    file = SimpleUploadedFile("edited.csv", b"")
    assert "Le fichier soumis est vide." in text_of(
        curator_client.post(f"/fr{IMPORT}", {"import_file": file, "format": "0"})
    )
