"""The map of a selection."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.circles import drawings, largest, legend
from practices.filters import UnpagedSelection
from practices.places import places
from practices.views.pictures import Picture, answer_picture
from practices.views.selecting import selecting

MAP = Picture(_("Where the practices are"), "", "pictures/_map.html", "css/places.css")


@selecting(UnpagedSelection)
def city_map(request, selection):
    """A circle a city, on Europe and, where there are others, on the world; a list beside it says the same in words."""
    countries = places(selection)
    europe, world = drawings(countries)
    context = {
        "section": "map",
        "places": countries,
        "europe": europe,
        "world": world,
        "legend": legend(largest(countries)),
    }
    return answer_picture(request, selection, MAP._replace(lede=lede(countries)), context)


def lede(countries) -> str:
    """What is to be seen, in words; nothing where no city is named."""
    if not (number := sum(len(country.cities) + country.left_out for country in countries)):
        return ""
    return ngettext(
        "The practices of %(number)s city. The larger a circle, the more practices; the list says the same in words.",
        "The practices of %(number)s cities. The larger a circle, the more practices; the list says the same in words.",
        number,
    ) % {"number": number_format(number)}
