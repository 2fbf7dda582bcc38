"""What templates draw on maps and list beside them; rows by the hundred, so by patterns."""

from django import template
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from practices.locator import locate
from practices.patterns import pattern

register = template.Library()

register.simple_tag(locate, name="locator")


CIRCLE = ("address", "label", "x", "y", "reach", "radius", "name", "count", "name_x", "name_y")


@register.simple_tag
def circles(drawing, here=""):
    """The circles of a drawing, each a link to its city; `here` is the address of the page, which one may lead to."""
    return mark_safe("".join(circle_row(circle, here) for circle in drawing.circles))  # noqa: S308 -- filled patterns


def circle_row(circle, here):
    place, name = circle.place, circle.name
    row = pattern(
        "pictures/_drawing.html#circle",
        CIRCLE,
        anchor=name.anchor if name else "",
        has_reach=circle.reach > circle.radius,
        is_present=bool(here) and place.address == here,
        is_selection="?" in place.address,
    )
    return row.fill(
        address=place.address or f"#place-{place.city.slug}",
        label=said(place),
        x=str(circle.x),
        y=str(circle.y),
        reach=str(circle.reach),
        radius=str(circle.radius),
        name=place.city.name,
        count=number_format(place.count),
        name_x=str(name.x) if name else "",
        name_y=str(name.y) if name else "",
    )


def said(place) -> str:
    """The city in words, beginning with what stands on the map: "Reggio Emilia 3 practices, Italy"."""
    return ngettext(
        "%(city)s %(number)s practice, %(country)s", "%(city)s %(number)s practices, %(country)s", place.count
    ) % {"city": place.city.name, "country": place.country.label, "number": number_format(place.count)}


CITY = ("slug", "name", "count", "address", "titles")


@register.simple_tag
def cities(country, address):
    """The cities of a country in the list; their names lead into the selection on the page at `address`."""
    return mark_safe("".join(city_row(place, address) for place in country.cities))  # noqa: S308 -- filled patterns


def city_row(place, address):
    row = pattern("pictures/_places.html#city", CITY, is_located=place.city.latitude is not None)
    return row.fill(
        slug=place.city.slug,
        name=place.city.name,
        count=number_format(place.count),
        address=address + place.query,
        titles=titles(place.practices),
    )


@register.simple_tag
def titles(practices):
    """The titles of a few practices as a list, each a link."""
    if not practices:
        return ""
    return render_to_string("pictures/_titles.html", {"practices": practices})
