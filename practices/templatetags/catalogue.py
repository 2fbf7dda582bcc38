"""What templates say about a practice beyond its fields."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from practices import languages, markdown
from practices.models.practice import SECTIONS
from practices.year_bar import spans

register = template.Library()


@register.inclusion_tag("catalogue/_year_bar.html")
def year_bar(practice, axis):
    """The practice's time as a bar over `axis`. Hidden from screen readers: the period stands beside it in words."""
    return {"spans": spans(practice, axis.first, axis.last)}


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
