"""Start `manage.py demo` as a newcomer would, look at two pages, stop it, and see that nothing stays behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

SECONDS_TO_START = 60
SECONDS_TO_STOP = 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> str:
    """The page's text; raises OSError while nobody answers."""
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 -- our own http address
        return response.read().decode()


def wait_for(url: str, demo: subprocess.Popen) -> str:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            sys.exit(f"The demo ended with {demo.returncode}.")
        try:
            return fetch(url)
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    demo.kill()
    sys.exit(f"The demo did not answer within {SECONDS_TO_START} s.")


def wait_for_the_end_of_the_database(clone: Path):
    """The server goes a moment after its last user; its pid file goes with it."""
    deadline = time.monotonic() + SECONDS_TO_STOP
    while any((clone / ".postgres").rglob("postmaster.pid")):
        if time.monotonic() > deadline:
            sys.exit(f"The database still runs {SECONDS_TO_STOP} s after the demo.")
        time.sleep(0.05)


def main():
    with tempfile.TemporaryDirectory() as directory:
        clone = Path(directory) / "clone"
        subprocess.run(["git", "clone", "--quiet", ".", clone], check=True)  # noqa: S603, S607 -- our own repository
        try_in(clone)


def try_in(clone: Path):
    """Run the first command of the README in a fresh clone."""
    port, started = free_port(), time.monotonic()
    # "exec" only so that the exit code is the command's own when the signal reaches the shell too.
    command = f"pip install --quiet uv && exec uv run manage.py demo --port {port}"
    surroundings = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    demo = subprocess.Popen(command, shell=True, cwd=clone, env=surroundings, start_new_session=True)  # noqa: S602
    try:
        home = wait_for(f"http://127.0.0.1:{port}/", demo)
        print(f"Answered after {time.monotonic() - started:.1f} s.")
        for title in ("District Mothers", "Young Mayor", "Don’t Feed the Rumour"):
            if title not in home:
                sys.exit(f"“{title}” is not on the front page.")
        if "Stadtteilmütter" not in fetch(f"http://127.0.0.1:{port}/practices/district-mothers/"):
            sys.exit("The page of District Mothers lacks its references.")
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        code = demo.wait(timeout=30)
    if code != 0:
        sys.exit(f"The demo ended with {code} on SIGTERM.")
    wait_for_the_end_of_the_database(clone)
    print("Stopped cleanly.")


if __name__ == "__main__":
    main()
