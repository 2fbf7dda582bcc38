"""What a visitor does without JavaScript, with the pointer and with the keyboard alone, from page to page."""

import pytest
from playwright.sync_api import expect

from practices.models import City, Topic
from tests.builders import make_practice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cafes(seed):
    """The address of a site with the seed and 25 language cafés in Oslo."""
    for number in range(25):
        make_practice(
            f"Language café {number + 1:02}",
            period="2020-2022",
            purpose="Newcomers and neighbours talk.",
            cities=[City.objects.get(slug="oslo")],
            topics=[Topic.objects.get(slug="multilingualism")],
        )
    return seed


def heading(page):
    return page.get_by_role("heading", level=1)


def titles(page):
    return page.locator("article.entry h3")


def box(page, name):
    return page.get_by_role("checkbox", name=name)


def view(page, name):
    return page.locator(".views").get_by_role("link", name=name, exact=True)


def test_searching_filtering_turning_the_page_reading_and_coming_back(plain_page, cafes):
    page = plain_page
    page.goto(cafes)
    page.get_by_role("searchbox", name="Search practices").fill("language")
    page.get_by_role("button", name="Search").click()
    expect(heading(page)).to_have_text("29 practices for “language”")
    box(page, "Norway").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(heading(page)).to_have_text("26 practices for “language”")
    expect(page.get_by_role("link", name="Remove filter: Country: Norway")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Showing 21–26 of 26")).to_be_visible()
    title = titles(page).nth(1).inner_text()
    page.get_by_role("link", name=title).click()
    expect(heading(page)).to_have_text(title)
    expect(page.get_by_text("22 of 26")).to_be_visible()
    page.get_by_role("link", name="Back to results").click()
    expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("language")
    expect(box(page, "Norway")).to_be_checked()
    page.get_by_role("link", name="Remove filter: Words: language").click()
    expect(heading(page)).to_have_text("28 practices")


def test_ticking_two_comparing_and_taking_one_away(plain_page, seed):
    page = plain_page
    page.goto(f"{seed}/?country=IT")
    page.get_by_role("button", name="Compare chosen").click()
    expect(page.get_by_text("Find two to four practices by the words of their titles")).to_be_visible()
    page.go_back()
    page.get_by_label("Compare First Welcome").check()
    page.get_by_label("Compare A city international policy").check()
    page.get_by_role("button", name="Compare chosen").click()
    compared = page.locator(".heads").get_by_role("heading")
    expect(compared).to_have_text(["A city international policy", "First Welcome"])
    expect(page.get_by_role("heading", name="Purpose")).to_be_visible()
    page.get_by_role("link", name="Remove First Welcome").click()
    expect(compared).to_have_text(["A city international policy"])
    expect(page.get_by_text("One practice is chosen: a comparison needs two.")).to_be_visible()
    page.get_by_role("searchbox", name="Words of its title").fill("mayor")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Young Mayor").click()
    expect(compared).to_have_text(["A city international policy", "Young Mayor"])


def test_switching_the_language_keeps_page_and_selection(plain_page, cafes):
    page = plain_page
    page.goto(f"{cafes}/?q=language&country=NO&page=2")
    page.get_by_role("link", name="FR", exact=True).click()
    expect(page).to_have_url(f"{cafes}/fr/?q=language&country=NO&page=2")
    expect(heading(page)).to_have_text("26 pratiques pour « language »")
    expect(page.get_by_text("Pratiques 21 à 26 sur 26")).to_be_visible()
    box(page, "Portugal").check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    expect(page.get_by_role("heading", name="pays : Norvège ou Portugal")).to_be_visible()
    title = titles(page).first.inner_text()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name="Objectif")).to_be_visible()
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name="Purpose")).to_be_visible()
    expect(heading(page)).to_have_text(title)


def test_one_selection_as_map_timeline_table_and_statistics(plain_page, cafes):
    page = plain_page
    page.goto(f"{cafes}/?country=NO")
    view(page, "Map").click()
    expect(page.get_by_role("heading", name="28 practices · country: Norway")).to_be_visible()
    page.get_by_role("link", name="Oslo 26 practices").locator("circle").click()
    expect(page.get_by_role("heading", name="Oslo")).to_be_in_viewport()
    view(page, "Timeline").click()
    expect(page.get_by_role("heading", name="28 practices · country: Norway")).to_be_visible()
    expect(page.get_by_role("link", name="Language café 01")).to_be_visible()
    view(page, "Table").click()
    page.get_by_role("table").get_by_role("link", name="City", exact=True).click()
    expect(page.locator("tbody tr").last).to_contain_text("Oslo")
    page.get_by_role("table").get_by_role("link", name="City", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Stavanger")
    view(page, "Statistics").click()
    expect(page.get_by_role("row", name="Multilingualism").get_by_role("cell").last).to_have_text("26")


def tab_to(page, target):
    """Press Tab until `target` has the focus; it has to be the one of its kind."""
    expect(target).to_have_count(1)
    for _ in range(300):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {target}")


def press(page, target, key="Enter"):
    tab_to(page, target)
    page.keyboard.press(key)


def test_keyboard_alone_finds_reads_and_compares(plain_page, cafes):
    page = plain_page
    page.goto(cafes)
    tab_to(page, page.get_by_role("searchbox", name="Search practices"))
    page.keyboard.type("language")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("29 practices for “language”")
    press(page, box(page, "Norway"), "Space")
    press(page, page.get_by_role("button", name="Apply filters"))
    expect(heading(page)).to_have_text("26 practices for “language”")
    press(page, page.get_by_role("link", name="Next"))
    expect(page.get_by_text("Showing 21–26 of 26")).to_be_visible()
    first, second = titles(page).all_inner_texts()[:2]
    press(page, page.get_by_role("link", name=first))
    expect(heading(page)).to_have_text(first)
    press(page, page.get_by_role("link", name="Back to results"))
    press(page, box(page, f"Compare {first}"), "Space")
    press(page, box(page, f"Compare {second}"), "Space")
    press(page, page.get_by_role("button", name="Compare chosen"))
    expect(page.locator(".heads").get_by_role("heading")).to_have_text([first, second])


def test_keyboard_alone_changes_language_and_looks_at_every_picture(plain_page, cafes):
    page = plain_page
    page.goto(f"{cafes}/?country=NO")
    press(page, page.get_by_role("link", name="FR", exact=True))
    expect(heading(page)).to_have_text("28 pratiques")
    press(page, box(page, "Portugal"), "Space")
    press(page, page.get_by_role("button", name="Appliquer les filtres"))
    selected = page.get_by_role("heading", name="29 pratiques · pays : Norvège ou Portugal")
    expect(selected).to_be_visible()
    press(page, view(page, "Carte"))
    expect(selected).to_be_visible()
    press(page, page.locator("svg").get_by_role("link", name="Amadora"))
    expect(page.get_by_role("heading", name="Amadora")).to_be_in_viewport()
    for name in ("Chronologie", "Tableau"):
        press(page, view(page, name))
        expect(selected).to_be_visible()
    press(page, page.get_by_role("table").get_by_role("link", name="Ville"))
    expect(page.locator("tbody tr").first).to_contain_text("Amadora")
    press(page, view(page, "Statistiques"))
    expect(page.get_by_role("row", name="Multilinguisme").get_by_role("cell").last).to_have_text("26")
