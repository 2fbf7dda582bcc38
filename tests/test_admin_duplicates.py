"""Likely duplicates in the admin, as a curator's browser sees them: warning, queue, merge and translations."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from practices.duplicates import likely_duplicates, queue
from practices.models import LikelyDuplicate, NotDuplicates, Practice
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db
JSON = reverse("admin:practices_practice_likely_duplicates")
QUEUE = reverse("admin:practices_practice_duplicates")
DECIDE = reverse("admin:practices_practice_decide")


def address(name, *practices):
    return reverse(f"admin:practices_practice_{name}", args=[practice.pk for practice in practices])


def text_of(response):
    return " ".join(strip_tags(response.content.decode().replace("<", " <")).split())


def said(response):
    return [strip_tags(str(message)) for message in response.context["messages"]]


@pytest.fixture
def lewisham():
    return make_city("London-Lewisham", "GB")


@pytest.fixture
def pair(lewisham):
    """(the one to stay, the one to go): one practice entered twice with different years."""
    known = {"country": "GB", "cities": [lewisham]}
    return (
        make_practice("Young Mayor", period="2018 onwards", purpose="Power to the young.", **known),
        make_practice("Young Mayors", period="2006", impact="They vote.", **known),
    )


@pytest.fixture
def carl_client(client):
    client.force_login(make_person("carl", "contributor"))
    return client


# While a title is typed, and after saving


def test_what_is_typed_is_answered_with_likely_duplicates_and_their_reasons(curator_client, pair, lewisham):
    known = {"title": "Young Mayor", "country": "GB", "cities": lewisham.pk, "language": "en", "period": "2006"}
    assert curator_client.get(JSON, known | {"exclude": pair[0].pk}).json() == {
        "duplicates": [
            {
                "title": "Young Mayors",
                "language": "en",
                "address": address("change", pair[1]),
                "place": "London-Lewisham, United Kingdom",
                "period": "2006",
                "status": "Published",
                "reasons": "same city, nearly the same title, the same years",
                "is_translation": False,
            }
        ]
    }
    assert curator_client.get(JSON, {"title": ""}).json() == {"duplicates": []}
    assert curator_client.get(JSON, {"title": "Young Mayor", "cities": "x"}).status_code == 400


def test_contributors_are_told_of_public_pages_and_nothing_of_the_drafts_of_others(carl_client, pair):
    make_practice("Young Mayor 3", country="GB", status="draft")
    rows = carl_client.get(JSON, {"title": "Young Mayor"}).json()["duplicates"]
    assert [row["address"] for row in rows] == ["/practices/young-mayor/", "/practices/young-mayors/"]


def test_nobody_else_is_told(client, pair):
    assert client.get(JSON, {"title": "Young Mayor"}).status_code == 302
    client.force_login(make_person("ada", "administrator"))
    assert client.get(JSON, {"title": "Young Mayor"}).status_code == 403


def test_saving_a_likely_duplicate_warns_and_does_not_block(curator_client, pair, lewisham):
    data = {"title": "The Young Mayor", "country": "GB", "cities": [lewisham.pk], "language": "en", "period": "2010"}
    response = curator_client.post(address("add"), data, follow=True)
    assert Practice.objects.filter(title="The Young Mayor").exists()
    (warning,) = [message for message in said(response) if "looks like" in message]
    assert warning.startswith("It looks like an entry that is there already: Young Mayor (same city, ")


def test_page_of_an_entry_lists_its_likely_duplicates(curator_client, pair):
    page = curator_client.get(address("change", pair[0])).content.decode()
    assert f'<a href="{address("change", pair[1])}" lang="en">Young Mayors</a>' in page
    assert f'href="{address("merge", pair[0], pair[1])}"' in page
    assert 'data-exclude="' in page
    alone = curator_client.get(address("change", make_practice("Alone"))).content.decode()
    assert re.search(r"<section class=\"duplicates\"[^>]* hidden>", alone)


# The queue


def test_queue_lists_pairs_best_first_with_their_reasons(curator_client, pair, lewisham):
    make_practice("Jeune maire", country="GB", cities=[lewisham], language="fr", source_url="https://a.example/")
    make_practice("Young Mayor of Lewisham", country="GB", cities=[lewisham], language="de")
    page = curator_client.get(QUEUE).content.decode()
    assert "3 pairs of entries look like one practice, the likeliest first." in page
    assert re.findall(r'<h2 id="pair-\d+">([^<]+)</h2>', page) == [
        "Likely translations of each other – same city, one title is part of the other, another language",
        "Likely one practice – same city, nearly the same title, other years",
        "Likely translations of each other – same city, a similar title, another language",
    ]


def test_pair_said_to_be_two_practices_is_not_reported_again_until_that_is_taken_back(curator_client, curator, pair):
    curator_client.get(QUEUE)
    decision = {"first": pair[0].pk, "second": pair[1].pk}
    response = curator_client.post(DECIDE, decision | {"decision": "apart"}, follow=True)
    assert said(response) == ["“Young Mayor” and “Young Mayors” are two practices: they are not reported again."]
    assert "There is none." in text_of(response)
    assert likely_duplicates(title=pair[0].title, country="GB", exclude=pair[0]) == []
    decided = NotDuplicates.objects.get()
    assert (decided.first, decided.second, decided.decided_by) == (*pair, curator)
    page = text_of(curator_client.get(f"{QUEUE}?apart"))
    assert "Two practices, said anna on" in page
    curator_client.post(DECIDE, decision | {"decision": "doubt"})
    assert "1 pair of entries looks like one practice" in text_of(curator_client.get(QUEUE))


def test_pair_in_two_languages_is_linked_from_the_queue(curator_client, lewisham):
    one = make_practice("Intercultural museum", country="GB", cities=[lewisham])
    other = make_practice("Musée interculturel", country="GB", cities=[lewisham], language="fr")
    assert "Translations of each other" in text_of(curator_client.get(QUEUE))
    curator_client.post(DECIDE, {"first": one.pk, "second": other.pk, "decision": "translation"})
    assert list(one.family()) == [other]
    assert "There is none." in text_of(curator_client.get(QUEUE))


def test_refused_decision_says_why(curator_client, pair):
    decision = {"first": pair[0].pk, "second": pair[1].pk, "decision": "translation"}
    response = curator_client.post(DECIDE, decision, follow=True)
    assert said(response) == ["“Young Mayor” and “Young Mayors” are both in English."]
    response = curator_client.post(DECIDE, decision | {"first": 0}, follow=True)
    assert said(response) == ["That pair is not there any more."]


def test_entries_are_compared_again_when_they_change(pair):
    assert queue.compare_due() == 0
    assert [(row.first, row.second) for row in queue.open_pairs()] == [pair]
    pair[1].title = "Something else altogether"
    pair[1].revise(by=None)
    assert queue.due().count() == 1
    queue.compare_due()
    assert not LikelyDuplicate.objects.exists()


def test_withdrawn_entries_leave_the_queue(pair):
    queue.compare_due()
    pair[1].withdraw(by=None, reason="Ended.")
    assert not queue.open_pairs().exists()


def test_command_compares_everything_that_is_due(pair, capsys):
    call_command("find_duplicates")
    call_command("find_duplicates")
    call_command("find_duplicates", "--again")
    assert capsys.readouterr().out.splitlines() == [
        "2 entries compared, 1 pairs to decide about.",
        "0 entries compared, 1 pairs to decide about.",
        "2 entries compared, 1 pairs to decide about.",
    ]


@pytest.mark.parametrize("number", [2, 12])
def test_number_of_queries_of_the_queue_is_constant(curator_client, lewisham, number, django_assert_num_queries):
    for _ in range(number):
        make_practice("Young Mayor", country="GB", cities=[lewisham])
    queue.compare_due()
    # Session, user, what is due and how much of it, the pairs with their entries and places.
    with django_assert_num_queries(7):
        curator_client.get(QUEUE)


# Merging


def test_merge_page_marks_what_differs_and_proposes_what_there_is(curator_client, pair):
    page = curator_client.get(address("merge", pair[1], pair[0])).content.decode()
    assert "<mark>Mayors</mark>" in page
    checked = re.findall(r'name="(\w+)" value="(\w+)"[^>]*? checked', page)
    assert checked == [("title", "stays"), ("period", "stays"), ("purpose", "stays"), ("impact", "goes")]
    assert "As picked above, this changes in it: impact." in text_of(curator_client.get(address("merge", *pair[::-1])))


def picks(pair, **picked):
    stays, goes = pair
    return {"stays_version": stays.version, "goes_version": goes.version} | picked


def test_merge_takes_what_is_picked_and_can_be_undone(curator_client, pair):
    stays, goes = pair
    topics = [make_topic("Education"), make_topic("Youth")]
    for practice, topic in zip(pair, topics, strict=True):
        practice.topics.set([topic])
    picked = picks(pair, title="goes", period="goes", purpose="stays", impact="goes", topics="both", _merge="1")
    response = curator_client.post(address("merge", goes, stays), picked, follow=True)
    assert said(response)[0] == "“Young Mayors” is merged into “Young Mayors”. Undo the merge"
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert (stays.title, stays.period, stays.start_year, stays.impact) == ("Young Mayors", "2006", 2006, "They vote.")
    assert (list(stays.topics.all()), stays.purpose) == (topics, "Power to the young.")
    assert (goes.status, goes.successor) == ("withdrawn", stays)
    page = text_of(curator_client.get(address("undo_merge", goes)))
    assert "What the merge has changed in “Young Mayors” goes back" in page
    curator_client.post(address("undo_merge", goes))
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert (stays.title, stays.start_year, list(stays.topics.all())) == ("Young Mayor", 2018, topics[:1])
    assert goes.status == "published"
    assert curator_client.get(address("undo_merge", goes)).status_code == 404


def test_sections_of_both_follow_each_other(curator_client, pair):
    pair[1].purpose = "Votes at eleven."
    pair[1].revise(by=None)
    picked = picks(pair, title="stays", period="stays", purpose="both", impact="stays")
    response = curator_client.post(address("merge", *pair[::-1]), picked | {"_preview": "1"})
    assert "Then it says: Power to the young. Votes at eleven." in text_of(response)
    assert Practice.objects.filter(status="withdrawn").count() == 0
    curator_client.post(address("merge", *pair[::-1]), picked | {"_merge": "1"})
    pair[0].refresh_from_db()
    assert (pair[0].purpose, pair[0].impact) == ("Power to the young.\n\nVotes at eleven.", "")


def test_merge_of_what_has_changed_since_the_page_was_opened_is_stopped(curator_client, pair):
    picked = picks(pair, title="stays", period="stays", purpose="stays", impact="goes", _merge="1")
    pair[0].impact = "Newer."
    pair[0].revise(by=None)
    response = curator_client.post(address("merge", *pair[::-1]), picked)
    assert "“Young Mayor” was changed in the meantime." in text_of(response)
    assert "Newer" in text_of(response)
    pair[0].refresh_from_db()
    curator_client.post(address("merge", *pair[::-1]), picks(pair) | picked | {"stays_version": pair[0].version})
    pair[1].refresh_from_db()
    assert pair[1].status == "withdrawn"


def test_merge_that_is_not_possible_says_why(curator_client, pair):
    french = make_practice("Jeune maire", language="fr")
    page = text_of(curator_client.get(address("merge", french, pair[0])))
    assert "They are in different languages: link them as translations instead." in page


def test_country_and_cities_have_to_go_together(curator_client, pair):
    other = make_practice("Young Mayors", country="IT", cities=[make_city("Turin", "IT")])
    picked = picks((pair[0], other), title="stays", country="goes", cities="stays", period="stays", purpose="stays")
    response = curator_client.post(address("merge", other, pair[0]), picked | {"_merge": "1"})
    assert "London-Lewisham is in United Kingdom; the country of the practice is Italy." in text_of(response)


def test_undo_asks_about_what_was_changed_since(curator_client, pair):
    stays, goes = pair
    picked = picks(pair, title="stays", period="stays", purpose="stays", impact="goes", _merge="1")
    curator_client.post(address("merge", goes, stays), picked)
    stays.refresh_from_db()
    stays.impact = "They vote, and more."
    stays.revise(by=None)
    assert 'name="take_back" value="impact"' in curator_client.get(address("undo_merge", goes)).content.decode()
    curator_client.post(address("undo_merge", goes), {"take_back": ["impact"]})
    stays.refresh_from_db()
    assert stays.impact == ""


def test_entry_to_merge_into_can_be_chosen(curator_client, pair):
    assert address("choose_merge", pair[1]) in curator_client.get(address("change", pair[1])).content.decode()
    other = make_practice("Ballots at eleven")
    page = address("choose_merge", pair[1])
    links = re.compile(r'href="(/admin/practices/practice/\d+/merge-into/\d+/)"')
    assert links.findall(curator_client.get(page).content.decode()) == [address("merge", pair[1], pair[0])]
    assert links.findall(curator_client.get(page, {"q": "ballots"}).content.decode()) == [
        address("merge", pair[1], other)
    ]


# Translations


def test_translations_are_linked_and_unlinked(curator_client, pair):
    french = make_practice("Jeune maire", language="fr")
    page = address("translations", pair[0])
    assert "It is not linked with any." in text_of(curator_client.get(page))
    response = curator_client.post(page, {"other": french.pk}, follow=True)
    assert "French – Jeune maire (Published)" in text_of(response)
    response = curator_client.post(page, {"other": pair[1].pk}, follow=True)
    assert said(response) == ["“Young Mayor” and “Young Mayors” are both in English."]
    assert "French – Jeune maire" in text_of(curator_client.get(address("change", pair[0])))
    curator_client.post(page, {"_unlink": "1"})
    assert not pair[0].family().exists()


@pytest.mark.parametrize("role", ["contributor", "administrator", None])
def test_only_curators_see_and_use_these_pages(client, pair, role):
    if role:
        client.force_login(make_person("pat", role))
    pages = [
        QUEUE,
        address("choose_merge", pair[0]),
        address("merge", *pair),
        address("undo_merge", pair[0]),
        address("translations", pair[0]),
    ]
    expected = 403 if role else 302
    assert [client.get(page).status_code for page in pages] == [expected] * len(pages)
    assert client.post(DECIDE, {"first": pair[0].pk, "second": pair[1].pk, "decision": "apart"}).status_code == expected
    assert client.post(address("merge", *pair), picks(pair, _merge="1")).status_code == expected
    assert not NotDuplicates.objects.exists()
    assert not Practice.objects.filter(status="withdrawn").exists()


def test_large_numbers_are_posted_as_they_are(curator_client, lewisham):
    known = {"country": "GB", "cities": [lewisham]}
    stays, goes = (make_practice("Young Mayor", pk=pk, version=2000, **known) for pk in (1001, 1002))
    french = make_practice("Jeune maire", pk=1003, language="fr", source_url="https://a.example/", **known)
    pages = QUEUE, address("merge", goes, stays), address("change", stays)
    found = " ".join(curator_client.get(page).content.decode() for page in pages)
    found += curator_client.get(address("translations", stays), {"q": french.title}).content.decode()
    for expected in (
        'name="first" value="1001"',
        'name="second" value="1002"',
        'name="stays_version" value="2000"',
        'data-exclude="1001"',
        'name="other" value="1003"',
    ):
        assert expected in found
