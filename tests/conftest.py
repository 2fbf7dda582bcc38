"""What every test runs under."""

import time

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True, scope="session")
def settings_of_tests():
    """For the whole run: static files by their plain names, passwords hashed in no time, no second factor."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def language_of_tests():
    """English before each test: a request for a French page leaves its thread in French."""
    translation.deactivate()


@pytest.fixture
def curator(django_user_model):
    return django_user_model.objects.create_superuser("anna", password="a-long-password")


@pytest.fixture
def curator_client(client, curator):
    client.force_login(curator)
    # As after the first page: the middleware has noted the time, and writes again in five minutes.
    session = client.session
    session.update({"signed_in_at": time.time(), "seen_at": time.time()})
    session.save()
    return client
