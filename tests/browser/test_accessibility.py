"""Every kind of page can be used by everyone: axe-core, the keyboard, narrow and enlarged, without colours of ours."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(settings.BASE_DIR, ".tools/axe.js")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """async (rules) => (await axe.run(document, {runOnly: {type: "tag", values: rules}})).violations
    .map(({id, nodes}) => id + ": " + nodes.map((node) => node.target.join(" ")).join(", "))"""


def violations(page) -> list[str]:
    page.evaluate(AXE.read_text())
    return page.evaluate(FAULTS, RULES)


def forgive_missing_pages(page):
    """Some kinds are pages that are not there, or not any more."""
    page.faults[:] = [fault for fault in page.faults if "404" not in fault and "410" not in fault]


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(page, seed, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for kind, address in KINDS.items():
        page.goto(seed + address)
        if faults := violations(page):
            found[kind] = faults
    forgive_missing_pages(page)
    assert found == {}


def test_axe_finds_a_planted_fault(page, seed):
    page.goto(seed)
    page.evaluate("document.querySelector('#q').labels[0].remove()")
    page.evaluate("document.querySelector('#q').removeAttribute('placeholder')")
    assert [fault.partition(":")[0] for fault in violations(page)] == ["label"]


def test_no_page_scrolls_sideways_at_320_pixels_nor_with_text_twice_as_large(page, seed):
    wide = []
    for width, size in ((320, "100%"), (640, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        for kind, address in KINDS.items():
            page.goto(seed + address)
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((kind, width))
    forgive_missing_pages(page)
    assert wide == []


FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    return {
        name: element.id || element.textContent.trim().slice(0, 30) || element.name,
        isVisible: element.checkVisibility() && element.getBoundingClientRect().width > 0,
        hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isBody: element === document.body,
    };
}"""


@pytest.mark.parametrize("kind", ["front", "selection", "practice", "table"])
def test_keyboard_reaches_every_control_in_order_with_a_visible_ring(page, seed, kind):
    page.goto(seed + KINDS[kind])
    controls = page.locator("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']").evaluate_all(
        "(all) => all.filter((e) => e.checkVisibility({visibilityProperty: true})).length"
    )
    walked = []
    for _ in range(controls + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["isBody"]:
            break
        walked.append(focused)
    assert walked[0]["name"] == "Skip to main content"
    assert [step["name"] for step in walked if not (step["isVisible"] and step["hasRing"])] == []
    assert len(walked) >= controls


def test_skip_link_leads_to_the_content(page, seed):
    page.goto(seed)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_forced_colours_keep_boxes_and_bars(page, seed):
    page.emulate_media(forced_colors="active")
    page.goto(f"{seed}/?country=NO")
    assert page.locator("#country-NO").evaluate("(box) => getComputedStyle(box).appearance") == "auto"
    stroke, text = page.evaluate(
        "[getComputedStyle(document.querySelector('.entry .yrs .s')).stroke, getComputedStyle(document.body).color]"
    )
    assert stroke == text


def test_print_is_a_tagged_document(page, seed, tmp_path):
    page.goto(seed + KINDS["practice"])
    document = page.pdf(tagged=True, prefer_css_page_size=True)
    assert b"/StructTreeRoot" in document
    assert b"/Lang" in document


def test_without_motion_nothing_moves(page, seed):
    page.emulate_media(reduced_motion="reduce")
    page.goto(seed)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.locator(".btn").first.evaluate("(e) => getComputedStyle(e).transitionDuration") == "0s"
