"""Which words of two texts differ."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.differences import MOST, differing, shortened


def marked(parts):
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in parts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Young Mayor", "Young Major", ("Young [Mayor]", "Young [Major]")),
        ("a b c", "a c", ("a [b ]c", "a c")),
        ("", "New", ("", "[New]")),
        ("same", "same", ("same", "same")),
        ("2016-", "2016-2018", ("2016-", "2016-[2018]")),
    ],
)
def test_words_that_differ_are_marked(old, new, expected):
    assert tuple(marked(parts) for parts in differing(old, new)) == expected


@given(st.text(alphabet="ab .\n"), st.text(alphabet="ab .\n"))
def test_parts_put_together_are_the_texts(old, new):
    assert tuple("".join(part.text for part in parts) for parts in differing(old, new)) == (old, new)


def test_long_texts_that_differ_all_over_are_marked_whole():
    one, other = "a " * MOST, "b " * MOST
    assert [[part.is_marked for part in parts] for parts in differing(one, other)] == [[True, False], [True, False]]


def test_shortened_parts_keep_what_stands_beside_the_mark():
    old, _new = differing("x" * 50 + " old " + "y" * 50, "x" * 50 + " new " + "y" * 50)
    assert marked(shortened(old, around=5)) == "…xxxx [old] yyyy…"


def test_thousand_words_changed_throughout_are_compared_in_no_time():
    words = [f"word{number}" for number in range(900)]
    changed = ["changed" if number % 7 == 0 else word for number, word in enumerate(words)]
    begun = time.monotonic()
    old, new = differing(" ".join(words), " ".join(changed))
    assert time.monotonic() - begun < 1
    assert (sum(part.is_marked for part in old), sum(part.is_marked for part in new)) == (129, 129)
