"""One client that asks a server on this machine, one question after the other, and takes the time."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings

SECONDS_TO_START = 60
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "practices.benchmark.settings", "HTTPS_ONLY": "False", "DEBUG": "False"}


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that answers took, from the request to the last byte."""

    seconds: list[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[max(0, -(-len(self.seconds) * 95 // 100) - 1)]

    @property
    def worst(self) -> float:
        return max(self.seconds)


class Client:
    """Keeps one connection; `ask` raises RuntimeError for a status that was not expected.

    It asks as browsers do, for a compressed answer, unless `is_compressed` is switched off.
    """

    def __init__(self, port: int):
        self.is_compressed = True
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, path: str, *, status=200, **headers) -> tuple[float, bytes, str]:
        """(seconds, content, entity tag) of one answer; the time ends when the last byte is in."""
        headers |= {"Accept-Encoding": "gzip" if self.is_compressed else "identity"}
        started = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        if response.status != status:
            raise RuntimeError(f"{path} answered {response.status}")
        return seconds, content, response.headers.get("ETag", "")

    def spelled(self, path: str) -> str:
        """The path in the site's own spelling, to which another one is redirected."""
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        response.read()
        return response.headers.get("Location", path)

    def times(self, paths, **options) -> Times:
        return Times([self.ask(path, **options)[0] for path in paths])


@contextmanager
def server(*, remembers: bool):
    """A production server of the site, in a process of its own; yields a client of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-log"]
    command += ["--workers", "1", "--blocking-threads", "2", "icc_site.wsgi:application"]
    environment = os.environ | ENVIRONMENT | {"BENCHMARK_REMEMBERS": str(remembers)}
    process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)  # noqa: S603 -- our own
    try:
        wait_until_it_answers(port, process)
        yield Client(port)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until_it_answers(port: int, process):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Client(port).ask("/readyz")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def manage(*words: str):
    """Run a command of manage.py on the benchmark's database."""
    subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, "manage.py", *words], env=os.environ | ENVIRONMENT, cwd=settings.BASE_DIR, check=True
    )
