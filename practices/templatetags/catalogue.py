"""What templates say about a practice beyond its fields."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from practices import languages, markdown
from practices.models.practice import SECTIONS
from practices.year_bar import spans

register = template.Library()

BAR = '<svg class="yrs" viewBox="0 0 130 10" preserveAspectRatio="none" aria-hidden="true"><path d="M0 5H130"/>%s</svg>'


@register.simple_tag
def year_bar(practice, axis):
    """The practice's time as a bar over `axis`. Hidden from screen readers: the period stands beside it in words."""
    paths = (f'<path class="{kind}" d="{path}"/>' for kind, path in spans(practice, axis.first, axis.last))
    return mark_safe(BAR % "".join(paths))  # noqa: S308 -- numbers and two letters of ours


@register.simple_tag
def columns(bars):
    """The columns of a histogram, a rectangle a year; those in the chosen span are marked."""
    on = ' class="on"'
    rectangles = (
        f'<rect{on if bar.is_chosen else ""} x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'
        for bar in bars
    )
    return mark_safe("".join(rectangles))  # noqa: S308 -- numbers


@register.simple_tag
def years_to_choose(years, chosen):
    """The options of a select, a year each."""
    return mark_safe(  # noqa: S308 -- numbers
        "".join(f"<option{' selected' if year == chosen else ''}>{year}</option>" for year in years)
    )


# Stand in for the values of an option while its pattern is made: characters of the private use area.
VALUE, LABEL, COUNT, QUERY = "\ue100", "\ue101", "\ue102", "\ue103"


@register.simple_tag
def options(facet, shown):
    """The rows of a facet's options, by the partial `option` of catalogue/_facet.html.

    A page has hundreds of rows of few shapes: each shape is rendered once in the life of the process, and its rows
    are made by putting in their values.
    """
    rows = []
    for option in shown:
        pattern = option_pattern(
            get_language(), facet.name, option.is_excluded, option.is_selected, is_zero=not option.count
        )
        rows.append(
            pattern.replace(VALUE, option.value)  # a slug, code or tag: nothing to escape
            .replace(QUERY, escape(option.query))
            .replace(COUNT, str(option.count))
            .replace(LABEL, escape(option.label))
        )
    return mark_safe("".join(rows))  # noqa: S308 -- what is put in is escaped above


@lru_cache
def option_pattern(language, facet_name, is_excluded, is_selected, *, is_zero) -> SafeString:
    """The markup of an option of this shape, with the characters above where its values go."""
    option = {"value": VALUE, "label": LABEL, "count": 0 if is_zero else COUNT, "query": QUERY}
    option |= {"is_excluded": is_excluded, "is_selected": is_selected}
    partial = get_template("catalogue/_facet.html#option")
    return partial.render({"option": option, "facet": {"name": facet_name}})


@register.filter
def as_markdown(text):
    """The text of a section as safe HTML."""
    return markdown.render(text)


@register.filter
def excerpt(practice):
    """The beginning of the practice's text, plain."""
    return markdown.excerpt(text for name, label, text in practice.sections)


@register.filter
def is_cut(text):
    """Whether the source printed only the beginning of this text."""
    return text.rstrip().endswith("…")


@register.filter
def in_words(period):
    """The period as written, or that there is none."""
    return period or gettext("Period not given")


@register.filter
def section_label(name):
    """ "In purpose": the section that a passage is from."""
    return gettext("In %(section)s") % {"section": str(SECTIONS[name]).lower()}


@register.simple_tag
def lang(practice):
    """The lang attribute for the practice's own text, where that is in another language than the page."""
    return "" if practice.language == "en" else format_html(' lang="{}"', practice.language)


register.filter("language_name", languages.name)
