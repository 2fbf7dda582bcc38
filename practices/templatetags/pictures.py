"""Drawings in the pictures of a selection: SVG by attributes alone, whose numbers stand beside it as text."""

from django import template
from django.utils.formats import number_format
from django.utils.safestring import mark_safe

from practices.patterns import pattern
from practices.year_bar import spans

register = template.Library()

LINES = '<svg class="yrs" viewBox="0 0 130 10" preserveAspectRatio="none" aria-hidden="true"><path d="%s"/>%s</svg>'
BAR = '<svg class="amount" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">%s</svg>'
COLUMNS = '<svg class="hist amounts" viewBox="0 0 %s 40" preserveAspectRatio="none" aria-hidden="true">%s</svg>'


@register.simple_tag
def timeline_bar(practice, grid):
    """The practice's time as a bar over the lines of `grid`."""
    paths = (f'<path class="{kind}" d="{path}"/>' for kind, path in spans(practice, grid.axis.first, grid.axis.last))
    return mark_safe(LINES % (grid.path, "".join(paths)))  # noqa: S308 -- numbers and two letters of ours


@register.simple_tag
def bar(number, highest):
    """A number as a bar that would be 100 units long for the highest one."""
    rectangle = f'<rect width="{round(100 * number / highest, 1)}" height="10"/>' if number else ""
    return mark_safe(BAR % rectangle)  # noqa: S308 -- numbers


@register.simple_tag
def columns_of(chart):
    """A column for each row of a chart, a unit each."""
    heights = [round(40 * row.number / chart.highest, 1) for row in chart.rows]
    rectangles = (
        f'<rect x="{place + 0.1:.1f}" y="{round(40 - height, 1)}" width="0.8" height="{height}"/>'
        for place, height in enumerate(heights)
        if height
    )
    return mark_safe(COLUMNS % (len(heights), "".join(rectangles)))  # noqa: S308 -- numbers


@register.simple_tag
def amounts(row, address):
    """The cells of a row's numbers, each with its link into the selection on the page at `address`."""
    return mark_safe("".join(amount_cell(amount, address) for amount in row.amounts))  # noqa: S308 -- filled patterns


def amount_cell(amount, address):
    is_linked = amount.query is not None
    cell = pattern("pictures/_amount.html#amount", ("number", "address"), is_linked=is_linked, level=amount.level)
    return cell.fill(number=number_format(amount.number), address=address + amount.query if is_linked else "")
