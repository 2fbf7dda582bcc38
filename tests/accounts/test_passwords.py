"""Links to set a password: forgotten ones and invitations."""

import re
import time

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse

from icc_site.accounts import passwords
from tests.accounts.conftest import LOGIN
from tests.builders import PASSWORD, make_app, make_person

ASK, SENT, DONE = (reverse(f"admin:password_reset{part}") for part in ("", "_done", "_complete"))
# The mail is made by another thread, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)
NEW = "another long passphrase"


@pytest.fixture(autouse=True)
def nothing_sent_before():
    passwords.last_sent.clear()


def posted():
    """The mails, once those under way have been sent."""
    passwords.outbox.submit(lambda: None).result(timeout=10)
    return mail.outbox


def ask(client, address, page=ASK):
    return client.post(page, {"email": address})


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def open_link(client, link):
    """The page that asks for the password, behind the redirect that takes the token out of its address."""
    return client.get(link, follow=True)


def test_link_sets_a_new_password(client, enter, mara):
    assert ask(client, "MARA@icc.example").headers["Location"] == SENT
    (message,) = posted()
    assert (message.to, message.subject) == (
        ["mara@icc.example"],
        "Intercultural Cities — Good Practices: set your password",
    )
    assert "your account mara at testserver" in message.body
    page = open_link(client, link_in(message))
    assert link_in(message).split("/")[-2] not in page.request["PATH_INFO"]
    response = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert response.headers["Location"] == DONE
    assert (enter(password=PASSWORD).status_code, enter(password=NEW).status_code) == (200, 302)


def test_link_works_once(client, mara):
    ask(client, mara.email)
    link = link_in(posted()[0])
    page = open_link(client, link)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert "<h1>This link does not work</h1>" in open_link(client, link).content.decode()


def test_weak_password_is_refused_with_reasons(client, mara):
    ask(client, mara.email)
    page = open_link(client, link_in(posted()[0]))
    response = client.post(page.request["PATH_INFO"], {"new_password1": "mara", "new_password2": "mara"})
    assert len(response.context["form"].errors["new_password2"]) == 2


def test_link_does_not_replace_the_second_factor(client, enter, mara):
    make_app(mara)
    ask(client, mara.email)
    page = open_link(client, link_in(posted()[0]))
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert enter(password=NEW).headers["Location"] == reverse("admin:code")


def test_new_password_opens_the_door_that_failures_had_closed(client, enter, mara):
    for _ in range(5):
        enter(password="wrong")
    ask(client, mara.email)
    page = open_link(client, link_in(posted()[0]))
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert not AccessAttempt.objects.exists()
    assert enter(password=NEW).status_code == 302


def test_who_has_no_account_gets_the_same_answer_and_no_mail(client, mara):
    make_person("gone", is_active=False)
    answers = {
        address: (ask(client, address).headers["Location"], client.get(SENT).content)
        for address in ("mara@icc.example", "nobody@icc.example", "gone@icc.example")
    }
    assert len(set(answers.values())) == 1
    assert [message.to for message in posted()] == [["mara@icc.example"]]


def test_asking_takes_no_query_before_the_answer(client, mara, django_assert_num_queries):
    # What takes a different time for who has an account comes after the answer.
    release = passwords.outbox.submit(time.sleep, 0.5)
    with django_assert_num_queries(0):
        ask(client, mara.email)
    release.result()
    posted()


def test_second_link_is_not_sent_within_five_minutes(client, mara):
    ask(client, mara.email)
    ask(client, mara.email)
    assert len(posted()) == 1


def test_link_of_a_french_page_is_french(client, mara):
    ask(client, mara.email, "/fr/admin/password-reset/")
    (message,) = posted()
    assert str(link_in(message)).startswith("/fr/admin/password-reset/")
    assert "mot de passe" in message.subject


def test_invented_host_gets_no_link(client, mara):
    response = client.post(ASK, {"email": mara.email}, headers={"host": "evil.example"})
    assert response.status_code == 400
    assert posted() == []


def test_without_mail_there_is_no_such_page_nor_link(client, mara, settings):
    assert ASK in client.get(LOGIN).content.decode()
    settings.MAILERS = {}
    assert ASK not in client.get(LOGIN).content.decode()
    assert client.get(ASK).status_code == 404


def test_mail_that_cannot_be_sent_is_in_the_log_and_changes_no_answer(client, mara, settings, caplog):
    settings.MAILERS = {"default": {"BACKEND": "nowhere.EmailBackend"}}
    assert ask(client, mara.email).headers["Location"] == SENT
    passwords.outbox.submit(lambda: None).result(timeout=10)
    assert f"Failed to send password reset email to {mara.pk}" in caplog.text


def test_administrator_makes_a_person_without_password_and_invites_them(curator_client):
    form = {"username": "nina", "email": "nina@icc.example", "usable_password": "false"}
    response = curator_client.post(reverse("admin:auth_user_add"), form)
    address = response.headers["Location"]
    curator_client.post(address, {"CHANGE_FORM-action": "send_link", "_selected_action": address.split("/")[-3]})
    (message,) = posted()
    assert "You are invited to curate" in message.body
    nina = Client()
    page = open_link(nina, link_in(message))
    assert "<b>nina</b>" in page.content.decode()
    nina.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    entry = LogEntry.objects.first()
    assert (entry.user.username, entry.get_change_message()) == (
        "anna",
        "Added link to set a password “nina@icc.example”.",
    )
    assert type(entry.user).objects.get(username="nina").check_password(NEW)


def test_person_without_address_cannot_be_invited(curator_client, mara):
    mara.email = ""
    mara.save()
    data = {"action": "send_link", "_selected_action": [mara.pk]}
    response = curator_client.post(reverse("admin:auth_user_changelist"), data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert said == ["mara has no mail address or is not active; nothing was sent."]
    assert posted() == []
