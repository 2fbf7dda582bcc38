"""The pages of signing in: password, second factor, recovery codes."""

import time

import django_otp
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from icc_site.accounts import second_factor
from icc_site.accounts.forms import CodeForm, FirstCodeForm, PasswordAgainForm, RecoveryCodeForm, SignInForm
from icc_site.accounts.passwords import can_send_mail
from icc_site.accounts.signing_in import half_signed_in, remember_password_was_right, sign_in

NEW_KEY, NEW_CODES = "second_factor_key", "recovery_codes"
SECONDS_TO_KEEP_CODES = 900


class SignIn(LoginView):
    """The door: user name and password, then the second factor of who has one or needs one."""

    authentication_form = SignInForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form):
        """The password was right: ask for the second factor, have it set up, or let in."""
        user, next_url = form.get_user(), self.get_success_url()
        is_set_up = second_factor.app_of(user) is not None
        if not is_set_up and not second_factor.is_required(user):
            sign_in(self.request, user, user.backend)
            return redirect(next_url)
        remember_password_was_right(self.request, user, next_url)
        if is_set_up:
            return redirect("admin:code")
        self.request.session[NEW_KEY] = second_factor.new_key()
        return redirect("admin:set_up_second_factor")

    def get_context_data(self, **kwargs):
        """Whether the person was on the way to a page, and whether a forgotten password can be set anew."""
        is_on_the_way = self.get_success_url() != reverse("admin:index")
        return super().get_context_data(is_on_the_way=is_on_the_way, can_send_mail=can_send_mail(), **kwargs)


def code(request):
    """The second step: a code of the app."""
    return second_step(request, CodeForm, "sign_in/code.html")


def recovery(request):
    """The second step without the app: a recovery code, which is used up."""
    return second_step(request, RecoveryCodeForm, "sign_in/recovery.html")


def second_step(request, form_class, template):
    half = half_signed_in(request)
    if half is None:
        return back_to_the_door(request)
    form = form_class(half.user, data=request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, template, {"form": form})
    sign_in(request, half.user, half.backend, form.device)
    if form_class is RecoveryCodeForm:
        warn_of_codes_left(request, half.user)
    return redirect(half.next_url)


def back_to_the_door(request):
    messages.info(request, _("Sign in with your password first; there are ten minutes for the second step."))
    return redirect("admin:login")


def warn_of_codes_left(request, user):
    left = second_factor.recovery_codes_left(user)
    text = ngettext("You have %(left)s recovery code left.", "You have %(left)s recovery codes left.", left)
    messages.warning(request, text % {"left": left})


def set_up_second_factor(request):
    """Pair an app: of who must before going in, or of who is in and has just given the password once more."""
    half = half_signed_in(request)
    user = half.user if half else request.user
    key = request.session.get(NEW_KEY)
    if not key or not user.is_authenticated:
        return redirect("admin:second_factor")
    form = FirstCodeForm(user, key, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        return paired(request, half, form.device)
    address = second_factor.address_for_app(user, key)
    context = {
        "form": form,
        "address": address,
        "drawing": second_factor.qr_code(address),
        "key": second_factor.key_to_type(key),
        "is_half_signed_in": half is not None,
    }
    return render(request, "sign_in/set_up.html", context)


def paired(request, half, device):
    """Let in who was at the door; show recovery codes to who has none."""
    if half:
        sign_in(request, half.user, half.backend, device)
    else:
        del request.session[NEW_KEY]
        django_otp.login(request, device)
    next_url = half.next_url if half else reverse("admin:second_factor")
    if second_factor.recovery_codes_left(device.user):
        return redirect(next_url)
    return show_new_codes(request, next_url)


def show_new_codes(request, next_url):
    """Make recovery codes and keep them for the one page that shows them."""
    codes = second_factor.new_recovery_codes(request.user)
    request.session[NEW_CODES] = {"codes": codes, "next": next_url, "at": time.time()}
    return redirect("admin:recovery_codes")


def shown_codes(request) -> dict | None:
    """The new codes while their page is open; None afterwards."""
    shown = request.session.get(NEW_CODES)
    return shown if shown and time.time() - shown["at"] < SECONDS_TO_KEEP_CODES else None


def recovery_codes(request):
    """The new codes, until the person goes on."""
    shown = shown_codes(request)
    if request.method == "POST" or shown is None:
        request.session.pop(NEW_CODES, None)
        return redirect(shown["next"] if shown else "admin:second_factor")
    return render(request, "sign_in/recovery_codes.html", {"codes": shown["codes"]})


def recovery_codes_text(request):
    """The same as a text file."""
    shown = shown_codes(request)
    if shown is None:
        return redirect("admin:second_factor")
    title = _("Recovery codes of %(user)s for %(host)s; each works once.") % {
        "user": request.user.get_username(),
        "host": request.get_host(),
    }
    text = "\r\n".join([title, "", *shown["codes"], ""])
    headers = {"Content-Disposition": 'attachment; filename="recovery-codes.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def second_factor_page(request):
    """What the person has, and, with the password once more: another app, new codes, or none of it."""
    form = PasswordAgainForm(request, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        return change_second_factor(request, request.POST.get("do"))
    context = {
        "form": form,
        "app": second_factor.app_of(request.user),
        "left": second_factor.recovery_codes_left(request.user),
        "total": second_factor.RECOVERY_CODES,
        "is_required": second_factor.is_required(request.user),
    }
    return render(request, "sign_in/second_factor.html", context)


def change_second_factor(request, what):
    """Do what the pressed button says; nothing for one that is not there."""
    if what == "set_up":
        request.session[NEW_KEY] = second_factor.new_key()
        return redirect("admin:set_up_second_factor")
    if what == "codes" and second_factor.app_of(request.user):
        return show_new_codes(request, reverse("admin:second_factor"))
    if what == "remove" and not second_factor.is_required(request.user):
        second_factor.reset(request.user, by=request.user)
        messages.success(request, _("Your second factor was removed."))
    return redirect("admin:second_factor")
