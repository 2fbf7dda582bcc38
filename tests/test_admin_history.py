"""The history of a row in the admin: readable, compared, restored."""

import re

import pytest
from django.urls import reverse

from practices.models import City, Practice, Synonym, Topic
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db


def address(row, page="history", *rest):
    return reverse(f"admin:practices_{row._meta.model_name}_{page}", args=[row.pk, *rest])


def main_of(response):
    assert response.status_code == 200
    return response.content.decode().partition('<div id="content"')[2].partition("<footer")[0]


def drawn(html):
    """The text of a page, what was added as {+…+}, what was removed as [-…-]."""
    html = re.sub(r'<span class="visually-hidden">(added|removed): </span>', "", html)
    html = re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", html, flags=re.DOTALL)
    html = re.sub(r"<del>(.*?)</del>", r"[-\1-]", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("</span><", "<").replace("<span>", "")).split())


def steps(page):
    """The versions on a page of the history, each drawn, without its time."""
    listed = re.findall(r"<li>\s*<h2>(.*?)</li>", page, re.DOTALL)
    return [re.sub(r"[A-Z][a-z.]+ \d+, 20\d\d, [\d:]+ [ap]\.m\.", "TIME", drawn(step)) for step in listed]


@pytest.fixture
def practice(curator):
    oslo, education = make_city("Oslo"), make_topic("Education")
    practice = make_practice("Young Mayor", cities=[oslo], topics=[education], purpose="It has ten mentors. They meet.")
    practice.purpose = "It has twelve mentors. They meet."
    practice.is_ongoing = True
    practice.revise(by=curator, reason="The city\nwrote", cities=[make_city("Bergen")], topics=[])
    practice.withdraw(by=make_person("cleo", "curator"), reason="Twice.", successor=make_practice("Mayors"))
    return practice


def test_history_tells_who_when_why_and_what(curator_client, practice):
    page = main_of(curator_client.get(address(practice)))
    assert steps(page) == [
        "Version 3 withdrawn TIME · cleo Twice. Status [-Published-]{+Withdrawn+}"
        " Reason for the withdrawal {+Twice.+} Successor {+Mayors+}",
        "Version 2 revised TIME · anna The city wrote Purpose It has [-ten -]{+twelve +}mentors. They meet."
        " Cities [-Oslo-], {+Bergen+} Ongoing {+Yes+} Topics [-Education-]",
        "Version 1 taken over as it was TIME · by a command or an import The first version that was kept.",
    ]


def test_names_are_told_of_what_is_gone(curator_client, practice):
    City.objects.get(name="Oslo").delete()
    Topic.objects.all().delete()
    City.objects.filter(name="Bergen").update(name="Bjørgvin")
    page = drawn(main_of(curator_client.get(address(practice))))
    assert "Cities [-Oslo-], {+Bjørgvin+}" in page
    assert "Topics [-Education-]" in page


def test_texts_of_versions_are_escaped(curator_client):
    practice = make_practice("<b>Bold</b>", purpose="One <i>two</i>.")
    practice.purpose = "One <script>two</script>."
    practice.revise(by=None)
    practice.purpose = "Nothing left of that"
    practice.revise(by=None, reason="<u>why</u>")
    page = main_of(curator_client.get(address(practice)))
    assert re.findall(r"<(?:b|i|u|script)>", page) == []


def test_any_two_versions_are_compared(curator_client, practice):
    page = main_of(curator_client.get(address(practice, "compare"), {"before": "1", "after": "3"}))
    shown = drawn(page)
    assert "From “Version 1” to “Version 3”" in shown
    assert "Purpose It has [-ten -]{+twelve +}mentors. They meet." in shown
    assert "Status [-Published-]{+Withdrawn+}" in shown
    same = main_of(curator_client.get(address(practice, "compare"), {"before": "2", "after": "2"}))
    assert "They say the same." in same


@pytest.mark.parametrize("query", [{}, {"before": "1"}, {"before": "1", "after": "99"}, {"before": "x", "after": "1"}])
def test_versions_that_are_not_there_are_said_to_be_so(curator_client, practice, query):
    page = main_of(curator_client.get(address(practice, "compare"), query))
    assert "errorlist" in page
    assert "From “" not in page


def test_older_version_is_restored_after_it_was_shown(curator_client, practice):
    practice.reopen(by=None)
    link = re.search(r'href="([^"]+/history/1/restore/)"', main_of(curator_client.get(address(practice))))[1]
    assert link == address(practice, "restore", 1)
    page = main_of(curator_client.get(link))
    shown = drawn(page)
    assert "Purpose It has [-twelve -]{+ten +}mentors." in shown
    assert "Cities [-Bergen-], {+Oslo+}" in shown
    assert "Status" not in shown
    assert Practice.objects.get(pk=practice.pk).purpose.startswith("It has twelve")
    Topic.objects.all().delete()
    based_on = re.search(r'name="based_on" value="(\d+)"', page)[1]
    response = curator_client.post(link, {"reason": "Asked for", "based_on": based_on}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Version 1 is restored.",
        "Not restored, for they are gone or elsewhere: Education.",
    ]
    practice.refresh_from_db()
    assert (practice.purpose, practice.status) == ("It has ten mentors. They meet.", "draft")
    assert steps(main_of(response))[0].startswith(
        "Version 5 restored to an older version TIME · anna Version 1: Asked for Purpose"
    )


def test_restoring_over_a_newer_version_is_stopped(curator_client, practice):
    practice.reopen(by=None)
    page = main_of(curator_client.post(address(practice, "restore", 1), {"based_on": "3"}))
    assert "“Young Mayor” was changed in the meantime." in page
    assert Practice.objects.get(pk=practice.pk).version == 4


def test_what_cannot_be_edited_cannot_be_restored(curator_client, practice):
    assert "/restore/" not in main_of(curator_client.get(address(practice)))
    assert curator_client.post(address(practice, "restore", 1), {"based_on": "3"}).status_code == 403
    assert Practice.objects.get(pk=practice.pk).version == 3


def test_history_is_for_those_who_may_see_the_row(client):
    carl = make_person("carl", "contributor")
    own, other = (make_practice(title, author=author, status="draft") for title, author in (("A", carl), ("B", None)))
    for practice in (own, other):
        practice.title += "!"
        practice.curator_notes = "Doubtful"
        practice.revise(by=None)
    client.force_login(carl)
    pages = [("history",), ("compare",), ("restore", 1)]
    assert [client.get(address(own, *page)).status_code for page in pages] == [200, 200, 403]
    compared = client.get(address(own, "compare"), {"before": "1", "after": "2"})
    for page in (client.get(address(own)), compared):
        shown = drawn(main_of(page))
        assert ("Title A {+!+}" in shown, "oubtful" in shown, "/restore/" in main_of(page)) == (True, False, False)
    assert [client.get(address(other, *page)).status_code for page in pages] == [404, 404, 404]
    client.force_login(make_person("nobody"))
    assert [client.get(address(own, *page)).status_code for page in pages] == [404, 404, 404]
    city = make_city()
    client.force_login(carl)
    key = city.history.get().history_id
    assert [client.get(address(city, *page)).status_code for page in (("history",), ("restore", key))] == [200, 403]


def test_row_without_versions_says_so(curator_client):
    page = main_of(curator_client.get(address(make_practice())))
    assert "Nothing has been kept yet" in page


@pytest.mark.parametrize("number", [2, 15])
def test_history_has_a_constant_number_of_queries(curator_client, number, django_assert_num_queries):
    practice = make_practice(cities=[make_city("Oslo")])
    for index in range(number):
        person = make_person(f"person {index}", "curator")
        practice.purpose = f"Purpose {index}."
        city, topic = make_city(f"City {index}"), make_topic(f"Topic {index}")
        practice.revise(by=person, cities=[city], topics=[topic])
    # Session, person, the practice with its cities, the number of versions, versions, names in the form; links and
    # names of cities and of topics, names of countries.
    with django_assert_num_queries(12):
        curator_client.get(address(practice))


def test_long_history_has_pages_that_join(curator_client):
    practice = make_practice()
    for index in range(25):
        practice.purpose = f"Number {index} here."
        practice.revise(by=None)
    first, second = (main_of(curator_client.get(address(practice), {"p": page})) for page in ("1", "2"))
    assert [step.split()[1] for step in steps(first) + steps(second)] == [str(number) for number in range(26, 0, -1)]
    assert "Number [-4 -]{+5 +}here." in steps(first)[-1]
    assert 'href="?p=2"' in first
    assert len(steps(main_of(curator_client.get(address(practice), {"p": "nonsense"})))) == 20


# The vocabularies.


@pytest.fixture
def city(curator_client):
    data = {"name": "Ravena", "aliases": "Ravenne", "country": "IT", "latitude": "44.4", "longitude": "12.2"}
    curator_client.post(reverse("admin:practices_city_add"), data | {"reason": "From the list"})
    city = City.objects.get()
    curator_client.post(address(city, "change"), data | {"name": "Ravenna", "aliases": "Ravenne, Ravena"})
    return city


def test_history_of_a_city_tells_who_why_and_what(curator_client, city):
    listed = [step.partition("TIME, anna ")[2] for step in steps(main_of(curator_client.get(address(city))))]
    assert listed == [
        "revised TIME · anna Name [-Ravena-]{+Ravenna+} Other names Ravenne, {+Ravena+}",
        "created TIME · anna · Restore TIME, anna From the list The first version that was kept.",
    ]


def test_saving_what_is_not_changed_leaves_no_trace(curator_client, city):
    data = {"name": "Ravenna", "aliases": "Ravenne, Ravena", "country": "IT", "latitude": "44.4", "longitude": "12.2"}
    curator_client.post(address(city, "change"), data)
    assert city.history.count() == 2


def test_city_is_restored(curator_client, city):
    first = city.history.last()
    page = main_of(curator_client.get(address(city, "restore", first.history_id)))
    assert "Name [-Ravenna-]{+Ravena+}" in drawn(page)
    stale = {"based_on": str(first.history_id)}
    assert "was changed in the meantime" in main_of(
        curator_client.post(address(city, "restore", first.history_id), stale)
    )
    based_on = {"based_on": re.search(r'name="based_on" value="(\d+)"', page)[1], "reason": "As before"}
    curator_client.post(address(city, "restore", first.history_id), based_on)
    city.refresh_from_db()
    last = city.history.first()
    assert (city.name, city.aliases, city.slug) == ("Ravena", ["Ravenne"], "ravena")
    assert (last.history_user.username, last.history_change_reason.endswith(", anna: As before")) == ("anna", True)


def test_city_of_another_country_is_not_restored_under_its_practices(curator_client, city):
    first = city.history.last()
    City.objects.filter(pk=city.pk).update(country="FR")
    city.refresh_from_db()
    make_practice(country="FR", cities=[city])
    data = {"based_on": city.history.first().history_id}
    page = main_of(curator_client.post(address(city, "restore", first.history_id), data))
    assert "Practices of another country name this city" in page
    assert City.objects.get().country_id == "FR"


def test_what_was_written_unrecorded_is_kept_at_the_first_change(curator_client):
    City.objects.bulk_create([City(name="Oslo", slug="oslo", country_id="NO")])
    city = City.objects.get()
    curator_client.post(address(city, "change"), {"name": "Christiania", "country": "NO"})
    told = city.history.order_by("history_id").values_list("name", "history_type", "history_user__username")
    assert list(told) == [("Oslo", "+", None), ("Christiania", "~", "anna")]


@pytest.mark.parametrize("how", ["delete", "bulk"])
def test_who_deletes_a_row_is_recorded(curator_client, city, how):
    if how == "delete":
        curator_client.post(address(city, "delete"), {"post": "yes"})
    else:
        bulk = {"action": "delete_selected", "_selected_action": [city.pk], "post": "yes"}
        curator_client.post(reverse("admin:practices_city_changelist"), bulk)
    last = City.history.filter(id=city.pk).first()
    assert (City.objects.count(), last.history_type, last.history_user.username) == (0, "-", "anna")


def test_topics_and_synonyms_have_their_history(curator_client):
    names = {"name": "Sport", "name_fr": "Sport", "description": ".", "description_fr": ".", "position": "22"}
    curator_client.post(reverse("admin:practices_topic_add"), names | {"reason": "Asked for"})
    curator_client.post(reverse("admin:practices_synonym_add"), {"words": "rumour, hoax", "reason": "Seen in searches"})
    topic, synonym = Topic.objects.get(), Synonym.objects.get()
    curator_client.post(address(topic, "change"), names | {"description": "All of it."})
    curator_client.post(address(synonym, "change"), {"words": "rumour, hoax, gossip"})
    for row, shown in ((topic, "Description in English {+All of it+}."), (synonym, "rumour, hoax, {+gossip+}")):
        page = drawn(main_of(curator_client.get(address(row))))
        assert shown in page
        first = row.history.last()
        assert (first.history_user.username, bool(first.history_change_reason)) == ("anna", True)
        assert "created" in page
