"""Import and export in the admin, in a browser: nothing inline, all in reach, light and dark, narrow and wide."""

from pathlib import Path

import pytest
from django.urls import reverse

from practices.models import Practice
from practices.roles import write_roles
from tests.browser.test_accessibility import violations
from tests.builders import make_person

pytestmark = pytest.mark.django_db(transaction=True)
LISTING = (Path(__file__).parents[1] / "data" / "seed_listing.txt").read_text()
EDITED = (
    "slug,title,country_code,cities,purpose\n"
    "young-mayor,Young Major,GB,,Another purpose\n,First Welcome,NO,,\n,Bad,XX,,\nfirst-welcome,,,,\n"
)


@pytest.fixture
def signed_in(page, seed, client):
    """The page of a curator."""
    write_roles()  # the test before has emptied every table
    client.force_login(make_person("anna", "curator"))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": seed}])
    page.site = seed
    return page


def upload(page, content, name="edited.csv"):
    page.goto(page.site + reverse("admin:practices_practice_import"))
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    page.get_by_role("button", name="Preview").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_and_the_content_policy_find_nothing(signed_in, scheme, width):
    page = signed_in
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name in ("import", "import_listing", "export"):
        page.goto(page.site + reverse(f"admin:practices_practice_{name}"))
        found[name] = violations(page)
    upload(page, EDITED)
    found["preview"] = violations(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_file_is_previewed_and_taken_over_without_scripts(browser, signed_in):
    state = signed_in.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.site = signed_in.site
    upload(page, "slug,title\nyoung-mayor,Young Major\n")
    page.get_by_role("button", name="Take over").click()
    assert page.get_by_text("Imported: 0 new, 1 changed, 0 unchanged.").is_visible()
    assert Practice.objects.get(slug="young-mayor").title == "Young Major"
    page.goto(page.site + reverse("admin:practices_practice_import_listing"))
    page.get_by_label("Text of the page").fill(LISTING)
    page.get_by_role("button", name="Preview").click()
    assert page.get_by_role("heading", name="Unchanged").or_(page.get_by_role("heading", name="New")).first.is_visible()
    context.close()


def test_export_is_saved_as_a_file(signed_in):
    page = signed_in
    page.goto(page.site + reverse("admin:practices_practice_export"))
    page.get_by_label("Format").select_option(label="CSV (UTF-8, commas)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename == "good-practices.csv"
    assert download.value.path().read_text().startswith("slug,url,title")
