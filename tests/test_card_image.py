"""The picture of a practice for links to it."""

import io

import pytest
from PIL import Image

from practices.card_image import INK, PAPER, length, lines, runs, title_lines
from tests.builders import make_city, make_practice

pytestmark = pytest.mark.django_db


def picture(client, practice):
    response = client.get(f"/practices/{practice.slug}.png")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def test_picture_has_the_size_that_other_sites_expect_and_ink_on_it(client):
    image = picture(client, make_practice("Young Mayor", cities=[make_city("Oslo")], period="2016-"))
    colours = {colour for _, colour in image.getcolors(100_000)}
    assert image.size == (1200, 630)
    assert {tuple(bytes.fromhex(value[1:])) for value in (PAPER, INK)} <= colours


def test_pictures_differ_by_title_and_time(client):
    practices = [make_practice("One", period="2016-"), make_practice("Two", period="2016-"), make_practice("One")]
    assert len({picture(client, practice).tobytes() for practice in practices}) == 3


def test_draft_has_no_picture(client):
    draft = make_practice(status="draft", published_at=None)
    assert client.get(f"/practices/{draft.slug}.png").status_code == 404


def test_long_title_gets_smaller_and_at_last_is_cut():
    assert title_lines("Young Mayor") == (84, ["Young Mayor"])
    size, wrapped = title_lines(
        "Educational equality in Oslo. Tackling educational segregation through raising standards"
    )
    assert size < 84
    assert " ".join(wrapped).endswith("raising standards")
    size, wrapped = title_lines("intercultural " * 40)
    assert (size, len(wrapped), wrapped[-1][-1]) == (52, 6, "…")


def test_lines_stay_between_the_margins():
    for line in lines("Educational equality in Oslo. Tackling educational segregation", 84):
        assert length(line, 84, (60, 420)) <= 1200 - 2 * 72


def test_letters_that_the_typeface_lacks_are_transliterated():
    assert "".join(part for _, part in runs("Łódź, Αθήνα")) == "Łódź, Athina"
