"""The list of entries: columns, filters, saved filters, and the verbs for many at once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practices.models import Practice, SavedFilter
from tests.admin_site.conftest import signed_in
from tests.builders import make_city, make_person, make_practice, make_topic

LIST = reverse("admin:practices_practice_changelist")
SAVE = reverse("admin:practices_practice_save_filter")


def rows(page):
    """The cells of each row, as text."""
    found = re.findall(r'<tr><td class="action-checkbox">.*?</tr>', page, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd] class=\"field.*?</t[hd]>", row)] for row in found
    ]


def titles(client, **query):
    return sorted(str(practice) for practice in client.get(LIST, query).context["cl"].result_list)


def test_columns_say_state_place_topics_completeness_last_change_and_author(cleo):
    dora = make_person("dora", "curator")
    dora.first_name, dora.last_name = "Dora", "Dal"
    dora.save()
    practice = Practice(title="Mentors", country_id="NO", purpose="To help.")
    practice.revise(by=cleo.person, topics=[make_topic("Education"), make_topic("Work", position=2)])
    practice.impact = "Much."
    practice.revise(by=dora)
    Practice.objects.update(updated_at="2026-11-25T09:30Z")
    assert rows(cleo.get(LIST).content.decode()) == [
        ["Mentors", "Draft", "Norway", "Education, Work", "2 of 4 sections", "25 Nov 2026, 09:30, Dora Dal", "cleo"]
    ]


def test_scheduled_entry_says_when(cleo):
    make_practice(status="review", publish_at="2027-03-01T09:00Z", published_at=None)
    assert rows(cleo.get(LIST).content.decode())[0][1] == "Scheduled: 1 Mar 2027, 09:00"


def test_contributors_list_their_own_without_naming_themselves(carl):
    make_practice("Mine", author=carl.person, status="draft", published_at=None)
    make_practice("Foreign")
    page = carl.get(LIST).content.decode()
    assert [row[0] for row in rows(page)] == ["Mine"]
    assert "By author" not in page
    assert "column-author_name" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"reports": "no-impact"}, ["Empty", "Scheduled"]),
        ({"reports": "all"}, ["Whole"]),
        ({"scheduled": "1"}, ["Scheduled"]),
        ({"scheduled": "0"}, ["Empty", "Whole"]),
        ({"undated": "1"}, ["Empty", "Scheduled"]),
        ({"undated": "0"}, ["Whole"]),
        ({"language__exact": "fr"}, ["Empty"]),
        ({"status__exact": "review"}, ["Scheduled"]),
        ({"country__code__exact": "FR"}, ["Empty"]),
        ({"topics__id__exact": "TOPIC"}, ["Whole"]),
        ({"author__id__exact": "AUTHOR"}, ["Whole"]),
        ({"reports": "nonsense"}, ["Empty", "Scheduled", "Whole"]),
    ],
)
def test_list_is_narrowed(cleo, query, expected):
    topic = make_topic()
    text = dict.fromkeys(("purpose", "rationale", "process", "impact"), "x")
    make_practice("Whole", topics=[topic], author=cleo.person, period="2016-", **text)
    make_practice("Empty", country="FR", language="fr")
    make_practice("Scheduled", status="review", publish_at=timezone.now() + timedelta(days=1), published_at=None)
    keys = {"TOPIC": topic.pk, "AUTHOR": cleo.person.pk}
    assert titles(cleo, **{name: keys.get(value, value) for name, value in query.items()}) == expected


def test_languages_are_offered_by_name(cleo):
    make_practice(language="pt-BR")
    make_practice(language="en")
    assert '<a href="?language=pt-BR">' in cleo.get(LIST).content.decode().replace("__exact", "")
    assert "Brazilian Portuguese</a>" in cleo.get(LIST).content.decode()


@pytest.mark.parametrize("order", ["2", "3", "-5", "6", "-7"])
def test_list_is_sorted_by_its_columns(cleo, order):
    make_practice("Whole", purpose="x", country="NO")
    make_practice("Empty", country="SE", status="review", published_at=None)
    assert titles(cleo, o=order) == ["Empty", "Whole"]
    assert cleo.get(LIST, {"o": order}).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_list_has_a_constant_number_of_queries(cleo, number, django_assert_num_queries):
    cities, topics = [make_city()], [make_topic()]
    for place in range(number):
        practice = Practice(title=f"Practice {place}", country_id="NO")
        practice.revise(by=cleo.person, cities=cities, topics=topics)
    SavedFilter.objects.create(person=cleo.person, name="Mine", query="undated=1")
    # Session and person, permissions (2), filters of countries, topics, languages and authors (4), saved filters, two
    # counts, the entries with their topics (2).
    with django_assert_num_queries(13):
        cleo.get(LIST)


def filters(client):
    page = client.get(LIST).content.decode()
    nav = re.search(r'<nav class="filters".*?</nav>', page, re.DOTALL)[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)


def test_present_filter_is_saved_shared_and_removed(cleo, carl):
    dora = signed_in(make_person("dora", "curator"))
    page = cleo.get(LIST, {"undated": "1", "p": "1", "_facets": "True"}).content.decode()
    assert '<input type="hidden" name="query" value="undated=1"' in page
    response = cleo.post(SAVE, {"name": "To date", "query": "undated=1&p=3&_popup=1", "is_shared": "on"})
    assert response.headers["Location"] == f"{LIST}?undated=1"
    assert filters(cleo) == [("?undated=1", "To date")]
    assert filters(dora) == [("?undated=1", "To date")]
    assert filters(carl) == []
    saved = SavedFilter.objects.get()
    remove = reverse("admin:practices_practice_remove_filter", args=[saved.pk])
    assert dora.post(remove).status_code == 404
    assert cleo.post(remove).status_code == 302
    assert not SavedFilter.objects.exists()


def test_own_filters_are_nobody_elses(cleo):
    dora = signed_in(make_person("dora", "curator"))
    cleo.post(SAVE, {"name": "Mine", "query": "undated=1"})
    assert (filters(cleo), filters(dora)) == ([("?undated=1", "Mine")], [])


def test_filter_of_the_same_name_is_replaced(cleo):
    for query in ("undated=1", "undated=0"):
        cleo.post(SAVE, {"name": "Dates", "query": query})
    assert filters(cleo) == [("?undated=0", "Dates")]


def test_contributors_keep_filters_for_themselves(carl):
    carl.post(SAVE, {"name": "Mine", "query": "undated=1", "is_shared": "on"})
    assert SavedFilter.objects.get().is_shared is False
    assert "is_shared" not in carl.get(LIST, {"undated": "1"}).content.decode()


@pytest.mark.django_db
def test_filters_are_kept_by_people_who_see_entries(client):
    assert client.post(SAVE, {"name": "x", "query": ""}).headers["Location"].startswith("/admin/login/")
    ada = signed_in(make_person("ada", "administrator"))
    assert ada.post(SAVE, {"name": "x", "query": ""}).status_code == 403
    assert not SavedFilter.objects.exists()


def test_filter_needs_a_name_and_stays_on_this_site(cleo):
    response = cleo.post(SAVE, {"name": " ", "query": "//evil.example"}, follow=True)
    assert "This field is required." in response.content.decode()
    cleo.post(SAVE, {"name": "x", "query": "javascript:alert(1)"})
    assert filters(cleo) == [("?javascript%3Aalert%281%29=", "x")]


def use(client, action, practices, **answers):
    data = {"action": action, "_selected_action": [practice.pk for practice in practices], **answers}
    return client.post(LIST, data)


def told(response):
    """(titles done, title → refusal) of the page after a bulk verb."""
    context = response.context
    return [found.practice.title for found in context["done"]], {
        found.practice.title: found.refusal for found in context["refused"]
    }


def test_bulk_verbs_tell_entry_by_entry(cleo):
    drafts = [make_practice(title, status="draft", published_at=None) for title in ("A", "B")]
    public = make_practice("Public")
    response = use(cleo, "submit_all", [*drafts, public])
    assert told(response) == (["A", "B"], {"Public": "“Public” is published."})
    page = response.content.decode()
    assert "Refused: 1 entry" in page
    assert "Done: 2 entries" in page
    assert told(use(cleo, "publish_all", [drafts[0], public])) == (["A"], {"Public": "“Public” is published."})
    assert sorted(Practice.objects.published().values_list("title", flat=True)) == ["A", "Public"]


def test_withdrawing_many_asks_for_the_reason_first(cleo):
    practices = [make_practice("A"), make_practice("B"), make_practice("Draft", status="draft", published_at=None)]
    page = use(cleo, "withdraw_all", practices).content.decode()
    assert "For these 3 entries" in page
    assert page.count('name="_selected_action"') == 3
    assert Practice.objects.published().count() == 2
    page = use(cleo, "withdraw_all", practices, answered="1", reason=" ").content.decode()
    assert "This field is required." in page
    response = use(cleo, "withdraw_all", practices, answered="1", reason="The programme ended.")
    assert told(response) == (["A", "B"], {"Draft": "“Draft” is a draft."})
    assert set(Practice.objects.filter(status="withdrawn").values_list("withdrawal_reason", flat=True)) == {
        "The programme ended."
    }


def test_returning_many_gives_each_author_the_comment(cleo):
    practices = [make_practice("A", status="review", published_at=None)]
    use(cleo, "return_all", practices, answered="1", comment="Shorter.")
    practices[0].refresh_from_db()
    assert (practices[0].status, practices[0].review_comment) == ("draft", "Shorter.")


def test_added_topic_is_a_version_of_each(cleo):
    work, health = make_topic("Work"), make_topic("Health", position=2)
    practices = [make_practice("A", topics=[work]), make_practice("B", topics=[health])]
    answers = {"answered": "1", "topic": health.pk, "reason": "New topic."}
    assert told(use(cleo, "add_topic_to_all", practices, **answers)) == (["A"], {"B": "It has this topic already."})
    assert set(practices[0].topics.all()) == {work, health}
    version = practices[0].history.first()
    assert (version.verb, version.history_user, version.history_change_reason) == ("revised", cleo.person, "New topic.")


def test_all_pages_of_a_list_can_be_chosen(cleo):
    practices = [make_practice(f"Practice {place:02}") for place in range(52)]
    page = use(cleo, "withdraw_all", practices[:50], select_across="1").content.decode()
    assert ("For these 52 entries" in page, page.count('name="_selected_action"')) == (True, 1)
    response = use(cleo, "withdraw_all", practices[:1], select_across="1", answered="1", reason="Over.")
    assert len(told(response)[0]) == 52


def test_contributors_submit_what_is_theirs_and_nothing_else(carl):
    mine = make_practice("Mine", status="draft", author=carl.person, published_at=None)
    foreign = make_practice("Foreign", status="draft", published_at=None)
    actions = re.search(r'<select name="action".*?</select>', carl.get(LIST).content.decode(), re.DOTALL)[0]
    assert re.findall(r'value="(\w+)"', actions) == ["delete_selected", "submit_all", "add_topic_to_all"]
    assert told(use(carl, "submit_all", [mine, foreign])) == (["Mine"], {})
    use(carl, "publish_all", [mine])
    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert (mine.status, foreign.status) == ("review", "draft")


def test_entries_above_999_are_named_as_they_are(curator_client):
    practice = make_practice("Late", pk=1234)
    data = {"action": "withdraw_all", "_selected_action": ["1234"]}
    page = curator_client.post(reverse("admin:practices_practice_changelist"), data).content.decode()
    assert 'name="_selected_action" value="1234"' in page
    curator_client.post(reverse("admin:practices_practice_changelist"), data | {"answered": "yes", "reason": "Ended."})
    practice.refresh_from_db()
    assert practice.status == "withdrawn"
