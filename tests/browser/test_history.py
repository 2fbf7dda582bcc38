"""The pages of the history in the admin: usable by everyone, within the policy, valid, and complete without scripts."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practices.models import Practice
from tests.browser.test_accessibility import violations
from tests.browser.test_markup import messages
from tests.builders import make_city, make_person, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    client = Client()
    client.force_login(make_person("cleo", "curator"))
    return client


@pytest.fixture
def addresses(seed, session):
    """A page of the history of each kind."""
    practice = Practice.objects.get(slug="first-welcome")
    practice.purpose += " More of it. And more."
    practice.title = "First Welcome again"
    practice.revise(by=None, reason="The city wrote.", cities=[make_city("Parma", "IT")], topics=[make_topic("Arts")])
    name = "admin:practices_practice_{}".format
    city = practice.cities.get()
    return {
        "history": reverse(name("history"), args=[practice.pk]),
        "comparison": f"{reverse(name('compare'), args=[practice.pk])}?before=1&after=3",
        "refused comparison": f"{reverse(name('compare'), args=[practice.pk])}?before=1&after=99",
        "restoring": reverse(name("restore"), args=[practice.pk, 1]),
        "city": reverse("admin:practices_city_history", args=[city.pk]),
        "French": "/fr" + reverse(name("history"), args=[practice.pk]),
    }


def sign_in(page, address, session):
    cookie = session.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_history(page, seed, session, addresses, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, seed, session)
    found = {}
    for kind, address in addresses.items():
        page.goto(seed + address)
        expect(page.locator("#content h1")).to_be_visible()
        # The admin's own colours reach AA (see the accessibility statement).
        if faults := [fault for fault in violations(page) if not fault.startswith("color-contrast-enhanced")]:
            found[kind] = faults
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[f"{kind} is too wide"] = width
    assert found == {}


def test_markup_of_the_history_is_valid(session, addresses, tmp_path):
    for kind, address in addresses.items():
        (tmp_path / f"{kind}.html").write_bytes(session.get(address).content)
    assert messages(sorted(tmp_path.iterdir())) == []


def test_version_is_restored_without_scripts(browser, seed, session, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, seed, session)
    page.goto(seed + addresses["history"])
    page.get_by_label("Compare:").select_option(label="Version 1")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#content h2").last).to_have_text("From “Version 1” to “Version 3”")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="History").click()
    page.get_by_role("link", name="Restore Version 2").click()
    page.get_by_label("Why:").fill("Asked for")
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".messagelist li")).to_have_text(["Version 2 is restored."])
    assert Practice.objects.get(slug="first-welcome").title == "First Welcome"
    context.close()
