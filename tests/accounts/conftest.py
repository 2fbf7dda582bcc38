"""People at the door."""

import pytest
from django.urls import reverse

from tests.builders import PASSWORD, make_app, make_person

LOGIN = reverse("admin:login")


@pytest.fixture
def mara(db):
    return make_person("mara")


@pytest.fixture
def app(mara):
    """Mara's authenticator app."""
    return make_app(mara)


@pytest.fixture
def enforced(settings):
    """As in a deployment."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def enter(client):
    """Send user name and password."""

    def enter(username="mara", password=PASSWORD, address=LOGIN, **headers):
        return client.post(address, {"username": username, "password": password}, **headers)

    return enter
