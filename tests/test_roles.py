"""Every address and action of the admin, as every role and as nobody: who gets in; the others change nothing."""

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, reverse

from practices.models import City, Practice, Synonym, Topic, Verb
from practices.roles import ROLES, write_roles
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db
PEOPLE = ("nobody", "visitor", "contributor", "curator", "administrator")
EVERYBODY, STAFF = set(PEOPLE), {"contributor", "curator", "administrator"}
WRITERS, CURATORS, ADMINISTRATORS = {"contributor", "curator"}, {"curator"}, {"administrator"}

# Name of an address → its arguments (or the rows that give them), and who is shown it.
DOOR = {name: ([], EVERYBODY) for name in ("password_reset", "password_reset_done", "password_reset_complete")}
DOOR |= {"login": ([], EVERYBODY - STAFF), "password_reset_confirm": (["x", "y"], EVERYBODY)}
OF_ONESELF = {name: ([], STAFF) for name in ("index", "password_change", "password_change_done", "jsi18n")}
# Steps of signing in and what answers no page: tests/accounts and the tests of the actions walk them.
ELSEWHERE = {"code", "recovery", "set_up_second_factor", "second_factor", "recovery_codes", "recovery_codes_text"}
ELSEWHERE |= {"logout", "autocomplete", "view_on_site", "app_list", "auth_user_password_change", None}
# Restoring: tests/test_admin_history.py. Filters of one's own: tests/admin_site/test_listing.py.
ELSEWHERE |= {f"practices_{model}_restore" for model in ("practice", "city", "topic", "synonym")}
ELSEWHERE |= {"practices_practice_remove_filter"}
# Decisions about two entries are posted: tests/test_admin_duplicates.py.
ELSEWHERE |= {"practices_practice_decide"}
# The second step of an import is posted: tests/admin_site/test_importing.py.
ELSEWHERE |= {"practices_practice_process_import"}
ENTRIES = {
    "practices_practice_changelist": ([], WRITERS),
    "practices_practice_add": ([], WRITERS),
    "practices_practice_import": ([], CURATORS),
    "practices_practice_import_listing": ([], CURATORS),
    "practices_practice_export": ([], CURATORS),
    "practices_practice_duplicates": ([], CURATORS),
    "practices_practice_merge": (["own", "public"], CURATORS),
    "practices_practice_undo_merge": (["merged"], CURATORS),
    "practices_practice_restore": (["own", 1], CURATORS),
}
# What the pages ask while somebody writes.
LIVE = {
    "practices_practice_likely_duplicates": ([], WRITERS),
    "practices_practice_read_period": ([], WRITERS),
    "practices_practice_cities": ([], WRITERS),
    "practices_city_propose": ([], CURATORS),
}
POSTED = {
    "practices_practice_process_import": CURATORS,
    "practices_practice_markdown": WRITERS,
    "practices_practice_save_filter": WRITERS,
}
OF_AN_ENTRY = {
    # (own draft, somebody else's draft, published)
    "practices_practice_change": (WRITERS, CURATORS, CURATORS),
    "practices_practice_history": (WRITERS, CURATORS, CURATORS),
    "practices_practice_compare": (WRITERS, CURATORS, CURATORS),
    "practices_practice_delete": (WRITERS, CURATORS, set()),
    "practices_practice_choose_merge": (CURATORS, CURATORS, CURATORS),
    "practices_practice_translations": (CURATORS, CURATORS, CURATORS),
}


def vocabulary(model, *, may_look, may_change, may_delete=None):
    """The addresses of a vocabulary."""
    return {
        f"{model}_changelist": ([], may_look),
        f"{model}_add": ([], may_change),
        **{f"{model}_{view}": ([model], may_look) for view in ("change", "history")},
        f"{model}_delete": ([model], may_change if may_delete is None else may_delete),
    }


def recorded(model):
    """The addresses of the history of a vocabulary, beside its list."""
    return {f"{model}_compare": ([model], WRITERS), f"{model}_restore": ([model, f"{model} then"], CURATORS)}


VOCABULARIES = {
    **recorded("practices_city"),
    **recorded("practices_topic"),
    **recorded("practices_synonym"),
    **vocabulary("practices_city", may_look=WRITERS, may_change=CURATORS),
    **vocabulary("practices_topic", may_look=WRITERS, may_change=CURATORS),
    **vocabulary("practices_synonym", may_look=WRITERS, may_change=CURATORS),
    **{f"practices_{model}_compare": ([f"practices_{model}"], WRITERS) for model in ("city", "topic", "synonym")},
    **vocabulary("practices_country", may_look=WRITERS, may_change=set()),
    **vocabulary("auth_group", may_look=ADMINISTRATORS, may_change=set()),
    **vocabulary("auth_user", may_look=ADMINISTRATORS, may_change=ADMINISTRATORS, may_delete=set()),
    **vocabulary("axes_accessattempt", may_look=ADMINISTRATORS, may_change=set(), may_delete=ADMINISTRATORS),
}


def names_of(patterns):
    for pattern in patterns:
        yield from [pattern.name] if isinstance(pattern, URLPattern) else names_of(pattern.url_patterns)


def test_every_address_of_the_admin_is_walked():
    walked = {**DOOR, **OF_ONESELF, **ENTRIES, **LIVE, **POSTED, **OF_AN_ENTRY, **VOCABULARIES}
    assert set(names_of(admin.site.get_urls())) == {*walked, *ELSEWHERE, "practices_practice_verb"}


def test_roles_are_written_once_and_exactly():
    Group.objects.get(name="contributor").permissions.clear()
    Group.objects.get(name="curator").permissions.add(*Group.objects.get(name="administrator").permissions.all())
    for _ in range(2):
        write_roles(apps=apps)
    stored = {
        group.name: sorted(
            f"{label}.{name}" for label, name in group.permissions.values_list("content_type__app_label", "codename")
        )
        for group in Group.objects.all()
    }
    assert stored == {name: sorted(permissions) for name, permissions in ROLES.items()}


@pytest.fixture
def rows():
    """An entry of each kind, and a row of each vocabulary, by the word that the tables below use."""
    author = make_person("carl", "contributor")
    oslo, topic = make_city(), make_topic()
    draft = {"status": "draft", "published_at": None}
    public, merged = make_practice("Published", cities=[oslo], topics=[topic]), make_practice("Merged")
    merged.merge(public, by=None)
    synonym = Synonym.objects.create(words=["rumour", "rumor"])
    own = make_practice("Own draft", author=author, **draft)
    own.catch_up()
    return {
        "own": own,
        "other": make_practice("Draft of somebody else", **draft),
        "public": public,
        "merged": merged,
        "practices_city": oslo,
        "practices_topic": topic,
        "practices_synonym": synonym,
        "practices_city then": oslo.history.get(),
        "practices_topic then": topic.history.get(),
        "practices_synonym then": synonym.history.get(),
        "practices_country": oslo.country,
        "auth_group": Group.objects.first(),
        "auth_user": make_person("somebody"),
        "axes_accessattempt": AccessAttempt.objects.create(failures_since_start=1),
    }


@pytest.fixture(params=PEOPLE)
def role(request, client, rows):
    """The role, with its client signed in."""
    if request.param != "nobody":
        roles = {"visitor": []}.get(request.param, [request.param])
        person = User.objects.filter(username="carl").first() if request.param == "contributor" else None
        person = person or make_person(request.param, *roles)
        User.objects.filter(pk=person.pk).update(is_staff=request.param != "visitor")
        client.force_login(User.objects.get(pk=person.pk))
    return request.param


def addresses(rows):
    """(address, who is shown it) of every address of the admin."""
    for name, (arguments, allowed) in {**DOOR, **OF_ONESELF, **ENTRIES, **LIVE, **VOCABULARIES}.items():
        yield reverse(f"admin:{name}", args=[rows[a].pk if a in rows else a for a in arguments]), allowed
    for name, allowed in OF_AN_ENTRY.items():
        for kind, who in zip(("own", "other", "public"), allowed, strict=True):
            yield reverse(f"admin:{name}", args=[rows[kind].pk]), who


def is_let_in(response) -> bool:
    """Whether the page itself was answered; the door, a refusal and "there is no such row" are not."""
    assert response.status_code in (200, 302, 403, 404), response.status_code
    return response.status_code == 200


def test_each_role_is_shown_its_addresses_and_no_other(client, role, rows):
    shown = {address: is_let_in(client.get(address)) for address, _allowed in addresses(rows)}
    assert shown == {address: role in allowed for address, allowed in addresses(rows)}


def stored():
    """Everything that the admin could change."""
    models = (Practice, City, Topic, Synonym, User, Group, AccessAttempt)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_who_is_not_let_in_changes_nothing_by_posting_either(client, role, rows):
    before = stored()
    data = {"post": "yes", "title": "Changed", "name": "Changed", "country": "NO", "username": "changed"}
    data |= {"reason": "x", "comment": "x", "slug": "changed", "words": "a, b", "at_0": "2099-01-01", "at_1": "12:00"}
    for address, allowed in addresses(rows):
        if role not in allowed:
            client.post(address, data)
    for kind in ("own", "other", "public"):
        for verb in set(Verb) - set(VERBS.get((role, kind), [])):
            client.post(reverse("admin:practices_practice_verb", args=[rows[kind].pk, verb]), data)
    assert stored() == before


VERBS = {
    ("contributor", "own"): ["submitted"],
    ("curator", "own"): ["published", "renamed", "submitted"],
    ("curator", "other"): ["published", "renamed", "submitted"],
    ("curator", "public"): ["renamed", "withdrawn"],
}


def test_each_role_is_shown_the_verbs_it_may_use_and_no_other(client, role, rows):
    for kind in ("own", "other", "public"):
        pages = {v: reverse("admin:practices_practice_verb", args=[rows[kind].pk, v]) for v in Verb}
        shown = sorted(verb for verb, address in pages.items() if is_let_in(client.get(address)))
        assert shown == VERBS.get((role, kind), []), kind


# (role, action) → the entries that it changes.
DONE = {
    ("contributor", "delete_selected"): {"own"},
    ("contributor", "submit_all"): {"own"},
    ("contributor", "add_topic_to_all"): {"own"},
    ("curator", "submit_all"): {"own", "other"},
    ("curator", "publish_all"): {"own", "other"},
    ("curator", "withdraw_all"): {"public"},
    ("curator", "add_topic_to_all"): {"own", "other", "public"},
}
ACTIONS = ("delete_selected", "submit_all", "publish_all", "return_all", "withdraw_all", "add_topic_to_all")


def test_every_bulk_verb_is_walked():
    assert {"delete_selected", *admin.site.get_model_admin(Practice).actions} == set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_bulk_verbs_do_to_each_entry_only_what_the_role_may(client, role, rows, action):
    before = {practice.pk: practice.version for practice in Practice.objects.all()}
    data = {"action": action, "_selected_action": list(before), "post": "yes", "answered": "yes"}
    data |= {"reason": "Because.", "comment": "Shorter.", "topic": make_topic("New topic").pk}
    client.post(reverse("admin:practices_practice_changelist"), data)
    after = {practice.pk: practice.version for practice in Practice.objects.all()}
    changed = {kind for kind in ("own", "other", "public") if after.get(rows[kind].pk) != before[rows[kind].pk]}
    assert changed == DONE.get((role, action), set())


def test_what_pages_post_while_somebody_writes_is_for_writers(client, role):
    for name, allowed in POSTED.items():
        response = client.post(reverse(f"admin:{name}"), {"text": "*Text*", "name": "Mine", "query": ""})
        let_in = response.status_code == 200 or response.headers.get("Location") == "/admin/practices/practice/"
        assert let_in == (role in allowed), name
