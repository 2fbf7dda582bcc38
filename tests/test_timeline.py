"""The lines of the timeline."""

import pytest

from practices.timeline import Grid
from practices.years import Axis


def test_lines_stand_two_years_apart():
    grid = Grid(Axis(2014, 2026, 2014))
    assert grid.path == "M0.0 0V10M20.0 0V10M40.0 0V10M60.0 0V10M80.0 0V10M100.0 0V10M120.0 0V10"
    assert grid.labels == ["2014", "", "2016", "", "2018", "", "2020", "", "2022", "", "2024", "", "2026"]


@pytest.mark.parametrize(
    ("first", "lines", "labelled"),
    [
        (2025, 1, ["2025"]),
        (2000, 14, ["2000", "2004", "2008", "2012", "2016", "2020", "2024"]),
        (1990, 10, ["1990", "1998", "2006", "2014", "2022"]),
        (1926, 13, ["1926", "1942", "1958", "1974", "1990", "2006", "2022"]),
    ],
)
def test_long_axis_has_fewer_lines_and_labels(first, lines, labelled):
    grid = Grid(Axis(first, 2026, first))
    assert (grid.path.count("M"), [label for label in grid.labels if label]) == (lines, labelled)
