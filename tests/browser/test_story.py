"""The story of one entry, from a contributor's draft to its end in another entry, told by several browsers."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from practices.models import Practice
from practices.roles import write_roles
from tests.browser.conftest import watched_page
from tests.builders import make_person

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Young Mayors"
LIST = "/admin/practices/practice/"


@pytest.fixture
def people(browser, live_server, seed):
    """A page for each: Carl who writes, Cleo and Clio who curate, and somebody who reads."""
    write_roles()  # the test before has emptied every table
    roles = {"carl": ["contributor"], "cleo": ["curator"], "clio": ["curator"], "reader": None}
    opened = [watched_page(browser, live_server) for _ in roles]
    pages = dict(zip(roles, (page.__enter__() for page in opened), strict=True))
    for name, page in pages.items():
        page.site = seed
        if roles[name]:
            client = Client()
            client.force_login(make_person(name, *roles[name]))
            page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": seed}])
    yield pages
    for page in opened:
        page.__exit__(None, None, None)


def go(page, address):
    page.goto(page.site + address)
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def change_page(practice):
    return reverse("admin:practices_practice_change", args=[practice.pk])


def found_by_readers(page) -> dict:
    """Where a reader finds the entry, and how many practices the facet counts in its country."""
    by_search = go(page, "/?q=%22young+mayors%22").get_by_role("link", name=TITLE, exact=True).count() > 0
    mapped = go(page, "/map/?country=GB").locator("#place-london-lewisham").inner_text()
    whole = page.request.get(page.site + "/practices.json").json()
    countries = {option["value"]: option["count"] for option in whole["facets"]["country"]}
    return {
        "search": by_search,
        "facet": countries["GB"],
        "json": TITLE in [practice["title"] for practice in whole["practices"]],
        "map": TITLE in mapped,
    }


def test_the_story_of_an_entry(people):
    carl, cleo, clio, reader = people["carl"], people["cleo"], people["clio"], people["reader"]
    hidden = found_by_readers(reader)
    assert (hidden["search"], hidden["json"], hidden["map"]) == (False, False, False)
    practice = draft_and_submit(carl)
    assert found_by_readers(reader) == hidden
    review_and_publish(cleo)
    assert found_by_readers(reader) == {"search": True, "facet": hidden["facet"] + 1, "json": True, "map": True}
    save_at_once(cleo, clio, practice)
    change_one_cell_in_excel(cleo, practice)
    merge_into(cleo, practice, Practice.objects.get(slug="young-mayor"))
    go(reader, f"/practices/{practice.slug}/")
    expect(reader).to_have_url(f"{reader.site}/practices/young-mayor/")
    expect(reader.locator("main")).to_contain_text("Thirty-one mayors so far.")
    assert found_by_readers(reader) == hidden
    history_tells_it_all(cleo, practice)


def draft_and_submit(page) -> Practice:
    """A contributor drafts and submits."""
    go(page, LIST + "add/").get_by_label("Title:").fill(TITLE)
    page.get_by_label("Country").select_option("GB")
    page.locator(".field-cities .select2-search__field").click()
    page.locator(".select2-results__option", has_text="Lewisham").click()
    page.get_by_label("Purpose:", exact=True).fill("Power to the young of the borough.")
    press(page, "Save and submit")
    practice = Practice.objects.get(title=TITLE)
    assert practice.status == "review"
    return practice


def review_and_publish(page):
    """A curator finds it waiting, is warned of a duplicate, edits, looks at the whole page, publishes."""
    go(page, "/admin/").get_by_role("link", name="1 Waiting for review").click()
    page.locator("#result_list").get_by_role("link", name=TITLE).click()
    warning = page.get_by_role("region", name="It looks like an entry that is there already")
    expect(warning).to_contain_text("Young Mayor")
    page.get_by_label("Period:", exact=True).fill("since 2019")
    with page.expect_popup() as opened:
        press(page, "Preview in a new tab")
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(opened.value.locator("main")).to_contain_text("since 2019")
    opened.value.close()
    press(page, "Save and publish")
    expect(page.locator(".messagelist")).to_be_visible()


def save_at_once(page, other, practice):
    """Two curators at once: the later save is stopped, and nothing typed is lost."""
    go(page, change_page(practice))
    go(other, change_page(practice))
    page.get_by_label("Impact:", exact=True).fill("Thirty mayors so far.")
    press(page, "Save and continue editing")
    other.get_by_label("Impact:", exact=True).fill("Forty mayors so far.")
    press(other, "Save")
    expect(other.get_by_role("heading", name="Somebody else has saved this entry")).to_be_visible()
    expect(other.locator("#stored-impact mark")).to_have_text(["Thirty"])
    expect(other.get_by_label("Impact:", exact=True)).to_have_value("Forty mayors so far.")
    assert Practice.objects.get(pk=practice.pk).impact == "Thirty mayors so far."


def change_one_cell_in_excel(page, practice):
    """Out to Excel, one cell edited, and in again: exactly that changes."""
    before = {row["id"]: row for row in Practice.objects.values()}
    go(page, reverse("admin:practices_practice_export"))
    page.get_by_label("Format").select_option(label="Excel workbook (.xlsx)")
    with page.expect_download() as download:
        press(page, "Export")
    edited = edit_one_cell(download.value.path().read_bytes(), practice.slug, "impact", "Thirty-one mayors so far.")
    go(page, reverse("admin:practices_practice_import"))
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("File").set_input_files({"name": "edited.xlsx", "mimeType": excel, "buffer": edited})
    press(page, "Preview")
    press(page, "Take over")
    expect(page.locator(".messagelist")).to_contain_text("0 new, 1 changed")
    after = {row["id"]: row for row in Practice.objects.values()}
    changed = {(pk, name) for pk in after for name, value in after[pk].items() if value != before[pk][name]}
    assert changed == {(practice.pk, name) for name in ("impact", "version", "updated_at")}


def merge_into(page, practice, stays):
    """Merged into the entry that it repeats, which takes over one of its texts."""
    go(page, reverse("admin:practices_practice_merge", args=[practice.pk, stays.pk]))
    page.get_by_role("group", name="Impact").get_by_label("From the one that goes").check()
    press(page, "Merge")
    expect(page.locator(".messagelist")).to_contain_text("is merged into")


def history_tells_it_all(page, practice):
    told = [(row.verb, row.history_user.username) for row in practice.history.order_by("version")]
    assert told == [
        ("created", "carl"),
        ("submitted", "carl"),
        ("revised", "cleo"),
        ("published", "cleo"),
        ("revised", "cleo"),
        ("revised", "cleo"),
        ("merged", "cleo"),
    ]
    shown = go(page, reverse("admin:practices_practice_history", args=[practice.pk])).locator("main").inner_text()
    for words in ("submitted for review", "published", "merged", "carl", "cleo", "edited.xlsx", "Thirty-one"):
        assert words in shown, words


def edit_one_cell(content: bytes, slug: str, column: str, value: str) -> bytes:
    """A workbook in which one cell says something else."""
    book = load_workbook(BytesIO(content))
    rows = list(book.active.iter_rows())
    columns = [cell.value for cell in rows[0]]
    row = next(row for row in rows if row[columns.index("slug")].value == slug)
    row[columns.index(column)].value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
