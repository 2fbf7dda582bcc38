"""Reading, with JavaScript. Without it everything is tested in tests/views."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_print_button_prints_and_the_data_block_passes_the_policy(page, seed):
    page.goto(f"{seed}/practices/first-welcome/")
    expect(page.locator('script[type="application/ld+json"]')).to_have_count(1)
    page.evaluate("window.print = () => { window.hasPrinted = true }")
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.hasPrinted") is True


def test_ticked_cards_are_compared(page, seed):
    page.goto(f"{seed}/?country=IT")
    page.get_by_label("Compare First Welcome").check()
    page.get_by_label("Compare A city international policy").check()
    page.get_by_role("button", name="Compare chosen").click()
    slugs = "practice=a-city-international-policy&practice=first-welcome"
    expect(page).to_have_url(f"{seed}/compare/?{slugs}")
    expect(page.locator(".heads h3")).to_have_text(["A city international policy", "First Welcome"])
