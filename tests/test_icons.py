"""The icons of the site, at the addresses where browsers look for them."""

import json
from io import BytesIO

import pytest
from PIL import Image

from practices.icons import ROOT, SIZES, drawing


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_icon_is_the_drawing_at_the_root_of_the_site(client, name, size):
    response = client.get(f"/{name}")
    content = body(response)
    assert response.headers["Content-Type"] == ("image/x-icon" if name.endswith(".ico") else "image/png")
    image = Image.open(BytesIO(content))
    assert image.size == (size, size)
    assert image.convert("RGB").tobytes() == drawing(size).convert("RGB").tobytes()
    assert len(content) < 2_000


def test_drawing_is_two_bars_on_a_dark_square():
    image = drawing(32).convert("RGB")
    background, bar = (0x10, 0x26, 0x2A), (0xFF, 0x82, 0x56)
    corners = {(6, 9): bar, (17, 12): bar, (14, 19): bar, (25, 22): bar, (5, 9): background, (18, 12): background}
    assert {point: image.getpixel(point) for point in corners} == corners
    assert image.getcolors() == [(2 * 12 * 4, bar), (32 * 32 - 2 * 12 * 4, background)]


def test_manifest_names_the_icons(client):
    response = client.get("/site.webmanifest")
    manifest = json.loads(body(response))
    assert response.headers["Content-Type"] == "application/manifest+json"
    for icon in manifest["icons"]:
        with Image.open(ROOT / icon["src"].removeprefix("/")) as image:
            assert icon["sizes"] == f"{image.width}x{image.height}"
    assert (manifest["start_url"], manifest["theme_color"]) == ("/", "#fbfcfa")


def test_pages_name_icons_manifest_and_colours(client):
    page = client.get("/about/").content.decode()
    for line in (
        '<link rel="icon" href="/favicon.ico" sizes="32x32">',
        '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">',
        '<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
        '<link rel="manifest" href="/site.webmanifest">',
        '<meta name="theme-color" content="#fbfcfa" media="(prefers-color-scheme: light)">',
        '<meta name="theme-color" content="#0e181a" media="(prefers-color-scheme: dark)">',
    ):
        assert line in page
