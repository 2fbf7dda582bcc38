"""Signing in with both factors, as a curator's browser does it, and the admin under the site's content policy."""

import base64

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from icc_site.accounts import passwords, second_factor
from practices.models import City, Practice
from tests.browser.test_accessibility import violations
from tests.browser.test_markup import messages
from tests.builders import PASSWORD, code_of, make_app, make_person

pytestmark = pytest.mark.django_db(transaction=True)

SIGHTS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1440)]


def findings(page) -> list:
    """What axe finds on this page in every appearance and width, and where it scrolls sideways."""
    found = []
    page.emulate_media(reduced_motion="reduce")
    for scheme, width in SIGHTS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [(page.title(), scheme, width, fault) for fault in violations(page)]
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append((page.title(), "wide"))
    return found


def send_password(page, password=PASSWORD):
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def send_code(page, code, button):
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("main").get_by_role("button", name=button).click()


def test_second_factor_is_set_up_on_the_way_to_the_page_asked_for(page, seed, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_person("mara", is_superuser=True)
    page.goto(f"{seed}/admin/practices/city/add/")
    found = findings(page)
    send_password(page, "wrong")
    found += findings(page)
    send_password(page)
    found += findings(page)
    key = base64.b32decode(page.locator(".key").inner_text().replace(" ", ""))
    send_code(page, "12345", "Finish")
    found += findings(page)
    send_code(page, code_of(key), "Finish")
    found += findings(page)
    expect(page.locator(".codes code")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as text").click()
    assert download.value.suggested_filename == "recovery-codes.txt"
    page.evaluate("window.print = () => { window.hasPrinted = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.hasPrinted") is True
    page.get_by_role("button", name="I have kept them").click()
    expect(page).to_have_url(f"{seed}/admin/practices/city/add/")
    page.get_by_role("link", name="Second factor").click()
    found += findings(page)
    assert found == []


def test_qr_code_can_be_read_in_both_appearances(page, seed, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_person("mara")
    page.goto(f"{seed}/admin/login/")
    send_password(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours = page.locator("svg.qr path").evaluate_all("(all) => all.map((e) => getComputedStyle(e).stroke)")
        fills = page.locator("svg.qr path").evaluate_all("(all) => all.map((e) => getComputedStyle(e).fill)")
        assert ("rgb(0, 0, 0)" in colours, "rgb(255, 255, 255)" in fills) == (True, True)


def test_second_step_by_app_and_by_recovery_code(page, seed):
    mara = make_person("mara")
    app, code = make_app(mara), second_factor.new_recovery_codes(mara)[0]
    page.goto(f"{seed}/admin/")
    send_password(page)
    found = findings(page)
    send_code(page, code_of(app.bin_key), "Sign in")
    expect(page).to_have_url(f"{seed}/admin/")
    page.get_by_role("button", name="Log out").click()
    found += findings(page)
    page.get_by_role("link", name="Sign in again").click()
    send_password(page)
    page.get_by_role("link", name="Use a recovery code instead").click()
    found += findings(page)
    page.get_by_label("Recovery code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.locator(".messagelist")).to_have_text("You have 9 recovery codes left.")
    assert found == []


def test_closed_door(page, seed):
    page.goto(f"{seed}/admin/login/")
    for _ in range(5):
        send_password(page, "wrong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many failed attempts")
    assert findings(page) == []
    page.faults[:] = [fault for fault in page.faults if "429" not in fault]


def test_password_is_set_by_the_link_in_the_mail(page, seed):
    passwords.last_sent.clear()
    make_person("mara")
    page.goto(f"{seed}/admin/login/")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Email").fill("mara@icc.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    passwords.outbox.submit(lambda: None).result(timeout=10)
    page.goto(next(word for word in mail.outbox[0].body.split() if word.startswith("http")))
    found = findings(page)
    page.get_by_label("New password", exact=True).fill("a new long passphrase")
    page.get_by_label("New password confirmation").fill("a new long passphrase")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    send_password(page, "a new long passphrase")
    expect(page).to_have_url(f"{seed}/admin/")
    assert found == []


def test_choice_of_appearance_is_shared_with_the_admin(page, seed):
    make_person("mara")
    page.goto(f"{seed}/admin/")
    send_password(page)
    page.goto(seed)
    expect(page.get_by_role("button", name="Auto")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Dark").click()
    page.goto(f"{seed}/admin/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 24, 26)"


def test_no_page_of_the_admin_breaks_the_content_policy(page, seed):
    person = make_person("mara", is_superuser=True)
    practice, city = Practice.objects.first(), City.objects.first()
    page.goto(f"{seed}/admin/login/")
    send_password(page)
    addresses = [
        reverse("admin:index"),
        reverse("admin:app_list", args=["practices"]),
        reverse("admin:practices_practice_changelist"),
        reverse("admin:practices_practice_add"),
        *(reverse(f"admin:practices_practice_{view}", args=[practice.pk]) for view in ("change", "history")),
        reverse("admin:practices_practice_verb", args=[practice.pk, next(iter(practice.possible_verbs(person)))]),
        reverse("admin:practices_city_delete", args=[city.pk]),
        reverse("admin:practices_city_change", args=[city.pk]) + "?_popup=1",
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_user_change", args=[person.pk]),
        reverse("admin:auth_user_password_change", args=[person.pk]),
        reverse("admin:auth_group_add"),
        reverse("admin:axes_accessattempt_changelist"),
        reverse("admin:password_change"),
    ]
    for address in addresses:
        answer = page.goto(seed + address, wait_until="networkidle")
        policy = answer.headers["content-security-policy"]
        assert (answer.status, "unsafe" in policy, "data:" in policy) == (200, False, False)
    assert page.faults == []


def test_markup_of_what_the_second_factor_shows_is_valid(client, seed, settings, tmp_path):
    settings.SECOND_FACTOR_REQUIRED = True
    make_person("mara")
    paired = make_person("piet")
    make_app(paired)
    door = reverse("admin:login")
    client.post(door, {"username": "mara", "password": PASSWORD})
    pages = {"set_up": client.get(reverse("admin:set_up_second_factor"))}
    code = code_of(bytes.fromhex(client.session["second_factor_key"]))
    pages["codes"] = client.post(reverse("admin:set_up_second_factor"), {"code": code}, follow=True)
    pages["page"] = client.get(reverse("admin:second_factor"))
    pages["out"] = client.post(reverse("admin:logout"))
    other = Client()
    other.post(door, {"username": "piet", "password": PASSWORD})
    pages["code"] = other.get(reverse("admin:code"))
    pages["wrong"] = other.post(reverse("admin:code"), {"code": "1"})
    pages["recovery"] = other.get(reverse("admin:recovery"))
    for _ in range(5):
        pages["closed"] = other.post(door, {"username": "x", "password": "y"})
    for name, answer in pages.items():
        (tmp_path / f"{name}.html").write_bytes(answer.content)
    assert messages(sorted(tmp_path.iterdir())) == []
