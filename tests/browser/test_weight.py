"""What the first visit costs."""

import brotli
import pytest

pytestmark = pytest.mark.django_db(transaction=True)

# In front of each file, by the middleware of the real server: measured at 700 to 770 bytes.
HEADERS = 800
AS_THEY_ARE = (".woff2", ".png", ".ico")


def sizes(page, address) -> dict[str, int]:
    """Path → bytes over the wire of everything the page loads, files as WhiteNoise serves them: with brotli."""
    found = {}

    def add(response):
        path = response.url.removeprefix(address)
        if path.startswith("/static/") and not path.endswith(AS_THEY_ARE):
            found[path] = HEADERS + len(brotli.compress(response.body()))
        elif path.startswith("/static/"):
            found[path] = HEADERS + len(response.body())
        else:
            found[path] = sum(response.request.sizes()[part] for part in ("responseHeadersSize", "responseBodySize"))

    page.on("requestfinished", lambda request: add(request.response()))
    page.goto(address, wait_until="networkidle")
    return found


def test_first_load_of_the_front_page_is_light(page, seed):
    found = sizes(page, seed)
    assert {"/", "/static/css/tokens.css", "/static/fonts/literata-latin.woff2", "/static/icon.svg"} <= found.keys()
    assert sum(found.values()) < 130_000
    assert len(found) <= 17


def test_pages_load_only_what_they_need(page, seed):
    def loaded(path):
        page.goto(seed + path)
        names = "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map((e) => e.href || e.src)"
        return {address.rpartition("/")[2] for address in page.evaluate(names)}

    everywhere = {"tokens.css", "base.css", "theme.js", "appearance.js", "suggest.js"}
    assert loaded("/about/") == everywhere | {"reading.css"}
    assert loaded("/topics/") == everywhere | {"places.css"}
    assert loaded("/practices/first-welcome/") == everywhere | {"reading.css", "menu.js", "print.js"}
    assert loaded("/compare/") == everywhere | {"catalogue.css", "reading.css"}
    finding = everywhere | {"catalogue.css", "htmx.min.js", "menu.js", "apply_label.js", "drawer.js", "in_place.js"}
    assert loaded("/") == finding
    assert loaded("/map/") == finding | {"places.css"}
    assert loaded("/timeline/") == finding | {"pictures.css"}
