"""The second factor of a person: an app that makes codes (RFC 6238), and recovery codes for when it is lost.

Devices are django-otp's: a TOTPDevice is the app, a StaticDevice holds the recovery codes. Both throttle wrong codes
by themselves, doubling the pause after each.
"""

import logging
import math
from base64 import b32encode
from binascii import unhexlify

import django_otp
import segno
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

RECOVERY_CODES = 10
# Letters and digits that are not taken for one another; ten of them are 49 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
DEVICES = (TOTPDevice, StaticDevice)
logger = logging.getLogger(__name__)


def is_required(user) -> bool:
    """Whether this person may not go without: everybody whom the admin lets in, where the setting says so."""
    return settings.SECOND_FACTOR_REQUIRED and user.is_staff


def app_of(user) -> TOTPDevice | None:
    """The app that makes this person's codes; None while they have set up none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_of(user) -> StaticDevice | None:
    """What holds this person's recovery codes; None while they have none."""
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def recovery_codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def new_key() -> str:
    """A secret of 160 bits, in hexadecimal, as TOTPDevice takes it."""
    return random_hex(20)


def key_to_type(key: str) -> str:
    """The secret as apps take it by hand: base32 in groups of four."""
    text = b32encode(unhexlify(key)).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address_for_app(user, key: str) -> str:
    """The otpauth: address that an app reads from the QR code."""
    return TOTPDevice(user=user, key=key).config_url


def qr_code(address: str) -> SafeString:
    """An address as inline SVG: black on white in every appearance, since cameras need it so."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None, unit=""
    )
    return mark_safe(drawing)  # noqa: S308 -- made of numbers by segno; the address is drawn, not written


@transaction.atomic
def set_up(user, key: str, code: str) -> TOTPDevice | None:
    """Take the app with this secret for the person's own, in place of any other; None when its code is wrong."""
    device = TOTPDevice(user=user, key=key, name="app")
    if not device.verify_token(code):
        transaction.set_rollback(True)
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    record_change(user, gettext_noop("second factor"))
    return device


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Make ten new codes; the old ones end. Only their fingerprints are kept: they can be shown this once."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery codes"})
    device.token_set.all().delete()
    codes = [f"{get_random_string(5, ALPHABET)}-{get_random_string(5, ALPHABET)}" for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=fingerprint(user, code)) for code in codes)
    record_change(user, gettext_noop("recovery codes"))
    return codes


def fingerprint(user, code: str) -> str:
    """What is kept of a recovery code: 80 bits of an HMAC under SECRET_KEY, however the code was typed."""
    typed = "".join(character for character in code.lower() if character.isalnum())
    digest = salted_hmac("icc_site.accounts.recovery_code", f"{user.pk}:{typed}", algorithm="sha256").digest()
    return b32encode(digest[:10]).decode().lower()


def check_code(user, code: str) -> Device | None:
    """The app, when it made this code within half a minute and the code was not used yet."""
    device = app_of(user)
    return device and django_otp.verify_token(user, device.persistent_id, code)


def check_recovery_code(user, code: str) -> Device | None:
    """What held this recovery code; the code is used up with it."""
    device = recovery_of(user)
    return device and django_otp.verify_token(user, device.persistent_id, fingerprint(user, code))


def seconds_to_wait(device: Device | None) -> int:
    """How long until the next code is looked at, after wrong ones; 0 when at once."""
    is_allowed, reason = device.verify_is_allowed() if device else (True, None)
    return 0 if is_allowed else math.ceil((reason["locked_until"] - timezone.now()).total_seconds())


@transaction.atomic
def reset(user, *, by) -> bool:
    """Forget the app and the recovery codes; whether there were any. `by` is None for the command line."""
    found = [model.objects.filter(user=user).delete()[0] for model in DEVICES]
    if not any(found):
        return False
    record(user, {"deleted": {"name": gettext_noop("second factor"), "object": user.get_username()}}, by=by)
    return True


def record_change(user, of_what: str):
    """Write into the history of an account that its person changed this themselves."""
    record(user, {"changed": {"name": "user", "object": user.get_username(), "fields": [of_what]}}, by=user)


def record(user, what: dict, *, by):
    """Write what was done to this person's sign-in into the history of their account; it is translated when read."""
    if by is None:
        logger.warning("From the command line, for user %s: %s", user.pk, what)
    else:
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, [what])
