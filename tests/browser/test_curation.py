"""Curating, with JavaScript and, where it says so, without. What the server does is tested in tests/admin_site."""

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from practices.models import City, Practice, SavedFilter
from tests.browser.test_accessibility import violations
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/practices/practice/add/"


@pytest.fixture
def enter(live_server, client):
    """Signs somebody in, in the context of a page."""

    def sign_in(page, person):
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def desk(page, enter, transactional_db):
    """The page of a curator."""
    call_command("migrate", verbosity=0)
    page.person = make_person("cleo", "curator")
    return enter(page, page.person)


def test_form_tells_while_one_types(desk, live_server):
    desk.goto(live_server.url + ADD)
    expect(desk.locator(".completeness__sum")).to_have_text("0 of 4 sections")
    desk.get_by_label("Impact:", exact=True).fill("*Much* [evidence](https://a.example/)")
    expect(desk.locator(".completeness__sum")).to_have_text("1 of 4 sections")
    expect(desk.locator("[data-part=impact]")).to_have_text("Impact reported")
    expect(desk.locator("[data-part=period]")).to_have_text("Period not reported")
    desk.get_by_label("Period:", exact=True).fill("since 2004")
    expect(desk.locator("[data-period-reading] p")).to_have_text(["2004–, ongoing"])
    expect(desk.locator("[data-part=period]")).to_have_text("Period reported")
    desk.get_by_label("Period:", exact=True).fill("some time")
    expect(desk.locator("[data-period-reading] p")).to_have_text(
        ["no years, unknown whether ongoing", "The period “some time” could not be read as years."]
    )
    desk.get_by_role("button", name="Preview: Impact").click()
    expect(desk.locator("#id_impact_look em")).to_have_text("Much")
    desk.get_by_label("Impact:", exact=True).fill("**Nothing**")
    expect(desk.locator("#id_impact_look strong")).to_have_text("Nothing")
    desk.get_by_role("button", name="Close the preview: Impact").click()
    expect(desk.locator("#id_impact_look")).to_be_hidden()


def test_cities_are_offered_in_the_chosen_country(desk, live_server):
    for name, country in (("Salisbury", "GB"), ("Salisbury", "AU"), ("Oslo", "NO")):
        make_city(name, country)
    desk.goto(live_server.url + ADD)
    desk.get_by_label("Country").select_option("AU")
    desk.locator(".field-cities .select2-search__field").click()
    expect(desk.locator(".select2-results__option")).to_have_text(["Salisbury, Australia"])
    desk.locator(".select2-results__option").click()
    expect(desk.locator(".select2-selection__choice")).to_contain_text(["Salisbury, Australia"])
    expect(desk.locator("[data-part=cities]")).to_have_text("Cities reported")


def test_new_city_is_located_by_the_gazetteer(desk, live_server):
    desk.goto(live_server.url + ADD)
    desk.get_by_label("Country").select_option("IT")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Add another").click()
    popup = opened.value
    expect(popup.get_by_label("Country")).to_have_value("IT")
    popup.locator("#id_name").fill("Turin")
    popup.get_by_role("button", name="Take over: Turin, Italy: 45.0705, 7.6868").click()
    expect(popup.get_by_label("Latitude")).to_have_value("45.0705")
    popup.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".select2-selection__choice")).to_contain_text(["Turin"])
    city = City.objects.get()
    assert (city.name, city.country_id, city.longitude) == ("Turin", "IT", 7.6868)


def test_one_is_asked_before_leaving_with_unsaved_text(desk, live_server):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.goto(live_server.url + ADD)
    desk.get_by_label("Title").fill("Mentors")
    desk.get_by_role("link", name="Home").click(no_wait_after=True)
    desk.wait_for_timeout(300)
    assert (asked, desk.url) == (["beforeunload"], live_server.url + ADD)
    desk.get_by_label("Country").select_option("NO")
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="Preview in a new tab").first.click()
    expect(opened.value.get_by_role("heading", name="Mentors")).to_be_visible()
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk).to_have_url(f"{live_server.url}/admin/practices/practice/")
    assert asked == ["beforeunload"]
    desk.locator("#result_list").get_by_role("link", name="Mentors").click()
    desk.get_by_role("link", name="Home").click()
    expect(desk).to_have_url(f"{live_server.url}/admin/")
    assert asked == ["beforeunload"]


def test_conflicting_save_is_caught_and_resolved(desk, live_server):
    practice = Practice(title="Mentors", country_id="NO", purpose="To help the young.", impact="Some.")
    practice.revise(by=None)
    desk.goto(f"{live_server.url}/admin/practices/practice/{practice.pk}/change/")
    practice.purpose, practice.impact = "To help everybody.", "Much."
    practice.revise(by=make_person("dora", "curator"))
    desk.get_by_label("Purpose:", exact=True).fill("To help the young and the old.")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_role("heading", name="Somebody else has saved this entry")).to_be_visible()
    expect(desk.locator("#stored-purpose mark")).to_have_text(["everybody"])
    expect(desk.get_by_label("Keep what is stored: Impact")).to_be_checked()
    assert violations(desk) == []
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_contain_text("changed successfully")
    practice.refresh_from_db()
    assert (practice.purpose, practice.impact) == ("To help the young and the old.", "Much.")


@pytest.fixture
def pages(desk):
    """Address by name of what curators see."""
    topic, city = make_topic(), make_city("Oslo")
    entry = make_practice("Mentors", topics=[topic], cities=[city], purpose="To *help*.", period="2016-")
    returned = make_practice("Returned", status="draft", review_comment="Shorter.", published_at=None)
    withdrawn = make_practice("Withdrawn", status="withdrawn")
    review = make_practice("Waiting", status="review", published_at=None)
    SavedFilter.objects.create(person=desk.person, name="Undated", query="undated=1")
    root = "/admin/practices/practice/"
    return {
        "list": root,
        "narrowed list": f"{root}?undated=1",
        "new": ADD,
        "published": f"{root}{entry.pk}/change/",
        "returned": f"{root}{returned.pk}/change/",
        "withdrawn": f"{root}{withdrawn.pk}/change/",
        "withdraw": f"{root}{entry.pk}/verb/withdrawn/",
        "schedule": f"{root}{review.pk}/verb/scheduled/",
        "publish": f"{root}{review.pk}/verb/published/",
        "new city": "/admin/practices/city/add/",
        "city": f"/admin/practices/city/{city.pk}/change/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_curators(desk, live_server, pages, scheme):
    desk.emulate_media(color_scheme=scheme)
    found = {}
    for name, address in pages.items():
        desk.goto(live_server.url + address)
        if faults := violations(desk):
            found[name] = faults
    assert found == {}


def test_without_javascript_an_entry_is_written_previewed_and_published(browser, live_server, desk, enter):
    make_city("Oslo")
    make_topic()
    context = browser.new_context(java_script_enabled=False)
    page = enter(context.new_page(), desk.person)
    page.goto(live_server.url + ADD)
    page.get_by_label("Title").fill("Mentors")
    page.get_by_label("Country").select_option("NO")
    page.get_by_label("More cities").fill("oslo")
    page.get_by_label("Education").check()
    page.get_by_label("Period:", exact=True).fill("2016-")
    page.get_by_label("Purpose:", exact=True).fill("To *help*.")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview in a new tab").first.click()
    expect(opened.value.locator("#purpose em")).to_have_text("help")
    expect(opened.value.get_by_role("heading", name="Preview, not published")).to_be_visible()
    page.get_by_role("button", name="Save and publish").first.click()
    expect(page.locator(".messagelist")).to_contain_text("“Mentors” is published.")
    practice = Practice.objects.published().get()
    assert [city.name for city in practice.cities.all()] == ["Oslo"]
    context.close()
