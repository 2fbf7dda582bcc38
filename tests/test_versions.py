"""Differences of two versions, in words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.versions import ADDED, LEFT_OUT, REMOVED, SAME, Difference, Piece, changes, differences


def drawn(pieces):
    """Pieces as a line: kept, {+added+}, [-removed-], <left out>."""
    marks = {SAME: "{}", ADDED: "{{+{}+}}", REMOVED: "[-{}-]", LEFT_OUT: "<{}>"}
    return "".join(marks[kind].format(text) for kind, text in pieces)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", "", ""),
        ("The same.", "The same.", ""),
        ("One.\n\nTwo.", "One.\r\n\r\nTwo.\r\n", ""),
        ("", "New text. All of it.", "{+New text. All of it.+}"),
        ("Old text.", "", "[-Old text.-]"),
        ("2016", "2016-", "2016{+-+}"),
        ("It has ten mentors.", "It has twelve mentors.", "It has [-ten -]{+twelve +}mentors."),
        ("They met in the hall.", "Nobody knew the way!", "[-They met in the hall.-]{+Nobody knew the way!+}"),
        ("They met often.", "Nobody came at all!", "[-They met often.-]{+Nobody came at all!+}"),
        (
            "First. Second. Third one. Fourth. Fifth. Sixth.",
            "First. Second. Third two. Fourth. Fifth. Sixth.",
            "<First. >Second. Third [-one-]{+two+}. Fourth. <Fifth. Sixth.>",
        ),
        ("A. B. C. D.", "A. B. New. C. D.", "<A. >B. {+New. +}C. <D.>"),
        ("Before. After.", "Before.\nAfter.", "Before[-. -]{+.\n+}After."),
        ("One. Two.", "One. Two.\n\nThree.", "<One. >Two.\n\n{+Three.+}"),
        ("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One.\n\n{+New.\n\n+}Two."),
        ("« Oui », dit-il.", "« Non », dit-il.", "« [-Oui -]{+Non +}», dit-il."),
    ],
)
def test_changed_words_are_marked_in_their_sentences(before, after, line):
    assert drawn(changes(before, after)) == line


def test_names_have_no_order():
    assert changes(["Oslo", "Bergen"], ["Bergen", "Oslo"]) == []
    assert drawn(changes(["Oslo", "Bergen"], ["Bergen", "Turin"])) == "[-Oslo-], Bergen, {+Turin+}"


def test_only_labels_that_differ_are_told_in_their_order():
    before = {"Title": "A", "Place": ["Oslo"], "Text": "Same."}
    after = {"Title": "A", "Place": [], "Text": "Same.", "Year": "2016", "Notes": ""}
    assert differences(before, after) == [
        Difference("Place", [Piece(REMOVED, "Oslo")]),
        Difference("Year", [Piece(ADDED, "2016")]),
    ]


texts = st.lists(st.sampled_from(["One", " ", ". ", "two", "\n", "!", "…", "é"]), max_size=30).map("".join)


@given(texts, texts)
def test_both_texts_can_be_read_from_the_pieces(before, after):
    pieces = changes(before, after)
    if pieces:
        for text, other in ((before, ADDED), (after, REMOVED)):
            read = "".join(piece.text for piece in pieces if piece.kind != other)
            assert "".join(read.split()) == "".join(text.split())
    else:
        assert before.strip() == after.strip()


def test_long_texts_take_no_time():
    before = " ".join(f"word{number % 50}" for number in range(20_000))
    after = " ".join(f"word{number % 49}" for number in range(20_000))
    started = time.perf_counter()
    assert [piece.kind for piece in changes(before, after)] == [REMOVED, ADDED]
    assert time.perf_counter() - started < 2
