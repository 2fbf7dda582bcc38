"""What stands around a selection, filled into patterns: facets with all their options, and links to its neighbours."""

from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from practices.facets import FACET_WORDS
from practices.orders import SORT_LABELS
from practices.patterns import in_a_row, pattern, remembered

register = template.Library()

OPTION = ("value", "label", "count", "address")
CHIP = ("label", "value", "address")
FACET = ("label", "chosen", "find", "shown", "folded", "show_all", "all_address")
FORM = ("address", "active", "kept", "facets", "years", "language", "ongoing", "clear")
PAGES = ("first", "last", "count", "previous", "numbers", "next", "sizes")
YEARS = ("span", "in_words", "columns", "first", "last", "earliest", "from_years", "to_years", "undated")


@register.simple_tag
def options(facet, shown, address):
    """The rows of a facet's options, on the page at `address`."""
    language, row, address = get_language(), remembered(option_pattern), escape(address)
    rows = [
        row(
            language, facet.name, option.value, option.label, option.is_excluded, option.is_selected, not option.count
        ).fill(
            count=counted(option.count),
            # Of what a query string is encoded with, this alone has to be escaped.
            address=SafeString(address + option.query.replace("&", "&amp;")),
        )
        for option in shown
    ]
    return in_a_row(rows)


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
def facet_form(facets, address, query):
    """The form of all facets, on the page at `address`, of the selection with the query string `query`."""
    selection, active = facets.selection, len(facets.chips)
    is_ongoing = bool(selection.values.get("ongoing"))
    form = pattern(
        "catalogue/_facets.html#form", FORM, is_active=active > 0, is_zero=not facets.ongoing, is_ongoing=is_ongoing
    )
    return form.fill(
        address=address,
        active=ngettext("%(number)s active", "%(number)s active", active) % {"number": active},
        kept=in_a_row(kept(*parameter) for parameter in facets.kept_parameters),
        facets=in_a_row(facet(shown, address, query) for shown in facets.all),
        years=facet_of_years(facets.years, facets.span_text, bool(selection.values.get("undated"))),
        language=facet(facets.language, address, query) if facets.language.is_choice else "",
        ongoing=counted(facets.ongoing),
        clear=address + facets.clear_query,
    )


def kept(name, value):
    """A parameter that the form carries along."""
    return pattern("catalogue/_facets.html#kept", ("name", "value")).fill(name=name, value=value)


@register.simple_tag
def kept_by_search(facets, is_apart=False):
    """What the search box carries along of a selection, if the page has one."""
    rows = [kept(*parameter) for parameter in facets.beside_the_words] if facets else []
    return pattern("catalogue/_kept_by_search.html#kept", ("kept",), is_apart=is_apart).fill(kept=in_a_row(rows))


@register.simple_tag
def chips(facets, address):
    """What a selection on the page at `address` is narrowed by; nothing where it is not."""
    if not facets.chips:
        return ""
    rows = [
        pattern("catalogue/_chips.html#chip", CHIP, is_alternative=chip.is_alternative).fill(
            label=str(chip.label), value=str(chip.value), address=address + chip.query
        )
        for chip in facets.chips
    ]
    group = pattern("catalogue/_chips.html#chips", ("chips", "clear"))
    return group.fill(chips=in_a_row(rows), clear=address + facets.clear_query)


def facet(facet, address, query):
    """One facet in the form on the page at `address`, of the selection with the query string `query`."""
    number, is_continued = len(facet.chosen), not facet.fits_in_form
    fieldset = remembered(facet_pattern)(
        get_language(),
        facet.name,
        is_chosen=number > 0,
        is_searchable=facet.is_long and not is_continued,
        is_folded=bool(facet.folded),
        is_continued=is_continued,
    )
    return fieldset.fill(
        chosen=ngettext("%(number)s selected", "%(number)s selected", number) % {"number": number} if number else "",
        shown=options(facet, facet.shown, address),
        folded=options(facet, facet.folded, address),
        show_all=facet.show_all_text if facet.folded or is_continued else "",
        all_address=reverse("facet", args=[facet.name]) + query if is_continued else "",
    )


@lru_cache(maxsize=1000)
def facet_pattern(language, name, **shape):
    """A facet of that shape in the present language, which is `language`, with what it is called."""
    words = FACET_WORDS[name]
    fieldset = pattern("catalogue/_facet.html#facet", FACET, name=name, **shape)
    return fieldset.with_values(label=str(words.label), find=str(words.find))


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
    return SafeString("".join(rectangles))  # numbers


def years_to_choose(years, chosen):
    """The options of a select, a year each."""
    options = (f"<option{' selected' if year == chosen else ''}>{year}</option>" for year in years)
    return SafeString("".join(options))  # numbers


@register.simple_tag
def views(query, present):
    """Links to the selection in every picture; `present` is the name of the page's own address."""
    return pattern("catalogue/_views.html#views", ("query",), present=present).fill(query=query)


@register.simple_tag
def sorting(links, address):
    """The menu of orders: `links` are (word, query string, whether it is the present one)."""
    language, row = get_language(), remembered(sort_link)
    rows = [row(language, word, is_present).fill(address=address + query) for word, query, is_present in links]
    present = next((str(SORT_LABELS[word]) for word, _, is_present in links if is_present), "")
    menu = pattern("catalogue/_menus.html#sorting", ("present", "links"))
    return menu.fill(present=present, links=in_a_row(rows))


@lru_cache(maxsize=100)
def sort_link(language, word, is_present):
    """The link to an order in the present language, which is `language`, without its address."""
    link = pattern("catalogue/_menus.html#sort_link", ("address", "label"), is_present=is_present)
    return link.with_values(label=str(SORT_LABELS[word]))


@register.simple_tag
def exporting(query):
    """The menu of formats of the selection with a query string."""
    return pattern("catalogue/_menus.html#exporting", ("query",)).fill(query=query)


@register.simple_tag
def pages(page, links, sizes, size, address):
    """The way to other pages: `links` are (number or an ellipsis, query string), `sizes` (practices a page, query)."""
    queries, number, last = dict(links), page.number, page.paginator.num_pages
    navigation = pattern(
        "catalogue/_pages.html#pages",
        PAGES,
        is_several=last > 1,
        has_previous=number > 1,
        has_next=number < last,
        has_sizes=page.paginator.count > sizes[0][0],
    )
    return navigation.fill(
        first=counted(page.start_index()),
        last=counted(page.end_index()),
        count=counted(page.paginator.count),
        previous=address + queries.get(number - 1, ""),
        numbers=in_a_row(page_number(page, *link, address) for link in links),
        next=address + queries.get(number + 1, ""),
        sizes=in_a_row(page_size(*other, size, address) for other in sizes),
    )


def page_number(page, number, query, address):
    """One number of a page, or the ellipsis between two."""
    shape = {"is_present": number == page.number, "is_ellipsis": not isinstance(number, int)}
    return pattern("catalogue/_pages.html#number", ("number", "address"), **shape).fill(
        number=str(number) if shape["is_ellipsis"] else counted(number), address=address + query
    )


def page_size(number, query, size, address):
    """One number of practices that a page can hold."""
    return pattern("catalogue/_pages.html#size", ("number", "address"), is_present=number == size).fill(
        number=str(number), address=address + query
    )
