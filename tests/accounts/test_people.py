"""What an administrator can do to people, and what only somebody with all rights can."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.urls import reverse

from icc_site.accounts import second_factor
from tests.builders import PASSWORD, make_app, make_person

pytestmark = pytest.mark.django_db
PEOPLE, FAILURES = reverse("admin:auth_user_changelist"), reverse("admin:axes_accessattempt_changelist")


def page_of(person, page="change"):
    name = {"change": "auth_user_change", "password": "auth_user_password_change"}[page]
    return reverse(f"admin:{name}", args=[person.pk])


@pytest.fixture
def administrator(client):
    """The browser of an administrator who is no superuser."""
    client.force_login(make_person("olu", "administrator"))
    return client


def test_administrator_gives_roles_but_not_all_rights(administrator):
    mara, curators = make_person("mara"), Group.objects.get(name="curator")
    form = {"username": "mara", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [curators.pk]}
    assert administrator.post(page_of(mara), form).status_code == 302
    mara.refresh_from_db()
    assert (list(mara.groups.all()), mara.is_superuser) == ([curators], False)


def test_administrator_cannot_take_over_somebody_with_all_rights(administrator, curator):
    make_app(curator)
    form = {"username": "anna", "email": "olu@icc.example", "is_active": "on", "is_staff": "on"}
    password = {"usable_password": "true", "password1": "taken over now", "password2": "taken over now"}
    statuses = [
        administrator.post(page_of(curator), form).status_code,
        administrator.post(page_of(curator, "password"), password).status_code,
    ]
    assert statuses == [403, 403]
    for action in ("reset_second_factor", "send_link"):
        data = {"action": action, "_selected_action": [curator.pk]}
        response = administrator.post(PEOPLE, data, follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "anna may do everything: only somebody who may too can change how they sign in."
        ]
    before, email = curator.password, curator.email
    curator.refresh_from_db()
    assert (curator.password, curator.email, curator.is_superuser) == (before, email, True)
    assert second_factor.app_of(curator)


def test_administrator_lets_somebody_try_again_at_once(administrator, enter):
    make_person("mara")
    for _ in range(5):
        enter("mara", "wrong", REMOTE_ADDR="192.0.2.7")
    assert enter("mara", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 429
    page = administrator.get(FAILURES).content.decode()
    assert ("192.0.2.7" in page, "csrfmiddlewaretoken=" in page) == (True, False)
    data = {"action": "delete_selected", "_selected_action": [AccessAttempt.objects.get().pk], "post": "yes"}
    administrator.post(FAILURES, data)
    assert enter("mara", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.parametrize("role", ["contributor", "curator"])
def test_others_see_neither_people_nor_failures(client, role):
    client.force_login(make_person("mara", role))
    assert [client.get(address).status_code for address in (PEOPLE, FAILURES)] == [403, 403]


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_people_has_a_constant_number_of_queries(curator_client, number, django_assert_num_queries):
    for index in range(number):
        make_app(make_person(f"person-{index}"))
    with django_assert_num_queries(6):
        assert curator_client.get(PEOPLE).status_code == 200
