"""Likely duplicates as a curator's browser shows them: while a title is typed, in the queue, and in the merge."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practices.models import City, Practice
from tests.browser.test_signing_in import findings
from tests.builders import make_person, make_practice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(seed, page):
    """The address of the seed with Young Mayor entered twice, and the browser of a curator."""
    make_practice("Young Mayors", country="GB", cities=[City.objects.get(slug="london-lewisham")], period="2006")
    make_practice("Jeune maire", country="GB", language="fr")
    client = Client()
    client.force_login(make_person("cleo", "curator"))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": seed}])
    return seed


def address(site, name, *slugs):
    practices = [Practice.objects.get(slug=slug) for slug in slugs]
    return site + reverse(f"admin:practices_practice_{name}", args=[practice.pk for practice in practices])


def test_likely_duplicates_are_listed_while_a_title_is_typed(page, site):
    page.goto(address(site, "add"))
    warning = page.get_by_role("region", name="It looks like an entry that is there already")
    expect(warning).to_be_hidden()
    page.get_by_label("Title:").press_sequentially("District Mother")
    expect(warning.get_by_role("link")).to_have_text("District Mothers")
    expect(page.get_by_role("status").filter(has_text="Likely duplicates are listed")).to_be_attached()
    assert findings(page) == []
    page.get_by_label("Title:").fill("Nothing like it")
    expect(warning).to_be_hidden()


def test_pair_is_merged_from_the_queue_and_separated_again(page, site):
    page.goto(address(site, "duplicates"))
    found = findings(page)
    page.get_by_role("link", name="Merge").click()
    found += findings(page)
    page.get_by_role("group", name="Period").get_by_label("From the one that goes").check()
    page.get_by_role("button", name="Show what will happen").click()
    found += findings(page)
    page.get_by_role("button", name="Merge", exact=True).click()
    assert Practice.objects.get(slug="young-mayor").period == "2006"
    page.get_by_role("link", name="Undo the merge").click()
    found += findings(page)
    page.get_by_role("button", name="Undo the merge").click()
    assert Practice.objects.get(slug="young-mayor").period == "2018 onwards"
    assert Practice.objects.get(slug="young-mayors").is_published
    assert found == []


def test_translation_is_linked_and_shown_to_visitors(page, site):
    page.goto(address(site, "translations", "young-mayor"))
    found = findings(page)
    page.get_by_label("Words of the title").fill("jeune")
    page.get_by_role("button", name="Search", exact=True).click()
    found += findings(page)
    page.get_by_role("button", name="Link as a translation").click()
    expect(page.get_by_role("main").get_by_role("link", name="Jeune maire")).to_be_visible()
    found += findings(page)
    page.goto(f"{site}/practices/young-mayor/")
    page.locator(".also").get_by_role("link", name="Jeune maire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jeune maire")
    found += findings(page)
    assert found == []
