"""manage.py demo: what can be tested without starting it; .ci/try_demo.py starts it."""

import re
import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from practices.management.commands.demo import make_curator


def test_taken_port_is_one_clear_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError) as stopped:
            call_command("demo", port=port)
    assert str(stopped.value) == (
        f"Cannot listen on 127.0.0.1 port {port} (Address already in use): choose another with --port."
    )


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("not a host", 8000), ("203.0.113.1", 8000)])
def test_impossible_address_is_one_clear_line(host, port):
    with pytest.raises(CommandError, match=f"Cannot listen on {host} port {port}"):
        call_command("demo", host=host, port=port)


@pytest.mark.django_db
def test_curator_is_made_once_with_a_password_that_works():
    first = make_curator()
    password = re.fullmatch(r"Sign in as curator with the password (\w+) \(shown only this once\)", first)[1]
    curator = get_user_model().objects.get(username="curator")
    assert (curator.check_password(password), curator.is_superuser) == (True, True)
    assert make_curator() == ("Sign in as curator; to set a new password: uv run manage.py changepassword curator")
