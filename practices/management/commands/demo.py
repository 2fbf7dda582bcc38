"""manage.py demo: the whole catalogue on this machine, with one command."""

import os
import signal
import socket
import sys
import threading
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from practices.models import Practice

CURATOR = "curator"
FIXTURES = ("topics", "good_practices", "good_practices_background", "synonyms")
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 -- compared with, not bound to


class Command(BaseCommand):
    """Start the database, load the entries into an empty catalogue, make a curator and serve."""

    help = "Serves the catalogue on this machine, with the fixtures when it is empty."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")

    def handle(self, *, host, port, **options):
        # SIGTERM ends Python as Ctrl-C does, so that the database is stopped too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        refuse_taken_port(host, port)
        call_command("migrate", verbosity=0)
        if not Practice.objects.exists():
            call_command("loaddata", *FIXTURES, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.welcome(host, port)
        connections.close_all()
        serve(host, port)

    def welcome(self, host, port):
        """Print the addresses and how to sign in."""
        shown = "127.0.0.1" if host in EVERY_ADDRESS else host
        base = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        self.stdout.write(f"Catalogue: {base}/\nAdmin:     {base}/admin/\n{make_curator()}\nStop with Ctrl-C.")
        self.stdout.flush()


def refuse_taken_port(host: str, port: int):
    """Raise CommandError, in one line, when nobody else can listen there."""
    if not 0 < port < 65536:  # the resolver would take it modulo 65536
        raise CommandError(f"Cannot listen on {host} port {port}: ports go from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port} ({error.strerror}): choose another with --port."
        ) from error


def make_curator() -> str:
    """Make the user `curator` once, with a random password; return the line that says how to sign in."""
    users = get_user_model().objects
    if users.filter(username=CURATOR).exists():
        return f"Sign in as {CURATOR}; to set a new password: uv run manage.py changepassword {CURATOR}"
    password = get_random_string(16)
    users.create_superuser(CURATOR, password=password)
    return f"Sign in as {CURATOR} with the password {password} (shown only this once)"


def serve(host: str, port: int):
    """Run the production WSGI server until Ctrl-C, SIGTERM or the end of the terminal."""
    # The worker reads its settings from the environment.
    hosts = ["*"] if host in EVERY_ADDRESS else [*settings.ALLOWED_HOSTS, host]
    demo = {"HTTPS_ONLY": "False", "SECOND_FACTOR_REQUIRED": "False", "DEBUG": "False"}
    os.environ.update(demo, ALLOWED_HOSTS=",".join(hosts))
    server = DemoServer(
        "icc_site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        # Bounded, so that kept connections cannot exhaust the database.
        blocking_threads=4,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=load_application, wrap_loader=False)


def load_application():
    """The WSGI application, in a worker of its own process group: Ctrl-C reaches the parent, which ends the worker."""
    os.setpgid(0, 0)
    threading.Thread(target=end_with_parent, args=[os.getppid()], daemon=True).start()
    return import_string("icc_site.wsgi.application")


def end_with_parent(parent: int):
    """End this worker when the process that started it is gone: killed, it could not do so itself."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


class DemoServer(Granian):
    """Granian that ends on every signal of a terminal, also on several at once.

    Its own handler sets an event, which takes a lock; a second signal that comes meanwhile (uv passes on what the
    terminal sends to both) would wait for itself for ever. A flag takes none; the loop looks at it.
    """

    def signal_handler_interrupt(self, *args, **kwargs):
        self.interrupt_signal = True

    # SIGHUP, when the terminal closes: there is nothing to reload.
    signal_handler_reload = signal_handler_interrupt

    def _serve_loop(self, spawn_target, target_loader):
        """Wait for a signal, or for the end of the worker, which sets the event."""
        while not self.interrupt_signal and not self.main_loop_interrupt.wait(0.2):
            pass
