"""Pictures of every kind of page, to look at; tests/screenshots runs this."""

import argparse
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.kinds import KINDS

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
# A page of thousands of rows is cut off here.
HIGHEST = 6000


def addresses(languages: list[str], kinds: list[str]) -> dict[str, str]:
    """Name of a picture → address, of every kind in every language; a kind that is French already, once."""
    found = {}
    for (kind, address), language in product(KINDS.items(), languages):
        is_french = address.startswith("/fr/")
        if (kinds and kind not in kinds) or (is_french and language != "fr"):
            continue
        prefix = "/fr" if language == "fr" and not is_french else ""
        found[f"{kind.replace(' ', '-').lower()}-{language}"] = prefix + address
    return found


def take(base: str, folder: Path, pages: dict[str, str], widths: list[int], schemes: list[str]):
    """Save a picture of each page at each width in each scheme, as NAME-WIDTH-SCHEME.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme in product(widths, schemes):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            for name, address in pages.items():
                page.goto(base + address)
                height = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": min(height, HIGHEST)})
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                page.set_viewport_size({"width": width, "height": 900})
            page.close()
        browser.close()


def main():
    def words(text: str) -> list[str]:
        return [word for word in text.split(",") if word]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", required=True, help="of the running site, without a slash at its end")
    parser.add_argument("--to", type=Path, help="folder for the pictures (default: a new one, outside of the project)")
    parser.add_argument("--widths", type=words, default=["360", "768", "1440"])
    parser.add_argument("--schemes", type=words, default=["light", "dark"])
    parser.add_argument("--languages", type=words, default=["en", "fr"])
    parser.add_argument("--kinds", type=words, default=[], help=f"of: {', '.join(KINDS)} (default: all)")
    asked = parser.parse_args()
    folder = asked.to or Path(tempfile.mkdtemp(prefix="screenshots-"))
    folder.mkdir(parents=True, exist_ok=True)
    pages = addresses(asked.languages, asked.kinds)
    take(asked.address, folder, pages, [int(width) for width in asked.widths], asked.schemes)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
