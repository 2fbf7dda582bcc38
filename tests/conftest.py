"""What every test runs under."""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Templates name static files without a manifest, and WhiteNoise looks where they are: nothing is collected."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def curator(django_user_model):
    return django_user_model.objects.create_superuser("anna", password="a-long-password")


@pytest.fixture
def curator_client(client, curator):
    client.force_login(curator)
    return client
