"""The year bar's geometry, on an axis of 13 years that is 10 units a year."""

import pytest

from practices.models import Practice
from practices.year_bar import spans


@pytest.mark.parametrize(
    ("years", "strokes"),
    [
        ((2016, 2016, False), [("s", "M20.0 5H30.0")]),
        ((2016, None, None), [("s", "M20.0 5H30.0")]),
        ((2016, None, True), [("s", "M20.0 5H130")]),
        ((2014, 2015, True), [("s", "M0.0 5H20.0"), ("u", "M21.5 5H130")]),
        ((1995, 2016, False), [("s", "M0 5H30.0")]),
        ((1995, 1999, False), []),
        ((2020, 2030, False), [("s", "M60.0 5H130")]),
        ((2020, 2030, True), [("s", "M60.0 5H130")]),
        ((None, None, True), [("u", "M1.5 5H130")]),
        ((None, 2020, False), []),
        ((None, None, None), []),
    ],
)
def test_bar_shows_what_is_known(years, strokes):
    start, end, ongoing = years
    practice = Practice(start_year=start, end_year=end, is_ongoing=ongoing)
    assert spans(practice, 2014, 2026) == strokes
