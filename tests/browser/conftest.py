"""A real Chromium on the running site."""

import os
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect, sync_playwright

from practices.models import Practice
from tests.builders import make_practice

CHROMIUM = Path("/usr/bin/chromium")
TOOLS = Path(__file__).parents[2] / ".tools"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
# Playwright's loop runs in this thread, where Django would take every query for one from a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    """Mark what stands in this folder; without browser or tools skip it, but fail in CI, which has to have them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            for needed in (CHROMIUM, TOOLS):
                if not needed.exists() and not os.environ.get("CI"):
                    item.add_marker(pytest.mark.skip(reason=f"there is no {needed}: see docs/development.md"))


@pytest.fixture(scope="session")
def browser():
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def seed(live_server):
    """The address of a site with the ten entries of the seed, one of them revised, and one that was withdrawn."""
    call_command("loaddata", "topics", "good_practices", "good_practices_background", "synonyms", verbosity=0)
    revised = Practice.objects.get(slug="first-welcome")
    revised.last_confirmed_on = date(2026, 11, 1)
    revised.revise(by=None)
    gone = make_practice("Night school", country="IT", cities=revised.cities.all(), topics=revised.topics.all())
    gone.withdraw(by=None, reason="It was the same as First Welcome.")
    return live_server.url


@contextmanager
def watched_page(browser, live_server, **options):
    """Yield a page that takes every error for its own: of scripts, in the console, and requests to other hosts."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    page = context.new_page()
    page.faults = faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda r: None if r.url.startswith((live_server.url, "data:")) else faults.append(r.url))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(browser, live_server):
    with watched_page(browser, live_server) as page:
        yield page


@pytest.fixture
def plain_page(browser, live_server):
    """A page whose browser runs no scripts."""
    with watched_page(browser, live_server, java_script_enabled=False) as page:
        yield page
