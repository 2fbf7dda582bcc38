"""Drawings in the pictures of a selection: SVG by attributes alone, whose numbers stand beside it as text."""

from django import template
from django.utils.safestring import mark_safe

from practices.year_bar import spans

register = template.Library()

LINES = '<svg class="yrs" viewBox="0 0 130 10" preserveAspectRatio="none" aria-hidden="true"><path d="%s"/>%s</svg>'


@register.simple_tag
def timeline_bar(practice, grid):
    """The practice's time as a bar over the lines of `grid`."""
    paths = (f'<path class="{kind}" d="{path}"/>' for kind, path in spans(practice, grid.axis.first, grid.axis.last))
    return mark_safe(LINES % (grid.path, "".join(paths)))  # noqa: S308 -- numbers and two letters of ours
