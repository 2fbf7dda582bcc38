"""What every test runs under."""

import os
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import translation


def pytest_xdist_auto_num_workers(config):
    """As many processes as cores, at most four, for the whole suite; for chosen tests none: they are done sooner."""
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    return min(os.cpu_count() or 1, 4) if is_whole else 0


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


@pytest.fixture(scope="module")
def seed_of_module(django_db_setup, django_db_blocker):
    """The ten entries of the seed and their background, loaded once: each test of the module starts from them.

    Not for modules with transaction tests, which would wait for this transaction.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "topics", "good_practices", "good_practices_background", verbosity=0)
        yield
        transaction.set_rollback(True)


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
