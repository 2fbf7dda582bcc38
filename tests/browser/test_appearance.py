"""The choice of appearance."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_choice_is_remembered_before_anything_is_drawn(page, seed):
    page.emulate_media(color_scheme="light")
    page.goto(seed)
    paper = "getComputedStyle(document.body).color"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(f"{seed}/about/")
    assert page.evaluate(paper) == dark
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Auto").click()
    assert page.evaluate(paper) == light
    page.reload()
    expect(page.get_by_role("button", name="Auto")).to_have_attribute("aria-pressed", "true")
