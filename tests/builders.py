"""Plain builders of catalogue rows."""

import time
from datetime import UTC, datetime

from django.contrib.auth.models import Group, User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from practices.models import City, Practice, Topic


def make_topic(name="Education", **changes):
    slug = changes.pop("slug", name.lower().replace(" ", "-"))
    fields = {
        "name": name,
        "name_fr": name,
        "description": ".",
        "description_fr": ".",
        "position": 1,
    } | changes
    return Topic.objects.create(slug=slug, **fields)


def make_city(name="Oslo", country="NO", **changes):
    return City.objects.create(name=name, country_id=country, **changes)


def make_practice(title="Young Mayor", *, country="NO", cities=(), topics=(), **changes):
    """A published practice, its years read from `period` unless given."""
    fields = {
        "title": title,
        "country_id": country,
        "status": Practice.Status.PUBLISHED,
        "published_at": datetime(2026, 11, 1, tzinfo=UTC),
        "withdrawal_reason": "Out of date." if changes.get("status") == "withdrawn" else "",
    } | changes
    practice = Practice(**fields)
    if not {"start_year", "end_year", "is_ongoing"} & set(changes):
        practice.read_period()
    practice.save()
    practice.cities.add(*cities)
    practice.topics.add(*topics)
    return practice


PASSWORD = "a-long-password"


def make_person(name="anna", *roles, **changes):
    """Somebody who may sign in to the admin with PASSWORD, in the roles named."""
    fields = {"email": f"{name}@icc.example", "is_staff": True, "password": PASSWORD} | changes
    person = User.objects.create_user(name, **fields)
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def make_app(person):
    """A paired authenticator app."""
    return TOTPDevice.objects.create(user=person, name="app")


def code_of(key, steps=0) -> str:
    """What an app with this secret (in bytes) shows, now or so many half minutes later."""
    app = TOTP(key)
    app.time = time.time() + 30 * steps
    return f"{app.token():06}"
