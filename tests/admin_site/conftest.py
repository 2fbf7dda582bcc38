"""Who tries the admin."""

import time

import pytest
from django.test import Client

from tests.builders import make_person


def signed_in(person):
    client = Client()
    client.force_login(person)
    client.person = person
    # As after the first page: the middleware has noted the time, and writes again in five minutes.
    session = client.session
    session.update({"signed_in_at": time.time(), "seen_at": time.time()})
    session.save()
    return client


@pytest.fixture
def cleo(db):
    """The browser of a curator."""
    return signed_in(make_person("cleo", "curator"))


@pytest.fixture
def carl(db):
    """The browser of a contributor."""
    return signed_in(make_person("carl", "contributor"))
