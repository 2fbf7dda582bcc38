"""The form of an entry: what it shows to whom, and what saving does."""

import re

import pytest
from django.urls import reverse

from practices.models import Practice
from tests.builders import make_city, make_person, make_practice, make_topic

ADD = reverse("admin:practices_practice_add")


def form_data(**changes):
    return {"title": "Young Mayor", "country": "NO", "period": "2018 onwards", "language": "en"} | changes


def change_address(practice):
    return reverse("admin:practices_practice_change", args=[practice.pk])


def buttons(page):
    return re.findall(r'<input type="submit" value="([^"]+)"', page.split("editing__fields")[0])


def fields(page):
    return re.findall(r'(?:id="id_|class="form-row field-)(\w+)"', page)


def test_form_goes_in_the_order_of_the_page(cleo):
    page = cleo.get(ADD).content.decode()
    rows = re.findall(r'<div class="form-row[^"]*?field-(\w+)[^"]*">', page)
    assert rows[:14] == [
        *("title", "country", "cities", "city_names", "period", "period_reading", "period_is_overruled"),
        *("start_year", "topics", "language", "purpose", "rationale", "process", "impact"),
    ]


def test_every_field_has_a_hint_that_belongs_to_it(cleo):
    page = cleo.get(ADD).content.decode()
    for name in ("title", "period", "purpose", "impact", "source_url"):
        assert f'id="id_{name}_helptext"' in page
        assert re.search(
            rf'id="id_{name}"[^>]*aria-describedby="id_{name}_helptext"|aria-describedby="id_{name}_helptext"[^>]*id="id_{name}"',
            page,
        )
    assert "Example: District Mothers" in page


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", ["Save", "Save and continue editing", "Save and submit", "Save and publish", "Preview in a new tab"]),
        ("review", ["Save", "Save and continue editing", "Save and publish", "Preview in a new tab"]),
        ("published", ["Save", "Save and continue editing", "Preview in a new tab"]),
        ("withdrawn", []),
    ],
)
def test_buttons_of_a_curator_fit_the_state(cleo, status, expected):
    practice = make_practice(status=status)
    assert buttons(cleo.get(change_address(practice)).content.decode()) == expected


def test_contributors_see_what_they_may_use(carl):
    page = carl.get(ADD).content.decode()
    assert buttons(page) == ["Save", "Save and continue editing", "Save and submit", "Preview in a new tab"]
    assert {"title", "impact", "topics"} <= set(fields(page))
    assert not {"curator_notes", "external_id", "summary", "last_confirmed_on"} & set(fields(page))
    assert 'id="add_id_cities"' not in page


def test_contributor_saves_and_submits(carl):
    response = carl.post(ADD, form_data(_submit="x", curator_notes="not mine to write"), follow=True)
    practice = Practice.objects.get()
    assert (practice.status, practice.author, practice.curator_notes) == ("review", carl.person, "")
    assert [version.verb for version in practice.history.order_by("version")] == ["created", "submitted"]
    assert "“Young Mayor” is in review." in response.content.decode()
    page = carl.get(change_address(practice)).content.decode()
    assert "Only curators can change it now." in page
    assert buttons(page) == []


def test_contributor_cannot_publish_by_a_crafted_button(carl):
    carl.post(ADD, form_data(_publish="x"))
    assert Practice.objects.get().status == "draft"


def test_author_sees_the_comment_of_the_review_above_the_form(carl):
    practice = make_practice(
        status="draft", author=carl.person, review_comment="Say who\n\npays <b>.", published_at=None
    )
    page = carl.get(change_address(practice)).content.decode()
    comment = page.index("<p>Say who</p>\n\n<p>pays &lt;b&gt;.</p>")
    assert page.index("Sent back to you") < comment < page.index('id="id_title"')


def test_withdrawn_entry_is_shown_with_its_reason_and_the_way_back(cleo):
    practice = make_practice(status="withdrawn", withdrawal_reason="It has ended.")
    page = cleo.get(change_address(practice)).content.decode()
    assert "<p>It has ended.</p>" in page
    assert (
        f'<a class="button" href="{reverse("admin:practices_practice_verb", args=[practice.pk, "reopened"])}">' in page
    )
    assert 'id="id_title"' not in page


def test_what_is_reported_stands_beside_the_form(cleo):
    practice = make_practice(purpose="To listen.", process="By talking.", topics=[make_topic()], period="2016-")
    page = cleo.get(change_address(practice)).content.decode()
    assert '<p class="completeness__sum" role="status">2 of 4 sections</p>' in page
    parts = re.findall(r'data-part="(\w+)"[^>]*?( class="is-missing")?>[^<]+<span>([^<]+)<', page)
    assert [(name, words) for name, _class, words in parts] == [
        ("purpose", "reported"),
        ("rationale", "not reported"),
        ("process", "reported"),
        ("impact", "not reported"),
        ("cities", "not reported"),
        ("period", "reported"),
        ("topics", "reported"),
    ]


def test_what_is_typed_counts_as_reported_when_the_form_comes_back(cleo):
    page = cleo.post(ADD, form_data(title="", impact="Much.", purpose=" ")).content.decode()
    assert '<p class="completeness__sum" role="status">1 of 4 sections</p>' in page
    assert "data-unsaved" in page


def test_period_is_read_while_one_types(cleo, carl, client):
    address = reverse("admin:practices_practice_read_period")
    assert cleo.get(address, {"period": "2016-"}).json() == {"lines": ["2016–, ongoing"]}
    assert carl.get(address, {"period": "some time"}).json() == {
        "lines": ["no years, unknown whether ongoing", "The period “some time” could not be read as years."]
    }
    assert client.get(address).status_code == 302


def test_markdown_is_drawn_as_on_the_page(cleo, client):
    address = reverse("admin:practices_practice_markdown")
    response = cleo.post(address, {"text": "*Open* <script>alert(1)</script>"})
    assert response.content.decode() == "<p><em>Open</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert cleo.get(address).status_code == 405
    assert client.post(address, {"text": "x"}).status_code == 302
    client.force_login(make_person("ada", "administrator"))
    assert client.post(address, {"text": "x"}).status_code == 403


def test_cities_are_found_in_the_chosen_country_with_its_name(cleo):
    make_city("Salisbury", "GB"), make_city("Salisbury", "AU", aliases=["Salisbury City"])
    address = reverse("admin:practices_practice_cities")

    def found(**query):
        return [result["text"] for result in cleo.get(address, query).json()["results"]]

    assert sorted(found(term="salis")) == ["Salisbury, Australia", "Salisbury, United Kingdom"]
    assert found(term="salis", country="AU") == ["Salisbury, Australia"]


def test_cities_can_be_typed_by_name(cleo):
    geneva, lausanne = make_city("Geneva", "CH", aliases=["Genève"]), make_city("Lausanne", "CH")
    cleo.post(ADD, form_data(country="CH", cities=[lausanne.pk], city_names="genève, "))
    assert list(Practice.objects.get().cities.all()) == [geneva, lausanne]


def test_unknown_city_is_named_at_its_field(cleo):
    page = cleo.post(ADD, form_data(city_names="Bergen, Atlantis"))
    make_city("Bergen")
    page = cleo.post(ADD, form_data(city_names="Bergen, Atlantis"))
    errors = page.context["adminform"].form.errors
    assert errors == {"city_names": ["The catalogue has no city “Atlantis” in Norway yet; a curator can add it."]}


def test_form_is_whole_without_javascript(cleo):
    """Country and topics are plain controls with all their options."""
    make_topic("Education")
    page = cleo.get(ADD).content.decode()
    assert '<option value="NO">Norway</option>' in page
    assert re.search(r'<input type="checkbox" name="topics"[^>]*>\s*Education', page)
