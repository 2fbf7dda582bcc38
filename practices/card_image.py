"""The picture of a practice that other sites show beside a link to it: 1200 × 630 pixels, PNG. Source: Open Graph."""

import io
from functools import cache
from pathlib import Path

from anyascii import anyascii
from django.conf import settings
from django.utils.translation import gettext
from PIL import Image, ImageDraw, ImageFont

from practices.year_bar import WIDTH as BAR_WIDTH
from practices.year_bar import spans
from practices.years import Axis

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
# The design's colours in light (static/css/tokens.css).
PAPER, INK, INK_2, ACCENT, LINE = "#fbfcfa", "#10262a", "#364c50", "#cf3f13", "#d0d9d2"
# Largest first; the title takes the first in which its lines fit above the bar. Pixels.
TITLE_SIZES, LINE_HEIGHT, MOST_HEIGHT = (84, 72, 60, 52), 1.12, 350
# Optical size and weight: the typeface's own axes.
TITLE, TEXT = (60, 420), (24, 420)
FONTS = [Path(settings.BASE_DIR, "static/fonts", f"literata-{name}.woff2") for name in ("latin", "latin-ext")]


@cache
def font(path: Path, size: int, axes: tuple[int, int]) -> ImageFont.FreeTypeFont:
    loaded = ImageFont.truetype(path, size)
    loaded.set_variation_by_axes([*axes])
    return loaded


@cache
def path_of(character: str) -> Path | None:
    """The file of the typeface that has a character; None where none has."""
    if character.isspace():
        return FONTS[0]
    for path in FONTS:
        if drawn(path, character) != drawn(path, "\uffff"):  # which no typeface has
            return path
    return None


def drawn(path: Path, character: str) -> bytes:
    return bytes(font(path, 20, TEXT).getmask(character))


def runs(text: str) -> list[tuple[Path, str]]:
    """The text in runs of one file each; letters that the typeface lacks are transliterated."""
    found = []
    for character in text:
        path = path_of(character)
        part = character if path else anyascii(character)
        path = path or FONTS[0]
        if found and found[-1][0] == path:
            found[-1] = (path, found[-1][1] + part)
        elif part:
            found.append((path, part))
    return found


def length(text: str, size: int, axes) -> float:
    """Width of a text in pixels."""
    return sum(font(path, size, axes).getlength(part) for path, part in runs(text))


def write(draw, x: float, y: float, text: str, size: int, axes, colour: str):
    for path, part in runs(text):
        draw.text((x, y), part, font=font(path, size, axes), fill=colour)
        x += font(path, size, axes).getlength(part)


def lines(text: str, size: int) -> list[str]:
    """The title in lines that fit between the margins."""
    wrapped = []
    for word in text.split():
        if wrapped and length(f"{wrapped[-1]} {word}", size, TITLE) <= WIDTH - 2 * MARGIN:
            wrapped[-1] += f" {word}"
        else:
            wrapped.append(word)
    return wrapped


def title_lines(title: str) -> tuple[int, list[str]]:
    """(size, lines) of the title; one that is too long even for the smallest size ends with an ellipsis."""
    for size in TITLE_SIZES:
        wrapped = lines(title, size)
        most = int(MOST_HEIGHT / (size * LINE_HEIGHT))
        if len(wrapped) <= most:
            return size, wrapped
    return size, [*wrapped[: most - 1], wrapped[most - 1] + "…"]


def draw_card(practice, axis: Axis) -> bytes:
    """The picture of a practice (`with_places_and_topics`): where, title, time on the axis, the catalogue’s name."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    where = " · ".join([practice.country.label, *(city.name for city in practice.cities.all()[:2])])
    write(draw, MARGIN, MARGIN - 12, where, 30, TEXT, ACCENT)
    size, wrapped = title_lines(practice.title)
    for number, line in enumerate(wrapped):
        write(draw, MARGIN, MARGIN + 44 + number * size * LINE_HEIGHT, line, size, TITLE, INK)
    draw_bar(draw, practice, axis, HEIGHT - MARGIN - 62)
    name = gettext("Intercultural Cities — Good Practices")
    write(draw, MARGIN, HEIGHT - MARGIN - 32, name, 28, TEXT, INK_2)
    stored = io.BytesIO()
    image.save(stored, "PNG", optimize=True)
    return stored.getvalue()


def draw_bar(draw, practice, axis: Axis, y: int):
    """The year bar of the pages, dotted where the dates are not known."""
    scale = (WIDTH - 2 * MARGIN) / BAR_WIDTH
    draw.line([(MARGIN, y), (WIDTH - MARGIN, y)], fill=LINE, width=2)
    for kind, path in spans(practice, axis.first, axis.last):
        left, _, right = path.removeprefix("M").partition(" 5H")
        left, right = (round(MARGIN + float(x) * scale) for x in (left, right))
        if kind == "s":
            draw.line([(left, y), (right, y)], fill=ACCENT, width=8)
        else:
            for x in range(left, right - 3, 18):
                draw.ellipse([x - 4, y - 4, x + 4, y + 4], fill=ACCENT)
