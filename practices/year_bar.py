"""The year bar: a practice's time on an axis, as path data for an SVG 130 units wide."""

WIDTH = 130


def spans(practice, first: int, last: int) -> list[tuple[str, str]]:
    """(kind, path) of each stroke of the bar over the years `first`–`last`: "s" dated, "u" running without dates.

    A bare year is a bar of one year. An open period runs to the right edge; where the text gives an end and still
    says that it goes on, the years after the end are dotted. What lies left of the axis comes in from its edge.
    """
    year_width = WIDTH / (last - first + 1)

    def x(year):
        return round(min(max((year - first) * year_width, 0), WIDTH), 1)

    def stroke(kind, left, right):
        return [(kind, f"M{left} 5H{right}")] if right > left else []

    if practice.start_year is None:
        return [("u", f"M1.5 5H{WIDTH}")] if practice.is_ongoing else []
    if practice.is_ongoing and practice.end_year is None:
        return stroke("s", x(practice.start_year), WIDTH)
    end = x((practice.end_year or practice.start_year) + 1)
    dated = stroke("s", x(practice.start_year), end)
    return dated + stroke("u", end + 1.5, WIDTH) if practice.is_ongoing else dated
