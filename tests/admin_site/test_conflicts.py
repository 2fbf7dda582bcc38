"""Two people at the same entry: the later save is stopped, both texts are shown, nothing is lost."""

import re

import pytest
from django.urls import reverse

from practices.models import Practice
from tests.admin_site.conftest import signed_in
from tests.admin_site.test_editing import change_address, form_data
from tests.builders import make_city, make_person, make_practice, make_topic


@pytest.fixture
def practice(db):
    practice = Practice(
        title="Young Mayor", country_id="NO", period="2018 onwards", purpose="To listen to the young.", impact="Some."
    )
    practice.read_period()
    practice.revise(by=None)
    return practice


def opened(client, practice):
    """What the form sends back when nothing is typed, of the fields that matter here."""
    form = client.get(change_address(practice)).context["adminform"].form
    values = {name: form[name].value() for name in ("based_on", "title", "country", "period", "language")}
    values |= {name: form[name].value() for name in ("purpose", "impact", "start_year", "is_ongoing")}
    return {name: "" if value is None else value for name, value in values.items()}


def stored_beside(page):
    """Field → (stored text with its marks, whether keeping it is ticked)."""
    found = re.findall(
        r'id="stored-(\w+)".*?<blockquote[^>]*>(.*?)</blockquote>.*?<input type="checkbox" name="take_stored"[^>]*?'
        r"( checked)?>",
        page,
        re.DOTALL,
    )
    return {name: (text, bool(checked)) for name, text, checked in found}


def test_later_save_is_stopped_with_both_texts(cleo, practice):
    dora = signed_in(make_person("dora", "curator"))
    of_cleo, of_dora = opened(cleo, practice), opened(dora, practice)
    dora.post(change_address(practice), of_dora | {"purpose": "To hear the young.", "impact": "Much."})
    response = cleo.post(change_address(practice), of_cleo | {"purpose": "To listen to all.", "title": "Young Mayors"})
    page = response.content.decode()
    practice.refresh_from_db()
    assert (practice.title, practice.purpose, practice.impact) == ("Young Mayor", "To hear the young.", "Much.")
    assert response.context["adminform"].form["purpose"].value() == "To listen to all."
    assert stored_beside(page) == {
        "title": ("Young <mark>Mayor</mark>", False),
        "purpose": ("To <mark>hear the young</mark>.", False),
        "impact": ("<mark>Much</mark>.", True),
    }
    assert "dora saved it on " in page
    assert re.findall(r'<a href="#stored-(\w+)">[^<]+</a>: ([^<]+)<', page) == [
        ("title", "Only you changed this."),
        ("purpose", "You both changed this."),
        ("impact", "You did not change this."),
    ]


def test_saving_again_overwrites_knowingly_and_keeps_what_was_ticked(cleo, practice):
    dora = signed_in(make_person("dora", "curator"))
    of_cleo, of_dora = opened(cleo, practice), opened(dora, practice)
    dora.post(change_address(practice), of_dora | {"purpose": "To hear.", "impact": "Much.", "period": "2016 onwards"})
    typed = of_cleo | {"purpose": "To listen to all."}
    form = cleo.post(change_address(practice), typed).context["adminform"].form
    again = typed | {name: form[name].value() for name in ("based_on", "start_year")}
    response = cleo.post(change_address(practice), again | {"take_stored": ["impact", "period"]})
    assert response.status_code == 302
    practice.refresh_from_db()
    said = (practice.purpose, practice.impact, practice.period, practice.start_year, practice.version)
    assert said == ("To listen to all.", "Much.", "2016 onwards", 2016, 3)
    assert [version.history_user.username for version in practice.history.all()[:2]] == ["cleo", "dora"]


def test_period_typed_after_a_conflict_over_it_can_be_saved(cleo, practice):
    dora = signed_in(make_person("dora", "curator"))
    of_cleo, of_dora = opened(cleo, practice), opened(dora, practice)
    dora.post(change_address(practice), of_dora | {"period": "2016 onwards"})
    typed = of_cleo | {"period": "2019 onwards"}
    form = cleo.post(change_address(practice), typed).context["adminform"].form
    again = typed | {name: form[name].value() for name in ("based_on", "start_year")}
    assert cleo.post(change_address(practice), again).status_code == 302
    practice.refresh_from_db()
    assert (practice.period, practice.start_year) == ("2019 onwards", 2019)


def test_conflict_over_a_third_version_is_shown_again(cleo, practice):
    dora = signed_in(make_person("dora", "curator"))
    of_cleo = opened(cleo, practice)
    dora.post(change_address(practice), opened(dora, practice) | {"impact": "Much."})
    typed = of_cleo | {"purpose": "To listen to all."}
    form = cleo.post(change_address(practice), typed).context["adminform"].form
    dora.post(change_address(practice), opened(dora, practice) | {"impact": "Very much."})
    again = typed | {"based_on": form["based_on"].value(), "take_stored": "impact"}
    response = cleo.post(change_address(practice), again)
    assert stored_beside(response.content.decode()) == {"purpose": ("To listen to <mark>the young</mark>.", False)}
    assert response.context["adminform"].form["impact"].value() == "Very much."


def test_cities_and_topics_are_compared_by_name(cleo, practice):
    oslo, topic = make_city("Oslo"), make_topic("Education")
    of_cleo = opened(cleo, practice)
    practice.revise(by=None, cities=[oslo], topics=[topic])
    page = cleo.post(change_address(practice), of_cleo).content.decode()
    assert stored_beside(page) == {"cities": ("<mark>Oslo</mark>", True), "topics": ("<mark>Education</mark>", True)}
    assert "A command saved it on " in page
    data = of_cleo | {"based_on": 2, "take_stored": ["cities", "topics"], "impact": "Much."}
    cleo.post(change_address(practice), data)
    practice.refresh_from_db()
    assert (list(practice.cities.all()), list(practice.topics.all())) == ([oslo], [topic])
    assert practice.impact == "Much."


def test_same_change_by_two_people_says_so(cleo, practice):
    of_cleo = opened(cleo, practice)
    practice.impact = "Much."
    practice.revise(by=None)
    page = cleo.post(change_address(practice), of_cleo | {"impact": "Much."}).content.decode()
    assert "Both say the same: there is nothing left to save." in page


def test_entry_without_versions_is_edited_without_a_conflict(cleo):
    practice = make_practice(purpose="To listen.")
    assert practice.version == 0
    assert cleo.post(change_address(practice), opened(cleo, practice) | {"impact": "Much."}).status_code == 302
    practice.refresh_from_db()
    assert (practice.impact, practice.version) == ("Much.", 2)


def test_buttons_that_do_more_are_stopped_too(cleo, practice):
    of_cleo = opened(cleo, practice)
    practice.impact = "Much."
    practice.revise(by=None)
    assert cleo.post(change_address(practice), of_cleo | {"_publish": "x"}).status_code == 200
    practice.refresh_from_db()
    assert practice.status == "draft"


def test_contributor_is_stopped_by_a_curator_who_corrects_the_draft(carl):
    carl.post(reverse("admin:practices_practice_add"), form_data(purpose="To listen."))
    practice = Practice.objects.get()
    typed = opened(carl, practice) | {"purpose": "To listen to all."}
    practice.purpose = "To hear."
    practice.revise(by=make_person("dora", "curator"))
    page = carl.post(change_address(practice), typed).content.decode()
    assert stored_beside(page) == {"purpose": ("To <mark>hear</mark>.", False)}


@pytest.mark.parametrize("gone", [False, True])
def test_what_was_typed_is_shown_when_it_cannot_be_saved_any_more(carl, gone):
    carl.post(reverse("admin:practices_practice_add"), form_data(purpose="To listen."))
    practice = Practice.objects.get()
    typed = opened(carl, practice) | {"purpose": "To listen to <all>."}
    address = change_address(practice)
    if gone:
        practice.delete()
    else:
        practice.submit(by=make_person("dora", "curator"))
    response = carl.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert ("To listen to &lt;all&gt;." in page) if gone else ("To listen<mark> to &lt;all&gt;</mark>." in page)
    assert ("dora changed it on" in page) is not gone


def test_nobody_learns_of_a_foreign_entry_from_a_late_save(carl):
    practice = make_practice("Foreign", purpose="Secret.", status="draft", author=make_person("dora", "contributor"))
    response = carl.post(change_address(practice), form_data(purpose="Mine."))
    assert response.status_code == 409
    assert "Secret" not in response.content.decode()
    assert "Foreign" not in response.content.decode()
