"""What the pages of signing in ask for."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from icc_site.accounts import second_factor

WRONG_CODE = _(
    "This code is not right. Codes change every 30 seconds and work once; take the one that is shown now. If it still "
    "fails, let the phone set its clock by itself: half a minute of difference is accepted."
)


class SignInForm(AdminAuthenticationForm):
    """User name and password; one message for everything that can be wrong with them."""

    error_messages = {
        "invalid_login": _("Username or password are not right, or may not be used here."),
        "inactive": _("Username or password are not right, or may not be used here."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        username = self.fields["username"]
        # Django only tells the browser; longer ones would not fit into the table of failures.
        username.validators.append(MaxLengthValidator(username.max_length))


class SecondStepForm(forms.Form):
    """A code of the person whose password was right; `device` is what it was taken by."""

    device = None

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Look at the code, unless too many wrong ones came before it."""
        cleaned = super().clean()
        if "code" in cleaned:
            self.refuse_while_paused()
            self.device = self.check_code(cleaned["code"])
            if self.device is None:
                raise ValidationError({"code": self.wrong_code})
        return cleaned

    def refuse_while_paused(self):
        seconds = second_factor.seconds_to_wait(self.device_of())
        if seconds:
            message = ngettext(
                "Too many wrong codes: wait %(seconds)s second, then try again.",
                "Too many wrong codes: wait %(seconds)s seconds, then try again.",
                seconds,
            )
            raise ValidationError({"code": message % {"seconds": seconds}})


class SixDigits(forms.CharField):
    """A code of the app: spaces are let pass."""

    def __init__(self):
        attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        super().__init__(
            label=_("Code"),
            max_length=20,
            help_text=_("Six digits that your authenticator app shows for this catalogue."),
            widget=forms.TextInput(attrs=attributes),
        )

    def clean(self, value):
        digits = "".join(super().clean(value).split())
        if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
            raise ValidationError(_("A code has six digits."))
        return digits


class CodeForm(SecondStepForm):
    """A code of the app."""

    code = SixDigits()
    wrong_code = WRONG_CODE

    def device_of(self):
        return second_factor.app_of(self.user)

    def check_code(self, code):
        return second_factor.check_code(self.user, code)


class RecoveryCodeForm(SecondStepForm):
    """One of the recovery codes."""

    code = forms.CharField(
        label=_("Recovery code"),
        max_length=40,
        help_text=_("Ten letters and digits, such as abcde-23456. Each works once."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    wrong_code = _("This is none of your unused recovery codes.")

    def device_of(self):
        return second_factor.recovery_of(self.user)

    def check_code(self, code):
        return second_factor.check_recovery_code(self.user, code)


class FirstCodeForm(SecondStepForm):
    """The first code of an app that is being set up with `key`."""

    code = SixDigits()
    wrong_code = WRONG_CODE

    def __init__(self, user, key, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.key = key

    def device_of(self):
        """Nothing is paused: who sees the secret need not guess."""

    def check_code(self, code):
        return second_factor.set_up(self.user, self.key, code)


class PasswordAgainForm(forms.Form):
    """The password of the person who is signed in, before their second factor is changed."""

    password = forms.CharField(
        label=_("Your password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        """Counted with the failures at the door, so that a session left open is no way to guess."""
        password = self.cleaned_data["password"]
        user = authenticate(self.request, username=self.request.user.get_username(), password=password)
        if user is None:
            raise ValidationError(_("This is not your password."))
        return password
