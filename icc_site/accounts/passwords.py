"""Links to set a password: asked for by who has forgotten it, or sent by an administrator to who has none yet."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.db import connections
from django.http import Http404
from django.urls import path, reverse_lazy
from django.utils.translation import get_language, gettext_noop, override

from icc_site.accounts.second_factor import record

SECONDS_BETWEEN_LINKS = 300
# One thread: sends in order, and nobody who asks for a link can tell from the time it takes whether there is a user.
outbox = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")
last_sent: dict[int, float] = {}
logger = logging.getLogger(__name__)


def can_send_mail() -> bool:
    """Whether EMAIL_URL says how; pages and actions that need it are left out otherwise."""
    return bool(settings.MAILERS)


def later(send, *arguments, **options):
    """Run this after the answer, in the language of the answer."""
    outbox.submit(in_language, get_language(), send, *arguments, **options)


def in_language(language, send, *arguments, **options):
    """Nobody waits for the result: what goes wrong is written to the log."""
    try:
        with override(language):
            send(*arguments, **options)
    except Exception:
        logger.exception("A mail could not be made.")
    finally:
        connections.close_all()


class ForgottenPasswordForm(PasswordResetForm):
    """The mail address of an account; what is then done takes no time and shows nowhere."""

    def save(self, **options):
        later(super().save, **options)

    def get_users(self, email):
        """The active users with this address who were not sent a link in the last minutes."""
        for user in super().get_users(email):
            if time.monotonic() - last_sent.get(user.pk, -SECONDS_BETWEEN_LINKS) >= SECONDS_BETWEEN_LINKS:
                last_sent[user.pk] = time.monotonic()
                yield user


class Invitation(PasswordResetForm):
    """A link for one person, who need not have a password yet."""

    def __init__(self, user):
        super().__init__({"email": user.email})
        self.user = user

    def get_users(self, email):
        return [self.user]


def invite(user, *, by, request) -> bool:
    """Send this person a link to set their password; False when they have no mail address."""
    invitation = Invitation(user)
    if not (user.is_active and invitation.is_valid()):
        return False
    template = "registration/invitation_email.txt"
    later(invitation.save, request=request, use_https=request.is_secure(), email_template_name=template)
    record(user, {"added": {"name": gettext_noop("link to set a password"), "object": user.email}}, by=by)
    return True


class ForgottenPassword(views.PasswordResetView):
    """Where a link is asked for; not there where no mail can be sent."""

    form_class = ForgottenPasswordForm
    email_template_name = "registration/password_reset_email.txt"
    success_url = reverse_lazy("admin:password_reset_done")

    def dispatch(self, *arguments, **options):
        if not can_send_mail():
            raise Http404("No mail can be sent.")
        return super().dispatch(*arguments, **options)


class SetPassword(views.PasswordResetConfirmView):
    """Where the link leads; who can read the mail may try at the door again."""

    success_url = reverse_lazy("admin:password_reset_complete")

    def form_valid(self, form):
        AxesProxyHandler.reset_attempts(username=form.user.get_username())
        return super().form_valid(form)


patterns = [
    path("password-reset/", ForgottenPassword.as_view(), name="password_reset"),
    path("password-reset/sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("password-reset/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("password-reset/<uidb64>/<token>/", SetPassword.as_view(), name="password_reset_confirm"),
]
