"""The second factor: asked for, set up, lost, replaced."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from icc_site.accounts import second_factor
from tests.accounts.conftest import LOGIN
from tests.builders import PASSWORD, code_of, make_person

INDEX, CODE, RECOVERY = reverse("admin:index"), reverse("admin:code"), reverse("admin:recovery")
SET_UP, PAGE = reverse("admin:set_up_second_factor"), reverse("admin:second_factor")
CODES, TEXT = reverse("admin:recovery_codes"), reverse("admin:recovery_codes_text")
ADD_CITY = reverse("admin:practices_city_add")


def is_in(client):
    return client.get(INDEX).status_code == 200


def errors(response):
    return response.context["form"].errors.get("code", [])


def key_shown(response) -> bytes:
    """The secret that the page of setting up shows."""
    return bytes.fromhex(response.client.session["second_factor_key"])


def set_up(client, address):
    """Send the code that an app shows for the secret on this page."""
    return client.post(address, {"code": code_of(key_shown(client.get(address)))})


def history(person):
    entries = LogEntry.objects.filter(object_id=str(person.pk)).order_by("id")
    return [(entry.user.username, entry.get_change_message()) for entry in entries]


def test_password_alone_is_not_in(client, enter, app):
    assert enter().headers["Location"] == CODE
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_code_leads_on_to_where_the_person_was_going(client, enter, app):
    enter(address=f"{LOGIN}?next={ADD_CITY}")
    response = client.post(CODE, {"code": code_of(app.bin_key)})
    assert response.headers["Location"] == ADD_CITY
    assert is_in(client)


def test_session_gets_a_new_key_at_each_step(client, enter, app):
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    enter()
    half = client.session.session_key
    client.post(CODE, {"code": code_of(app.bin_key)})
    assert len({planted, half, client.session.session_key}) == 3
    assert "planted" not in client.session


@pytest.mark.parametrize("typed", ["{} {}", " {}{} "])
def test_spaces_in_a_code_are_let_pass(client, enter, app, typed):
    enter()
    code = code_of(app.bin_key)
    client.post(CODE, {"code": typed.format(code[:3], code[3:])})
    assert is_in(client)


@pytest.mark.parametrize(("steps", "is_accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clock_may_differ_by_half_a_minute(client, enter, app, steps, is_accepted):
    enter()
    client.post(CODE, {"code": code_of(app.bin_key, steps)})
    assert is_in(client) == is_accepted


def test_code_works_once(client, enter, app):
    code = code_of(app.bin_key)
    enter()
    client.post(CODE, {"code": code})
    client.post(reverse("admin:logout"))
    enter()
    response = client.post(CODE, {"code": code})
    assert errors(response)[0].startswith("This code is not right. Codes change every 30 seconds and work once")
    assert not is_in(client)


def test_wrong_codes_make_pauses_that_hold_for_right_ones_too(client, enter, app):
    enter()
    for failures in (0, 3):
        app.throttling_failure_count, app.throttling_failure_timestamp = failures, timezone.now() - timedelta(hours=1)
        app.save()
        client.post(CODE, {"code": "000000" if code_of(app.bin_key) != "000000" else "111111"})
    response = client.post(CODE, {"code": code_of(app.bin_key)})
    assert errors(response) == ["Too many wrong codes: wait 8 seconds, then try again."]
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(seconds=9))
    client.post(CODE, {"code": code_of(app.bin_key)})
    assert is_in(client)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "This field is required."),
        ("12345", "A code has six digits."),
        ("1234567", "A code has six digits."),
        ("abcdef", "A code has six digits."),
        ("９９９９９９", "A code has six digits."),
        ("a\0b", "Null characters are not allowed."),
        ("9" * 500, "Ensure this value has at most 20 characters (it has 500)."),
    ],
)
def test_what_is_no_code_gets_a_message_and_makes_no_pause(client, enter, app, code, message):
    enter()
    assert errors(client.post(CODE, {"code": code})) == [message]
    app.refresh_from_db()
    assert app.throttling_failure_count == 0
    assert not is_in(client)


@pytest.mark.parametrize("address", [CODE, RECOVERY])
def test_second_step_without_the_first_leads_back(client, app, address):
    response = client.post(address, {"code": code_of(app.bin_key)}, follow=True)
    assert response.redirect_chain == [(LOGIN, 302)]
    assert "ten minutes" in response.content.decode()


def test_second_step_ends_after_ten_minutes(client, enter, app):
    enter()
    session = client.session
    session["half_signed_in"] |= {"at": session["half_signed_in"]["at"] - 601}
    session.save()
    assert client.post(CODE, {"code": code_of(app.bin_key)}).headers["Location"] == LOGIN
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "changed"}])
def test_second_step_ends_with_the_account_or_its_password(client, enter, mara, app, change):
    enter()
    type(mara).objects.update(**change)
    assert client.post(CODE, {"code": code_of(app.bin_key)}).headers["Location"] == LOGIN


def test_without_enforcement_who_has_no_app_is_let_in(client, enter, mara):
    assert enter().headers["Location"] == INDEX
    assert is_in(client)


def test_enforced_who_has_no_app_sets_one_up_before_going_in(client, enter, enforced, mara):
    assert enter(address=f"{LOGIN}?next={ADD_CITY}").headers["Location"] == SET_UP
    assert not is_in(client)
    assert set_up(client, SET_UP).headers["Location"] == CODES
    assert is_in(client)
    assert client.post(CODES).headers["Location"] == ADD_CITY
    assert history(mara) == [
        ("mara", "Changed second factor for user “mara”."),
        ("mara", "Changed recovery codes for user “mara”."),
    ]


def test_setting_up_needs_the_first_code(client, enter, enforced, mara):
    enter()
    page = client.get(SET_UP)
    wrong = code_of(key_shown(page), steps=10)
    assert len(errors(client.post(SET_UP, {"code": wrong}))) == 1
    assert not TOTPDevice.objects.exists()
    assert key_shown(client.get(SET_UP)) == key_shown(page)
    assert not is_in(client)


def test_page_of_setting_up_shows_the_same_secret_drawn_typed_and_linked(client, enter, enforced, mara):
    enter()
    page = client.get(SET_UP)
    text = page.content.decode()
    typed = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', text)[1]
    linked = re.search(r'href="otpauth://totp/[^"]*secret=(\w+)', text)[1]
    assert (typed.replace(" ", ""), "<svg" in text) == (linked, True)
    assert second_factor.key_to_type(key_shown(page).hex()) == typed


def test_enforced_session_without_second_factor_is_nobodys_on_every_page(client, enforced, mara):
    mara.is_superuser = True
    mara.save()
    client.force_login(mara)
    assert not is_in(client)
    assert client.get("/fr/").context["user"].is_anonymous
    assert client.get(SET_UP, follow=True).request["PATH_INFO"] == LOGIN


def test_ten_codes_are_shown_until_the_person_goes_on(client, enter, enforced, mara):
    enter()
    set_up(client, SET_UP)
    page = client.get(CODES)
    codes = re.findall(r"<code>([\w-]+)</code>", page.content.decode())
    assert (len(set(codes)), page.headers["Cache-Control"].count("no-store")) == (10, 1)
    text = client.get(TEXT)
    assert text.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert text.content.decode().split("\r\n") == [
        "Recovery codes of mara for testserver; each works once.",
        "",
        *codes,
        "",
    ]
    client.post(CODES)
    assert [client.get(address).headers["Location"] for address in (CODES, TEXT)] == [PAGE, PAGE]
    kept = str(list(StaticToken.objects.values_list("token", flat=True)))
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    assert str(codes[0]) not in str(dict(client.session))


def test_recovery_code_lets_in_once_and_the_number_left_is_said(client, enter, mara, app):
    code = second_factor.new_recovery_codes(mara)[3]
    enter()
    response = client.post(RECOVERY, {"code": code.upper().replace("-", " ")}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["You have 9 recovery codes left."]
    client.post(reverse("admin:logout"))
    enter()
    assert errors(client.post(RECOVERY, {"code": code})) == ["This is none of your unused recovery codes."]
    assert not is_in(client)


def test_recovery_code_of_somebody_else_does_not_let_in(client, enter, mara, app):
    second_factor.new_recovery_codes(mara)
    code = second_factor.new_recovery_codes(make_person("piet"))[0]
    enter()
    client.post(RECOVERY, {"code": code})
    assert not is_in(client)


def test_wrong_recovery_codes_make_pauses_too(client, enter, mara, app):
    code = second_factor.new_recovery_codes(mara)[0]
    enter()
    client.post(RECOVERY, {"code": "wrong"})
    assert errors(client.post(RECOVERY, {"code": code})) == ["Too many wrong codes: wait 1 second, then try again."]


@pytest.fixture
def inside(client, enter, mara, app):
    """Mara's browser, signed in with both factors."""
    second_factor.new_recovery_codes(mara)
    enter()
    client.post(CODE, {"code": code_of(app.bin_key)})
    return client


def test_page_says_what_there_is(inside):
    text = inside.get(PAGE).content.decode()
    assert "10 of 10 recovery codes are left." in text
    assert "An authenticator app has been paired since" in text


@pytest.mark.parametrize("do", ["set_up", "codes", "remove"])
def test_changes_need_the_password(inside, app, do):
    kept = set(StaticToken.objects.values_list("token", flat=True))
    response = inside.post(PAGE, {"password": "wrong", "do": do})
    assert response.context["form"].errors == {"password": ["This is not your password."]}
    assert inside.get(SET_UP).headers["Location"] == PAGE
    assert list(TOTPDevice.objects.all()) == [app]
    assert set(StaticToken.objects.values_list("token", flat=True)) == kept


def test_password_of_a_session_left_open_cannot_be_guessed(inside):
    statuses = [inside.post(PAGE, {"password": "wrong", "do": "codes"}).status_code for _ in range(6)]
    assert statuses == [200] * 4 + [429] * 2
    assert inside.post(PAGE, {"password": PASSWORD, "do": "codes"}).status_code == 429


def test_app_is_replaced_once_the_new_one_shows_its_code(inside, enforced, mara, app):
    assert inside.post(PAGE, {"password": PASSWORD, "do": "set_up"}).headers["Location"] == SET_UP
    assert set_up(inside, SET_UP).headers["Location"] == PAGE
    assert [device.bin_key == app.bin_key for device in TOTPDevice.objects.all()] == [False]
    assert is_in(inside)
    assert second_factor.recovery_codes_left(mara) == 10


def test_new_codes_end_the_old_ones(inside, mara):
    old = set(StaticToken.objects.values_list("token", flat=True))
    assert inside.post(PAGE, {"password": PASSWORD, "do": "codes"}).headers["Location"] == CODES
    new = set(StaticToken.objects.values_list("token", flat=True))
    assert (len(new), old & new) == (10, set())


def test_second_factor_is_removed_where_none_is_required(inside, mara):
    inside.post(PAGE, {"password": PASSWORD, "do": "remove"})
    assert (second_factor.app_of(mara), second_factor.recovery_of(mara)) == (None, None)
    assert is_in(inside)


def test_second_factor_cannot_be_removed_where_one_is_required(inside, enforced, mara, app):
    assert 'value="remove"' not in inside.get(PAGE).content.decode()
    inside.post(PAGE, {"password": PASSWORD, "do": "remove"})
    assert second_factor.app_of(mara) == app


def choose(client, action, *people):
    """Run an action of the list of people; what it said."""
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    response = client.post(reverse("admin:auth_user_changelist"), data, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_administrator_resets_the_second_factor_of_a_colleague(curator_client, client, mara, app):
    second_factor.new_recovery_codes(mara)
    piet = make_person("piet")
    said = choose(curator_client, "reset_second_factor", mara, piet)
    assert said == ["The second factor of mara was reset.", "piet has no second factor."]
    assert (TOTPDevice.objects.count(), StaticDevice.objects.count()) == (0, 0)
    assert history(mara)[-1] == ("anna", "Deleted second factor “mara”.")
    with override("fr"):
        assert history(mara)[-1] == ("anna", "Suppression de second facteur «\xa0mara\xa0».")


def test_reset_ends_what_is_open_where_a_second_factor_is_required(inside, enforced, mara):
    assert is_in(inside)
    second_factor.reset(mara, by=mara)
    assert not is_in(inside)


def test_action_stands_on_the_page_of_the_person_too(curator_client, mara, app):
    address = reverse("admin:auth_user_change", args=[mara.pk])
    assert "Reset the second factor" in curator_client.get(address).content.decode()
    data = {"CHANGE_FORM-action": "reset_second_factor", "_selected_action": mara.pk}
    curator_client.post(address, data)
    assert second_factor.app_of(mara) is None


def test_secrets_are_not_in_the_admin(curator_client, mara, app):
    assert app.key not in curator_client.get(reverse("admin:auth_user_change", args=[mara.pk])).content.decode()
    addresses = ["/admin/otp_totp/totpdevice/", "/admin/otp_static/staticdevice/"]
    assert [curator_client.get(address).status_code for address in addresses] == [404, 404]


def test_command_resets_and_says_so(mara, app, capsys):
    call_command("reset_second_factor", "mara")
    assert capsys.readouterr().out == "The second factor of mara was reset.\n"
    assert second_factor.app_of(mara) is None


@pytest.mark.parametrize(
    ("username", "error"), [("nobody", "There is no user nobody."), ("mara", "mara has no second factor.")]
)
def test_command_says_in_a_line_what_it_cannot_do(mara, username, error):
    with pytest.raises(CommandError) as stopped:
        call_command("reset_second_factor", username)
    assert (str(stopped.value), stopped.value.returncode) == (error, 1)
