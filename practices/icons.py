"""Make the site's icons in static/root/ from the drawing in static/icon.svg, for what does not read SVG.

Run:  python -m practices.icons

Files in static/root/ are served from the root of the site, where browsers look for them by name.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parents[1] / "static"
ROOT = STATIC / "root"
# File → width and height in pixels. Sizes: what browsers, iOS and the Web App Manifest ask for.
SIZES = {"favicon.ico": 32, "apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
# The drawing is so many units wide and high.
UNITS = 32


def drawing(size: int) -> Image.Image:
    """The icon in `size` × `size` pixels: a square with horizontal bars, as the SVG says them."""
    svg = (STATIC / "icon.svg").read_text()
    background, bars = re.findall(r'(?:fill|stroke)="(#\w+)"', svg)
    thickness = int(re.search(r'stroke-width="(\d+)"', svg)[1])
    image = Image.new("P", (size, size))
    image.putpalette([*bytes.fromhex(background[1:]), *bytes.fromhex(bars[1:])])
    draw = ImageDraw.Draw(image)
    for left, middle, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg):
        left, right, top = int(left), int(left) + int(length), int(middle) - thickness / 2
        corners = (left, top, right, top + thickness)
        x1, y1, x2, y2 = (round(corner * size / UNITS) for corner in corners)
        draw.rectangle((x1, y1, x2 - 1, y2 - 1), fill=1)  # Pillow draws the last pixel too
    return image


def main():
    ROOT.mkdir(exist_ok=True)
    for name, size in SIZES.items():
        image = drawing(size)
        if name.endswith(".ico"):
            image.convert("RGBA").save(ROOT / name, sizes=[(size, size)])
        else:
            image.save(ROOT / name, optimize=True)


if __name__ == "__main__":
    main()
