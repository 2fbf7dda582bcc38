"""Finding, with JavaScript: in place, announced, undoable. Without it everything is tested in tests/views."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_apply_says_what_it_will_show_and_changes_the_page_in_place(page, seed):
    page.goto(seed)
    page.evaluate("window.isStillThisPage = true")
    box = page.locator("#country-NO")
    box.check()
    expect(page.locator("#apply")).to_have_text("Show 3 practices")
    page.locator("#country-IT").check()
    expect(page.locator("#apply")).to_have_text("Show 6 practices")
    page.locator("#country-IT").uncheck()
    expect(page.locator("#apply")).to_have_text("Show 3 practices")
    page.locator("#apply").click()
    expect(page.locator("#announcement")).to_have_text("3 practices · country: Norway")
    expect(page.locator("article.entry")).to_have_count(3)
    expect(page).to_have_url(f"{seed}/?country=NO")
    expect(page).to_have_title("3 practices · country: Norway · Intercultural Cities — Good Practices")
    assert page.evaluate("window.isStillThisPage") is True
    assert page.evaluate("document.activeElement.id") == "apply"
    expect(page.locator("#apply")).to_have_text("Apply filters")


def test_what_was_left_out_is_announced(page, seed):
    page.goto(seed)
    page.locator("#country-NO").check()
    expect(page.locator("#apply")).to_have_text("Show 3 practices")
    page.locator("#to").select_option("2015")
    page.locator("#from").select_option("2016")
    expect(page.locator("#apply")).to_have_text("Apply filters")
    page.locator("#apply").click()
    expect(page.locator("#announcement")).to_contain_text("The first year is after the last year")
    expect(page.locator("#announcement")).to_contain_text("3 practices · country: Norway")


def test_back_leads_to_the_selection_before(page, seed):
    page.goto(f"{seed}/?country=NO")
    page.locator("#country-IT").check()
    page.locator("#apply").click()
    expect(page).to_have_url(f"{seed}/?country=IT&country=NO")
    page.go_back()
    expect(page.locator("article.entry")).to_have_count(3)
    expect(page).to_have_url(f"{seed}/?country=NO")
    assert not page.locator("#country-IT").is_checked()


def test_what_is_open_and_scrolled_stays_so(page, seed):
    page.goto(seed)
    page.locator("#more-topic > summary").click()
    page.locator("#facet-years > summary").click()
    page.locator("#ongoing").check()
    page.locator("#apply").scroll_into_view_if_needed()
    before = page.locator("#apply").bounding_box()["y"]
    page.locator("#apply").click()
    expect(page.locator("#announcement")).to_contain_text("ongoing: only")
    assert page.locator("#more-topic").get_attribute("open") is not None
    assert page.locator("#facet-years").get_attribute("open") is None
    assert abs(page.locator("#apply").bounding_box()["y"] - before) < 2
    page.locator("#facet-topic .find input").fill("hous")
    expect(page.locator("#facet-topic .option:visible")).to_have_count(1)


def test_chip_removes_itself_and_the_focus_goes_to_the_result(page, seed):
    page.goto(f"{seed}/?q=school&country=NO")
    page.get_by_role("link", name="Remove filter: Words: school").click()
    expect(page.locator("#announcement")).to_have_text("3 practices · country: Norway")
    expect(page).to_have_url(f"{seed}/?country=NO")
    assert page.evaluate("document.activeElement.id") == "results"
    assert page.locator("#q").input_value() == ""
    page.locator("#q").fill("mayor")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(f"{seed}/?q=mayor&country=NO")


def test_excluding_keeps_the_focus_on_the_option(page, seed):
    page.goto(seed)
    page.locator("#not-country-IT").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announcement")).to_have_text("7 practices · country: not Italy")
    expect(page).to_have_url(f"{seed}/?country=-IT")
    assert page.evaluate("document.activeElement.id") == "not-country-IT"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{seed}/")


def test_phone_shows_filters_or_results(page, seed):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(seed)
    page.locator("#drawer > summary").click()
    page.locator("#country-NO").check()
    page.locator("#apply").click()
    expect(page.locator("#drawer > summary")).to_contain_text("1 active")
    assert page.locator("#drawer").get_attribute("open") is None
    assert page.evaluate("document.activeElement.id") == "results"
    expect(page.locator("#results")).to_be_in_viewport()


def test_suggestions_are_a_combobox(page, seed):
    page.goto(seed)
    box = page.get_by_role("combobox", name="Search practices")
    box.press_sequentially("nor")
    options = page.locator("#suggestions").get_by_role("option")
    expect(options).to_have_text(["Norway Country"])
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "nor"
    box.press_sequentially("w")
    expect(options).to_have_count(1)
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(f"{seed}/?country=NO")


def test_suggestion_is_chosen_by_a_click_and_enter_alone_searches(page, seed):
    page.goto(seed)
    box = page.locator("#q")
    box.press_sequentially("district m")
    page.get_by_role("option", name="District Mothers").click()
    expect(page).to_have_url(f"{seed}/practices/district-mothers/")
    box.press_sequentially("mothers")
    expect(page.locator("#suggestions li")).to_have_count(1)
    box.press("Enter")
    expect(page).to_have_url(f"{seed}/?q=mothers")


def test_failure_in_place_is_shown_by_the_browser(page, seed):
    page.goto(seed)
    page.locator("#country-NO").check()
    page.route("**/?**", lambda route: route.abort() if "hx-request" in route.request.headers else route.continue_())
    page.locator("#apply").click()
    expect(page).to_have_url(f"{seed}/?country=NO")
    expect(page.locator("article.entry")).to_have_count(3)
    assert any("net::ERR_FAILED" in fault for fault in page.faults)
    page.faults.clear()
