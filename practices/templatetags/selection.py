"""What stands around a selection, filled into patterns: facets with all their options, and links to its neighbours."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext

from practices.patterns import pattern, remembered

register = template.Library()

OPTION = ("value", "label", "count", "address")
FACET = ("label", "chosen", "find", "shown", "folded", "show_all", "all_address")
YEARS = ("span", "in_words", "columns", "first", "last", "earliest", "from_years", "to_years", "undated")


@register.simple_tag
def options(facet, shown, address):
    """The rows of a facet's options, on the page at `address`."""
    language, row = get_language(), remembered(option_pattern)
    rows = (
        row(
            language, facet.name, option.value, option.label, option.is_excluded, option.is_selected, not option.count
        ).fill(count=counted(option.count), address=address + option.query)
        for option in shown
    )
    return mark_safe("".join(rows))  # noqa: S308 -- filled patterns


def counted(number: int) -> str:
    """A number as the language writes it; most are small, and formatting all of them would take its time."""
    return str(number) if number < 1000 else number_format(number)


@lru_cache(maxsize=5000)
def option_pattern(language, facet, value, label, is_excluded, is_selected, is_zero):
    """The row of an option in the present language, which is `language`, without its number and address."""
    row = pattern(
        "catalogue/_facet.html#option",
        OPTION,
        facet=facet,
        is_excluded=is_excluded,
        is_selected=is_selected,
        is_zero=is_zero,
    )
    return row.with_values(value=value, label=label)


@register.simple_tag
def facet(facet, address, query):
    """One facet in the form on the page at `address`, of the selection with the query string `query`."""
    number = len(facet.chosen)
    fieldset = pattern(
        "catalogue/_facet.html#facet",
        FACET,
        name=facet.name,
        is_chosen=number > 0,
        is_searchable=facet.is_long and facet.fits_in_form,
        is_folded=bool(facet.folded),
        is_continued=not facet.fits_in_form,
    )
    return fieldset.fill(
        label=str(facet.label),
        chosen=ngettext("%(number)s selected", "%(number)s selected", number) % {"number": number},
        find=str(facet.words.find),
        shown=options(facet, facet.shown, address),
        folded=options(facet, facet.folded, address),
        show_all=facet.show_all_text,
        all_address="" if facet.fits_in_form else reverse("facet", args=[facet.name]) + query,
    )


@register.simple_tag
def facet_of_years(years, span_text, is_undated_included):
    """The years in the form: a histogram and two years to choose; `span_text` says in words what is chosen."""
    axis, is_chosen = years.axis, years.span != (None, None)
    fieldset = pattern(
        "catalogue/_years.html#years",
        YEARS,
        is_chosen=is_chosen,
        is_earlier=axis.earliest < axis.first,
        is_zero=not years.undated,
        is_undated_included=is_undated_included,
    )
    first, last = years.span
    return fieldset.fill(
        span=span_text if is_chosen else "",
        in_words=years.in_words,
        columns=columns(years.bars),
        first=str(axis.first),
        last=str(axis.last),
        earliest=str(axis.earliest),
        from_years=years_to_choose(years.options, first),
        to_years=years_to_choose(reversed(years.options), last),
        undated=counted(years.undated),
    )


@register.simple_tag
def columns(bars):
    """The columns of a histogram, a rectangle a year; those in the chosen span are marked."""
    on = ' class="on"'
    rectangles = (
        f'<rect{on if bar.is_chosen else ""} x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'
        for bar in bars
    )
    return mark_safe("".join(rectangles))  # noqa: S308 -- numbers


def years_to_choose(years, chosen):
    """The options of a select, a year each."""
    return mark_safe(  # noqa: S308 -- numbers
        "".join(f"<option{' selected' if year == chosen else ''}>{year}</option>" for year in years)
    )


@register.simple_tag
def views(query, present):
    """Links to the selection in every picture; `present` is the name of the page's own address."""
    return pattern("catalogue/_views.html#views", ("query",), present=present).fill(query=query)


@register.simple_tag
def sorting(links, address):
    """The menu of orders: `links` are (label, query string, whether it is the present one)."""
    rows = [
        pattern("catalogue/_menus.html#sort_link", ("address", "label"), is_present=is_present).fill(
            address=address + query, label=str(label)
        )
        for label, query, is_present in links
    ]
    present = next((str(label) for label, _, is_present in links if is_present), "")
    menu = pattern("catalogue/_menus.html#sorting", ("present", "links"))
    return menu.fill(present=present, links=mark_safe("".join(rows)))  # noqa: S308 -- filled patterns


@register.simple_tag
def exporting(query):
    """The menu of formats of the selection with a query string."""
    return pattern("catalogue/_menus.html#exporting", ("query",)).fill(query=query)


@register.simple_tag
def page_numbers(page, links, address):
    """The numbers of pages: `links` are (number or an ellipsis, query string)."""
    rows = []
    for number, query in links:
        if number == page.paginator.ELLIPSIS:
            rows.append('<li><span aria-hidden="true">…</span></li>')
        else:
            link = pattern("catalogue/_pages.html#number", ("number", "address"), is_present=number == page.number)
            rows.append(link.fill(number=str(number), address=address + query))
    return mark_safe("".join(rows))  # noqa: S308 -- filled patterns
